"""What a run gives to its output: a report for each file, and the counts that decide how it ends.

The runner makes these values, formats turn them into text; neither knows the other.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from wikilint.diagnostic import SEVERITIES, Diagnostic, Severity
from wikilint.engine import RULE_CRASH, Crash
from wikilint.fixer import FixResult
from wikilint.rule import Rule
from wikilint.text import SourceText

TIMED_OUT = Rule(
    "timed-out",
    None,
    severity="error",
    family="engine",
    fixes=(),
    documentation="""A page took longer than `--timeout` allows and was given up.

Nothing else is reported on it and `fix` leaves it as it is; the run goes on with the other files
and ends with exit status 2. Most often a regular expression of a plugin or pattern is to blame, one
that tries ever more ways to match. `--timeout SECONDS`, or `timeout:` in the configuration, sets
the limit. It cannot be suppressed.
""",
)


class FileReport(NamedTuple):
    """What a run found in one file.

    source: the text that the diagnostics speak of; None if it could not be read, or not in time.
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


def timed_out(path: str, seconds: float) -> FileReport:
    """The report on a file that took longer than it was given."""
    message = f"took longer than {seconds:g} s and was given up; --timeout SECONDS allows more"
    place = (0, 0, 1, 1, 1, 1)
    found = Diagnostic(TIMED_OUT.id, TIMED_OUT.severity, message, *place, text="", path=path)
    return FileReport(path, None, (found,))


@dataclass(slots=True)
class Log:
    """What a run tells beside its reports.

    failures: what went wrong beyond single files, one line each.
    notes: what a person may want to know besides, one line each.
    seconds: time spent in each rule.
    crashes: path, what crashed and the traceback, of rules that raised.
    """

    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    crashes: list[tuple[str, str, str]] = field(default_factory=list)

    def fail(self, message: str) -> None:
        """Tell what went wrong; what was told already is not told again."""
        if message not in self.failures:
            self.failures.append(message)

    def note(self, message: str) -> None:
        """Tell what may help; what was told already is not told again."""
        if message not in self.notes:
            self.notes.append(message)

    def spend(self, rule: str, seconds: float) -> None:
        """Add to the time of a rule."""
        self.seconds[rule] = self.seconds.get(rule, 0.0) + seconds

    def crash(self, path: str, what: str, error: BaseException) -> None:
        """Keep the traceback of what a rule, or wikilint itself, raised over a file."""
        from traceback import format_exception  # costs 4 ms, which hardly a run needs

        self.crashes.append((path, what, "".join(format_exception(error))))

    def add(self, other: Log) -> None:
        """Take over what another process told."""
        for message in other.failures:
            self.fail(message)
        for message in other.notes:
            self.note(message)
        for rule, seconds in other.seconds.items():
            self.spend(rule, seconds)
        self.crashes += other.crashes


class Run(NamedTuple):
    """All that a format gets.

    reports: made while the format asks for them, so that it can print as the run goes on.
    rules: by id; not all that is reported need be among them.
    minimum: the least severe findings to show one by one.
    color: whether the output goes to a terminal.
    quiet: diagnostics only, no counts and no advice.
    summary: with an edit summary for each page that was fixed.
    arguments: what was typed that `wikilint fix` needs to treat the same files by the same rules
        (paths, configuration, ``--unsafe-fixes``), for the advice what to type next.
    failures: what went wrong beyond single files; the list grows as the run goes on.
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
    failures: Sequence[str] = ()


Format: TypeAlias = Callable[[Run], Iterator[str]]
"""Turns a run into pieces of text for standard output, each ending with a newline.

It shows the diagnostics that `shown` leaves. What could not be read or written is told on standard
error by the command line, whatever the format.
"""


class Clock:
    """Called when a rule has ended: adds up times, keeps crashes, ends what takes too long."""

    def __init__(self, log: Log, path: str, look: Callable[[], None]) -> None:
        self.look = look
        self._log = log
        self._path = path
        self._last = time.perf_counter()

    def __call__(self, rule: Rule, crash: Crash | None) -> None:
        now = time.perf_counter()
        self._log.spend(rule.id, now - self._last)
        self._last = now
        if crash is not None:
            self._log.crash(self._path, rule.id, crash.error)
        self.look()


def shown(run: Run, report: FileReport) -> Iterator[Diagnostic]:
    """The diagnostics of a file that are severe enough to be shown one by one."""
    limit = SEVERITIES.index(run.minimum)
    return (d for d in report.diagnostics if SEVERITIES.index(d.severity) <= limit)


class Tally:
    """What decides the exit status, counted while the reports go by.

    minimum: findings less severe than it do not count. strict: infos count, too.
    left: findings that count. errors: why files could not be read or written.
    crashed: rules that raised, and files that took too long.
    fixed_files: files that fixing changed.
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
        """Whether a file could not be treated, not in time, or a rule crashed."""
        return bool(self.errors or self.crashed)

    def counting(self, reports: Iterable[FileReport]) -> Iterator[FileReport]:
        """The same reports; each is counted before it is passed on."""
        for report in reports:
            if report.error is not None:
                self.errors.append(report.error)
            self.fixed_files += report.changed
            for diagnostic in report.diagnostics:
                self.left += SEVERITIES.index(diagnostic.severity) <= self._limit
                self.crashed += diagnostic.rule in (RULE_CRASH.id, TIMED_OUT.id)
            yield report
