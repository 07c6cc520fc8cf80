"""Days and whether they exist, as Module:Citation/CS1 reckons: Julian years before 1582."""

from __future__ import annotations

from typing import NamedTuple

FIRST_GREGORIAN_YEAR = 1583
"""The first year that is Gregorian from its first day. ISO 8601 dates are Gregorian."""

_JULIAN_BEFORE = 1582
_LONG_MONTHS = frozenset({1, 3, 5, 7, 8, 10, 12})


class Day(NamedTuple):
    """A day as it is written; year: None where none is."""

    year: int | None
    month: int
    day: int


def exists(day: Day) -> bool:
    """Whether the calendar has the day. 29 February without a year does exist."""
    return 1 <= day.month <= 12 and 1 <= day.day <= days_in_month(day.year, day.month)


def days_in_month(year: int | None, month: int) -> int:
    """How many days a month has, 1 to 12; without a year February has 29."""
    if month == 2:
        return 29 if year is None or _is_leap(year) else 28
    return 31 if month in _LONG_MONTHS else 30


def _is_leap(year: int) -> bool:
    if year % 4:
        return False
    return year < _JULIAN_BEFORE or year % 100 != 0 or year % 400 == 0
