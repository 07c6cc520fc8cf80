"""The sections of a page: its lead and what each heading opens."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wikilint.document import Document, analysis
from wikilint.syntax import Heading, Tag, Tree

SectionKind: TypeAlias = Literal["lead", "body", "end"]


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """What stands from one heading up to the next, of whatever level.

    level: the number of equals signs; 0 for the lead, which every page has, be it empty.
    title: the source of the heading's text; empty for the lead.
    start, end: from the heading's first character up to the next heading or the page's end.
    parent: the section of a lower level that this one is part of; None for the lead and for a
        section that no other holds.
    kind: end for the sections that stand behind the article proper, as the language's data name
        them (English: References, See also …), and for their subsections.
    """

    level: int
    title: str
    heading: Heading | None
    start: int
    end: int
    parent: Section | None
    kind: SectionKind


@analysis
def sections(doc: Document) -> tuple[Section, ...]:
    """The page's sections in the order of the text, the lead first."""
    headings = [node for node in doc.tree.headings if opens_section(doc.text, node)]
    end_sections = doc.site.language_data(doc.language).get("end_sections", ())
    ends = [*(node.start for node in headings[1:]), len(doc.text)]
    lead_end = headings[0].start if headings else len(doc.text)
    found = [Section(0, "", None, 0, lead_end, None, "lead")]
    parents: list[Section] = []
    for heading, end in zip(headings, ends, strict=False):
        title = heading.title
        while parents and parents[-1].level >= heading.level:
            parents.pop()
        parent = parents[-1] if parents else None
        name = " ".join(title.split()).lower()
        is_end = name in end_sections or (parent is not None and parent.kind == "end")
        kind: SectionKind = "end" if is_end else "body"
        section = Section(heading.level, title, heading, heading.start, end, parent, kind)
        parents.append(section)
        found.append(section)
    return tuple(found)


def opens_section(text: str, heading: Heading) -> bool:
    """Whether MediaWiki reads a heading there that stands in the page's own text.

    A heading in a template's argument, in a table or in a footnote ends no section of the page.
    """
    node = heading.parent
    while type(node) is Tag and node.name not in {"ref", "table", "td", "th"}:
        node = node.parent
    return type(node) is Tree and ends_its_line(text, heading)


def ends_its_line(text: str, heading: Heading) -> bool:
    """Whether nothing but blanks and comments follow a heading on its line.

    With anything else behind it, a no-break space included, MediaWiki prints the line as text
    where mwparserfromhell still sees a heading.
    """
    at = heading.end
    while text.startswith((" ", "\t", "<!--"), at):
        if text[at] == "<":
            end = text.find("-->", at + 4)
            if end < 0:
                return True  # a comment without an end hides the rest of the page
            at = end + 2
        at += 1
    return at == len(text) or text[at] == "\n"


def section_at(found: Sequence[Section], offset: int) -> Section:
    """The innermost of the sections that `sections` found which holds the character at `offset`."""
    return found[max(bisect_right(found, offset, key=lambda section: section.start) - 1, 0)]
