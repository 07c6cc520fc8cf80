"""What a run gives to its output: a report for each file, and the counts that decide how it ends.

The runner makes these values, formats turn them into text; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wikilint.diagnostic import SEVERITIES, Diagnostic, Severity
from wikilint.engine import RULE_CRASH
from wikilint.fixer import FixResult
from wikilint.rule import Rule
from wikilint.text import SourceText


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a run found in one file.

    source: the text that the diagnostics speak of; None if it could not be read.
    error: why the file could not be read or written, beginning with its path.
    fixed, original: in `fix`, what was done, and the text before it.
    """

    path: str
    source: SourceText | None
    diagnostics: tuple[Diagnostic, ...]
    error: str | None = None
    fixed: FixResult | None = None
    original: SourceText | None = None

    @property
    def changed(self) -> bool:
        """Whether fixing gave another text."""
        if self.fixed is None or self.original is None:
            return False
        return self.fixed.text != self.original.original


@dataclass(frozen=True, slots=True)
class Run:
    """All that a format gets.

    reports: made while the format asks for them, so that it can print as the run goes on.
    rules: by id; not all that is reported need be among them.
    minimum: the least severe findings to show one by one.
    color: whether the output goes to a terminal.
    quiet: diagnostics only, no counts and no advice.
    summary: with an edit summary for each page that was fixed.
    arguments: what was typed that `wikilint fix` needs to treat the same files by the same rules
        (paths, configuration, ``--unsafe-fixes``), for the advice what to type next.
    """

    command: Literal["check", "fix"]
    reports: Iterable[FileReport]
    rules: Mapping[str, Rule]
    minimum: Severity = "warning"
    statistics: bool = False
    color: bool = False
    quiet: bool = False
    strict: bool = False
    summary: bool = False
    arguments: tuple[str, ...] = ()


Format: TypeAlias = Callable[[Run], Iterator[str]]
"""Turns a run into pieces of text for standard output, each ending with a newline.

It shows the diagnostics that `shown` leaves. What could not be read or written is told on standard
error by the command line, whatever the format.
"""


def shown(run: Run, report: FileReport) -> Iterator[Diagnostic]:
    """The diagnostics of a file that are severe enough to be shown one by one."""
    limit = SEVERITIES.index(run.minimum)
    return (d for d in report.diagnostics if SEVERITIES.index(d.severity) <= limit)


class Tally:
    """What decides the exit status, counted while the reports go by.

    minimum: findings less severe than it do not count. strict: infos count, too.
    left: findings that count. errors: why files could not be read or written.
    crashed: rules that raised. fixed_files: files that fixing changed.
    """

    def __init__(self, minimum: Severity = "warning", *, strict: bool = False) -> None:
        least: Severity = "error" if minimum == "error" else "warning"
        self._limit = SEVERITIES.index("info" if strict else least)
        self.left = 0
        self.crashed = 0
        self.fixed_files = 0
        self.errors: list[str] = []

    @property
    def failed(self) -> bool:
        """Whether a file could not be treated, or a rule crashed."""
        return bool(self.errors or self.crashed)

    def counting(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports; each is counted before it is passed on."""
        for report in reports:
            if report.error is not None:
                self.errors.append(report.error)
            self.fixed_files += report.changed
            for diagnostic in report.diagnostics:
                self.left += SEVERITIES.index(diagnostic.severity) <= self._limit
                self.crashed += diagnostic.rule == RULE_CRASH.id
            yield report
