"""The format for people: the source line with carets, the fix, and at the end what to do next."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.diagnostic import Diagnostic, Fix
from wikilint.output.counts import Counts
from wikilint.output.excerpt import excerpt
from wikilint.output.fixes import fix_lines
from wikilint.output.printable import one_line, painted
from wikilint.output.rule_table import RuleTable
from wikilint.results import FileReport, Run, shown

_INDENT = "    "


def as_text(run: Run) -> Iterator[str]:
    """Errors and warnings in full, the rest as counts; then what can be fixed, and how."""
    counts = Counts(run)
    table = RuleTable()
    separator = ""
    for report in run.reports:
        counts.add(report)
        table.add(report)
        for line in fix_lines(run, report):
            separator = "\n"
            yield line
        for diagnostic in shown(run, report):
            separator = "\n"
            yield from _block(run, report, diagnostic)
    endings = (table.lines() if run.statistics else (), () if run.quiet else counts.lines())
    for lines in map(list, endings):
        if lines:
            yield separator + "".join(f"{line}\n" for line in lines)
            separator = "\n"


def _block(run: Run, report: FileReport, diagnostic: Diagnostic) -> Iterator[str]:
    path, color = one_line(report.path), run.color
    place = painted(f"{path}:{diagnostic.line}:{diagnostic.column}:", "place", color=color)
    severity = painted(diagnostic.severity, diagnostic.severity, color=color)
    yield f"{place} {severity} {diagnostic.rule}: {one_line(diagnostic.message)}\n"
    if report.source is not None:
        line, carets = excerpt(report.source, diagnostic)
        yield f"{_INDENT}{line}\n"
        yield f"{_INDENT}{painted(carets, diagnostic.severity, color=color)}\n"
    for related in diagnostic.related:
        message = one_line(related.message)
        yield f"{_INDENT}{path}:{related.line}:{related.column}: {message}\n"
    if diagnostic.fix is not None:
        label = painted("fix:", "advice", color=color)
        yield f"{_INDENT}{label} {_title(diagnostic.fix)}\n"
    if diagnostic.alternatives:
        label = painted("choose:", "advice", color=color)
        titles = ", or ".join(one_line(fix.title) for fix in diagnostic.alternatives)
        yield f"{_INDENT}{label} {titles}\n"


def _title(fix: Fix) -> str:
    cosmetic = ", cosmetic" if fix.effect == "cosmetic" else ""
    return f"{one_line(fix.title)} ({fix.applicability}{cosmetic})"
