"""A limit of time for what runs in this process."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class TimedOut(BaseException):
    """The time is up. Not an Exception, so that no rule that catches these can hold it up."""


@contextmanager
def deadline(seconds: float) -> Iterator[Callable[[], None]]:
    """Raise TimedOut in the block when the time is up; gives a function that looks at the clock.

    An alarm interrupts Python code and the `re` module. Where there is none (on Windows, outside
    of the main thread) the block must look at the clock. Other C code is only stopped by killing
    its process.
    """
    end = time.monotonic() + seconds

    def look() -> None:
        if time.monotonic() >= end:
            raise TimedOut

    with _alarm(seconds):
        yield look


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    def ring(*_: object) -> None:
        raise TimedOut

    try:
        before = signal.signal(signal.SIGALRM, ring)
    except (AttributeError, ValueError):  # no such signal on this system, or not the main thread
        yield
        return
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
