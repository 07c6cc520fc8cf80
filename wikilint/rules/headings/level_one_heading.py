from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.heading_lines import heading_lines, html_headings, set_level
from wikilint.analysis.sections import opens_section, sections
from wikilint.syntax import Heading

_LOWEST_LEVEL = 6


@dataclass(frozen=True, eq=False, repr=False)
class LevelOneHeadingOptions:
    """Options of the rule."""

    namespaces: Literal["article", "all"] = option(
        "article", "Where it holds: in articles only, or on every page."
    )


@rule(
    "level-one-heading",
    severity="off",
    scope="configurable",
    options=LevelOneHeadingOptions,
    fixes=("unsafe",),
)
def level_one_heading(doc: Document, options: LevelOneHeadingOptions) -> Iterator[Finding]:
    """A heading of level 1 stands in a page.

    `= Foo =` and `<h1>` are on a level with the title of the page, which a wiki prints itself, so
    sections begin at level 2 ([MOS:HEADINGS](https://en.wikipedia.org/wiki/MOS:HEADINGS)). Wikis
    that are kept in git often begin a page with its title: the rule is on only in presets that
    say so.

    Never reported: code, templates' arguments.

    **Fix.** Unsafe, as look and table of contents change: the heading goes one level down, and with
    it those of its section where they would else be its equals. `<h1>` has no fix.
    """
    if options.namespaces == "article" and doc.namespace:
        return
    headings = heading_lines(doc).sound
    for index, heading in enumerate(headings):
        if heading.level == 1 and _is_section(doc, heading):
            fix = Fix("move the section one level down", _edits(doc, headings, index))
            yield Finding(heading.span, "the page's title is the only heading of level 1", fix)
    for tag in html_headings(doc):
        if tag.name == "h1":
            yield Finding(tag.span, "the page's title is the only heading of level 1")


def _is_section(doc: Document, heading: Heading) -> bool:
    """Whether it heads a section of the page, and is no formula."""
    return any(c.isalpha() for c in heading.title) and opens_section(doc.text, heading)


def _edits(doc: Document, headings: Sequence[Heading], first: int) -> tuple[Edit, ...]:
    """Move a heading down, and what is below it if that begins at level 2.

    Only the heading where the page has had sections of level 2 before, which are its equals then;
    standard sections at the page's end stay.
    """
    section = [headings[first]]
    ends = {found.start for found in sections(doc) if found.kind == "end"}
    strays = any(heading.level == 2 for heading in headings[:first])
    for index in range(first + 1, 0 if strays else len(headings)):
        if headings[index].level == 1 or headings[index].start in ends:
            break
        section.append(headings[index])
    levels = [heading.level for heading in section]
    if 2 not in levels or max(levels) == _LOWEST_LEVEL:
        section = section[:1]
    return tuple(edit for heading in section for edit in set_level(heading, heading.level + 1))
