from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Related, rule
from wikilint.analysis.date_format import date_format
from wikilint.analysis.dates import DateString, dates, is_infobox_date, may_be_reworded


@rule("mixed-date-formats", severity="off", scope="enwiki-style", fixes=())
def mixed_date_formats(doc: Document) -> Iterator[Finding]:
    """A page that asks for no date format has day-first and month-first dates.

    [MOS:DATEUNIFY](https://en.wikipedia.org/wiki/MOS:DATEUNIFY) wants one of “8 December 2024” and
    “December 8, 2024” throughout an article. With `{{Use dmy dates}}` or `{{Use mdy dates}}`
    on the page, citations follow and `date-format-mismatch` reports the others. One finding per
    page, at the first date of the rarer format, with the counts.

    Not counted: dates without a year, quotations, titles, italics, other languages, names, link
    targets, addresses, code, the arguments of templates other than citations and infoboxes, and
    citations with a `df=` of their own. Talk pages have no format.

    **Fix.** None: the established format stays unless the editors agree on another
    ([MOS:DATERET](https://en.wikipedia.org/wiki/MOS:DATERET)), which no count can tell.
    """
    if doc.namespace % 2 or date_format(doc) is not None:
        return
    found = [date for date in dates(doc) if date.written.year and date.written.exists]
    day_first = [date for date in found if date.written.order == "dmy"]
    month_first = [date for date in found if date.written.order == "mdy"]
    if not day_first or not month_first:
        return
    day_first = [date for date in day_first if _counts(doc, date)]
    month_first = [date for date in month_first if _counts(doc, date)]
    if not day_first or not month_first:
        return
    rarer, other = month_first, day_first
    if len(day_first) < len(month_first):
        rarer, other = day_first, month_first
    message = (
        f"the page mixes {len(day_first)} day-first and {len(month_first)} month-first dates,"
        " and asks for neither"
    )
    related = (Related(other[0].span, "the first date of the other format"),)
    yield Finding(rarer[0].span, message, related=related)


def _counts(doc: Document, date: DateString) -> bool:
    if date.citation is not None:
        return date.citation.template.get("df") is None
    if date.parameter is not None:
        return is_infobox_date(doc, date)
    return may_be_reworded(doc, date)
