"""Run rules over one document. No files, no output, no configuration: values in, values out."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from wikilint.diagnostic import (
    APPLICABILITIES,
    SEVERITIES,
    Diagnostic,
    Edit,
    Finding,
    Fix,
    RelatedPlace,
    Severity,
)
from wikilint.document import Document
from wikilint.rule import ActiveRule, Found, Rule, RuleSet
from wikilint.suppression import suppress

if TYPE_CHECKING:
    from types import TracebackType

RULE_CRASH = Rule(
    "rule-crash",
    None,
    severity="error",
    family="engine",
    fixes=(),
    documentation="""A rule raised an exception, or yielded what is no finding of the page.

What the rule found before stands, without its fixes; all other rules run on. This is a fault of
the rule, not of the page: report it to the rule's author (`--verbose` shows the traceback). It
cannot be suppressed and makes the exit status 2; `rules: {NAME: off}` turns the rule off.
""",
)


class Crash(NamedTuple):
    """An exception that a rule raised, for those who want the traceback."""

    rule: Rule
    error: BaseException
    traceback: TracebackType | None


OnRule = Callable[[Rule, "Crash | None"], None]
"""Called after each rule, with its crash if it had one: timings and tracebacks hang on it."""


def examine(doc: Document, rules: RuleSet, *, on_rule: OnRule | None = None) -> list[Found]:
    """All that the rules find on a page and nothing suppresses, in the order of the text."""
    found: list[Found] = []
    crashed: set[str] = set()
    for active in rules.active:
        crash = _collect(active, doc, found)
        if crash is not None:
            crashed.add(active.rule.id)
        if on_rule is not None:
            on_rule(active.rule, crash)
    found = suppress(doc, found, rules, crashed)
    found.sort(key=lambda item: item.order)
    return found


def _collect(active: ActiveRule, doc: Document, found: list[Found]) -> Crash | None:
    """Append what one rule finds; on a crash its findings stay, without fixes."""
    mine: list[Found] = []
    seen: set[Finding] = set()
    crash = None
    at = 0
    try:
        for finding in active.run(doc):
            _check(finding, doc.text)
            known = len(seen)
            seen.add(finding)  # hashed once: that takes as long as all else here
            if len(seen) == known:
                continue
            at = finding.span[0]
            severity = _severity(active, finding)
            if severity != "off":
                mine.append(Found(active, severity, _limit_fix(active, finding)))
    except (Exception, SystemExit) as error:  # a rule that exits must not end the run as if done
        crash = Crash(active.rule, error, error.__traceback__)
        mine = [f._replace(finding=replace(f.finding, fix=None, alternatives=())) for f in mine]
        message = f"{active.rule.id} crashed: {type(error).__name__}: {error}"
        found.append(Found(ActiveRule(RULE_CRASH, "error"), "error", Finding((at, at), message)))
    found.extend(mine)
    return crash


class FindingError(ValueError):
    """A rule yielded something that is not a finding of this page."""


def _check(finding: object, text: str) -> None:
    if not isinstance(finding, Finding):
        raise FindingError(f"yielded {finding!r}, which is no Finding")
    words: list[object] = [finding.message, *(related.message for related in finding.related)]
    spans = [("finding", finding.span), *(("related place", r.span) for r in finding.related)]
    for fix in (finding.fix, *finding.alternatives):
        if fix is None:
            continue
        words.append(fix.title)
        spans += (("span to rely on", span) for span in fix.relies_on)
        spans += () if fix.reshapes is None else (("span to reshape", fix.reshapes),)
        spans += (("edit", edit.span) for edit in fix.edits)
        for before, after in itertools.pairwise(sorted(tuple(edit.span) for edit in fix.edits)):
            if before[1] > after[0] or before == after:
                raise FindingError(f"the fix {fix.title!r} has overlapping edits at {after[0]}")
        for edit in fix.edits:
            if not isinstance(edit.text, str) or not _can_stand(edit.text, text):
                raise FindingError(f"the fix {fix.title!r} puts in {edit.text!r}, which is no text")
    for word in words:
        if not isinstance(word, str):
            raise FindingError(f"{word!r} stands where a message or title should")
    for what, (start, end) in spans:
        if not (isinstance(start, int) and isinstance(end, int)):
            raise FindingError(f"{what} {start}-{end} is no pair of whole numbers")
        if not 0 <= start <= end <= len(text):
            raise FindingError(f"{what} {start}-{end} lies outside the page's 0-{len(text)}")


def _can_stand(new: str, text: str) -> bool:
    """Whether a page may hold the new text: no NUL, no lone surrogate that it did not bring."""
    try:
        new.encode()
    except UnicodeEncodeError:
        return all(char in text for char in new if "\ud800" <= char <= "\udfff")
    return "\0" not in new


def _severity(active: ActiveRule, finding: Finding) -> Severity:
    """A finding may ask for its own severity; what the user configured is the most it gets."""
    if finding.severity is None:
        return active.severity
    if active.capped:
        return max(active.severity, finding.severity, key=SEVERITIES.index)
    return finding.severity


def _limit_fix(active: ActiveRule, finding: Finding) -> Finding:
    if active.ceiling == "off":
        return replace(finding, fix=None, alternatives=())
    fix = finding.fix
    if fix is None or (active.ceiling == "safe" and not active.promote):
        return finding
    lifted = "safe" if active.promote and fix.applicability == "unsafe" else fix.applicability
    limited = max(lifted, active.ceiling, key=APPLICABILITIES.index)
    if limited == fix.applicability:
        return finding
    return replace(finding, fix=replace(fix, applicability=limited))


def diagnose(doc: Document, found: Iterable[Found]) -> list[Diagnostic]:
    """Findings as the user sees them: with lines, columns and offsets of the text as given."""
    return [_diagnostic(doc, item) for item in found]


def _diagnostic(doc: Document, item: Found) -> Diagnostic:
    finding, rule = item.finding, item.active.rule
    start, end = finding.span
    source = doc.source
    line, column = doc.lines.position(start)
    end_line, end_column = doc.lines.position(end)
    outer_start, outer_end = source.outer_span(finding.span)
    return Diagnostic(
        rule=rule.id,
        severity=item.severity,
        message=finding.message,
        start=outer_start,
        end=outer_end,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        text=source.original[outer_start:outer_end],
        path=doc.page.path,
        url=rule.url,
        fix=outer_fix(doc, finding.fix) if finding.fix else None,
        alternatives=tuple(outer_fix(doc, fix) for fix in finding.alternatives),
        related=tuple(
            RelatedPlace(
                *source.outer_span(related.span),
                *doc.lines.position(related.span[0]),
                related.message,
            )
            for related in finding.related
        ),
    )


def outer_fix(doc: Document, fix: Fix) -> Fix:
    """The fix in offsets of the text as given, its edits in the order of the text."""
    source = doc.source
    edits: list[Edit] = sorted(map(source.outer_edit, fix.edits), key=lambda edit: edit.span)
    return Fix(
        fix.title,
        tuple(edits),
        fix.applicability,
        effect=fix.effect,
        relies_on=tuple(map(source.outer_span, fix.relies_on)),
        reshapes=source.outer_span(fix.reshapes) if fix.reshapes else None,
        summary=fix.summary,
    )
