"""Date parameters of citations whose values are no plain dates, and what they can mean.

What Module:Citation/CS1 takes is in its Date_validation (January 2023) and on Help:Citation Style
1; with anything else it prints “Check date values” and formats no date of the citation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.date_reading import is_ambiguous
from wikilint.analysis.dates import DateRole, dates
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.site.citations import CitationFacts
from wikilint.syntax import Parameter, Template, Text

_ENDS = ("|", "}")


class DateValue(NamedTuple):
    """The value of a date parameter of a citation, as a whole; it holds no markup."""

    text: str
    span: Span
    parameter: Parameter
    citation: Citation
    role: DateRole


@analysis
def other_date_values(doc: Document) -> tuple[DateValue, ...]:
    """The values that are neither one date of `dates` nor a year, in the order of the text.

    None in a language of whose months nothing is known.
    """
    facts = doc.site.citations
    if facts is None or not Site.language_data(doc.language) or not citations(doc).all:
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
    text, texts, cited = doc.text, doc.tree.texts, citations(doc)
    known = {date.written.start for date in dates(doc) if date.citation is not None}
    for match in re.finditer(r"date[ \t]*=[ \t\n]*", text):
        start = match.end()
        if start in known:
            continue
        if (
            text[start : start + 4].isdecimal()
            and text[start + 4 : start + 8].lstrip()[:1] in _ENDS
        ):
            continue  # a year
        index = bisect_right(texts, start, key=_start) - 1
        parameter = texts[index].parent if index >= 0 else None
        if type(parameter) is not Parameter or parameter.equals >= start:
            continue
        template = parameter.parent
        citation = cited.of(template) if type(template) is Template else None
        nodes = parameter.value_nodes
        if citation is None or parameter.key_nodes is None or len(nodes) != 1:
            continue
        if type(nodes[0]) is not Text:
            continue
        role = facts.role(facts.canonical(text[parameter.start : parameter.equals].strip()))
        if (role == "publication" or role == "access") and parameter.value:
            yield DateValue(parameter.value, parameter.value_span, parameter, citation, role)


def _start(node: Text) -> int:
    return node.start
