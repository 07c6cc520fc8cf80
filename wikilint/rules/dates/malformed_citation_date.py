from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.citations import Citation
from wikilint.analysis.date_format import date_format
from wikilint.analysis.date_reading import (
    has_uneven_months,
    is_accepted,
    is_ambiguous,
    month_or_range,
    reading,
    with_even_months,
)
from wikilint.analysis.date_text import Order, render, written_dates
from wikilint.analysis.date_values import DateValue, figures_are_certain, other_date_values
from wikilint.analysis.dates import DateString, odd_dates
from wikilint.syntax import Parameter

_MONTHS = 12
_UNREAD = ("&nbsp;", "\xa0", "&ndash;")


@rule("malformed-citation-date", severity="off", scope="enwiki-style", fixes=("safe", "manual"))
def malformed_citation_date(doc: Document) -> Iterator[Finding]:
    """A date of a citation is written in a way that its module does not read.

    The reader sees [Check date values](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_date) in
    red, and no other date of the citation is shown in the page's format. Found are near misses
    (2009-1-5, 2009/01/05, 2009-Jan-05, 25/12/2009, 2009-25-12, Sept. 2009, december 2009,
    May/June 2009, Jan–June 2009, a time or a day of the week beside the date, links and no-break
    spaces in it), YYYY-MM, which may be a month or
    a range of years, access dates without a day, dates without a year, and whatever else the
    module refuses. Ordinals, wrong commas and leading zeros are `malformed-date`, days that do
    not exist `impossible-date`, figures with two readings `ambiguous-date`, dates spread over
    several parameters `split-citation-date`.

    Never reported: values with markup or templates in them, `((…))`, which says that a value is
    meant so, `orig-date=`, and other templates' parameters.

    **Fix.** Safe where only one reading is left. Dates in figures are not repaired on a page that
    holds any date with two readings, which would show that its authors use both orders, nor on one
    with `{{cite podcast}}`. For YYYY-MM a person chooses.
    """
    for date in odd_dates(doc):
        if date.citation is None or date.role == "original":
            continue
        written = date.written
        plain = written.blank == " " and not (written.fault or written.last)
        if not plain or not written.year or written.first.month > _MONTHS:
            yield from _scanned(doc, date, date.citation)
    for value in other_date_values(doc):
        if is_ambiguous(value.text):
            continue
        if value.shown != value.text:
            if not value.citation.wrapper:
                yield from _marked_up(doc, value)
            continue
        if is_accepted(value.text, doc.language):
            if value.role == "access" and value.text[:1].isalnum() and not value.citation.wrapper:
                kind = _kind(value.citation, value.parameter)
                yield Finding(value.span, f"{kind} has a day: {value.text} has none")
            continue
        found = reading(value.text, doc.language, *_wanted(doc, value))
        if found is not None:
            sure = found.kind != "figures" or figures_are_certain(doc)
            yield _finding(value.span, value.text, found.text, safe=sure)
        else:
            yield from _unread(doc, value)


def _scanned(doc: Document, date: DateString, citation: Citation) -> Iterator[Finding]:
    """What the scanner reads and the module does not."""
    written, span = date.written, date.span
    text = doc.text[slice(*span)]
    if not written.exists:
        found = reading(text, doc.language, "ymd") if written.order == "ymd" else None
        if found is not None:
            yield _finding(span, text, found.text, safe=figures_are_certain(doc))
    elif not written.fault and any(mark in text for mark in _UNREAD):
        plain = text.replace("&nbsp;", " ").replace("\xa0", " ").replace("&ndash;", "–")
        yield _finding(span, text, plain, safe=True)
    elif written.fault == "abbreviation" or has_uneven_months(written, doc.language):
        right = with_even_months(written, doc.language, short=_wanted(doc, date)[1])
        yield _finding(span, text, render(right, written.order), safe=True)
    elif written.year is None:
        if "year" not in citation.params and not citation.wrapper:
            yield Finding(span, f"citations do not read {text}: it has no year")
    elif written.last is not None:
        if not any(dash in written.join for dash in ("–", "&ndash;")):
            yield Finding(span, f"citations do not read {text}: a range takes a dash")
        elif date.role == "access" and not citation.wrapper:
            kind = _kind(citation, date.parameter)
            yield Finding(span, f"{kind} is one day: {text} is several")


def _marked_up(doc: Document, value: DateValue) -> Iterator[Finding]:
    """A date with links or no-break spaces in it."""
    right = value.shown
    written = written_dates(right, doc.language)
    if len(written) == 1 and written[0].span == (0, len(right)) and written[0].exists:
        right = render(written[0], written[0].order)  # [[May 5]] [[2008]] had its comma once
    if not is_accepted(right, doc.language):
        found = reading(right, doc.language, *_wanted(doc, value))
        if found is None or found.kind == "figures":
            return
        right = found.text
    yield _finding(value.span, value.text, right, safe=True)


def _kind(citation: Citation, parameter: Parameter | None) -> str:
    is_access = citation.params.get("access-date") is parameter
    return "an access date" if is_access else "an archive date"


def _unread(doc: Document, value: DateValue) -> Iterator[Finding]:
    if re.fullmatch(doc.site.data["chatbot_placeholder_date"], value.text):
        return  # chatbot-residue tells of it
    meant = month_or_range(value.text, doc.language)
    if meant:
        yield _finding(value.span, value.text, *meant, safe=False)
    elif not value.citation.wrapper and not _is_part(value):
        yield Finding(value.span, f"citations do not read {value.text} as a date")


def _is_part(value: DateValue) -> bool:
    """Whether the year stands in a parameter of its own."""
    return not any(char.isdigit() for char in value.text) and "year" in value.citation.params


def _wanted(doc: Document, value: DateValue | DateString) -> tuple[Order, bool]:
    """The order of dates like this one, and whether their months are abbreviated."""
    page = date_format(doc)
    if page is None:
        return "ymd", False
    style = page.access if value.role == "access" else page.publication
    return ("ymd" if style == "ymd" else page.order), style == "short"


def _finding(span: Span, text: str, *right: str, safe: bool) -> Finding:
    message = f"citations do not read {text}: write {' or '.join(right)}"
    fixes = tuple(
        Fix(
            f"write “{choice}”",
            (Edit(span, choice),),
            "safe" if safe else "manual",
            effect="administrative",
        )
        for choice in right
    )
    return Finding(span, message, fixes[0]) if safe else Finding(span, message, alternatives=fixes)
