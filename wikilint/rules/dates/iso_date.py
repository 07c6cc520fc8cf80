from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from wikilint import Document, Edit, Finding, Fix, Related, Site, option, rule
from wikilint.analysis.calendar import FIRST_GREGORIAN_YEAR
from wikilint.analysis.date_format import (
    CitationDateFormat,
    PageDateFormat,
    citation_date_format,
    date_format,
)
from wikilint.analysis.date_text import WrittenDate, goes_on, render
from wikilint.analysis.dates import DateString, dates, is_infobox_date, may_be_reworded
from wikilint.analysis.prose import prose
from wikilint.edits import set_param

_LONGEST_MARK = 12  # characters before the text of a list's item
_DATA = frozenset({"table", "heading", "label", "footnote"})


class _Share(NamedTuple):
    """How many of the dates of a class are YYYY-MM-DD."""

    first: DateString
    number: int
    total: int


@dataclass(frozen=True, eq=False, repr=False)
class IsoDateOptions:
    """Options of the rule."""

    when: Literal["mixed", "always"] = option(
        "mixed", "mixed: leave dates of a class alone if half of them or more are YYYY-MM-DD."
    )
    dates: tuple[Literal["publication", "access"], ...] = option(
        ("publication", "access"), "The classes of dates in citations; access is archiving, too."
    )


@rule(
    "iso-date",
    severity="off",
    scope="enwiki-style",
    options=IsoDateOptions,
    fixes=("safe", "unsafe", "manual"),
)
def iso_date(doc: Document, options: IsoDateOptions) -> Iterator[Finding]:
    """A date is written YYYY-MM-DD on a page that asks for day-first or month-first dates.

    [MOS:DATEUNIFY](https://en.wikipedia.org/wiki/MOS:DATEUNIFY) allows YYYY-MM-DD for the access
    and archive dates of citations if all of them are so, and where `cs1-dates=` asks for it. The
    rule decides for each class, access with archive dates and publication dates. If fewer than
    half of a class are YYYY-MM-DD, each of them is reported. If half or more are, one finding at
    the `{{Use …}}` template proposes the `cs1-dates=` that makes them right. If all are, nothing
    is reported. Dates in sentences are reported one by one (MOS:BADDATE). A page that asks for no
    format has none.

    Never reported: plain text in footnotes, tables, headings, list items that begin with the
    date, labels of links, quotations, titles, code, addresses, file names, attributes, the
    arguments of templates other than citations and infoboxes, and years before 1583, which
    ISO 8601 counts otherwise.

    **Fix.** Safe and cosmetic in citations: their module shows the page's format anyway. Unsafe in
    sentences and infoboxes.
    """
    page = date_format(doc)
    if page is None:
        return
    found = dates(doc)
    iso = [date for date in found if date.written.order == "ymd" and _is_convertible(date.written)]
    if not iso:
        return
    named = Counter(date.role for date in found if date.written.order != "ymd")
    words = Site.language_data(doc.language)
    prevailing: dict[str, _Share] = {}
    for role in options.dates:
        ours = [
            (date, wanted)
            for date in iso
            if date.role == role and (wanted := citation_date_format(page, date)).order != "ymd"
        ]
        others = named[role]
        if options.when == "always" or len(ours) < others:
            for date, wanted in ours:
                yield _finding(doc, page, date, wanted, words)
        elif others:
            prevailing[role] = _Share(ours[0][0], len(ours), len(ours) + others)
    if prevailing:
        yield _proposal(page, found, prevailing)
    for date in iso:
        if date.citation is None and _is_in_sentence(doc, date):
            wanted = CitationDateFormat(page.order, converted=False)
            yield _finding(doc, page, date, wanted, words)


def _is_convertible(written: WrittenDate) -> bool:
    return (written.year or 0) >= FIRST_GREGORIAN_YEAR and written.exists


def _finding(
    doc: Document,
    page: PageDateFormat,
    date: DateString,
    wanted: CitationDateFormat,
    words: Mapping[str, Sequence[str]],
) -> Finding:
    span = date.written.span
    names = "short_months" if wanted.short else "months"
    text = render(date.written, wanted.order, words[names])
    if wanted.order == "mdy" and date.citation is None and goes_on(doc.text, span.end):
        text += ","
    edits = (Edit(span, text),)
    title, summary = f"write “{text}”", page.summary(wanted.order)
    if wanted.converted:
        fix = Fix(title, edits, "safe", effect="cosmetic", summary=summary)
    else:
        fix = Fix(title, edits, "unsafe", summary=summary)
    whose = "page" if wanted.order == page.order else "citation"
    return Finding(span, f"date is YYYY-MM-DD; this {whose} uses {wanted.order}: {text}", fix)


def _proposal(
    page: PageDateFormat, found: Sequence[DateString], prevailing: dict[str, _Share]
) -> Finding:
    """What can be said of classes whose dates are mostly YYYY-MM-DD, at the template."""
    assert page.template is not None
    counts = ", ".join(f"{n} of {of} {role} dates" for role, (_, n, of) in prevailing.items())
    related = tuple(
        Related(share.first.span, f"the first {role} date so written")
        for role, share in prevailing.items()
    )
    if "access" not in prevailing and any(
        date.role == "access" and date.written.order != "ymd" for date in found
    ):
        message = f"{counts} are YYYY-MM-DD, on a page that uses {page.order}"
        return Finding(page.template.span, message, related=related)
    value = "y" if "publication" in prevailing else f"{page.publication[0]}y"
    message = f"{counts} are YYYY-MM-DD: is cs1-dates={value} meant?"
    fix = Fix(f"set cs1-dates={value}", set_param(page.template, "cs1-dates", value), "manual")
    return Finding(page.template.span, message, alternatives=(fix,), related=related)


def _is_in_sentence(doc: Document, date: DateString) -> bool:
    if date.parameter is not None:
        return is_infobox_date(doc, date)
    start = date.span.start
    contexts = prose(doc).contexts_at(start)
    if not contexts.isdisjoint(_DATA) or not may_be_reworded(doc, date):
        return False
    if "list" not in contexts:
        return True
    item = doc.text.rfind("\n", 0, start) + 1
    return start - item > _LONGEST_MARK or bool(doc.text[item:start].strip("*#:; '"))
