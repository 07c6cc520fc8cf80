from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.citations import citations
from wikilint.analysis.date_format import date_format
from wikilint.analysis.date_reading import completed, is_accepted
from wikilint.analysis.templates import parameters
from wikilint.edits import remove_param, rename_param
from wikilint.syntax import Node, Parameter, Text

_PARTS = frozenset({"date", "year", "month", "day"})
_ACCESS_DAYS = ("accessmonthday", "accessdaymonth", "accessmonth")
_ACCESS_PARTS = frozenset({"access-date", "accessdate", "accessyear", "accessday", *_ACCESS_DAYS})
_YEAR = r"([12]\d{3})([a-z]?)"
_WHOLE_DATE = r"(?:\d{4}-\d\d-\d\d|[A-Z]\w+ (?:\d{1,2}, )?\d{4}|\d{1,2} [A-Z]\w+ \d{4})"


@rule("split-citation-date", severity="off", scope="enwiki-style", fixes=("safe", "manual"))
def split_citation_date(doc: Document) -> Iterator[Finding]:
    """A citation's date is spread over several parameters, or written twice.

    Citations know `date=` and, for a year alone, `year=`. They ignore `month=`, `day=` and
    `accessyear=` with an error message, refuse a `date=` without its year, and list a `year=` that
    repeats it in a tracking category
    ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#param_unknown)).

    Never reported: a year with a letter beside a whole date, which short footnotes lead to
    (2008a), a year that contradicts the date (`impossible-date`), values with markup or templates
    in them, the same parameter twice, and templates that only wrap a citation.

    **Fix.** Safe where the parts complete each other or say the same. `day=` beside `month=` needs
    an order: where the page asks for none, a person chooses. None where they contradict.
    """
    candidates = _candidates(parameters(doc).named)
    for citation in citations(doc).all if candidates else ():
        if citation.wrapper or citation.template not in candidates:
            continue
        named = citation.effective
        if "month" in named or ("year" in named and _is_odd(named)):
            parts = _plain(citation.template.params, _PARTS)
            if len(parts) > 1 or "year" in parts:
                yield from _publication(doc, parts)
        if "accessyear" in named:
            parts = _plain(citation.template.params, _ACCESS_PARTS)
            if "accessyear" in parts:
                yield from _access(doc, parts)


def _candidates(named: Mapping[str, Sequence[Parameter]]) -> set[Node | None]:
    """The templates that may have a date in parts: few have more than a year."""
    parts = (*named.get("month", ()), *named.get("accessyear", ()))
    dated = {param.parent for param in named.get("date", ())}
    years = (
        param
        for param in named.get("year", ())
        if param.parent in dated or not param.value.isdecimal()
    )
    return {param.parent for param in (*parts, *years)}


def _is_odd(named: Mapping[str, Parameter]) -> bool:
    """Whether the year is not plainly the whole date, as that of most books is."""
    return "date" in named or not named["year"].value.isdecimal()


def _plain(params: list[Parameter], names: frozenset[str]) -> Mapping[str, Parameter]:
    """Those of the names that have a value; none if one has markup in it or is there twice."""
    found = [param for param in params if param.name in names and param.value]
    parts = {param.name: param for param in found}
    plain = all([type(node) for node in param.value_nodes] == [Text] for param in found)
    return parts if plain and len(parts) == len(found) else {}


def _publication(doc: Document, parts: Mapping[str, Parameter]) -> Iterator[Finding]:
    date, year, month = parts.get("date"), parts.get("year"), parts.get("month")
    match = re.fullmatch(_YEAR, year.value) if year else None
    if date is None:
        if year and match and month:
            yield _joined(doc, month, year, match, parts.get("day"))
        elif year and len(parts) == 1 and _is_whole_date(doc, year.value):
            message = f"{year.value} is more than a year: it belongs in date="
            fix = _fix("rename year to date", rename_param(year, "date"))
            yield Finding(_span(year), message, fix)
    elif month:
        if re.search(rf"(?<!\w){re.escape(month.value.strip(' ,'))}(?!\w)", date.value):
            yield _repeated(month, date)
        else:
            message = f"month={month.value} is ignored; the date beside it is {date.value}"
            yield Finding(_span(month), message)
    elif year and match:
        years = re.findall(r"\d{3,}", date.value)
        if not years:
            yield _joined(doc, date, year, match)
        elif years == [match[1]] and not match[2] and is_accepted(date.value, doc.language):
            yield _repeated(year, date)


def _is_whole_date(doc: Document, value: str) -> bool:
    return re.fullmatch(_WHOLE_DATE, value) is not None and is_accepted(value, doc.language)


def _access(doc: Document, parts: Mapping[str, Parameter]) -> Iterator[Finding]:
    year, day = parts["accessyear"], parts.get("accessday")
    match = re.fullmatch(_YEAR, year.value)
    kept = [param for name, param in parts.items() if name in _ACCESS_DAYS]
    if not match or len(kept) != 1 or len(parts) != 2 + bool(day):
        return
    if bool(day) == (kept[0].name == "accessmonth"):
        yield _joined(doc, kept[0], year, match, day)


def _joined(
    doc: Document,
    kept: Parameter,
    gone: Parameter,
    year: re.Match[str],
    day: Parameter | None = None,
) -> Finding:
    """One date of what is kept, the year that goes, and the day in a parameter of its own."""
    starts = [kept.value]
    if day is not None:
        page = date_format(doc)
        orders = {"dmy": f"{day.value} {kept.value}", "mdy": f"{kept.value} {day.value}"}
        starts = [orders[page.order]] if page and page.order in orders else [*orders.values()]
    whole = [found for start in starts if (found := completed(start, year[1], doc.language))]
    message = f"{kept.name}={kept.value} and {gone.name}={gone.value} make one date"
    if len(whole) < len(starts):
        return Finding(_span(kept), message)
    name = "date" if kept.name in _PARTS else "access-date"
    edits = [] if kept.name == name else [*rename_param(kept, name)]
    for param in (None if year[2] else gone, day):  # short footnotes lead to 2008a
        edits += remove_param(param) if param else ()
    fixes = [_fix(f"write {name}={text}", (*edits, Edit(kept.value_span, text))) for text in whole]
    message = f"{message}: {' or '.join(whole)}"
    if len(fixes) == 1:
        return Finding(_span(kept), message, fixes[0])
    choice = tuple(Fix(fix.title, fix.edits, "manual", effect=fix.effect) for fix in fixes)
    return Finding(_span(kept), message, alternatives=choice)


def _repeated(param: Parameter, date: Parameter) -> Finding:
    message = f"{param.name}={param.value} repeats the date beside it, {date.value}"
    return Finding(_span(param), message, _fix(f"remove {param.name}", remove_param(param)))


def _fix(title: str, edits: tuple[Edit, ...]) -> Fix:
    return Fix(title, edits, "safe", effect="administrative")


def _span(param: Parameter) -> Span:
    key = param.key_span
    assert key is not None
    return Span(key.start, param.value_span.end)
