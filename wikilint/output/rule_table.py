"""The table of `--statistics`: findings per rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wikilint.results import FileReport


class RuleTable:
    """Counts every finding, shown or not, while the reports go by."""

    def __init__(self) -> None:
        self._findings: Counter[str] = Counter()
        self._safe: Counter[str] = Counter()
        self._unsafe: Counter[str] = Counter()
        self._files: Counter[str] = Counter()

    def add(self, report: FileReport) -> None:
        """Count one file."""
        diagnostics = report.diagnostics
        self._files.update({d.rule for d in diagnostics})
        self._findings.update(d.rule for d in diagnostics)
        fixable = [(d.rule, d.fix.applicability) for d in diagnostics if d.fix is not None]
        self._safe.update(rule for rule, applicability in fixable if applicability == "safe")
        self._unsafe.update(rule for rule, applicability in fixable if applicability == "unsafe")

    def lines(self) -> Iterator[str]:
        """A head and a line for each rule, the most frequent first; none if nothing was found."""
        if self._findings:
            yield "findings   safe  unsafe   files  rule"
        for rule, count in sorted(self._findings.items(), key=lambda item: (-item[1], item[0])):
            fixable = f"{self._safe[rule]:6} {self._unsafe[rule]:7}"
            yield f"{count:8} {fixable} {self._files[rule]:7}  {rule}"
