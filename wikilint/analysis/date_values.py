"""Date parameters of citations whose values are no plain dates, and what they can mean.

What Module:Citation/CS1 takes is in its Date_validation (January 2023) and on Help:Citation Style
1; with anything else it prints “Check date values” and formats no date of the citation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.date_parameters import DateRole, date_parameters, date_role
from wikilint.analysis.date_reading import is_ambiguous
from wikilint.analysis.dates import dates
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.site.citations import CitationFacts
from wikilint.syntax import Parameter, Text, Wikilink

_ENTITIES = {"&nbsp;": " ", "&ndash;": "–"}


class DateValue(NamedTuple):
    """The value of a date parameter of a citation, as a whole.

    text: as it is written; it holds no markup but links. shown: what a reader would see of it,
        without links and with plain blanks.
    """

    text: str
    shown: str
    span: Span
    parameter: Parameter
    citation: Citation
    role: DateRole


@analysis
def other_date_values(doc: Document) -> tuple[DateValue, ...]:
    """The values that are neither one date of `dates` nor a year of publication, in order.

    None in a language of whose months nothing is known, and on a wiki of whose templates it is not
    known which dates they read.
    """
    facts = doc.site.citations
    if facts is None or not facts.may_be_years:
        return ()
    if not Site.language_data(doc.language) or not citations(doc).all:
        return ()
    return tuple(_values(doc, facts))


@analysis
def figures_are_certain(doc: Document) -> bool:
    """Whether dates in figures may be repaired: none on the page can be read in two ways.

    As AutoWikiBrowser has it, nothing is certain beside a podcast either.
    """
    if any(citation.name == "Cite podcast" for citation in citations(doc).all):
        return False
    return not any(is_ambiguous(value.text) for value in other_date_values(doc))


def _values(doc: Document, facts: CitationFacts) -> Iterator[DateValue]:
    text = doc.text
    plain = {date.parameter for date in dates(doc) if date.citation is not None}
    for start, param, citation, _ in date_parameters(doc):
        if param in plain or param.end == start:
            continue
        name = param.name
        role = date_role(facts, name)
        if role is None or role == "original":
            continue
        if name in facts.may_be_years and _is_year(text[start : param.end]):
            continue
        shown = _shown(param)
        if shown:
            yield DateValue(param.value, shown, param.value_span, param, citation, role)


def _is_year(value: str) -> bool:
    value = value.strip()
    return len(value) == 4 and value.isdecimal()


def _shown(parameter: Parameter) -> str:
    """What a reader sees of a value; empty if more than links, no-break spaces, dashes is in it."""
    parts = []
    for node in parameter.value_nodes:
        if type(node) is Text:
            parts.append(str(node))
        elif type(node) is Wikilink and ":" not in node.target and "[" not in str(node)[2:]:
            parts.append(str(node)[2:-2].rpartition("|")[2])
        elif str(node) in _ENTITIES:
            parts.append(_ENTITIES[str(node)])
        else:
            return ""
    return "".join(parts).replace("\xa0", " ").strip()
