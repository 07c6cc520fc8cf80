"""The date parameters of a page's citations.

Most dates of a page stand there, alone: a program that knows the place need not look for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Literal, TypeAlias

from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.templates import parameters
from wikilint.document import Document, analysis
from wikilint.site.citations import CitationFacts
from wikilint.syntax import Parameter, Text

DateRole: TypeAlias = Literal["publication", "access", "original"]
"""publication, access: a date that the citation module reads. original: that of the first edition,
which the module shows as it is written (``orig-date=``)."""

DateParameter: TypeAlias = tuple[Parameter, Citation, DateRole]


@analysis
def date_parameters(doc: Document) -> list[DateParameter]:
    """The date parameters of all citations, in the order of the text, empty ones too."""
    facts = doc.site.citations
    if facts is None:
        return []
    of = citations(doc).by_template.get
    found = []
    for name, params in parameters(doc).named.items():
        role = date_role(facts, name.strip())
        if role is not None:
            found += [
                (param.start, param, citation, role)
                for param in params
                if (citation := of(param.parent)) is not None
            ]
    found.sort(key=itemgetter(0))
    return [entry[1:] for entry in found]


def date_role(facts: CitationFacts, name: str) -> DateRole | None:
    """What date a parameter of a citation holds; None if it is for anything else."""
    canonical = facts.canonical(name)
    if canonical == "orig-date":
        return "original"
    role = facts.role(canonical)
    return role if role == "publication" or role == "access" else None


def outside_date_parameters(doc: Document, places: Iterable[int]) -> Iterator[int]:
    """Those of the places that stand in no plain value of a date parameter, in their order."""
    plain = (
        (param.equals, param.end)
        for param, _, _ in date_parameters(doc)
        if len(param.value_nodes) == 1 and type(param.value_nodes[0]) is Text
    )
    start = end = -1
    for place in places:
        while end <= place:
            start, end = next(plain, (len(doc.text), len(doc.text) + 1))
        if place < start:
            yield place
