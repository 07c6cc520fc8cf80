from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Related, rule
from wikilint.analysis import Section, sections
from wikilint.analysis.heading_lines import shown_title
from wikilint.analysis.transclusion import is_transcluded


@rule("duplicate-heading", severity="off", scope="any", fixes=())
def duplicate_heading(doc: Document) -> Iterator[Finding]:
    """Two sections of one level, in one section or at the top of the page, have the same heading.

    MediaWiki gives the second one an anchor with a number (`#History_2`), so that a link to it
    breaks as soon as the order changes, and an edit summary does not tell which one was edited
    ([MOS:HEADINGS](https://en.wikipedia.org/wiki/MOS:HEADINGS)).

    Capitals and markup make no difference, as they make none to the anchor. Never reported: the
    same heading in different sections, which is ordinary; talk pages; pages that are made to be
    included in others. There is no fix.
    """
    if doc.namespace % 2:
        return
    known: dict[tuple[Section | None, int, str], Section] = {}
    for section in sections(doc):
        if section.heading is None:
            continue
        name = shown_title(section.heading).casefold()
        first = known.setdefault((section.parent, section.level, name), section)
        if first is section or not name or first.heading is None or is_transcluded(doc):
            continue
        line = doc.lines.line_of(first.start)
        related = Related(first.heading.span, "the first one")
        message = f"there is a heading “{section.title}” on line {line}, too"
        yield Finding(section.heading.span, message, related=(related,))
