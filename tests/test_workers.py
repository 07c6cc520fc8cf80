"""Workers are really killed, and really die: with signals, in C code, in every state."""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from wikilint import workers
from wikilint.workers import START_METHOD, TASKS_AHEAD, Lost, run

LONG = 60.0


def hang_in_c() -> None:
    """Hold the interpreter's lock, deaf to every signal that Python handles."""
    sum(range(10**12))


def act(task: str) -> object:
    """Do what the task says; some do not come back."""
    action, _, value = task.partition(" ")
    match action:
        case "sleep":
            time.sleep(float(value))
        case "hang":
            hang_in_c()
        case "exit":
            os._exit(int(value))
        case "signal":
            faulthandler.disable()  # pytest's; this death is no fault
            os.kill(os.getpid(), getattr(signal, value))
        case "raise":
            raise ValueError(value)
        case "pid":
            return os.getpid()
        case "lambda":
            return lambda: None
    return f"done {task}"


def acting() -> Callable[[str], object]:
    return act


def failing() -> Callable[[str], object]:
    os._exit(7)


def results(
    *tasks: str, jobs: int = 2, seconds: float = LONG, start_method: str = START_METHOD
) -> list[object]:
    timed = ((task, seconds) for task in tasks)
    found = list(run(acting, timed, jobs, start_method=start_method))
    assert [task for task, _ in found] == list(tasks)
    return [result for _, result in found]


def test_results_have_the_order_of_the_tasks() -> None:
    tasks = ("sleep 0.2", "a", "sleep 0.1", "b", "c")
    assert results(*tasks) == [f"done {task}" for task in tasks]


def test_no_tasks_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_Worker", None)
    assert results() == []


def test_there_are_as_many_workers_as_jobs_and_they_are_used_again() -> None:
    def pids(jobs: int) -> set[object]:
        return set(results(*["pid"] * 20, jobs=jobs)) - {os.getpid()}

    assert len(pids(1)) == 1
    assert 1 <= len(pids(3)) <= 3


def test_a_task_that_hangs_in_c_code_is_killed_and_costs_nothing_else() -> None:
    found = results("a", "hang", "b", "c", jobs=1, seconds=0.2)
    assert found == [
        "done a",
        Lost("its worker process did not answer in time", timed_out=True),
        "done b",
        "done c",
    ]


@pytest.mark.parametrize(
    ("task", "why"),
    [
        ("exit 3", "its worker process ended with exit status 3"),
        ("exit 0", "its worker process ended with exit status 0"),
        ("signal SIGSEGV", "its worker process was killed: Segmentation fault"),
        ("signal SIGKILL", "its worker process was killed: Killed"),
        ("raise no luck", "ValueError: no luck"),
    ],
)
def test_a_worker_that_dies_costs_its_own_task(task: str, why: str) -> None:
    assert results("a", task, "b", jobs=1) == ["done a", Lost(why), "done b"]


def test_a_result_that_cannot_be_sent_is_lost() -> None:
    first, second = results("lambda", "a", jobs=1)
    assert isinstance(first, Lost)
    assert "pickle" in first.why
    assert second == "done a"


def test_an_idle_worker_that_was_killed_costs_one_task() -> None:
    def tasks() -> Iterator[tuple[str, float]]:
        yield "pid", LONG
        yield from (("sleep 0.2", LONG), ("a", LONG))

    found = run(acting, tasks(), 1)
    _, pid = next(found)
    assert isinstance(pid, int)
    os.kill(pid, signal.SIGKILL)
    assert [result for _, result in found] == [
        Lost("its worker process was killed: Killed"),
        "done a",
    ]


def test_workers_that_cannot_start_cost_a_task_each() -> None:
    found = run(failing, iter([("a", LONG), ("b", LONG)]), 2)
    why = Lost("its worker process ended with exit status 7")
    assert list(found) == [("a", why), ("b", why)]


def test_a_worker_that_takes_too_long_to_start_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_START_SECONDS", 0.1)
    ((_, result),) = run(hang_in_c, iter([("a", LONG)]), 1)  # type: ignore[arg-type]
    assert result == Lost("its worker process did not answer in time", timed_out=False)


def test_few_tasks_are_taken_before_they_are_needed() -> None:
    taken = 0

    def tasks() -> Iterator[tuple[str, float]]:
        nonlocal taken
        while True:
            taken += 1
            yield ("sleep 0.3" if taken == 1 else "a"), LONG

    found = run(acting, tasks(), 2)
    assert next(found) == ("sleep 0.3", "done sleep 0.3")
    assert TASKS_AHEAD < taken <= 2 * TASKS_AHEAD
    found.close()


def test_closing_kills_the_workers_whatever_they_do() -> None:
    tasks = [("pid", LONG), ("pid", LONG), ("hang", LONG), ("sleep 60", LONG)]
    found = run(acting, iter(tasks), 2)
    pids = {next(found)[1], next(found)[1]}
    found.close()
    for pid in pids:
        assert isinstance(pid, int)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_interrupts_are_ignored_by_workers() -> None:
    tasks = ("signal SIGINT", "a")
    assert results(*tasks, jobs=1) == ["done signal SIGINT", "done a"]


def test_workers_that_are_not_forked() -> None:
    found = results("a", "exit 1", "b", jobs=1, start_method="spawn")
    assert found == ["done a", Lost("its worker process ended with exit status 1"), "done b"]


PARENT = """
from tests.test_workers import acting
from wikilint.workers import run
for task, result in run(acting, ((task, 0.1) for task in ("pid", "pid", "hang", "hang")), 2):
    print(result, flush=True)
"""


def test_workers_end_when_their_parent_was_killed() -> None:
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline().strip().isdigit()
        parent.kill()
        parent.wait()
        wait_for_the_end_of(parent.pid)


def wait_for_the_end_of(group: int) -> None:
    """Fails if there is still a process of the group after some seconds."""
    end = time.monotonic() + 15
    while time.monotonic() < end:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("a worker was left behind")
