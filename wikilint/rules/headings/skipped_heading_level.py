from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis import Section, sections
from wikilint.analysis.heading_lines import heading_lines, html_headings, set_level
from wikilint.analysis.transclusion import is_transcluded

_TOP_LEVEL = 2


@rule("skipped-heading-level", severity="info", scope="any", fixes=("unsafe",))
def skipped_heading_level(doc: Document) -> Iterator[Finding]:
    """A heading is more than one level below the one that it belongs to.

    Screen readers announce the levels, and a reader who misses one looks for a heading that is not
    there ([MOS:HEADINGS](https://en.wikipedia.org/wiki/MOS:HEADINGS),
    [WCAG](https://www.w3.org/WAI/tutorials/page-structure/headings/)). The first sections of a page
    are of level 2, or of level 1.

    A page whose sections all begin below level 2 is reported once, at its first heading. Never
    reported: pages that are made to be included in others; pages with headings in HTML or with a
    broken one ([unbalanced-heading](unbalanced-heading.md)), whose levels nobody can tell; headings
    that a template makes, which has its own rules for them.

    **Fix.** Unsafe, as look and table of contents change: the section goes up, and with it what is
    in it. If the whole page begins too low, all of it goes up, except standard sections at its
    end (See also, References …) that are of level 2 already.
    """
    if doc.namespace % 2:
        return
    found = [section for section in sections(doc) if section.level]
    low = [section for section in found if _is_low(section)]
    if not low or heading_lines(doc).broken or html_headings(doc) or is_transcluded(doc):
        return
    roots = [section for section in found if section.parent is None and section.kind == "body"]
    highest = min((section.level for section in roots), default=0)
    if highest > _TOP_LEVEL:
        moved = (
            roots
            if any(s.level == _TOP_LEVEL for s in found)
            else [s for s in found if s.parent is None]
        )
        yield _finding(
            roots[0],
            _TOP_LEVEL,
            [e for s in moved for e in _raised(found, s, highest - _TOP_LEVEL)],
        )
        low = [section for section in low if section.parent is not None]
    for section in low:
        wanted = section.parent.level + 1 if section.parent else _TOP_LEVEL
        yield _finding(section, wanted, _raised(found, section, section.level - wanted))


def _is_low(section: Section) -> bool:
    if section.title.startswith("{{"):
        return False
    return section.level > (section.parent.level + 1 if section.parent else _TOP_LEVEL)


def _finding(section: Section, wanted: int, edits: Sequence[Edit]) -> Finding:
    assert section.heading is not None
    message = (
        f"heading of level {section.level} below level {section.parent.level}"
        if section.parent
        else f"heading of level {section.level} at the top of the page"
    )
    fix = Fix("move the section up", tuple(edits))
    return Finding(section.heading.span, f"{message}: level {wanted} is missing", fix)


def _raised(found: Sequence[Section], section: Section, by: int) -> list[Edit]:
    """Move a section and all that is in it up by some levels."""
    edits: list[Edit] = []
    first = bisect_left(found, section.start, key=lambda other: other.start)
    for index in range(first, len(found)):
        other = found[index]
        if other is not section and other.level <= section.level:
            break
        assert other.heading is not None
        edits += set_level(other.heading, other.level - by)
    return edits
