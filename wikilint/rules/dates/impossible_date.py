from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.calendar import Day, days_in_month, exists
from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.date_reading import reading
from wikilint.analysis.dates import DateString, dates, is_infobox_date, may_be_reworded

_WIKIPEDIA_BEGAN = Day(2001, 1, 15)
_ISO_BEGINS = 1582
_IN_SWEDEN = Day(1712, 2, 30)
_OLD_STYLE = ("O.S.", "OS]]", "Old Style", "Julian")
_NEAR = 60  # characters round a date in which its calendar is named


@rule("impossible-date", severity="off", scope="any", fixes=())
def impossible_date(doc: Document) -> Iterator[Finding]:
    """A date does not exist, or cannot be meant.

    31 April, 29 February in a common year (before 1582 of the Julian calendar, as
    Module:Citation/CS1 reckons), month 13. In citations also what the module refuses with [Check
    date values](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_date): YYYY-MM-DD before 1582,
    an access date before Wikipedia began (15 January 2001), a year that is not that of the date
    beside it. The future is looked for only where the day that counts as today is set (`--today`),
    so that a run finds the same tomorrow: publication after next year, access later than tomorrow.

    Never reported: dates without a year, quotations, titles, italics, other languages, `{{sic}}`,
    addresses, file names, link targets, code, arguments of templates other than citations and
    infoboxes, 30 February 1712, which Sweden had, and dates beside a mention of the old style.

    **Fix.** None: only the source knows what is meant.
    """
    for date in dates(doc):
        if _is_misread(doc, date):
            continue
        if not date.written.exists:
            message = _unreal(doc, date)
        elif date.citation is not None:
            message = _out_of_range(doc, date)
        else:
            continue
        if message:
            yield Finding(date.span, message)
    text = doc.text
    for citation in citations(doc).all:
        template = citation.template
        if text.find("year", template.start, template.end) >= 0:  # cheaper than all the names
            yield from _contradiction(citation)
        if doc.page.today is not None:
            yield from _unpublished(citation, doc.page.today)


def _is_misread(doc: Document, date: DateString) -> bool:
    """2009-25-12 in a citation: `malformed-citation-date` knows what it means."""
    if date.citation is None or date.written.order != "ymd":
        return False
    return reading(doc.text[slice(*date.span)], doc.language, "ymd") is not None


def _unreal(doc: Document, date: DateString) -> str | None:
    if date.citation is None and not _is_unmistakable(doc, date):
        return None
    wrong = next(day for day in date.written.days if not exists(day))
    if 1 <= wrong.month <= 12:
        reason = f"that month has {days_in_month(wrong.year, wrong.month)} days"
    else:
        reason = f"there is no month {wrong.month}"
    return f"{doc.text[slice(*date.span)]} does not exist: {reason}"


def _is_unmistakable(doc: Document, date: DateString) -> bool:
    """Whether figures outside of a citation can be nothing but a date, and one of our calendar."""
    written = date.written
    if written.year is None or written.first == _IN_SWEDEN:
        return False
    if not all(1 <= day.day <= 31 and 1 <= day.month <= 12 for day in written.days):
        return False
    start, end = date.span
    around = doc.text[max(0, start - _NEAR) : end + _NEAR]
    if any(mark in around for mark in _OLD_STYLE):
        return False
    if date.parameter is not None:
        return is_infobox_date(doc, date)
    return may_be_reworded(doc, date)


def _out_of_range(doc: Document, date: DateString) -> str | None:
    written = date.written
    day = written.first
    if day.year is None or written.last is not None:
        return None
    if day < _WIKIPEDIA_BEGAN:
        return _too_early(doc, date)
    today = doc.page.today
    if today is None or date.role != "access":
        return None
    tomorrow = today + datetime.timedelta(days=1)
    if day <= (tomorrow.year, tomorrow.month, tomorrow.day):
        return None
    return f"{doc.text[slice(*date.span)]} lies in the future"


def _too_early(doc: Document, date: DateString) -> str | None:
    text = doc.text[slice(*date.span)]
    if date.written.order == "ymd" and (date.written.year or 0) < _ISO_BEGINS:
        return f"{text}: citations take YYYY-MM-DD from {_ISO_BEGINS} on"
    if date.citation is not None and date.parameter is date.citation.params.get("access-date"):
        return f"{text} is before Wikipedia began, 15 January 2001"
    return None


def _contradiction(citation: Citation) -> Iterator[Finding]:
    year, date = citation.template.get("year"), citation.template.get("date")
    if year is None or date is None:
        return
    ours, theirs = _years(year.value), _years(date.value)
    if ours and theirs and (min(ours) > max(theirs) or max(ours) < min(theirs)):
        message = f"year {year.value} is not that of the date beside it, {date.value}"
        yield Finding(year.value_span, message)


def _unpublished(citation: Citation, today: datetime.date) -> Iterator[Finding]:
    for name, param in citation.params.items():
        if citation.role_of(param) != "publication":
            continue
        limit = today.year + (2 if name == "pmc-embargo-date" else 1)
        if min(_years(param.value), default=0) > limit:
            yield Finding(param.value_span, f"{param.value} lies in the future")


def _years(value: str) -> list[int]:
    """The years in the value of a date; none where markup makes that uncertain."""
    if any(mark in value for mark in "{[<"):
        return []
    years = [int(year) for year in re.findall(r"(?<!\d)\d{4}(?!\d)", value)]
    for century, year in re.findall(r"(?<!\d)(\d\d)\d\d[–-](\d\d)(?![\d–-])", value):
        years.append(int(century + year))
    return years
