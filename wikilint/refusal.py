"""Where a page refuses fixes: stop signs, and broken markup that makes the rest uncertain.

Refusals stop fixes, never findings. The fixer asks here; rules need not know.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from wikilint.analysis.degenerate import degenerate_place
from wikilint.analysis.sections import sections
from wikilint.diagnostic import Finding, Fix
from wikilint.document import Document
from wikilint.rule import Rule
from wikilint.syntax import Tag, Template


@dataclass(frozen=True, slots=True)
class StopSigns:
    """Which signs on a page hold (`bot:` in the configuration).

    name: the bot's, as ``{{bots|deny=…}}`` would list it. obey: when ``{{bots}}`` and
    ``{{nobots}}`` hold. batch: the run treats many pages unattended; then signs that somebody is
    at work on the page, such as ``{{in use}}``, hold too.
    """

    name: str | None = None
    obey: Literal["batch", "always", "never"] = "always"
    batch: bool = True


ALL_SIGNS = StopSigns()
NO_SIGNS = StopSigns(obey="never", batch=False)


def _refused(doc: Document, signs: StopSigns) -> Iterator[Finding]:
    sign = stop_sign(doc, signs)
    if sign is not None:
        yield Finding(sign.span, f"{{{{{sign.name}}}}} forbids fixes by programs on this page")


FIXES_REFUSED = Rule(
    "fixes-refused",
    _refused,
    severity="info",
    options=StopSigns,
    family="engine",
    fixes=(),
    documentation="""A sign on the page forbids fixes by programs.

`{{nobots}}` and `{{bots}}` are read against `bot: {name, obey}` of the configuration; signs that
somebody is at work on the page, such as `{{in use}}`, hold in runs over many pages. Findings are
reported all the same; `--ignore-stop-signs` lifts the refusal.
""",
)


class Refusals(NamedTuple):
    """What a page refuses.

    page: why it refuses every fix. hidden_from: where an unclosed comment or nowiki begins.
    broken: offset of the first unbalanced brace or tag of each section, with the section's end.
    """

    page: str | None
    hidden_from: int | None
    broken: tuple[tuple[int, int], ...]

    def reason(self, fix: Fix) -> str | None:
        """Why this fix is refused; None if it is not.

        A fix that announces to reshape the broken place is its repair, and welcome.
        """
        for edit in fix.edits:
            start, end = edit.span
            if self.hidden_from is not None and end > self.hidden_from:
                return "behind an unclosed comment or nowiki"
            index = bisect_right(self.broken, (end, -1)) - 1
            if index < 0:
                continue
            place, section_end = self.broken[index]
            if place < end and start < section_end and not _repairs(fix, place):
                return "behind an unbalanced brace or tag of its section"
        return None


def _repairs(fix: Fix, place: int) -> bool:
    return fix.reshapes is not None and fix.reshapes[0] <= place < fix.reshapes[1]


def refusals(doc: Document, signs: StopSigns) -> Refusals:
    """What the page refuses, to whom `signs` says we are."""
    sign = stop_sign(doc, signs)
    page = None if sign is None else f"{{{{{sign.name}}}}} forbids it"
    if degenerate_place(doc) is not None:
        page = "the markup is degenerate"
    return Refusals(page, doc.scan.hidden_from, tuple(_broken(doc)))


def stop_sign(doc: Document, signs: StopSigns) -> Template | None:
    """The template on the page that forbids us to change it."""
    obey = signs.obey == "always" or (signs.obey == "batch" and signs.batch)
    bots, in_use = doc.site.family("bots"), doc.site.family("in-use")
    for template in doc.tree.templates:
        name = template.name
        if name in bots and obey and _forbids(template, signs.name):
            return template
        if name in in_use and signs.batch:
            return template
    return None


def _forbids(template: Template, bot: str | None) -> bool:
    """`{{nobots}}`, `{{bots|deny=…}}`, `{{bots|allow=…}}`; an allow list decides alone."""
    if template.name == "Nobots" and not template.params:
        return True
    own = {"wikilint"} | ({bot.lower()} if bot else set())
    allow = template.get("allow")
    if allow is not None:
        listed = _names(allow.value)
        return "none" in listed or not listed & (own | {"all"})
    deny = template.get("deny")
    if deny is not None:
        return bool(_names(deny.value) & (own | {"all"}))
    return "all" in _names(optout.value) if (optout := template.get("optout")) else False


def _names(value: str) -> set[str]:
    return {name.strip().lower() for name in value.split(",") if name.strip()}


def _broken(doc: Document) -> Iterator[tuple[int, int]]:
    """The first unbalanced brace or tag of each section: what the tree left as plain text."""
    starts = [section.start for section in sections(doc)]
    paired = doc.site.paired_tags
    last = -1
    for text in doc.tree.texts:
        start, end = text.start, text.end
        if isinstance(text.parent, Tag) and text.parent.opaque:
            continue
        for match in _unbalanced().finditer(doc.text, start, end):
            section = bisect_right(starts, match.start()) - 1
            tag = match["tag"]
            if tag and tag.lower() not in paired:
                continue
            if section != last:
                last = section
                section_end = starts[section + 1] if section + 1 < len(starts) else len(doc.text)
                yield match.start(), section_end


@cache
def _unbalanced() -> re.Pattern[str]:
    return re.compile(r"\{\{|\}\}|^\{\||</?(?P<tag>[a-z]\w*)\b", re.IGNORECASE | re.MULTILINE)
