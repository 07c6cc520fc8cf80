from __future__ import annotations

import datetime
from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.calendar import Day, days_in_month, exists
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.date_reading import is_accepted, reading, runs_backwards, years_in
from wikilint.analysis.date_values import other_date_values
from wikilint.analysis.dates import DateString, dates, is_infobox_date, may_be_reworded, odd_dates
from wikilint.syntax import Parameter, Template

_FIRST_YEAR = 2001
_WIKIPEDIA_BEGAN = Day(_FIRST_YEAR, 1, 15)
_ISO_BEGINS = 1582
_IN_SWEDEN = Day(1712, 2, 30)
_OLD_STYLE = ("O.S.", "OS]]", "Old Style", "Julian")
_NEAR = 60  # characters round a date in which its calendar is named


@rule("impossible-date", severity="off", scope="any", fixes=())
def impossible_date(doc: Document) -> Iterator[Finding]:
    """A date does not exist, or cannot be meant.

    31 April, 29 February in a common year (before 1582 of the Julian calendar, as
    Module:Citation/CS1 reckons), month 13; 5–3 May 2010, which runs backwards. In citations also
    what the module refuses with [Check date
    values](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_date): 2010–2005, June–May 2010,
    YYYY-MM-DD before 1582, an access date before Wikipedia began (15 January 2001), a year that is
    not that of the date beside it. The future is looked for only where the day that counts as today
    is set (`--today`), so that a run finds the same tomorrow: publication after next year, access
    later than tomorrow.

    Never reported: dates without a year, quotations, titles, italics, other languages, `{{sic}}`,
    addresses, file names, link targets, code, arguments of templates other than citations and
    infoboxes, 30 February 1712, which Sweden had, dates beside a mention of the old style, and
    in text “30 December – 2 January 2010”, where only a year is missing.

    **Fix.** None: only the source knows what is meant.
    """
    for date in odd_dates(doc):
        message = _backwards(doc, date) if date.written.exists else _unreal(doc, date)
        if message:
            yield Finding(date.span, message)
    latest = None if doc.page.today is None else doc.page.today + datetime.timedelta(days=1)
    for date in dates(doc):
        year = date.written.first.year
        if year is not None and (year <= _FIRST_YEAR or latest) and date.citation is not None:
            message = _out_of_range(doc, date, latest)
            if message:
                yield Finding(date.span, message)
    for value in other_date_values(doc):
        if is_accepted(value.text, doc.language) and runs_backwards(value.text, doc.language):
            yield Finding(value.span, f"{value.text} runs backwards")
    cited = citation_parameters(doc)
    years = cited.parameters.get("year", ())
    dated = {param.parent for param in cited.parameters.get("date", ())} if years else set()
    for param in years:
        if param.parent in dated:
            yield from _contradiction(cited.by_template[param.parent].template, param)
    if doc.page.today is not None:
        for citation in citations(doc).all:
            yield from _unpublished(citation, doc.page.today)


def _unreal(doc: Document, date: DateString) -> str | None:
    text = doc.text[slice(*date.span)]
    if date.citation is None:
        if not _is_unmistakable(doc, date):
            return None
    elif date.written.order == "ymd" and reading(text, doc.language, "ymd") is not None:
        return None  # 2009-25-12: malformed-citation-date knows what it means
    wrong = next(day for day in date.written.days if not exists(day))
    if 1 <= wrong.month <= 12:
        reason = f"that month has {days_in_month(wrong.year, wrong.month)} days"
    else:
        reason = f"there is no month {wrong.month}"
    return f"{text} does not exist: {reason}"


def _backwards(doc: Document, date: DateString) -> str | None:
    written = date.written
    if not written.runs_backwards:
        return None
    if date.citation is None:
        over_new_year = len(written.words) > 1 and written.first.year is None
        if over_new_year or not _is_unmistakable(doc, date):
            return None
    return f"{doc.text[slice(*date.span)]} runs backwards"


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


def _out_of_range(doc: Document, date: DateString, latest: datetime.date | None) -> str | None:
    day = date.written.first
    if date.written.last is not None or not date.written.exists:
        return None
    if day < _WIKIPEDIA_BEGAN:
        return _too_early(doc, date)
    if latest is None or date.role != "access":
        return None
    if day <= (latest.year, latest.month, latest.day):
        return None
    return f"{doc.text[slice(*date.span)]} lies in the future"


def _too_early(doc: Document, date: DateString) -> str | None:
    text = doc.text[slice(*date.span)]
    if date.written.order == "ymd" and (date.written.year or 0) < _ISO_BEGINS:
        return f"{text}: citations take YYYY-MM-DD from {_ISO_BEGINS} on"
    if date.citation is not None and date.parameter is date.citation.params.get("access-date"):
        return f"{text} is before Wikipedia began, 15 January 2001"
    return None


def _contradiction(template: Template, year: Parameter) -> Iterator[Finding]:
    date = template.get("date")
    if date is None or year is not template.get("year"):
        return
    ours, theirs = years_in(year.value), years_in(date.value)
    if ours and theirs and (min(ours) > max(theirs) or max(ours) < min(theirs)):
        message = f"year {year.value} is not that of the date beside it, {date.value}"
        yield Finding(year.value_span, message)


def _unpublished(citation: Citation, today: datetime.date) -> Iterator[Finding]:
    for name, param in citation.params.items():
        if citation.role_of(param) != "publication":
            continue
        limit = today.year + (2 if name == "pmc-embargo-date" else 1)
        if min(years_in(param.value), default=0) > limit:
            yield Finding(param.value_span, f"{param.value} lies in the future")
