"""Worker processes that can be killed: a task that hangs or crashes costs itself and nothing else.

The pools of the standard library do not do that: `multiprocessing.Pool` waits for ever for a worker
that was killed, `ProcessPoolExecutor` gives up everything that is under way.
"""

from __future__ import annotations

import gc
import pickle
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

T = TypeVar("T")
R = TypeVar("R")

Make: TypeAlias = Callable[[], Callable[[T], R]]
"""Makes, in the worker, the function that performs tasks."""

START_METHOD = "fork" if sys.platform.startswith("linux") else "spawn"
"""A forked worker has everything imported and configured within 5 ms, a new interpreter takes 200
and more; forking is sound where the parent has one thread. The system libraries of macOS start
threads unasked, and Windows has no fork.
"""

TASKS_AHEAD = 32
"""Times the number of workers: how far they may get ahead of a task that takes long."""

_START_SECONDS = 60.0
_GRACE_SECONDS = 0.5  # for a task that stops by itself when its time is up


class Lost(NamedTuple):
    """A task without a result, and why; timed_out: it was stopped when its time was up."""

    why: str
    timed_out: bool = False


def run(
    make: Make[T, R],
    tasks: Iterator[tuple[T, float]],
    jobs: int,
    *,
    start_method: str = START_METHOD,
) -> Generator[tuple[T, R | Lost], None, None]:
    """Perform tasks, each with its limit in seconds, and give the results in their order.

    Tasks are taken from the iterator when a worker is free, so that there can be any number of
    them. Results and tasks must be picklable; `make`, too, where workers are not forked. Close the
    generator, and no worker is left.
    """
    numbered = enumerate(tasks)
    given = passed_on = 0
    workers: list[_Worker[T, R]] = []
    idle: list[_Worker[T, R]] = []
    done: dict[int, tuple[T, R | Lost]] = {}
    try:
        while True:
            while given - passed_on < jobs * TASKS_AHEAD and (idle or len(workers) < jobs):
                entry = next(numbered, None)
                if entry is None:
                    break
                if not idle:
                    with _interrupts_held():  # a worker that runs is in the list
                        workers.append(_Worker(make, start_method))
                        idle.append(workers[-1])
                idle.pop().give(*entry)
                given += 1
            if passed_on in done:
                yield done.pop(passed_on)
                passed_on += 1
                continue
            busy = [worker for worker in workers if worker not in idle]
            if not busy:
                return
            for worker, result in _finished(busy):
                done[worker.number] = worker.task, result
                if worker.is_alive:
                    idle.append(worker)
                else:
                    workers.remove(worker)
    finally:
        for worker in workers:
            worker.kill()


def _finished(busy: Sequence[_Worker[T, R]]) -> Iterator[tuple[_Worker[T, R], R | Lost]]:
    """Wait until something happens: a result, a death, or the end of somebody's time."""
    nearest = min(worker.end for worker in busy)
    ready = wait([worker.pipe for worker in busy], max(0.0, nearest - time.monotonic()))
    now = time.monotonic()
    for worker in busy:
        if worker.pipe in ready:
            for result in worker.received():
                yield worker, result
        elif now >= worker.end:
            worker.kill()
            yield worker, Lost("its worker process did not answer in time", worker.is_ready)


class _Worker(Generic[T, R]):
    """A process with one task at a time. It is given its first one while it still starts."""

    number: int
    task: T
    end: float

    def __init__(self, make: Make[T, R], start_method: str) -> None:
        context: Any = get_context(start_method)
        self.pipe: Connection[Any, Any]
        self.pipe, theirs = context.Pipe()
        self.is_alive = True
        self.is_ready = False
        self._seconds = 0.0
        self._process = context.Process(target=_serve, args=(make, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def give(self, number: int, task: tuple[T, float]) -> None:
        """Let it begin a task, which is numbered. A death shows when the result is read."""
        self.number = number
        self.task, self._seconds = task
        self._set_end()
        with suppress(OSError):
            self.pipe.send(task)

    def _set_end(self) -> None:
        seconds = self._seconds + _GRACE_SECONDS if self.is_ready else _START_SECONDS
        self.end = time.monotonic() + seconds

    def received(self) -> Iterator[R | Lost]:
        """The result, if it is one that can be read from the pipe now."""
        try:
            data = self.pipe.recv_bytes()
        except (EOFError, OSError):
            yield self._lost()
            return
        if not self.is_ready:
            self.is_ready = True
            self._set_end()
            return
        try:
            result: R | Lost = pickle.loads(data)
        except Exception as error:
            result = Lost(f"its result cannot be read: {type(error).__name__}: {error}")
        yield result

    def _lost(self) -> Lost:
        self._process.join(1.0)  # its end of the pipe is closed: it is about to die
        self.kill()
        status = self._process.exitcode
        if status >= 0:
            return Lost(f"its worker process ended with exit status {status}")
        is_time_up = -status == getattr(signal, "SIGVTALRM", None)
        return Lost(f"its worker process was killed: {signal.strsignal(-status)}", is_time_up)

    def kill(self) -> None:
        """End it, whatever it does."""
        self.is_alive = False
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _serve(make: Make[T, R], pipe: Connection[Any, Any]) -> None:
    """What a worker does until its parent kills it, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent ends workers
    gc.freeze()  # what is inherited stays: searching it for garbage would only copy it
    perform = make()
    parent = parent_process()
    assert parent is not None
    with suppress(EOFError, OSError):  # a pipe that breaks
        pipe.send_bytes(b"")
        while parent.sentinel not in wait([pipe, parent.sentinel]):
            task, seconds = pipe.recv()
            if hasattr(signal, "setitimer"):
                # of its own CPU time: ends a worker whose parent was killed and cannot end it
                signal.setitimer(signal.ITIMER_VIRTUAL, seconds + 2 * _GRACE_SECONDS)
            pipe.send_bytes(_performed(perform, task))


def _performed(perform: Callable[[T], R], task: T) -> bytes:
    try:
        return pickle.dumps(perform(task), pickle.HIGHEST_PROTOCOL)
    except Exception as error:
        return pickle.dumps(Lost(f"{type(error).__name__}: {error}"))


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C comes when the block has ended."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
