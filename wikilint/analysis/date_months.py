"""Months with a year where a comma or “of” stands between the two: “May, 2008” in prose."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from wikilint.analysis.prose import prose
from wikilint.diagnostic import Span
from wikilint.document import Document
from wikilint.site import Site

_LONGEST_MONTH = 12  # characters of its name with what stands before it


class MonthYear(NamedTuple):
    """A month and a year. join: what stands between the two."""

    span: Span
    month: str
    join: str
    year: str


def joined_months(doc: Document) -> list[MonthYear]:
    """The months joined with their year by a comma or “of”, in the order of the text."""
    pattern = _month(doc.language)
    if pattern is None:
        return []
    text = prose(doc).text
    found = []
    for join in (", ", " of "):
        for anchor in re.finditer(rf"{join}([12][0-9]{{3}})(?![\w–/-])", text):
            at = anchor.start()
            month = pattern.search(text, max(0, at - _LONGEST_MONTH), at)
            if month is not None:
                span = Span(month.start(1), anchor.end())
                found.append(MonthYear(span, month[1], join, anchor[1]))
    found.sort()
    return found


@lru_cache(maxsize=16)
def _month(language: str) -> re.Pattern[str] | None:
    names = Site.language_data(language).get("months", ())
    return re.compile(rf"(?<!\w)({'|'.join(names)})\Z") if names else None
