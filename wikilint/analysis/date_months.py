"""Where months are named; those with a comma or “of” before their year: “May, 2008” in prose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wikilint.analysis.date_parameters import outside_date_parameters
from wikilint.analysis.date_text import month_places
from wikilint.analysis.prose import prose
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.site import Site


class MonthYear(NamedTuple):
    """A month and a year. join: what stands between the two."""

    span: Span
    month: str
    join: str
    year: str


@analysis
def months(doc: Document) -> list[int]:
    """Where names of months begin, and words that begin as they do.

    Not in plain values of the date parameters of citations, which have nine out of ten of them.
    """
    return outside_date_parameters(doc, month_places(doc.text, doc.language))


def joined_months(doc: Document) -> list[MonthYear]:
    """The months joined with their year by a comma or “of”, in the order of the text."""
    pattern = _month(doc.language)
    if pattern is None:
        return []
    text = prose(doc).text
    found = []
    for at in months(doc):
        match = pattern.match(text, at)
        if match is not None and not _is_in_word(text, at):
            month, join, year = match.groups()
            found.append(MonthYear(Span(*match.span()), month, join, year))
    return found


def _is_in_word(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return before.isalnum() or before == "_"


@lru_cache(maxsize=16)
def _month(language: str) -> re.Pattern[str] | None:
    names = Site.language_data(language).get("months", ())
    year = r"(, | of )([12][0-9]{3})(?![\w–/-])"
    return re.compile(rf"({'|'.join(names)}){year}") if names else None
