from __future__ import annotations

import datetime
from collections.abc import Iterator

from wikilint import Document, Finding, Fix, Site, rule
from wikilint.analysis.archive_urls import archive_day, archive_fault
from wikilint.analysis.calendar import Day, exists
from wikilint.analysis.citation_parameters import CitedParameter, citation_parameters
from wikilint.analysis.date_format import date_format
from wikilint.analysis.date_text import Order, WrittenDate, render
from wikilint.analysis.dates import DateString, dates
from wikilint.edits import set_param
from wikilint.syntax import Parameter


@rule("wrong-archive-date", severity="off", scope="enwiki-style", fixes=("safe", "unsafe"))
def wrong_archive_date(doc: Document) -> Iterator[Finding]:
    """A citation's archive date is missing, or is not that of its archive address.

    The template shows a red message for either, because a reader is told when the copy was made
    ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#archive_missing_date)). The
    day is read off the address, where archives put it as YYYYMMDDhhmmss.

    Never reported: a difference of one day, which time zones make; dates that are not whole; that
    of an address without such a stamp is missed only, not mended, and not even that where
    `malformed-archive-url` finds the address itself at fault. Never touched: wrappers of
    citation templates; citations made by templates; pages of templates, modules and
    documentation.

    **Fix.** Safe for a missing date: it is added behind the address, in the format that the page
    asks for, else in that of the citation's access date or of most dates in citations. Unsafe for
    a wrong one: it may be the address that is wrong.
    """
    found = citation_parameters(doc)
    addresses = found.counting("archive-url")
    if not addresses:
        return
    days = found.counting("archive-date")
    written = {date.parameter: date for date in dates(doc) if date.role == "access"}
    for template, param in addresses.items():
        url = param.value
        if not url or "{{" in url:
            continue
        day = archive_day(url)
        date = written.get(days.get(template))
        if date is not None:
            if day and date.written.last is None and _apart(date.written.first, day):
                yield _wrong(doc, found.entry(param), date, day)
        elif template in days and days[template].value:
            continue
        elif day is not None or archive_fault(url) is None:  # else malformed-archive-url tells more
            yield _missing(doc, found.entry(param), day, written)


def _apart(first: Day, second: Day) -> bool:
    """Whether two days are neither the same nor neighbours."""
    if first == second or first.year is None or second.year is None or not exists(first):
        return False
    ours = datetime.date(first.year, first.month, first.day)
    theirs = datetime.date(second.year, second.month, second.day)
    return abs((ours - theirs).days) > 1


def _missing(
    doc: Document,
    entry: CitedParameter,
    day: Day | None,
    written: dict[Parameter | None, DateString],
) -> Finding:
    citation, param = entry
    span = param.value_span
    if day is None:
        return Finding(span, "archive-url has no archive-date")
    order, short = _format(doc, entry, written)
    text = _render(doc, day, order, short=short)
    unhyphenated = param.name == "archiveurl" or citation.template.get("archivedate") is not None
    name = "archivedate" if unhyphenated else "archive-date"
    if citation.template.get("archive-date") is not None:
        name = "archive-date"
    edits = set_param(citation.template, name, text, after=param)
    fix = Fix(f"add {name}={text}", edits, "safe", effect="administrative")
    return Finding(span, f"archive-url has no archive-date: {text}", fix)


def _wrong(doc: Document, entry: CitedParameter, date: DateString, day: Day) -> Finding:
    order = date.written.order
    short = bool(date.written.words) and len(date.written.words[0]) == 3
    text = _render(doc, day, order, short=short)
    assert date.parameter is not None
    edits = set_param(entry.citation.template, date.parameter.name, text)
    fix = Fix(
        f"write “{text}”",
        edits,
        "unsafe",
        effect="administrative",
        relies_on=(entry.parameter.value_span,),
    )
    return Finding(date.span, f"the archive’s address says {text}", fix)


def _format(
    doc: Document, entry: CitedParameter, written: dict[Parameter | None, DateString]
) -> tuple[Order, bool]:
    """The order of a new date, and whether its month is abbreviated."""
    page = date_format(doc)
    if page is not None:
        return ("ymd" if page.access == "ymd" else page.order), page.access == "short"
    own = written.get(entry.citation.params.get("access-date"))
    if own is not None:
        return own.written.order, False
    orders = [date.written.order for date in written.values()]
    return max(orders, key=orders.count, default="dmy"), False


def _render(doc: Document, day: Day, order: Order, *, short: bool) -> str:
    months = Site.language_data(doc.language)["short_months" if short else "months"]
    return render(WrittenDate(0, 0, order, day), order, months)
