"""What the end of the text format says: how much was found, and what to type next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from wikilint.diagnostic import EFFECTS, SEVERITIES, Applicability, Effect, Severity
from wikilint.output.printable import one_line
from wikilint.results import FileReport, Run

_RULES_NAMED = 5


class Counts:
    """Counted while the reports go by; `lines` is for the end."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._files = 0
        self._unread = 0
        self._with_findings = 0
        self._fixed_files = 0
        self._made = 0
        self._shown: Counter[Severity] = Counter()
        self._hidden: dict[Severity, Counter[str]] = {}
        self._fixable: Counter[Applicability] = Counter()
        self._effects: Counter[Effect] = Counter()
        self._safe_and_seen = 0

    def add(self, report: FileReport) -> None:
        """Count one file."""
        self._files += 1
        self._unread += report.error is not None
        self._fixed_files += report.changed
        self._made += len(report.fixed.applied) if report.fixed else 0
        limit = SEVERITIES.index(self._run.minimum)
        has_findings = False
        for diagnostic in report.diagnostics:
            severity = diagnostic.severity
            if SEVERITIES.index(severity) <= limit:
                self._shown[severity] += 1
                has_findings = True
            else:
                self._hidden.setdefault(severity, Counter())[diagnostic.rule] += 1
            fix = diagnostic.fix
            if fix is not None and fix.applicability != "manual":
                self._fixable[fix.applicability] += 1
                self._effects[fix.effect] += 1
                self._safe_and_seen += fix.applicability == "safe" and fix.effect != "cosmetic"
        self._with_findings += has_findings

    def lines(self) -> Iterator[str]:
        """The lines, without newlines, from the most to the least wanted."""
        if self._files > self._unread or not (self._files or self._run.failures):
            yield self._headline()
        for severity in SEVERITIES:
            if severity in self._hidden:
                rules = self._hidden[severity]
                yield (
                    f"+ {rules.total()} {severity}: {named(rules, _RULES_NAMED)}; "
                    f"show with --severity {severity}"
                )
        yield from self._advice()

    def _headline(self) -> str:
        found = ", ".join(counted(n, name) for name in SEVERITIES if (n := self._shown[name]))
        failed = f"; {counted(self._unread, 'file')} could not be treated" if self._unread else ""
        treated = self._files - self._unread
        files = counted(treated, "file")
        if self._made:
            made = f"{counted(self._made, 'fix')} made in {counted(self._fixed_files, 'file')}"
            return f"{made}; {found or self._nothing()} left{failed}"
        if not found:
            return f"{files} checked, {self._nothing()} found{failed}"
        some = "" if self._with_findings == treated else f"{self._with_findings} of "
        unfixed = "nothing fixed; " if self._run.command == "fix" else ""
        return f"{unfixed}{found} in {some}{files}{failed}"

    def _nothing(self) -> str:
        if not self._hidden:
            return "nothing"
        return "no errors" if self._run.minimum == "error" else "no errors or warnings"

    def _advice(self) -> Iterator[str]:
        safe, unsafe = self._fixable["safe"], self._fixable["unsafe"]
        arguments = self._run.arguments
        is_check = self._run.command == "check"
        if safe and is_check:
            # a preset may want no page written for looks alone
            also = () if self._safe_and_seen else ("--cosmetic", "always")
            yield f"{counted(safe, 'safe fix')}: {_command((*also, *arguments))}"
        if unsafe and "--unsafe-fixes" not in arguments:
            yield (
                f"{counted(unsafe, 'unsafe fix')}, to be looked at: "
                f"{_command(('--unsafe-fixes', '--diff', *arguments))}"
            )
        if not self._effects["cosmetic"] or not is_check:
            return
        if self._effects["cosmetic"] == self._effects.total():
            yield "All fixes here are cosmetic: a reader would see no change"
        else:
            effects = (f"{self._effects[e]} {e}" for e in EFFECTS if self._effects[e])
            yield f"Fixes here: {', '.join(effects)}"


def _command(arguments: tuple[str, ...]) -> str:
    import shlex  # a third of a millisecond of start-up that many runs do not need

    return one_line(shlex.join(("wikilint", "fix", *arguments)))


def counted(number: int, noun: str) -> str:
    """A number with its noun: “1 file”, “2 fixes”, “3 info”."""
    if number == 1 or noun == "info":
        return f"{number} {noun}"
    return f"{number} {noun}{'es' if noun.endswith('x') else 's'}"


def named(rules: Mapping[str, int], limit: int | None = None) -> str:
    """Rules with their numbers, the most frequent first: “typo 3, iso-date 1, …”."""
    ordered = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
    names = [f"{rule} {number}" for rule, number in ordered[:limit]]
    return ", ".join(names + (["…"] if len(names) < len(ordered) else []))
