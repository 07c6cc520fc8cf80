"""Comments that silence rules: which findings they cover, and which of them cover nothing.

``<!-- wikilint-disable-line RULE… -- reason -->``, ``-disable-next-line``, ``-disable`` up to
``-enable``, ``-disable-file``. Without names they stand for every rule. Only real comments count:
what stands in ``<nowiki>`` or behind an unclosed ``<!--`` is text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from typing import TypeAlias

from wikilint.diagnostic import Edit, Finding, Fix, Span
from wikilint.document import Document
from wikilint.nearest import did_you_mean
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

A misspelt name, or a misspelt `wikilint-disable-line`, suppresses nothing. The message proposes
the nearest name.
""",
)

# Faults of the run, not of the page, and what is said about the comments themselves.
FAULTS_OF_THE_RUN = frozenset({"rule-crash", "unstable-fix", "timed-out"})
_NEVER_SUPPRESSED = FAULTS_OF_THE_RUN | {"unused-suppression", "unknown-rule"}

_DIRECTIVES = frozenset(
    f"wikilint-{what}"
    for what in ("disable-line", "disable-next-line", "disable-file", "disable", "enable")
)

_Name: TypeAlias = str | None
"""The id of a rule; None stands for every rule."""


@dataclass(slots=True, eq=False)
class _Directive:
    """One comment: its words with their places, and which names met a finding.

    words: the names as they are written. ids: for each word the rule's id, None where there is no
    such rule. names: what the comment speaks of.
    """

    comment: Comment
    what: str
    words: list[tuple[str, Span]]
    ids: list[str | None]
    names: frozenset[_Name]
    used: set[_Name] = field(default_factory=set)


@dataclass(slots=True)
class _Region:
    """From a `disable` up to its `enable`, for one name."""

    start: int
    end: int
    directive: _Directive


@dataclass(slots=True)
class _Suppressions:
    """What is suppressed where. Of several comments for one name and place the first counts.

    So a finding is looked up in a few steps, however many comments a page has.
    """

    directives: list[_Directive] = field(default_factory=list)
    whole_file: dict[_Name, _Directive] = field(default_factory=dict)
    lines: dict[tuple[int, _Name], _Directive] = field(default_factory=dict)
    regions: dict[_Name, list[_Region]] = field(default_factory=dict)
    lifted: dict[_Name, list[_Region]] = field(default_factory=dict)  # out of a region for all

    def covering(self, name: _Name, span: tuple[int, int], doc: Document) -> Iterator[_Directive]:
        """The comments that cover a finding under this name."""
        start, end = span
        if name in self.whole_file:
            yield self.whole_file[name]
        for line in {doc.lines.line_of(start), doc.lines.line_of(max(start, end - 1))}:
            if (line, name) in self.lines:
                yield self.lines[line, name]
        regions = self.regions.get(name, [])
        region = _region_at(regions, start)
        if region is not None:
            yield region.directive


def _region_at(regions: list[_Region], offset: int) -> _Region | None:
    index = bisect_right(regions, offset, key=lambda region: region.start) - 1
    return regions[index] if index >= 0 and offset < regions[index].end else None


def suppress(
    doc: Document, found: Iterable[Found], rules: RuleSet, crashed: Set[str] = frozenset()
) -> list[Found]:
    """The findings that stand, with those about the suppressions themselves.

    crashed: the ids of rules that did not run to their end, of which nothing can be said.
    """
    ignores = rules.ignores
    kept = [f for f in found if not (ignores and any(_accepts(i, f, doc) for i in ignores))]
    if not any("wikilint-" in str(comment) for comment in doc.tree.comments):
        return kept
    suppressions = _read_page(doc, rules)
    kept = [item for item in kept if not _suppressed(doc, item, suppressions)]
    on = {active.rule.id: active for active in rules.active}
    if "unknown-rule" in on:
        kept += _unknown_names(suppressions.directives, on["unknown-rule"], rules)
    if "unused-suppression" in on:
        ran: set[_Name] = set(on.keys() - crashed)
        if not rules.partial and not crashed:
            ran.add(None)
        kept += _unused(doc, suppressions.directives, on["unused-suppression"], ran)
    return kept


def _accepts(ignore: Ignore, item: Found, doc: Document) -> bool:
    rule = item.active.rule.id
    if rule in _NEVER_SUPPRESSED or ignore.rule not in (None, rule):
        return False
    return ignore.text in (None, doc.text[slice(*item.finding.span)])


def _read_page(doc: Document, rules: RuleSet) -> _Suppressions:
    found = _Suppressions()
    to_end = len(doc.text) + 1
    for comment in doc.tree.comments:
        directive = _read(comment, rules)
        if directive is None:
            continue
        found.directives.append(directive)
        for name in directive.names:
            regions = found.regions.setdefault(name, [])
            is_open = bool(regions) and regions[-1].end == to_end
            match directive.what:
                case "disable-file":
                    found.whole_file.setdefault(name, directive)
                case "disable-line":
                    line = doc.lines.line_of(comment.start)
                    found.lines.setdefault((line, name), directive)
                case "disable-next-line":
                    line = doc.lines.line_of(comment.end) + 1
                    found.lines.setdefault((line, name), directive)
                case "disable" if not is_open:
                    regions.append(_Region(comment.end, to_end, directive))
                case "enable" if name is None:
                    _enable(directive, None, found.regions.values(), to_end)
                    for lifts in found.lifted.values():
                        lifts[-1].end = min(lifts[-1].end, comment.start)
                case "enable":
                    _enable(directive, name, [regions], to_end)
                    every = found.regions.get(None)
                    if every and every[-1].end == to_end:
                        lift = _Region(comment.start, to_end, directive)
                        found.lifted.setdefault(name, []).append(lift)
                        directive.used.add(name)
    return found


def _read(comment: Comment, rules: RuleSet) -> _Directive | None:
    """The directive that a comment holds, if it holds one."""
    text = str(comment)
    if "wikilint-" not in text:
        return None
    reason = re.search(r"\s--\s", text)
    end = reason.start() if reason else len(text) - len("-->")
    found = list(re.compile(r"[^\s,]+").finditer(text, len("<!--"), end))
    if not found or not found[0][0].startswith("wikilint-"):
        return None
    at = comment.start
    if found[0][0] not in _DIRECTIVES:
        place = Span(at + found[0].start(), at + found[0].end())
        return _Directive(comment, "", [(found[0][0], place)], [None], frozenset())
    words = [(word[0], Span(at + word.start(), at + word.end())) for word in found[1:]]
    ids = [rules.names.get(word) for word, _ in words]
    names = frozenset[_Name](filter(None, ids)) if words else frozenset[_Name]({None})
    return _Directive(comment, found[0][0].removeprefix("wikilint-"), words, ids, names)


def _enable(
    directive: _Directive, name: _Name, names: Iterable[list[_Region]], to_end: int
) -> None:
    """End the open regions of a name, or of all names; the comment is used if there are any."""
    for regions in names:
        if regions and regions[-1].end == to_end:
            regions[-1].end = directive.comment.start
            directive.used.add(name)


def _suppressed(doc: Document, item: Found, suppressions: _Suppressions) -> bool:
    rule = item.active.rule.id
    if rule in _NEVER_SUPPRESSED:
        return False
    hit = False
    lifted = _region_at(suppressions.lifted.get(rule, []), item.finding.span[0])
    for name in (rule, None) if lifted is None else (rule,):
        for directive in suppressions.covering(name, item.finding.span, doc):
            directive.used.add(name)
            hit = True
    return hit


def _unknown_names(
    directives: list[_Directive], active: ActiveRule, rules: RuleSet
) -> Iterator[Found]:
    for directive in directives:
        for (word, place), rule in zip(directive.words, directive.ids, strict=True):
            if rule is None and not directive.what:
                hint = did_you_mean(word, _DIRECTIVES)
                message = f"“{word}” is no comment that wikilint knows{hint}"
                yield Found(active, active.severity, Finding(place, message))
            elif rule is None:
                message = f"there is no rule named “{word}”{did_you_mean(word, rules.names)}"
                yield Found(active, active.severity, Finding(place, message))


def _unused(
    doc: Document, directives: list[_Directive], active: ActiveRule, ran: set[_Name]
) -> Iterator[Found]:
    for directive in directives:
        unused = (directive.names & ran) - directive.used
        if not unused:
            continue
        named = ", ".join(sorted(filter(None, unused)))
        if directive.what == "enable":
            message = "this comment enables nothing that was disabled"
        elif not named:
            message = "this comment suppresses nothing"
        else:
            message = f"nothing to suppress here for {named}"
        fix = _removal(doc, directive, unused)
        yield Found(active, active.severity, Finding(directive.comment.span, message, fix))


def _removal(doc: Document, directive: _Directive, unused: frozenset[_Name]) -> Fix:
    """Remove the unused names, or the whole comment (with its line, if it stands alone there)."""
    words = zip(directive.words, directive.ids, strict=True)
    kept = [word for (word, _), rule in words if rule is None or rule not in unused]
    text = doc.text
    if kept:
        span = (directive.words[0][1].start, directive.words[-1][1].end)
        joined = (", " if "," in text[slice(*span)] else " ").join(kept)
        edit = Edit(span, joined)
        return Fix("remove the unused names", (edit,), "safe", effect="cosmetic")
    start, end = directive.comment.span
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    before, after = text[line_start:start], text[end:line_end]
    if not before.strip() and not after.strip():
        start, end = line_start, min(line_end + 1, len(text))
    elif before:
        start = line_start + len(before.rstrip(" \t"))
    else:  # a blank left at the line's start would make it preformatted
        end = line_end - len(after.lstrip(" \t"))
    edit = Edit((start, end), "")
    return Fix("remove the comment", (edit,), "safe", effect="cosmetic")
