from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Related, option, rule
from wikilint.analysis import Section, sections
from wikilint.analysis.namespaces import ARTICLE


@dataclass(frozen=True, eq=False, repr=False)
class MisorderedEndSectionsOptions:
    """Options of the rule."""

    order: tuple[str, ...] = option(
        (), "The headings in the order wanted, instead of the one that the site's data name."
    )


@rule(
    "misordered-end-sections",
    severity="off",
    scope="enwiki-style",
    options=MisorderedEndSectionsOptions,
    fixes=("manual",),
)
def misordered_end_sections(
    doc: Document, options: MisorderedEndSectionsOptions
) -> Iterator[Finding]:
    """A standard section stands behind one that it should precede.

    [MOS:ORDER](https://en.wikipedia.org/wiki/MOS:ORDER) ends an article with See also, Notes and
    References (in either order), Further reading, External links, so that readers find them in the
    same place everywhere. Each section that stands behind a later one is reported at its heading.

    Never reported: other pages than articles, sections of different levels, and a page on which
    such a heading stands twice. “Bibliography” may be the works of a person and has no place.

    **Fix.** Manual: the section moves in front of the one it should precede. None if it holds
    references, whose numbers would change, or ends the page, where categories are part of it.
    """
    if doc.namespace != ARTICLE:
        return
    groups = [[name] for name in options.order] or doc.site.data.get("end_section_order", ())
    ranks = {name.lower(): rank for rank, names in enumerate(groups) for name in names}
    found = [
        (ranks[name], section)
        for section in sections(doc)
        if (name := " ".join(section.title.split()).lower()) in ranks
    ]
    if len({section.level for _, section in found}) != 1:
        return
    names = [" ".join(section.title.split()).lower() for _, section in found]
    if len(set(names)) < len(names):
        return
    for index, (rank, section) in enumerate(found):
        later = next((other for number, other in found[:index] if number > rank), None)
        if later is not None:
            yield _finding(doc, section, later)


def _finding(doc: Document, section: Section, later: Section) -> Finding:
    assert section.heading is not None
    assert later.heading is not None
    message = f"“{section.title.strip()}” belongs before “{later.title.strip()}”"
    related = (Related(later.heading.span, "the section that it should precede"),)
    end = _end(doc, section)
    moved = doc.text[section.start : end]
    fix = None
    if end < len(doc.text) and "<ref" not in moved and moved.endswith("\n"):
        edits = (Edit((later.start, later.start), moved), Edit((section.start, end), ""))
        fix = Fix(f"move it before “{later.title.strip()}”", edits, "manual")
    return Finding(section.heading.span, message, fix, related=related)


def _end(doc: Document, section: Section) -> int:
    """Where the section ends with all of its subsections."""
    following = (other.start for other in sections(doc) if other.start > section.start)
    levels = {other.start: other.level for other in sections(doc)}
    return next((at for at in following if levels[at] <= section.level), len(doc.text))
