"""Ranges of years and of months with a hyphen or a spaced dash, in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from wikilint.analysis.date_months import months
from wikilint.analysis.prose import prose
from wikilint.diagnostic import Span
from wikilint.document import Document
from wikilint.site import Site

_LONGEST = 300  # years; what spans more is rather a number
_LONGEST_BEFORE = 24  # characters in which a word may stand that forbids to read a range
_YEAR = r"(?<![\w.,:/$£€#+–—-])([12][0-9]{3})\Z"
_AFTER = r"([12][0-9]{3}|[0-9]{2}|present)(?![\w/–—-]|[.,][0-9]|%| [–-] ?[0-9])"

# Words before a year that need the blanks round the dash, or make something else of the figures.
_WORDS = (
    r"\b(?:circa|ca|c|fl|born|no|nos|pp?|pages?|isbn|issn|act|model|rfc|flight)\b"
    r"\.?(?: |&nbsp;)?\Z"
)


class FigureRange(NamedTuple):
    """A range and how it is written right."""

    span: Span
    right: str


def figure_ranges(doc: Document) -> list[FigureRange]:
    """The miswritten ranges of years and of months, in the order of the text."""
    text = prose(doc).text
    found = [*_years(text, doc.language), *_months(text, months(doc), doc.language)]
    found.sort()
    return found


def _years(text: str, language: str) -> Iterator[FigureRange]:
    for mark in "-–":
        at = text.find(mark)
        while at >= 0:
            start, end = at, at + 1
            after = text[end : end + 1]
            at = text.find(mark, end)
            if after == " " and text[start - 1 : start] == " ":
                start, end = start - 1, end + 1
                after = text[end : end + 1]
            elif mark == "–":
                continue
            if after.isdigit() or (after == "p" and text.startswith("present", end)):
                found = _year_range(text, start, end, language)
                if found is not None:
                    yield found


def _year_range(text: str, at: int, end: int, language: str) -> FigureRange | None:
    if not text[at - 1 : at].isdigit():
        return None
    first = re.compile(_YEAR).search(text, max(0, at - 5), at)
    second = re.compile(_AFTER).match(text, end)
    if first is None or second is None:
        return None
    one, other = int(first[1]), second[1]
    if other != "present":
        last = int(other) if len(other) == 4 else one - one % 100 + int(other)
        if not one < last <= one + _LONGEST:
            return None
    before = text[max(0, first.start() - _LONGEST_BEFORE) : first.start()]
    if re.compile(_WORDS, re.IGNORECASE).search(before) or _ends_in_month(before, language):
        return None
    return FigureRange(Span(first.start(), second.end()), f"{first[1]}–{other}")


def _months(text: str, places: Iterable[int], language: str) -> Iterator[FigureRange]:
    for place in places:
        at = place - 1
        match = _grammar(language).match(text, place) if text[at : at + 1] == "-" else None
        if match is None:
            continue
        name = re.compile(r"(?<!\w)[A-Z][a-z]+\Z").search(text, max(0, at - 10), at)
        if name is not None and name[0] in _names(language):
            before = text[max(0, name.start() - 3) : name.start()]
            if not any(char.isdigit() for char in before):
                right = f"{name[0]}–{match[0]}"
                yield FigureRange(Span(name.start(), match.end()), right)


@lru_cache(maxsize=16)
def _names(language: str) -> frozenset[str]:
    data = Site.language_data(language)
    return frozenset(data.get("months", ())) | frozenset(data.get("short_months", ()))


@lru_cache(maxsize=16)
def _grammar(language: str) -> re.Pattern[str]:
    names = "|".join(sorted(_names(language)))
    return re.compile(rf"(?:{names}) [12][0-9]{{3}}(?!\w)")


def _ends_in_month(before: str, language: str) -> bool:
    word = before.rstrip(" ,").rpartition(" ")[2].strip("(")
    return word.rstrip(".") in _names(language)
