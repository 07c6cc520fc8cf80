from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Applicability, Document, Edit, Effect, Finding, Fix, option, rule
from wikilint.analysis.calendar import FIRST_GREGORIAN_YEAR
from wikilint.analysis.date_format import PageDateFormat, citation_date_format, date_format
from wikilint.analysis.date_text import Order, WrittenDate, goes_on, render
from wikilint.analysis.dates import (
    DateString,
    dates,
    is_infobox_date,
    may_be_reworded,
    stands_alone,
)

_KINDS: dict[Order, str] = {"dmy": "day-first", "mdy": "month-first", "ymd": "YYYY-MM-DD"}


@dataclass(frozen=True, eq=False, repr=False)
class DateFormatMismatchOptions:
    """Options of the rule."""

    cites: Literal["all", "publication", "none"] = option(
        "all", "Which dates of citations: all, those of publication, none."
    )
    prose: bool = option(True, "Dates in running text and infoboxes, too.")
    format: Literal["auto", "dmy", "mdy"] = option(
        "auto", "What is wanted; auto: what the page asks for with `{{Use dmy dates}}`."
    )


@rule(
    "date-format-mismatch",
    severity="off",
    scope="enwiki-style",
    options=DateFormatMismatchOptions,
    fixes=("safe", "unsafe", "manual"),
)
def date_format_mismatch(doc: Document, options: DateFormatMismatchOptions) -> Iterator[Finding]:
    """A date is not in the format that the page asks for.

    `{{Use dmy dates}}` asks for “8 December 2024”, `{{Use mdy dates}}` for “December 8, 2024”
    ([MOS:DATEUNIFY](https://en.wikipedia.org/wiki/MOS:DATEUNIFY)); a page with neither has no
    format, and MOS:DATERET forbids to choose one for it. Where both stand, dmy counts, as it does
    for the citation module. In citations, `cs1-dates=` and a citation's own `df=` are obeyed.

    There are two kinds of findings. A date that the citation module reads is shown in the page's
    format anyway: for the reader nothing is wrong, so this is an info, and its fix cosmetic. It
    still matters to those who see the source or a preview, or who reuse the text elsewhere. Any
    other date is shown as it is written: a warning.

    Never reported: YYYY-MM-DD (that is `iso-date`), dates with another fault, quotations, titles,
    italics, other languages, `{{sic}}`, link targets, file names, addresses, code, lists of days,
    signatures, and the arguments of templates other than citations and infoboxes. The length of
    months is left as it is.

    **Fix.** Safe in citations, and in date fields of infoboxes where the date stands alone. Unsafe
    in running text, where a date may be part of a name, and in headings, to which links may lead.
    Where a comma follows “December 8, 2024” in running text it may or may not belong to the
    sentence: both ways are shown, and a person chooses.
    """
    page = date_format(doc)
    if options.format != "auto":
        page = (
            PageDateFormat(options.format) if page is None else page._replace(order=options.format)
        )
    if page is None:
        return
    plain = not page.own and page.publication != "ymd" and page.access != "ymd"
    for date in dates(doc):
        written = date.written
        order = written.order
        if order == "ymd" or (order == page.order and (plain or date.citation is None)):
            continue
        if written.fault or not written.exists or not _is_modern(written):
            continue
        if date.citation is None:
            if options.prose and not _is_part_of_name(doc.text, date.span.start):
                yield from _elsewhere(doc, page, date)
        elif options.cites == "all" or (options.cites == "publication" and date.role != "access"):
            yield from _in_citation(page, date)


def _is_modern(written: WrittenDate) -> bool:
    """Julian dates and what came before stay as their sources have them (MOS:JG)."""
    return written.year is None or written.year >= FIRST_GREGORIAN_YEAR


def _is_part_of_name(text: str, start: int) -> bool:
    """“mid-December 8”, and statutes that are known by their date: “the Act of May 5, 1850”."""
    before = text[max(0, start - 8) : start]
    return before.endswith(("-", "–", "Act of ", "Law of "))


def _in_citation(page: PageDateFormat, date: DateString) -> Iterator[Finding]:
    wanted = citation_date_format(page, date)
    if wanted.order == date.written.order or date.written.year is None:
        return  # without a year it is an error to the module, whatever its order
    text, span = render(date.written, wanted.order), date.written.span
    effect: Effect = "cosmetic" if wanted.converted else "visible"
    summary = page.summary(wanted.order)
    edits = (Edit(span, text),)
    fix = Fix(f"write “{text}”", edits, "safe", effect=effect, summary=summary)
    whose = "page" if wanted.order in {page.order, "ymd"} else "citation"
    message = _message(date, wanted.order, text, whose)
    yield Finding(span, message, fix, severity="info" if wanted.converted else None)


def _elsewhere(doc: Document, page: PageDateFormat, date: DateString) -> Iterator[Finding]:
    start, end = date.span
    text = render(date.written, page.order)
    message = _message(date, page.order, text)
    summary = page.summary(page.order)
    if date.parameter is not None:
        if is_infobox_date(doc, date):
            applicability: Applicability = "safe" if stands_alone(doc, date) else "unsafe"
            edits = (Edit(date.span, text),)
            fix = Fix(f"write “{text}”", edits, applicability, summary=summary)
            yield Finding(date.span, message, fix)
        return
    if not may_be_reworded(doc, date):
        return
    if date.written.year is not None:
        if page.order == "dmy" and doc.text.startswith(",", end):
            kept = Fix(f"write “{text},”", (Edit((start, end), text),), "manual")
            dropped = Fix(
                f"write “{text}” without the comma", (Edit((start, end + 1), text),), "manual"
            )
            yield Finding(date.span, message, alternatives=(kept, dropped))
            return
        if page.order == "mdy" and goes_on(doc.text, end):
            text += ","
    edits = (Edit(date.span, text),)
    yield Finding(date.span, message, Fix(f"write “{text}”", edits, "unsafe", summary=summary))


def _message(date: DateString, order: Order, text: str, whose: str = "page") -> str:
    return f"date is {_KINDS[date.written.order]}; this {whose} uses {order}: {text}"
