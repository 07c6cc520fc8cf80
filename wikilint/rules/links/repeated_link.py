from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Finding, Fix, Related, option, rule
from wikilint.analysis import Section, section_at, sections
from wikilint.analysis.links import Link, all_links, surroundings, unlinked
from wikilint.analysis.namespaces import ARTICLE
from wikilint.analysis.redirects import is_redirect

_MAJOR = 2  # the level of the headings that open a major section
_ASIDE = frozenset(
    {"template", "table", "ref", "references", "gallery", "code", "link", "heading", "blockquote"}
)


@dataclass(frozen=True, eq=False, repr=False)
class RepeatedLinkOptions:
    """Options of the rule."""

    per: Literal["section", "page"] = option(
        "section", "Where a link may stand once: in each major section, or on the page."
    )


@rule(
    "repeated-link",
    severity="off",
    scope="enwiki-style",
    options=RepeatedLinkOptions,
    fixes=("unsafe",),
)
def repeated_link(doc: Document, options: RepeatedLinkOptions) -> Iterator[Finding]:
    """A page is linked again in the same section.

    [MOS:DUPLINK](https://en.wikipedia.org/wiki/MOS:DUPLINK): link a page at its first mention in
    each major section (that of a heading of level two, with all below it). The lead is one, too.

    Links in templates (infoboxes), captions, tables, galleries, footnotes and quotations do not
    count, nor do the sections at the page's end (See also, References …), files, categories,
    other wikis, links to a section of a page, and redirects. A link through a redirect counts as
    another page.

    **Fix.** Unsafe: the later link becomes plain text. Often the earlier one is far off, or the
    label says something else.
    """
    if doc.namespace != ARTICLE or is_redirect(doc):
        return
    by_title: dict[str, list[Link]] = {}
    for link in all_links(doc):
        if link.kind == "page" and not link.namespace and link.target:
            target = link.target
            by_title.setdefault(target[:1].upper() + target[1:], []).append(link)
    found = sections(doc)
    for title, repeated in by_title.items():
        if len(repeated) == 1 or "#" in title or "{" in title:
            continue
        firsts: dict[int, Link] = {}
        for link in repeated:
            section = section_at(found, link.node.start)
            if section.kind == "end" or not _ASIDE.isdisjoint(surroundings(doc, link.node)):
                continue
            place = _major(section).start if options.per == "section" else 0
            first = firsts.setdefault(place, link)
            if first is not link:
                yield _finding(title, link, first, options.per)


def _finding(title: str, link: Link, first: Link, per: str) -> Finding:
    return Finding(
        link.node.span,
        f"“{title}” is linked already in this {per}",
        Fix("remove the link", unlinked(link)),
        related=(Related(first.node.span, "the first link"),),
    )


def _major(section: Section) -> Section:
    while section.parent is not None and section.level > _MAJOR:
        section = section.parent
    return section
