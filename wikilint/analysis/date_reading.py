"""What the value of a citation's date parameter can mean where the module does not read it.

Numbers alone are read only if no other reading is left: one part is above 12, or both are equal.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.calendar import FIRST_GREGORIAN_YEAR, Day, exists
from wikilint.analysis.date_text import Order, WrittenDate, written_dates
from wikilint.site import Site

ReadingKind: TypeAlias = Literal["figures", "words", "time", "weekday"]
"""figures: only numbers, in another order or writing than YYYY-MM-DD. words: names of months or
seasons in another writing. time, weekday: a right date with a time or a day of the week."""

_FIGURES = r"(\d{1,4})([-/.–−])(\d{1,2})\2(\d{1,4})"
_TIME = (
    r"(.*\d)(?:T|,? (?:at )?)(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d(?:\.\d+)?)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:Z|UTC|GMT|E[SD]?T|C[SD]T|P[SD]?T|BST|IST|[+-]\d\d:?\d\d))?"
)


class Reading(NamedTuple):
    """The one thing that a value can mean, written as the module takes it."""

    text: str
    kind: ReadingKind


class _Words(NamedTuple):
    """The words of dates in a language.

    months: numbers by name in lower case. both: what is long and short at once, “May”. right:
        the names of months and seasons by lower case.
    """

    months: dict[str, int]
    long: tuple[str, ...]
    short: tuple[str, ...]
    both: frozenset[str]
    right: dict[str, str]
    weekdays: tuple[str, ...]


@lru_cache(maxsize=16)
def _words(language: str) -> _Words:
    data = Site.language_data(language)
    long, short = tuple(data.get("months", ())), tuple(data.get("short_months", ()))
    months = {name.lower(): n for name, n in data.get("other_months", {}).items()}
    for names in (short, long):
        months.update((name.lower(), n) for n, name in enumerate(names, 1))
    right = {name: long[n - 1] for name, n in months.items()}
    right.update((name.lower(), name) for name in (*short, *data.get("seasons", ())))
    both = frozenset(long) & frozenset(short)
    return _Words(months, long, short, both, right, tuple(data.get("weekdays", ())))


def is_ambiguous(value: str) -> bool:
    """Whether a value is a date in figures that can be read day-first and month-first."""
    match = re.fullmatch(_FIGURES, value)
    if match is None or len(match[1]) > 2:
        return False
    first, second, year = int(match[1]), int(match[3]), match[4]
    if len(year) == 2:
        return 1 <= first <= 31 and 1 <= second <= 31 and min(first, second) <= 12
    return len(year) == 4 and first != second and 1 <= first <= 12 and 1 <= second <= 12


def month_or_range(value: str, language: str) -> tuple[str, ...]:
    """What YYYY-MM can mean: the month and, if it can be, the years; empty for another value."""
    match = re.fullmatch(r"([12]\d\d\d)[-–](\d\d?)", value)
    long = _words(language).long
    if match is None or not long or not 1 <= int(match[2]) <= 12:
        return ()
    month = f"{long[int(match[2]) - 1]} {match[1]}"
    if len(match[2]) == 2 and match[2] > match[1][2:]:
        return month, f"{match[1]}–{match[1][:2]}{match[2]}"
    return (month,)


def reading(value: str, language: str, order: Order, short: bool = False) -> Reading | None:
    """The one thing that a value can mean; None if it is right, or can mean several or nothing.

    order: of dates whose month is a word but whose order is none, such as “2009 May 5”.
    short: whether months that have to be written anew are abbreviated.
    """
    if value[:1].isdigit():
        found = _figures(value)
        if found is not None:
            return found
    words = _words(language)
    if not words.long:
        return None
    found = _in_words(value, words, order, short)
    if found is not None:
        return found
    match = re.fullmatch(r"([12]\d\d\d)/([12]\d\d\d|\d\d)", value)
    if match is not None and (len(match[2]) == 4 or int(match[2]) > 12):
        text = f"{match[1]}–{match[2]}"
        return Reading(text, "words") if match[2] > match[1][-len(match[2]) :] else None
    bare = value.rstrip(".,; ")
    if bare != value and is_accepted(bare, language):
        return Reading(bare, "words")
    match = re.fullmatch(_TIME, value)
    if match is not None:
        inner = match[1].rstrip(",")
        if is_accepted(inner, language) and written_dates(inner, language):
            return Reading(inner, "time")
    return _with_weekday(value, language, words)


def _figures(value: str) -> Reading | None:
    match = re.fullmatch(_FIGURES, value)
    if match is None:
        return None
    one, two, three = int(match[1]), int(match[3]), int(match[4])
    day = None
    if len(match[1]) == 4 and len(match[4]) <= 2:
        day = Day(one, two, three) if two <= 12 else Day(one, three, two)
    elif len(match[1]) <= 2 and len(match[4]) == 4 and not is_ambiguous(value):
        day = Day(three, two, one) if two <= 12 else Day(three, one, two)
    if day is None or not exists(day) or (day.year or 0) < FIRST_GREGORIAN_YEAR:
        return None
    text = f"{day.year:04}-{day.month:02}-{day.day:02}"
    return None if text == value else Reading(text, "figures")


def _in_words(value: str, words: _Words, order: Order, short: bool) -> Reading | None:
    """A date whose month or season is miswritten, or stands in no usual order."""
    names = words.short if short else words.long
    match = re.fullmatch(r"(\d{4})([- ])([^\W\d]+)\.?\2(\d{1,2})", value)
    if match is None:
        match = re.fullmatch(r"(\d{1,2})(-)([^\W\d]+)\.?-(\d{4})", value)
        if match is not None:
            order = "dmy"
    if match is not None:
        number = words.months.get(match[3].lower())
        year, figure = (match[1], match[4]) if len(match[1]) == 4 else (match[4], match[1])
        if number is None or not exists(Day(int(year), number, int(figure))):
            return None
        if order == "dmy":
            return Reading(f"{int(figure)} {names[number - 1]} {year}", "words")
        if order == "mdy":
            return Reading(f"{names[number - 1]} {int(figure)}, {year}", "words")
        return Reading(f"{year}-{number:02}-{int(figure):02}", "words")
    match = re.fullmatch(
        r"(\d{1,2} )?([^\W\d]+)(\.?)(?: ?([-–/]) ?([^\W\d]+)(\.?))?((?: \d{1,2},)?|,| of) (\d{4})",
        value,
    )
    if match is None:
        return None
    before, first, stop, join, second, other_stop, after, year = match.groups()
    if join and (before or after.strip(" ,of")):
        return None
    written = [first, second] if join else [first]
    right = [words.right.get(word.lower()) for word in written]
    if None in right:
        return None
    day = int((before or after).strip(" ,of") or 0)
    if day and not exists(Day(int(year), words.months.get(first.lower(), 0), day)):
        return None
    uneven = _are_uneven(written, words)
    fixed = [
        names[words.months[word.lower()] - 1]
        if word.lower() in words.months
        and (uneven or mark or word.capitalize() not in words.right.values())
        else str(found)
        for word, mark, found in zip(written, (stop, other_stop), right, strict=False)
    ]
    if join and (first.lower() in words.months) != (second.lower() in words.months):
        return None
    text = "–".join(fixed)
    if day:
        text = f"{day} {text} {year}" if before else f"{text} {day}, {year}"
    else:
        text = f"{text} {year}"
    return None if text == value or value == text.replace("–", "-") else Reading(text, "words")


def _with_weekday(value: str, language: str, words: _Words) -> Reading | None:
    """A date behind its day of the week, if it fell on that."""
    name, _, rest = value.partition(" ")
    name = name.rstrip(",.").lower()
    days = [n for n, day in enumerate(words.weekdays) if name in {day.lower(), day[:3].lower()}]
    found = written_dates(rest, language)
    if len(days) != 1 or len(found) != 1 or found[0].span != (0, len(rest)):
        return None
    day = found[0].first
    if found[0].fault or found[0].last or day.year is None or not found[0].exists:
        return None
    if datetime.date(day.year, day.month, day.day).weekday() != days[0]:
        return None
    return Reading(rest, "weekday")


@lru_cache(maxsize=16)
def _accepted(language: str) -> re.Pattern[str]:
    words = _words(language)
    data = Site.language_data(language)
    long, short = "|".join(words.long), "|".join(words.short)
    month = f"{long}|{short}"
    season = "|".join(data.get("seasons", ()))
    quarter = "|".join(data.get("quarters", ()))
    named = "|".join(data.get("named_dates", ()))
    dash = r" ?(?:[-–]|&ndash;) ?"
    day, year = r"[1-9]\d?", r"\d{3,4}"
    return re.compile(
        rf"(?:{year}-\d\d-\d\d"
        rf"|(?:{month}) {day}(?:{dash}{day})?, {year}|{day}(?:{dash}{day})? (?:{month}) {year}"
        rf"|{day} (?:{month})(?: {year})?{dash}{day} (?:{month}) {year}"
        rf"|(?:{month}) {day}(?:, {year})?{dash}(?:{month}) {day}, {year}"
        rf"|(?:(?:{long})(?: {year})?{dash})?(?:{long}) {year}"
        rf"|(?:(?:{short})(?: {year})?{dash})?(?:{short}) {year}"
        rf"|(?:(?:{season})(?: {year})?{dash})?(?:{season}) {year}(?:{dash}\d\d(?:\d\d)?)?"
        rf"|(?:(?:{quarter}) Quarter|Q[1-4]|{named}) {year}"
        rf"|(?:c\. |{year}{dash})?{year}|\d{{4}}{dash}(?:1[3-9]|[2-9]\d)"
        r"|n\.d\.|nd)[a-z]?"
    )


def is_accepted(value: str, language: str) -> bool:
    """Whether the module takes a value, be it with a hyphen for a dash.

    Two parentheses round it say that it is to be shown as it is. Whether the day exists is not
    looked at.
    """
    return value.startswith("((") or _accepted(language).fullmatch(value) is not None


def has_uneven_months(date: WrittenDate, language: str) -> bool:
    """Whether of a range over two months one month is written long, the other short: Jan–March."""
    return len(date.words) > 1 and _are_uneven(date.words, _words(language))


def _are_uneven(written: Iterable[str], words: _Words) -> bool:
    return len({word in words.short for word in written if word not in words.both}) > 1


def with_even_months(date: WrittenDate, language: str, *, short: bool) -> WrittenDate:
    """The date with the names of its months all short, or all long."""
    words = _words(language)
    names = words.short if short else words.long
    return date._replace(words=tuple(names[words.months[word.lower()] - 1] for word in date.words))


def runs_backwards(value: str, language: str) -> bool:
    """Whether an accepted value is a range of years or months that ends where it begins or before.

    Seasons are not looked at: an autumn may come before a spring of the same year.
    """
    match = re.fullmatch(
        r"(?:([^\W\d]+) ?)?(\d{3,4})?(?: ?[-–] ?)(?:([^\W\d]+) )?(\d{2,4})[a-z]?", value
    )
    if match is None or not (match[1] or match[2]):
        return False
    months = _words(language).months
    first, last = (months.get((name or "").lower(), 0) for name in (match[1], match[3]))
    if match[2] is None:
        return bool(first and last) and first >= last
    end = match[4] if len(match[4]) > 2 else match[2][:-2] + match[4]
    if int(match[2]) != int(end):
        return int(match[2]) > int(end)
    return not match[3] or (bool(first and last) and first >= last)


def completed(start: str, year: str, language: str) -> str | None:
    """A date of all but its year, such as “May 5” or “Sept.”, and the year; None if it is none."""
    start = start.rstrip(" ,")
    for text in (f"{start} {year}", f"{start}, {year}"):
        found = text
        if not is_accepted(text, language):
            read = reading(text, language, "ymd")
            if read is None or read.kind != "words" or not is_accepted(read.text, language):
                continue
            found = read.text
        if all(date.exists for date in written_dates(found, language)):
            return found
    return None


def years_in(value: str) -> list[int]:
    """The years in the value of a date; none where markup makes that uncertain."""
    if any(mark in value for mark in "{[<"):
        return []
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", value)]
    for century, year in re.findall(r"(?<!\d)(\d\d)\d\d[–-](\d\d)(?![\d–-])", value):
        years.append(int(century + year))
    return years
