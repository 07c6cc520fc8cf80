"""The dates of a page, each with the place it stands in.

Only where a date may be meant as one: in prose, in arguments of templates, in the date parameters
of citations. Those in addresses, file names, link targets, attributes, comments, code, names of
references and in the arguments of templates that compute with dates are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.date_months import months
from wikilint.analysis.date_parameters import (
    DateRole,
    date_parameters,
    date_role,
    outside_date_parameters,
)
from wikilint.analysis.date_text import WrittenDate, iso_places, whole_date, written_dates
from wikilint.analysis.prose import prose
from wikilint.analysis.segments import MASK
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import ExternalLink, Node, Parameter, Template, Wikilink

# Arguments of these are no dates of the page, or not for a person to word.
_APART = (
    "numeric-date", "maintenance", "use-dmy-dates", "use-mdy-dates", "english-variety", "in-use",
    "bots", "hatnote", "quotation", "language", "verbatim", "short-footnote", "harvard",
    "named-refs", "reference-page",
)  # fmt: skip

_OTHERS_WORDS = frozenset({
    "quotation", "quote", "title", "italic", "language", "verbatim", "indented",
})  # fmt: skip

_LONGEST_TIME = 14  # characters of “ 10:48 (UTC)”
_LONGEST_WORD = 40
_LONGEST_VALUE = 200  # characters of an argument with one date in it and all its blanks


class DateString(NamedTuple):
    """A date and its place.

    parent: the node it stands right in. parameter: the template's argument that it stands in, if
        that is no prose. citation, role: where the date is the whole value of a date parameter of
        a citation.
    """

    written: WrittenDate
    parent: Node | None
    parameter: Parameter | None = None
    citation: Citation | None = None
    role: DateRole | None = None

    @property
    def span(self) -> Span:
        """The whole date, of a range both ends."""
        return self.written.span


@analysis
def dates(doc: Document) -> tuple[DateString, ...]:
    """The dates of the page, in the order of the text."""
    iso = outside_date_parameters(doc, iso_places(doc.text))
    others = written_dates(doc.text, doc.language, months(doc), iso)
    found = _cited(doc)
    if others and doc.tree.texts:
        found += _placed(doc, others)
        found.sort(key=attrgetter("written.start"))
    return tuple(found)


def _cited(doc: Document) -> list[DateString]:
    """Those that are the whole value of a date parameter of a citation."""
    text, language = doc.text, doc.language
    read: dict[str, WrittenDate | None] = {}  # many sources were looked at on the same day
    new = tuple.__new__  # half the time of the classes themselves
    found = []
    for start, param, citation, role in date_parameters(doc):
        if param.end - start >= _LONGEST_VALUE or len(param.key_nodes or ()) > 1:
            continue  # a name of several nodes has a comment in it
        value = text[start : param.end]
        bare = value.strip()
        if bare not in read:
            read[bare] = whole_date(bare, language)
        date = read[bare]
        if date is not None:
            if bare is not value:
                start += value.index(bare)
            date = new(WrittenDate, (start, start + len(bare), *date[2:]))
            found.append(new(DateString, (date, param, param, citation, role)))
    return found


def _placed(doc: Document, found: list[WrittenDate]) -> Iterator[DateString]:
    """Those in other places, as far as they are meant as dates."""
    text, texts, cited, shown = doc.text, doc.tree.texts, citations(doc), prose(doc)
    masked, facts = shown.text, doc.site.citations
    apart = _apart(doc.site)
    index = 0
    for date in found:
        start, end = date.start, date.end
        index = bisect_right(texts, start, index, key=_start) - 1
        if index < 0 or texts[index].end <= start:
            index = max(index, 0)
            continue
        parent = texts[index].parent
        if type(parent) is Parameter:
            template = parent.parent
            assert type(template) is Template
            if cited.of(template) is not None and parent.named:
                if date_role(facts, text[parent.start : parent.equals].strip()) is not None:
                    continue
            elif template.kind == "template":
                if template.name in apart or start < parent.equals:
                    continue
                if shown.segment_at(start) is None:
                    yield DateString(date, parent, parent)
                    continue
        if MASK not in masked[start:end]:
            yield DateString(date, parent)


@analysis
def odd_dates(doc: Document) -> tuple[DateString, ...]:
    """Those of `dates` that are more or less than one day that exists, written as it should be."""
    return tuple([date for date in dates(doc) if _is_odd(date.written)])


def _is_odd(date: WrittenDate) -> bool:
    if date.fault is not None or date.last is not None or date.blank != " ":
        return True
    year, month, day = date.first
    # all months have 28 days: to ask for their lengths takes three times as long
    return not (year and ((0 < month <= 12 and 0 < day <= 28) or date.exists))


def _start(node: Node) -> int:
    return node.start


def is_own_wording(doc: Document, offset: int) -> bool:
    """Whether prose is the page's own words: no quotation, title, other language, link's label."""
    contexts = prose(doc).contexts_at(offset)
    return bool(contexts) and contexts.isdisjoint(_OTHERS_WORDS) and "label" not in contexts


def may_be_reworded(doc: Document, date: DateString) -> bool:
    """Whether a date in prose may be written otherwise.

    Not in what others said or called so, in other languages, in signatures and names, nor where a
    link leads to the date.
    """
    contexts = prose(doc).contexts_at(date.span.start)
    if not contexts.isdisjoint(_OTHERS_WORDS) or _is_in_name(doc.text, date.written):
        return False
    if "label" not in contexts or date.parent is None:
        return True
    text = doc.text[slice(*date.span)]
    for node in (date.parent, *date.parent.ancestors()):
        if type(node) is ExternalLink or (type(node) is Wikilink and text in node.target):
            return False
    return True


def _is_in_name(text: str, date: WrittenDate) -> bool:
    """Whether the words around make a name of it: “Windows 10 May Update”, “the May 4 movement”."""
    start, end = date.start, date.end
    if "(UTC)" in text[end : end + _LONGEST_TIME]:
        return True  # a signature
    after = text[end : end + 2]
    if after[:1] != " ":
        return False
    if date.order == "dmy":
        head, _, word = text[max(0, start - _LONGEST_WORD) : start].rstrip(" ").rpartition(" ")
        begins = word.lstrip("'")[:1].isupper() and head[-1:].isalnum()
        return begins and after[1:].isupper()
    the = text[max(0, start - 4) : start].lower() == "the "
    return date.year is None and the and after[1:].isalpha()


def is_infobox_date(doc: Document, date: DateString) -> bool:
    """Whether an argument is one of an infobox in which dates are text for the reader."""
    parameter = date.parameter
    if parameter is None or parameter.key_nodes is None:
        return False
    template = parameter.parent
    assert type(template) is Template
    fields = doc.site.data.get("infobox_date_fields", ())
    return template.name.startswith("Infobox") and parameter.name.rstrip("0123456789") in fields


def stands_alone(doc: Document, date: DateString) -> bool:
    """Whether a date in an argument is all of it, but for references, notes and line breaks."""
    parameter = date.parameter
    if parameter is None:
        return False
    start, end = date.span
    first, last = parameter.raw_value_span
    before = doc.text[max(first, start - _LONGEST_VALUE) : start].rstrip()
    after = doc.text[end : min(last, end + _LONGEST_VALUE)].lstrip()
    return (not before or before.endswith(">")) and after[:1] in {"", "<", "(", "{"}


@lru_cache(maxsize=16)
def _apart(site: Site) -> frozenset[str]:
    return frozenset().union(*(site.family(name) for name in _APART))
