"""Dates as they are written: found in a text, read, and written in another order.

Policy: MOS:DATEFORMAT says what is right, MOS:BADDATE what is a fault. A text holds far more
numbers than dates, so the search starts from names of months and from ``-MM-DD``; whatever may be
a part of something longer, such as “May 7, 8 and 9”, is no date here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.calendar import Day, exists
from wikilint.diagnostic import Span
from wikilint.site import Site

Order: TypeAlias = Literal["dmy", "mdy", "ymd"]
"""dmy: 8 December 2024. mdy: December 8, 2024. ymd: 2024-12-08. The first two may lack the year."""

Fault: TypeAlias = Literal["ordinal", "abbreviation", "comma", "zero"]
"""ordinal: 8th, 8th of. abbreviation: one that Module:Citation/CS1 does not know, such as Sept, or
Dec. with a full stop. comma: one that is missing or too many. zero: 08."""

_BLANK = r"(?: |&nbsp;|\xa0)"
_YEAR = r"(?!\w)(?:(, ?| )([12][0-9]{3})(?!\w|-[0-9]{2}-))?"
_BLANK_ENDS = frozenset(" ;\xa0")  # the last characters of a blank
_NEVER = "(?!)"
_LONGEST_BEFORE = 28  # characters before a month that can be days
_LONGEST_GAP = 9  # characters between the ends of a range
_new = tuple.__new__  # makes a named tuple in half the time


class WrittenDate(NamedTuple):
    """A date, or a range of dates.

    last: the last day of a range; the first has a year only where one of its own is written.
    join: what stands between the two; a dash where a hyphen is written.
    words: the months as written, a faulty abbreviation in full: one, or two in a range over
        several months; none in 2024-12-08.
    blank: what stands between day and month. mark: what the language writes behind a day, as the
        full stop of “8. Dezember”.
    """

    start: int
    end: int
    order: Order
    first: Day
    last: Day | None = None
    join: str = ""
    words: tuple[str, ...] = ()
    blank: str = " "
    fault: Fault | None = None
    mark: str = ""

    @property
    def span(self) -> Span:
        """The whole date, of a range both ends."""
        return Span(self.start, self.end)

    @property
    def year(self) -> int | None:
        """The year, of a range that of its end."""
        return self.first.year if self.last is None else self.last.year

    @property
    def days(self) -> tuple[Day, ...]:
        """The day, or both ends of a range, with the year that counts for them."""
        if self.last is None:
            return (self.first,)
        return self.first._replace(year=self.first.year or self.last.year), self.last

    @property
    def exists(self) -> bool:
        """Whether the calendar has its days."""
        if self.last is None:
            return exists(self.first)
        return all(map(exists, self.days))

    @property
    def runs_backwards(self) -> bool:
        """Whether it is a range with a dash that ends where it begins or before.

        A first day without a year of its own is taken to lie in that of the last.
        """
        if self.last is None or "–" not in self.join.replace("&ndash;", "–"):
            return False
        first, last = self.days
        return (first.year or 0, *first[1:]) >= (last.year or 0, *last[1:])


def render(date: WrittenDate, order: Order, months: Sequence[str] = ()) -> str:
    """The date in an order, without its fault; the words for its months stay.

    months: the names to write for those of 2024-12-08.
    """
    first, last = date.first, date.last
    if order == "ymd":
        return f"{first.year:04}-{first.month:02}-{first.day:02}"
    words = date.words or (months[first.month - 1],)
    day = f"{first.day}{date.mark}"
    if last is None:
        return _render(order, day, words[0], date.blank, first.year)
    last_day = f"{last.day}{date.mark}"
    if len(words) == 1:
        return _render(order, f"{day}{date.join}{last_day}", words[0], date.blank, last.year)
    join = date.join if date.join != "–" else " – "
    start = _render(order, day, words[0], date.blank, first.year)
    return start + join + _render(order, last_day, words[1], date.blank, last.year)


def _render(order: Order, days: str, word: str, blank: str, year: int | None) -> str:
    if order == "dmy":
        return f"{days}{blank}{word}" + (f" {year}" if year else "")
    return f"{word}{blank}{days}" + (f", {year}" if year else "")


class _Grammar(NamedTuple):
    """The patterns of a language.

    anchor: where the name of a month may begin; so few characters are found much faster than a
        name. dmy, mdy: the name with what follows it. numbers: of the months by name. plain: dates
        in the forms that nearly all have, and a month with its year, which is no date.
    mark: what stands behind a day. stops: whether a short name may end in a full stop.
    day_ends: the last characters of what may stand before the blank before a month.
    listed: a day and what joins it to the next one of a list, list_ends: the last characters of
        that. more: what goes on behind a day, or makes a quantity of the number.
    """

    anchor: re.Pattern[str]
    before: re.Pattern[str]
    dmy: re.Pattern[str]
    mdy: re.Pattern[str] | None
    numbers: dict[str, int]
    plain: re.Pattern[str]
    long: tuple[str, ...]
    other: frozenset[str]
    mark: str
    stops: bool
    day_ends: frozenset[str]
    listed: re.Pattern[str]
    list_ends: frozenset[str]
    more: re.Pattern[str]


@lru_cache(maxsize=16)
def _grammar(language: str) -> _Grammar | None:
    data = Site.language_data(language)
    long = tuple(data.get("months", ()))
    if not long:
        return None
    other: dict[str, int] = data.get("other_months", {})
    numbers = dict(other)
    for names in (data.get("short_months", ()), long):
        numbers.update((name, index) for index, name in enumerate(names, 1))
    name = "|".join(sorted(map(re.escape, numbers), key=len, reverse=True))
    name = rf"({name})(\.(?= ?[0-9]))?"
    mark: str = data.get("day_mark", "")
    joins: list[str] = data.get("date_joins", [])
    words = [*joins, *data.get("date_range_words", ())]
    of = data.get("day_of", _NEVER)
    suffixes: list[str] = data.get("ordinal_suffixes", [])
    suffix = "|".join(suffixes) or _NEVER
    day = rf"([0-9]{{1,2}})({suffix})?{re.escape(mark)}"
    join = rf"( ?(?:[-–/]|&ndash;) ?| (?:{'|'.join([*words, '&'])}) )"
    before = rf"(?<![\w.,:/$£€#-]){day}(?:{join}{day})?( {of})?({_BLANK})\Z"
    after = rf"({_BLANK}){day}(?!\w)(?:{join}{day}(?!\w))?"
    gaps = "|".join(f"{word} " for word in (*words, of))
    mdy = "mdy" in data.get("date_orders", ())
    return _Grammar(
        re.compile("|".join(sorted({re.escape(name[:3]) for name in numbers}))),
        re.compile(before),
        re.compile(name + _YEAR),
        re.compile(name + after + _YEAR) if mdy else None,
        numbers,
        re.compile(_plain(numbers.keys() - other, mark, mdy=mdy)),
        long,
        frozenset(other),
        mark,
        data.get("month_stops", False),
        frozenset({*("0123456789" if not mark else mark[-1]), *(s[-1] for s in suffixes), of[-1]}),
        re.compile(
            rf"(?<![0-9:.,])[0-9]{{1,2}}(?:{suffix})?{re.escape(mark)}"
            rf"(?:,? (?:{'|'.join(joins) or _NEVER}) |, | & )\Z"
        ),
        frozenset({",", "&", *(word[-1] for word in joins)}),
        re.compile(rf"[%:°€]|[-–/’']\w|\.[0-9]|(?:[ ,/&–-]|&nbsp;|{gaps})*(?:\[\[|'')?([0-9])"),
    )


def month_places(text: str, language: str) -> list[int]:
    """Where names of months begin in a text, and words that begin as they do."""
    grammar = _grammar(language)
    return [] if grammar is None else [match.start() for match in grammar.anchor.finditer(text)]


def _plain(words: Iterable[str], mark: str, *, mdy: bool) -> str:
    names = "|".join(sorted(map(re.escape, words)))
    word = f"({names})"
    day, year = rf"([1-9][0-9]?){re.escape(mark)}", "([12][0-9]{3})"
    pattern = (
        rf"{day} {word} {year}|([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})|(?:{names}) [12][0-9]{{3}}"
    )
    return rf"{pattern}|{word} {day}, {year}" if mdy else pattern


def iso_places(text: str) -> list[int]:
    """Where ``-MM-DD`` begins in a text."""
    # the literal at the start makes this the cheapest pattern of all; the year is looked at after
    return [match.start() for match in re.finditer(r"-[0-9]{2}-[0-9]{2}(?![\w/-])", text)]


def written_dates(
    text: str,
    language: str,
    months: Sequence[int] | None = None,
    iso: Iterable[int] | None = None,
) -> list[WrittenDate]:
    """The dates in a text, in the order of the text and free of overlaps.

    months, iso: where to look for them, if it is not in the whole text; what `month_places` and
        `iso_places` found there.
    """
    found = list(_iso_dates(text, iso_places(text) if iso is None else iso))
    grammar = _grammar(language)
    if grammar is not None:
        if months is None:
            months = month_places(text, language)
        found += _named_dates(text, months, grammar)
        found.sort()
    return list(_whole(text, found, grammar))


def whole_date(text: str, language: str) -> WrittenDate | None:
    """The date that a text is, all of it; None for another text."""
    grammar = _grammar(language)
    if grammar is not None:
        match = grammar.plain.fullmatch(text)
        if match is not None:
            return _plain_date(match, grammar)
    if not text[:1].isalnum() or text[-1] == ">" or text.isdecimal():
        return None
    return next((d for d in written_dates(text, language) if d.span == (0, len(text))), None)


def _plain_date(match: re.Match[str], grammar: _Grammar) -> WrittenDate | None:
    end, kind = match.end(), match.lastindex
    if kind is None:
        return None  # a month
    first, second, third = match.group(kind - 2, kind - 1, kind)
    if kind == 6:
        date = _new(Day, (int(first), int(second), int(third)))
        return _new(WrittenDate, (0, end, "ymd", date, None, "", (), " ", None, ""))
    order, day, word = ("dmy", first, second) if kind == 3 else ("mdy", second, first)
    date = _new(Day, (int(third), grammar.numbers[word], int(day)))
    return _new(WrittenDate, (0, end, order, date, None, "", (word,), " ", None, grammar.mark))


def _iso_dates(text: str, places: Iterable[int]) -> Iterator[WrittenDate]:
    for at in places:
        year = text[at - 4 : at] if at >= 4 else ""
        if not year.isdecimal() or not year.isascii():
            continue
        before = text[at - 5 : at - 4]
        if before.isalnum() or before in {"-", "/", ".", "_"}:
            continue
        day = Day(int(year), int(text[at + 1 : at + 3]), int(text[at + 4 : at + 6]))
        yield WrittenDate(at - 4, at + 6, "ymd", day)


def _named_dates(text: str, months: Iterable[int], grammar: _Grammar) -> Iterator[WrittenDate]:
    end = 0
    for month in months:
        date = _named_date(text, month, grammar)
        if date is not None and date.start >= end:
            end = date.end
            yield date


def _named_date(text: str, at: int, grammar: _Grammar) -> WrittenDate | None:
    before = text[at - 1] if at else ""
    if before.isalnum() or before == "_":
        return None
    days = None
    if before in _BLANK_ENDS and text[max(0, at - (7 if before == ";" else 2))] in grammar.day_ends:
        earliest = max(0, at - _LONGEST_BEFORE)
        earliest = max(earliest, text.rfind("=", earliest, at) + 1)  # halves the time
        days = grammar.before.search(text, earliest, at)
    if days is not None:
        match = grammar.dmy.match(text, at)
        if match is None:
            return None
        order: Order = "dmy"
        start = days.start()
        first, ordinal, join, last, other_ordinal, of, blank = days.groups()
        name, stop, mark, year = match.groups()
    else:
        match = grammar.mdy.match(text, at) if grammar.mdy is not None else None
        if match is None:
            return None
        order, start, of = "mdy", at, None
        name, stop, blank, first, ordinal, join, last, other_ordinal, mark, year = match.groups()
    if stop and name in grammar.long:
        return None  # the end of a sentence
    fault: Fault | None = None
    if ordinal or other_ordinal or of:
        fault = "ordinal"
    elif (stop and not grammar.stops) or name in grammar.other:
        fault = "abbreviation"
    elif mark is not None and mark != (" " if order == "dmy" else ", "):
        fault = "comma"
    elif first[0] == "0" or (last or "")[:1] == "0":
        fault = "zero"
    month = grammar.numbers[name]
    if fault == "abbreviation":
        name = grammar.long[month - 1]
    elif stop:
        name += stop
    day = Day(int(year) if year else None, month, int(first))
    end = match.end()
    ends: tuple[Day, Day | None] = (day, None)
    if last is not None:
        ends = (day._replace(year=None), day._replace(day=int(last)))
        join = join.replace("-", "–")
    return WrittenDate(*(start, end, order, *ends, join or "", (name,), blank, fault), grammar.mark)


def _whole(text: str, found: list[WrittenDate], grammar: _Grammar | None) -> Iterator[WrittenDate]:
    """Pairs made one range; what is only a part of something else left out."""
    starts = {date.start for date in found}
    end = -_LONGEST_GAP  # of the date before
    pending: WrittenDate | None = None
    for date in found:
        if pending is not None:
            if 0 < date.start - pending.end <= _LONGEST_GAP:
                ranged = _range(text, pending, date)
                if ranged is not None:
                    pending = ranged
                    continue
            if _is_whole(text, pending, starts, end, grammar):
                yield pending
            end = pending.end
        pending = date
    if pending is not None and _is_whole(text, pending, starts, end, grammar):
        yield pending


def _range(text: str, first: WrittenDate, last: WrittenDate) -> WrittenDate | None:
    """The two as one range, if but a dash stands between them."""
    if first.order == "ymd" or first.order != last.order:
        return None
    if first.last or last.last or (first.year and not last.year):
        return None
    gap = text[first.end : last.start].replace("-", "–")
    if gap.replace("&nbsp;", " ").replace("&ndash;", "–").strip(" \xa0") != "–":
        return None
    return first._replace(
        end=last.end,
        last=last.first,
        join=gap,
        words=first.words + last.words,
        fault=first.fault or last.fault,
    )


def _is_whole(
    text: str, date: WrittenDate, starts: set[int], end: int, grammar: _Grammar | None
) -> bool:
    """Whether a date is not only a part of something longer.

    starts: where dates begin. end: where the date before ends.
    """
    order, start = date.order, date.start
    if order == "ymd" or grammar is None:
        return True
    if (
        order == "dmy"
        and end < start - 5  # else it is the year of the date before
        and text[start - 1 : start] == " "
        and text[start - 2 : start - 1] in grammar.list_ends
        and grammar.listed.search(text, max(0, start - 12), start)
    ):
        return False
    if date.year is not None:
        return True
    if text[max(0, start - 6) : start].rstrip(" ,")[-4:].isdecimal():
        return False  # 2013 Feb 27
    if not all(1 <= day.day <= 31 for day in date.days):
        return False
    more = grammar.more.match(text, date.end)
    return more is None or (more[1] is not None and more.start(1) in starts)


def goes_on(text: str, end: int) -> bool:
    """Whether a word follows, so that a month-first date needs a comma after its year."""
    after = text[end : end + 4].lstrip(" ").lstrip("['")
    return text.startswith(" ", end) and after[:1].isalnum()
