"""Comments that silence rules: which findings they cover, and which of them cover nothing.

``<!-- wikilint-disable-line RULE… -- reason -->``, ``-disable-next-line``, ``-disable`` up to
``-enable``, ``-disable-file``. Without names they stand for every rule. Only real comments count:
what stands in ``<nowiki>`` or behind an unclosed ``<!--`` is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from wikilint.diagnostic import Edit, Finding, Fix
from wikilint.document import Document
from wikilint.rule import ActiveRule, Found, Ignore, Rule, RuleSet
from wikilint.syntax import Comment

UNUSED_SUPPRESSION = Rule(
    "unused-suppression",
    None,
    family="engine",
    fixes=("safe",),
    documentation="""A comment suppresses a rule that has nothing to report there.

Either the fault is gone or the comment never met it; left in place it would hide the next one.
Only rules that ran are judged. The fix removes the name, or the comment with its last name.
""",
)

UNKNOWN_RULE = Rule(
    "unknown-rule",
    None,
    family="engine",
    fixes=(),
    documentation="""A suppression comment names a rule that does not exist.

A misspelt name suppresses nothing. The message proposes the nearest name.
""",
)

# Faults of the run, not of the page, and what is said about the comments themselves.
_NEVER_SUPPRESSED = frozenset(
    {"rule-crash", "unstable-fix", "timed-out", "unused-suppression", "unknown-rule"}
)

_DIRECTIVE = re.compile(
    r"<!--\s*wikilint-(?P<what>disable-line|disable-next-line|disable-file|disable|enable)\b"
    r"(?P<names>(?:(?!\s--\s)[^>])*?)(?:\s--\s.*)?\s*-->",
    re.DOTALL,
)
_NAME = re.compile(r"[^\s,]+")


@dataclass(slots=True)
class _Directive:
    """One comment. `names` are rule ids (None: every rule), `used` those that met a finding."""

    comment: Comment
    what: str
    places: dict[str | None, tuple[int, int]]  # where each name is written
    unknown: list[tuple[str, tuple[int, int]]]
    start: int = 0  # the region whose findings it covers: offsets, or lines for the line forms
    end: int = 0
    used: set[str | None] = field(default_factory=set)

    @property
    def by_line(self) -> bool:
        return self.what.endswith("line")


def suppress(doc: Document, found: Iterable[Found], rules: RuleSet) -> list[Found]:
    """The findings that stand, with those about the suppressions themselves."""
    kept = [item for item in found if not any(_accepts(i, item, doc) for i in rules.ignores)]
    if "wikilint-" not in doc.text:
        return kept
    directives = list(_directives(doc, rules))
    if not directives:
        return kept
    kept = [item for item in kept if not _suppressed(doc, item, directives)]
    on = {active.rule.id: active for active in rules.active}
    if "unknown-rule" in on:
        kept += _unknown_names(directives, on["unknown-rule"], rules)
    if "unused-suppression" in on:
        kept += _unused(doc, directives, on["unused-suppression"], rules)
    return kept


def _accepts(ignore: Ignore, item: Found, doc: Document) -> bool:
    rule = item.active.rule.id
    if rule in _NEVER_SUPPRESSED or ignore.rule not in (None, rule):
        return False
    return ignore.text in (None, doc.text[slice(*item.finding.span)])


def _directives(doc: Document, rules: RuleSet) -> Iterator[_Directive]:
    """The page's directives with their regions, in the order of the text."""
    open_regions: list[_Directive] = []
    for comment in doc.tree.comments:
        match = _DIRECTIVE.fullmatch(str(comment))
        if match is None:
            continue
        directive = _read(comment, match, rules)
        if directive.what == "disable-file":
            directive.end = len(doc.text) + 1
        elif directive.by_line:
            line = doc.lines.line_of(comment.start)
            if directive.what == "disable-next-line":
                line = doc.lines.line_of(comment.end) + 1
            directive.start, directive.end = line, line + 1
        elif directive.what == "disable":
            directive.start, directive.end = comment.end, len(doc.text) + 1
            open_regions.append(directive)
        else:
            _close(directive, open_regions)
        yield directive


def _read(comment: Comment, match: re.Match[str], rules: RuleSet) -> _Directive:
    places: dict[str | None, tuple[int, int]] = {}
    unknown = []
    start = comment.start
    for name in _NAME.finditer(match["names"]):
        offset = start + match.start("names")
        place = (offset + name.start(), offset + name.end())
        rule = rules.names.get(name[0])
        if rule is None:
            unknown.append((name[0], place))
        else:
            places[rule] = place
    if not places and not unknown:
        places[None] = comment.span
    return _Directive(comment, match["what"], places, unknown)


def _close(enable: _Directive, open_regions: list[_Directive]) -> None:
    """End the regions that an `enable` comment closes; it is used if it closes any."""
    for region in list(open_regions):
        if None in enable.places or region.places.keys() <= enable.places.keys():
            region.end = enable.comment.start
            open_regions.remove(region)
            enable.used |= {None} | region.places.keys()


def _suppressed(doc: Document, item: Found, directives: list[_Directive]) -> bool:
    rule = item.active.rule.id
    if rule in _NEVER_SUPPRESSED:
        return False
    start, end = item.finding.span
    first, last = doc.lines.line_of(start), doc.lines.line_of(max(start, end - 1))
    hit = False
    for directive in directives:
        if directive.what == "enable":
            continue
        name = None if None in directive.places else rule
        if name not in directive.places:
            continue
        if directive.by_line:
            covered = directive.start in (first, last)
        else:
            covered = directive.start <= start < directive.end
        if covered:
            directive.used.add(name)
            hit = True
    return hit


def _unknown_names(
    directives: list[_Directive], active: ActiveRule, rules: RuleSet
) -> Iterator[Found]:
    for directive in directives:
        for name, place in directive.unknown:
            near = get_close_matches(name, rules.names, 1)
            hint = f"; did you mean “{near[0]}”?" if near else ""
            message = f"there is no rule named “{name}”{hint}"
            yield Found(active, active.severity, Finding(place, message))


def _unused(
    doc: Document, directives: list[_Directive], active: ActiveRule, rules: RuleSet
) -> Iterator[Found]:
    ran = {a.rule.id for a in rules.active} | (set() if rules.partial else {None})
    for directive in directives:
        unused = [name for name in directive.places if name in ran - directive.used]
        if not unused:
            continue
        if directive.what == "enable":
            message = "this comment enables nothing that was disabled"
        elif None in unused:
            message = "this comment suppresses nothing"
        else:
            message = f"nothing to suppress here for {', '.join(filter(None, unused))}"
        fix = _removal(doc, directive, unused)
        yield Found(active, active.severity, Finding(directive.comment.span, message, fix))


def _removal(doc: Document, directive: _Directive, unused: list[str | None]) -> Fix:
    """Remove the unused names, or the whole comment (with its line, if it stands alone there)."""
    text = doc.text
    start, end = directive.comment.span
    if len(unused) < len(directive.places) or directive.unknown:
        edits = []
        for name in unused:
            first, last = directive.places[name]
            while text[first - 1] in " \t\n,":
                first -= 1
            edits.append(Edit((first, last), ""))
        edits.sort(key=lambda edit: edit.span)
        return Fix("remove the unused names", tuple(edits), "safe", effect="cosmetic")
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if not text[line_start:start].strip() and not text[end:line_end].strip():
        start, end = line_start, min(line_end + 1, len(text))
    else:
        while start > line_start and text[start - 1] in " \t":
            start -= 1
    edit = Edit((start, end), "")
    return Fix("remove the comment", (edit,), "safe", effect="cosmetic")
