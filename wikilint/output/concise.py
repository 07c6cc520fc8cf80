"""One line for each diagnostic, as editors and `grep` like it."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.diagnostic import Diagnostic
from wikilint.output.fixes import fix_lines
from wikilint.output.printable import one_line, painted
from wikilint.output.rule_table import RuleTable
from wikilint.results import Run, shown


def as_concise(run: Run) -> Iterator[str]:
    """``path:line:column: severity rule: message [fixable]``."""
    table = RuleTable()
    for report in run.reports:
        table.add(report)
        yield from fix_lines(run, report)
        for diagnostic in shown(run, report):
            yield f"{one_line(report.path)}:{_line(diagnostic, color=run.color)}\n"
    if run.statistics:
        yield from (f"{line}\n" for line in table.lines())


def _line(diagnostic: Diagnostic, *, color: bool) -> str:
    place = f"{diagnostic.line}:{diagnostic.column}"
    severity = painted(diagnostic.severity, diagnostic.severity, color=color)
    fixable = ""
    if diagnostic.fix is not None and diagnostic.fix.applicability != "manual":
        is_safe = diagnostic.fix.applicability == "safe"
        fixable = " [fixable]" if is_safe else " [fixable: unsafe]"
    return f"{place}: {severity} {diagnostic.rule}: {one_line(diagnostic.message)}{fixable}"
