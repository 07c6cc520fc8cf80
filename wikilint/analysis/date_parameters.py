"""The date parameters of a page's citations.

Most dates of a page stand there, alone: a program that knows the place need not look for them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal, TypeAlias

from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.templates import parameters
from wikilint.document import Document, analysis
from wikilint.site.citations import CitationFacts
from wikilint.syntax import Parameter, Text

DateRole: TypeAlias = Literal["publication", "access", "original"]
"""publication, access: a date that the citation module reads. original: that of the first edition,
which the module shows as it is written (``orig-date=``)."""

DateParameter: TypeAlias = tuple[int, Parameter, Citation, DateRole]
"""Where the value begins, with its blanks; the parameter, its citation, what date it is."""


@analysis
def date_parameters(doc: Document) -> list[DateParameter]:
    """The date parameters of the page's citations, in the order of the text, empty ones too."""
    facts = doc.site.citations
    found: list[DateParameter] = []
    of = citations(doc).of
    for name, params in parameters(doc).named.items():
        role = date_role(facts, name.strip())
        for param in params if role is not None else ():
            citation = of(param.parent)
            if citation is not None and role is not None:
                found.append((param.equals + 1, param, citation, role))
    found.sort()
    return found


def outside_date_parameters(doc: Document, places: Iterable[int]) -> list[int]:
    """Those of the places that stand in no value of a date parameter that is without markup."""
    bounds = _bounds(doc)
    return [place for place in places if not bisect_right(bounds, place) % 2]


@analysis
def _bounds(doc: Document) -> list[int]:
    """Where the values without markup begin and end, by turns."""
    return [
        bound
        for start, param, _, _ in date_parameters(doc)
        if len(param.value_nodes) == 1 and type(param.value_nodes[0]) is Text
        for bound in (start, param.end)
    ]


def date_role(facts: CitationFacts | None, name: str) -> DateRole | None:
    """What date a parameter of a citation holds; None if it is for anything else."""
    if facts is None:
        return None
    canonical = facts.canonical(name)
    if canonical == "orig-date":
        return "original"
    role = facts.role(canonical)
    return role if role == "publication" or role == "access" else None
