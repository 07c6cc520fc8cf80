from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.date_figures import figures_dates
from wikilint.analysis.date_reading import is_ambiguous
from wikilint.analysis.date_values import other_date_values
from wikilint.analysis.dates import is_own_wording


@rule("ambiguous-date", severity="off", scope="any", fixes=())
def ambiguous_date(doc: Document) -> Iterator[Finding]:
    """A date in figures can be read day-first and month-first.

    03/04/2024 is 3 April to some and March 4 to others
    ([MOS:BADDATE](https://en.wikipedia.org/wiki/MOS:BADDATE)); citations do not read it at all.
    Where one part is above 12 only one reading is left: those are `malformed-citation-date` and
    `malformed-date`. As long as one citation on a page is ambiguous, no other date in figures is
    repaired there.

    Never reported: dates in running text whose year has two figures, quotations, titles, italics,
    other languages, `{{sic}}`, links and their labels, addresses, file names, code, and the
    arguments of templates other than citations.

    **Fix.** None: only the source knows which is meant.
    """
    for value in other_date_values(doc):
        if is_ambiguous(value.text):
            message = f"{value.text} can be read day-first and month-first: write the month's name"
            yield Finding(value.span, message)
    for date in figures_dates(doc):
        first = date.day_first
        if first is None or date.month_first is None or first == date.month_first:
            continue
        if is_own_wording(doc, date.span.start):
            text = doc.text[slice(*date.span)]
            message = f"{text} can be read day-first and month-first: write the month's name"
            yield Finding(date.span, message)
