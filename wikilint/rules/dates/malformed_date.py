from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Site, Span, option, rule
from wikilint.analysis.date_figures import FiguresDate, figures_dates
from wikilint.analysis.date_format import date_format
from wikilint.analysis.date_months import joined_months
from wikilint.analysis.date_text import Fault, Order, WrittenDate, render
from wikilint.analysis.dates import (
    DateString,
    dates,
    is_infobox_date,
    is_own_wording,
    may_be_reworded,
    odd_dates,
    stands_alone,
)

_FAULTS: dict[Fault, str] = {
    "ordinal": "days are plain numbers",
    "comma": "the comma stands between day and year, month-first only",
    "zero": "days have no leading zero",
}

_EXAMPLES = ("example: ", "example ", "e.g. ", "e.g., ")  # the form itself is spoken of


@dataclass(frozen=True, eq=False, repr=False)
class MalformedDateOptions:
    """Options of the rule."""

    ordinals: bool = option(True, "8th December, the 8th of December 2024.")
    commas: bool = option(True, "December 8 2024; 8 December, 2024; December, 2024.")
    zeros: bool = option(True, "08 December 2024.")
    numeric: bool = option(True, "31/12/2024 in running text.")


@rule(
    "malformed-date",
    severity="off",
    scope="enwiki-style",
    options=MalformedDateOptions,
    fixes=("safe", "unsafe", "manual"),
)
def malformed_date(doc: Document, options: MalformedDateOptions) -> Iterator[Finding]:
    """A date has an ordinal, “of”, a leading zero, a wrong comma, or is written in figures.

    [MOS:BADDATE](https://en.wikipedia.org/wiki/MOS:BADDATE): “8 December 2024” or “December 8,
    2024”, not “8th December”, “the 8th of December”, “08 December”, “December 8 2024”,
    “8 December, 2024”, “December, 2024”, “31/12/2024”. The module of citations refuses all of
    these, so there the fix takes a red message away. The order of the date stays.

    Never reported: “the 4th of July” without a year, which may be a name, quotations, titles,
    italics, other languages, `{{sic}}`, links to the date and labels of outside links, addresses,
    file names, code, signatures, the arguments of templates other than citations and infoboxes.
    Figures that can be read in two ways are `ambiguous-date`; behind “e.g.” they show the form.

    **Fix.** Safe in citations, and in date fields of infoboxes where the date stands alone. Unsafe
    in running text, where it may belong to a name.
    """
    allowed = {"ordinal": options.ordinals, "comma": options.commas, "zero": options.zeros}
    for date in odd_dates(doc):
        fault = date.written.fault
        if fault is not None and allowed.get(fault) and date.written.exists:
            yield from _faulty(doc, date, fault)
    if options.commas:
        yield from _months(doc)
    if options.numeric:
        for figures in figures_dates(doc):
            yield from _in_figures(doc, figures)


def _faulty(doc: Document, date: DateString, fault: Fault) -> Iterator[Finding]:
    written, (start, end) = date.written, date.span
    right = render(written, written.order)
    message = f"{_FAULTS[fault]}: {right}"
    if date.citation is not None:
        if date.role != "original":
            fix = Fix(
                f"write “{right}”", (Edit(date.span, right),), "safe", effect="administrative"
            )
            yield Finding(date.span, message, fix)
        return
    if date.parameter is not None:
        if is_infobox_date(doc, date):
            safe = stands_alone(doc, date)
            fix = Fix(f"write “{right}”", (Edit(date.span, right),), "safe" if safe else "unsafe")
            yield Finding(date.span, message, fix)
        return
    if not may_be_reworded(doc, date):
        return
    text = doc.text[start:end]
    if " of " in text:
        the = doc.text[max(0, start - 4) : start]
        if the in {"the ", "The "}:
            if written.year is None:
                return
            start -= 4
        elif written.year is None:
            return
    span = Span(start, end)
    yield Finding(span, message, Fix(f"write “{right}”", (Edit(span, right),), "unsafe"))


def _months(doc: Document) -> Iterator[Finding]:
    found = joined_months(doc)
    if not found:
        return
    taken = {date.span.end for date in dates(doc)}
    for month in found:
        if month.span.end in taken or not is_own_wording(doc, month.span.start):
            continue
        before = doc.text[max(0, month.span.start - 6) : month.span.start]
        if any(char.isdigit() for char in before):
            continue  # 5 to 8 May, 2008
        right = f"{month.month} {month.year}"
        message = f"nothing stands between month and year: {right}"
        fix = Fix(f"write “{right}”", (Edit(month.span, right),), "unsafe")
        yield Finding(month.span, message, fix)


def _in_figures(doc: Document, figures: FiguresDate) -> Iterator[Finding]:
    first, second = figures.day_first, figures.month_first
    day = first or second
    if day is None or (first and second and first != second):
        return
    start = figures.span.start
    if not is_own_wording(doc, start) or doc.text[max(0, start - 12) : start].endswith(_EXAMPLES):
        return
    page = date_format(doc)
    order: Order = "dmy" if first else "mdy"
    if page is not None:
        order = page.order
    months = Site.language_data(doc.language).get("months")
    if months:
        right = render(WrittenDate(*figures.span, order, day), order, months)
        fix = Fix(f"write “{right}”", (Edit(figures.span, right),), "unsafe")
        yield Finding(figures.span, f"dates are not written in figures: {right}", fix)
