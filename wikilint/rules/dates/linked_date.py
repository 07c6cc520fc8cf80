from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Site, option, rule
from wikilint.analysis.quotations import quotations
from wikilint.syntax import Tag, Template, Wikilink

_OTHER_YEAR = r"\[\[[ _]*([0-9]{3,4})[ _]*\|[ _]*([0-9]{3,4})[ _]*\]\]"
_YEAR = r"[1-9][0-9]{2,3}"
_OTHERS_WORDS = ("citation", "citation-wrapper", "quotation", "verbatim", "language")


@dataclass(frozen=True, eq=False, repr=False)
class LinkedDateOptions:
    """Options of the rule."""

    plain_dates: bool = option(False, "All links to years and days: `[[5 May]] [[2008]]`.")


@rule(
    "linked-date",
    severity="off",
    scope="enwiki-style",
    options=LinkedDateOptions,
    fixes=("unsafe", "manual"),
)
def linked_date(doc: Document, options: LinkedDateOptions) -> Iterator[Finding]:
    """A link to a year is labelled with another year; if asked for, any link to a date.

    `[[1905|1950]]` leads readers to a year that they do not expect: one of the two is a slip.
    Dates were linked once so that MediaWiki could show them in the order that each reader likes;
    it no longer does, and [MOS:DATELINK](https://en.wikipedia.org/wiki/MOS:DATELINK) wants links
    only to dates that matter to the subject.

    Never reported: pages about a year, a day or a list of them, which are named so; decades
    (`[[1990]]s`); labels other than the date (`[[1905 in film|1905]]`); citations
    (`malformed-citation-date`), titles, quotations, code.

    **Fix.** Manual for a wrong year: either may be right. Unsafe for a link to a date: whether it
    matters only a person can tell.
    """
    if any(char.isdigit() for char in doc.page.title or ""):
        return
    text, links = doc.text, doc.tree.wikilinks
    for match in re.finditer(_OTHER_YEAR, text):
        index = bisect_left(links, match.start(), key=_start)
        if match[1] == match[2] or index == len(links) or links[index].start != match.start():
            continue
        if not text[match.end() : match.end() + 1].isalnum() and _is_own_wording(doc, links[index]):
            choice = tuple(
                Fix(f"write “{right}”", (Edit(match.span(), right),), "manual")
                for right in (f"[[{match[1]}]]", f"[[{match[2]}]]")
            )
            message = f"the label {match[2]} leads to the year {match[1]}"
            yield Finding(match.span(), message, alternatives=choice)
    if options.plain_dates:
        yield from _dates(doc)


def _dates(doc: Document) -> Iterator[Finding]:
    months = "|".join(Site.language_data(doc.language).get("months", ()))
    days = rf"|(?:{months}) [0-9]{{1,2}}|[0-9]{{1,2}} (?:{months})|(?:{months})" if months else ""
    pattern = re.compile(rf"(?:{_YEAR}{days})(?:,? {_YEAR})?")
    for link in doc.tree.wikilinks:
        shown = _label(doc, link)
        both = (link.target.replace("_", " "), shown)
        if not all(pattern.fullmatch(part) for part in both) or _has_other_year(*both):
            continue
        if doc.text[link.end : link.end + 1].isalnum() or not _is_own_wording(doc, link):
            continue
        fix = Fix("remove the link", (Edit(link.span, shown),), "unsafe")
        yield Finding(link.span, f"a link to a date: {shown}", fix)


def _label(doc: Document, link: Wikilink) -> str:
    span = link.label_span or link.target_span
    return doc.text[slice(*span)].strip()


def _has_other_year(target: str, label: str) -> bool:
    return target.isdecimal() and label.isdecimal() and target != label


def _is_own_wording(doc: Document, link: Wikilink) -> bool:
    footnote = False
    for node in link.ancestors():
        if type(node) is Template and any(node.name in doc.site.family(f) for f in _OTHERS_WORDS):
            return False
        if type(node) is Tag:
            footnote = footnote or node.name == "ref"
            if node.name in {"blockquote", "q"}:
                return False
    return not quotations(doc).holds(link.start, footnote=footnote)


def _start(link: Wikilink) -> int:
    return link.start
