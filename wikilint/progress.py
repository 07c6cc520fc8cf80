"""How far a long run has come: a line on the terminal, with rich where that is installed."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from wikilint.output.printable import one_line
from wikilint.results import FileReport

if TYPE_CHECKING:
    from rich.progress import Progress

_FIRST_SECONDS = 1.0
_SECONDS_BETWEEN = 0.1


class Bar:
    """Drawn on standard error from the first second on; how much is to come is not known.

    wanted: whether there is a terminal and somebody who looks at it.
    """

    def __init__(self, *, wanted: bool) -> None:
        self._wanted = wanted
        self._next = time.monotonic() + _FIRST_SECONDS
        self._progress: Progress | None = None

    def following(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports, counted."""
        try:
            for number, report in enumerate(reports, 1):
                if self._wanted and time.monotonic() >= self._next:
                    self._draw(number, report.path)
                yield report
        finally:
            self._hide()

    def hidden(self, pieces: Iterable[str]) -> Iterator[str]:
        """The same pieces of text; while each is printed the line is away."""
        for piece in pieces:
            self._hide()
            yield piece

    def _draw(self, number: int, path: str) -> None:
        if self._progress is None:
            self._progress = _progress()
            self._wanted = self._progress is not None
        if self._progress is not None:
            self._next = time.monotonic() + _SECONDS_BETWEEN
            (task,) = self._progress.task_ids
            self._progress.update(task, completed=number, description=one_line(path))
            self._progress.start()
            self._progress.refresh()

    def _hide(self) -> None:
        if self._progress is not None:
            self._progress.stop()


def _progress() -> Progress | None:
    try:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
    except ImportError:
        return None
    progress = Progress(
        SpinnerColumn(),
        TextColumn("{task.completed} files", markup=False),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        auto_refresh=False,  # without a thread, so that workers can be forked
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    progress.add_task("", total=None)
    return progress
