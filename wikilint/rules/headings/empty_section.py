from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis import Section, sections
from wikilint.analysis.categories import categories
from wikilint.analysis.namespaces import MODULE, TEMPLATE, USER
from wikilint.analysis.transclusion import is_transcluded

_TALK = 1
_NO_PROSE = (USER, TEMPLATE, MODULE)
_FEWEST_IN_INDEX = 3


@dataclass(frozen=True, eq=False, repr=False)
class EmptySectionOptions:
    """Options of the rule."""

    repair: Literal["none", "tag", "remove"] = option(
        "none", "What the fix does: nothing, add the site's template for it, remove the heading."
    )


@rule(
    "empty-section",
    severity="off",
    scope="any",
    options=EmptySectionOptions,
    fixes=("unsafe",),
)
def empty_section(doc: Document, options: EmptySectionOptions) -> Iterator[Finding]:
    """A section has no content.

    Blanks, comments and the categories at the end of a page are no content, a deeper heading is.
    Whoever follows the table of contents there finds nothing
    ([WP:EMPTYSECTION](https://en.wikipedia.org/wiki/Template:Empty_section)).

    Never reported: index headings (A, B, C …; 0–9), talk and user pages, templates, pages that are
    made to be included in others.

    **Fix.** None, unless you ask for one with `repair`; unsafe: `tag` adds `{{Empty section}}`, or
    what the site calls it, `remove` deletes the heading and the blank lines behind it, if there is
    nothing else.
    """
    if doc.namespace % 2 == _TALK or doc.namespace in _NO_PROSE:
        return
    found = sections(doc)
    empty = [section for index, section in enumerate(found) if _is_empty(doc, found, index)]
    if not empty or is_transcluded(doc):
        return
    if found[-1] is empty[-1] and not _has_text(doc, found):
        empty.pop()
    if sum(_is_index(section) for section in found) >= _FEWEST_IN_INDEX:
        empty = [section for section in empty if not _is_index(section)]
    for section in empty:
        assert section.heading is not None
        message = f"nothing follows the heading “{section.title}”"
        yield Finding(section.heading.span, message, _fix(doc, section, options.repair))


def _is_empty(doc: Document, found: Sequence[Section], index: int) -> bool:
    section = found[index]
    is_last = index == len(found) - 1
    if section.heading is None or (not is_last and found[index + 1].level > section.level):
        return False
    return _is_blank(doc, section.heading.end, section.end, is_last=is_last)


def _is_blank(doc: Document, start: int, end: int, *, is_last: bool) -> bool:
    text, at = doc.text, start
    while True:
        while at < end and text[at].isspace():
            at += 1
        if at >= end:
            return True
        if text.startswith("<!--", at):
            close = text.find("-->", at)
            at = close + 3 if close >= 0 else end
        elif is_last and text[at] in "[{" and (behind := _category_at(doc, at)):
            at = behind
        else:
            return False


def _category_at(doc: Document, start: int) -> int | None:
    """Where the category or default sort key ends that begins there."""
    found = categories(doc)
    nodes = [link.link for link in found.links] + [sort.template for sort in found.default_sorts]
    return next((node.end for node in nodes if node.start == start), None)


def _is_index(section: Section) -> bool:
    """Whether a title is made of single letters and digits, such as “A–C”."""
    words = re.findall(r"\w+", section.title)
    return bool(words) and all(len(word) == 1 for word in words)


def _has_text(doc: Document, found: Sequence[Section]) -> bool:
    """Whether the page is more than a list of headings."""
    return any(doc.text[s.heading.end if s.heading else 0 : s.end].strip() for s in found)


def _fix(doc: Document, section: Section, repair: Literal["none", "tag", "remove"]) -> Fix | None:
    assert section.heading is not None
    if repair == "tag" and (name := doc.site.data.get("empty_section_template")):
        line_end = doc.text.find("\n", section.heading.end, section.end)
        at = line_end if line_end >= 0 else section.end
        return Fix("mark the section as empty", (Edit((at, at), f"\n{{{{{name}}}}}"),))
    if repair == "remove" and not doc.text[section.heading.end : section.end].strip():
        return Fix("remove the heading", (Edit((section.start, section.end), ""),))
    return None
