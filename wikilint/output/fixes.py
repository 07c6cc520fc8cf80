"""What `fix` did to a file, for people: what it applied, and what it left and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wikilint.fixer import FixResult
from wikilint.output.counts import named
from wikilint.output.printable import one_line
from wikilint.results import FileReport, Run


def fix_lines(run: Run, report: FileReport) -> Iterator[str]:
    """The lines, each with a newline, for one file; none for a file to which nothing was done."""
    result = report.fixed
    if result is None:
        return
    path = one_line(report.path)
    if result.applied and not run.quiet:
        rules = Counter(fix.rule for fix in result.applied)
        only = " (cosmetic only)" if result.effect == "cosmetic" else ""
        yield f"{path}: fixed {named(rules)}{only}\n"
        if run.summary:
            yield f"{path}: edit summary: {edit_summary(result)}\n"
    if not run.quiet:
        for skipped in result.skipped:
            yield f"{path}: not fixed: {one_line(skipped.reason)} ({', '.join(skipped.rules)})\n"


def edit_summary(result: FixResult) -> str:
    """What a wiki's page history should say of the fixes that were applied."""
    rules = Counter(fix.rule for fix in result.applied)
    return f"Fixed {named(rules)} with wikilint"
