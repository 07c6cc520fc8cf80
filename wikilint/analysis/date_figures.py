"""Dates in figures alone, such as 31/12/1992, in prose."""

from __future__ import annotations

import re
from typing import NamedTuple

from wikilint.analysis.calendar import Day, exists
from wikilint.analysis.prose import prose
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.site import Site

_FIGURES = (
    r"(?<![\w/.,:$£€#–-])([0-9]{1,2})([/.-])([0-9]{1,2})\2(1[6-9][0-9]{2}|20[0-9]{2})"
    r"(?![\w/-]|\.\w)"
)
_MARKS = "/.-"


class FiguresDate(NamedTuple):
    """A date in figures. day_first, month_first: what it is if read so; None if it is none."""

    span: Span
    day_first: Day | None
    month_first: Day | None


@analysis
def figures_dates(doc: Document) -> tuple[FiguresDate, ...]:
    """The dates in figures with a year of four, in the order of the text."""
    text = prose(doc).text
    orders = Site.language_data(doc.language).get("date_orders", ("dmy", "mdy"))
    found = []
    pattern = None
    for mark in filter(text.__contains__, _MARKS):
        # from the literal on: the whole pattern at every number costs ten times as much
        for anchor in re.finditer(rf"{re.escape(mark)}[0-9]{{1,2}}{re.escape(mark)}[12]", text):
            pattern = pattern or re.compile(_FIGURES)
            at = anchor.start()
            match = pattern.match(text, max(0, at - 2)) or pattern.match(text, max(0, at - 1))
            if match is None or match.start(2) != at:
                continue
            first, second, year = int(match[1]), int(match[3]), int(match[4])
            readings = (Day(year, second, first), Day(year, first, second))
            day_first, month_first = (day if exists(day) else None for day in readings)
            if "mdy" not in orders:
                month_first = None
            if day_first or month_first:
                found.append(FiguresDate(Span(*match.span()), day_first, month_first))
    found.sort()
    return tuple(found)
