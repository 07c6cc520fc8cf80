"""The people whom the citations of a page name, by list (authors, editors …) and number."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from wikilint.analysis.citation_parameters import CitationFacts, citation_parameters
from wikilint.document import Document, analysis
from wikilint.site.citations import GenericNames as GenericNames
from wikilint.site.citations import NameField

_MOST_DIGITS = 9  # a hostile page may count as it likes


class NameParameter(NamedTuple):
    """A name under which the page's citations have parameters for one part of a person's name.

    name: as it is written, such as ``editor2-first``. kind: ``author``, ``editor`` … last: whether
    they hold surnames or whole names; otherwise first names. number: counts from 1.
    """

    name: str
    kind: str
    last: bool
    number: int


@analysis
def citation_names(doc: Document) -> tuple[NameParameter, ...]:
    """The parameters for names of people that citations of the page have, empty ones too."""
    found = citation_parameters(doc)
    if found.facts is None:
        return ()
    names = []
    for name in found.parameters:
        place = _place(found.facts, name)
        if place is not None:
            field, number = place
            names.append(NameParameter(name, field.kind, field.last, number))
    return tuple(names)


@lru_cache(maxsize=4_000)
def _place(facts: CitationFacts, name: str) -> tuple[NameField, int] | None:
    """What a parameter holds, and the number of the name."""
    canonical = facts.canonical(name)
    stem = canonical.rstrip("0123456789")
    field = facts.name_fields.get(stem)
    return None if field is None else (field, int(canonical[len(stem) :][:_MOST_DIGITS] or 1))
