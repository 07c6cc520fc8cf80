from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Applicability, Document, Edit, Effect, Finding, Fix, Span, option, rule
from wikilint.analysis.date_ranges import figure_ranges
from wikilint.analysis.date_reading import is_accepted, runs_backwards
from wikilint.analysis.date_text import WrittenDate, render
from wikilint.analysis.date_values import other_date_values
from wikilint.analysis.dates import is_own_wording, may_be_reworded, odd_dates
from wikilint.analysis.prose import prose

_RANGE = r"[^(–-]+[–-][^–-]+"  # not YYYY-MM-DD
_DASHES = ("-", "–", "&ndash;")


@dataclass(frozen=True, eq=False, repr=False)
class MalformedDateRangeOptions:
    """Options of the rule."""

    repeated_month: bool = option(False, "5 May – 7 May 2020, for 5–7 May 2020.")


@rule(
    "malformed-date-range",
    severity="off",
    scope="enwiki-style",
    options=MalformedDateRangeOptions,
    fixes=("safe", "unsafe"),
)
def malformed_date_range(doc: Document, options: MalformedDateRangeOptions) -> Iterator[Finding]:
    """A range of dates or years has a hyphen, or a dash that is wrongly spaced.

    [MOS:DATERANGE](https://en.wikipedia.org/wiki/MOS:DATERANGE): an en dash, with blanks round it
    only where one of the two ends has a blank in it: 1965–1968, 5–7 May, 30 May – 2 June. Citations
    show the dash where a hyphen is written, and list the page in a tracking category; a range whose
    dash is wrongly spaced they refuse.

    A range of years is one only if it ascends, by 300 years at most (100 where the second has two
    figures), stands alone (not 55-66-77), and no circa goes before. Never reported: plain text in
    footnotes, quotations, titles, italics, other languages, labels of links, addresses, file names,
    code, and the arguments of templates other than citations.

    **Fix.** Safe in citations; unsafe in running text, where figures may be something else.
    """
    for date in odd_dates(doc):
        written = date.written
        if written.last is None or written.fault or not written.exists:
            continue
        right = _right(written, options)
        if right is None or right == _plain(doc.text[slice(*date.span)]):
            continue
        if date.citation is not None:
            if date.role != "original":
                yield _finding(date.span, right, "safe")
        elif date.parameter is None and may_be_reworded(doc, date) and _is_prose(doc, date.span):
            yield _finding(date.span, right, "unsafe")
    for value in other_date_values(doc):
        if re.fullmatch(_RANGE, value.text) and is_accepted(value.text, doc.language):
            right = _dashed(value.text)
            if right != value.text and not runs_backwards(value.text, doc.language):
                yield _finding(value.span, right, "safe")
    for span, right in figure_ranges(doc):
        if is_own_wording(doc, span.start) and _is_prose(doc, span):
            yield _finding(span, right, "unsafe")


def _right(written: WrittenDate, options: MalformedDateRangeOptions) -> str | None:
    if not any(dash in written.join for dash in _DASHES):
        return None
    if (
        options.repeated_month
        and len(written.words) == 2
        and written.last is not None
        and written.first.month == written.last.month
        and written.first.year in {None, written.last.year}
    ):
        written = written._replace(words=written.words[:1])
    return _plain(render(written._replace(join="–"), written.order))


def _plain(text: str) -> str:
    return text.replace("&nbsp;", " ").replace("\xa0", " ").replace("&ndash;", "–")


def _is_prose(doc: Document, span: Span) -> bool:
    return "footnote" not in prose(doc).contexts_at(span.start)


def _dashed(value: str) -> str:
    first, second = (part.strip() for part in value.replace("-", "–").split("–", 1))
    spaced = " " in first and not second[:1].isdigit()  # but Winter 2024–2025
    return f"{first} – {second}" if spaced else f"{first}–{second}"


def _finding(span: Span, right: str, applicability: Applicability) -> Finding:
    effect: Effect = "administrative" if applicability == "safe" else "visible"
    fix = Fix(f"write “{right}”", (Edit(span, right),), applicability, effect=effect)
    return Finding(span, f"a range takes an en dash, spaced where an end has a blank: {right}", fix)
