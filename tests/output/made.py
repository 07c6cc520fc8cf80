"""Reports made by hand, placed by the engine's own reckoning of lines and offsets."""

from __future__ import annotations

from typing import Any

from wikilint.diagnostic import Applicability, Edit, Effect, Finding, Fix, Severity
from wikilint.document import Document
from wikilint.engine import diagnose
from wikilint.fixer import AppliedFix, FixResult, Skipped
from wikilint.output import format_named
from wikilint.results import FileReport, Run
from wikilint.rule import ActiveRule, Found, Rule
from wikilint.text import SourceText


def found(rule: str, severity: Severity, finding: Finding) -> Found:
    return Found(ActiveRule(Rule(rule, None), severity), severity, finding)


def error(rule: str, start: int, end: int, message: str, **more: Any) -> Found:
    return found(rule, "error", Finding((start, end), message, **more))


def warning(rule: str, start: int, end: int, message: str, **more: Any) -> Found:
    return found(rule, "warning", Finding((start, end), message, **more))


def info(rule: str, start: int, end: int, message: str, **more: Any) -> Found:
    return found(rule, "info", Finding((start, end), message, **more))


def replacing(
    start: int,
    end: int,
    text: str,
    applicability: Applicability = "safe",
    effect: Effect = "visible",
) -> Fix:
    return Fix(f"write “{text}”", (Edit((start, end), text),), applicability, effect=effect)


def report(path: str, text: str, *findings: Found, **more: Any) -> FileReport:
    """A file with these findings, whose spans count the text as rules see it."""
    doc = Document.parse(text)
    return FileReport(path, doc.source, tuple(diagnose(doc, findings)), **more)


def failed(path: str, message: str) -> FileReport:
    return FileReport(path, None, (), error=message)


def applied(
    rule: str,
    title: str = "",
    effect: Effect = "visible",
    count: int = 1,
    *,
    applicability: Applicability = "safe",
    summary: str | None = None,
) -> tuple[AppliedFix, ...]:
    return (AppliedFix(rule, title, (), applicability, effect, summary),) * count


def fixed(
    path: str,
    before: str,
    after: str,
    *findings: Found,
    applied: tuple[AppliedFix, ...] = (),
    skipped: tuple[Skipped, ...] = (),
    effect: Effect | None = "visible",
) -> FileReport:
    """A file after `fix`, with what is left."""
    left = report(path, after, *findings)
    result = FixResult(after, applied, left.diagnostics, effect, skipped)
    return FileReport(
        path, left.source, left.diagnostics, fixed=result, original=SourceText(before)
    )


def run(*reports: FileReport, **more: Any) -> Run:
    more = {"command": "check", "rules": {}} | more
    return Run(reports=reports, **more)


def printed(name: str, a_run: Run) -> str:
    """All that a format makes of a run; each piece must end its line."""
    pieces = list(format_named(name)(a_run))
    assert all(pieces)
    text = "".join(pieces)
    assert not text or text.endswith("\n")
    return text
