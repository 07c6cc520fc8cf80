from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from wikilint import Applicability, Document, Edit, Finding, Fix, Site, rule
from wikilint.analysis import templates
from wikilint.analysis.code_places import is_raw
from wikilint.analysis.transclusion import is_transcluded
from wikilint.edits import remove_param, rename_param, set_param
from wikilint.syntax import Parameter, Template

_DATE = "date"


@rule(
    "undated-maintenance-tag",
    severity="off",
    scope="enwiki-style",
    fixes=("safe", "unsafe", "manual"),
)
def undated_maintenance_tag(doc: Document) -> Iterator[Finding]:
    """A cleanup tag says not since when, says it in a form that counts not, or says it twice.

    Tags sort pages into monthly categories by `date=`, a month and a year in the wiki's language
    (`date=May 2026`, [WP:DATED](https://en.wikipedia.org/wiki/Wikipedia:Dated_cleanup_templates));
    without one the page is in no month's list.

    Never reported: tags that take no date, talk pages, templates and what is made to be included,
    code.

    **Fix.** Safe: the month of the run, which only a run with a clock knows (`--today`; without it
    an undated tag has no fix); a date that is there in another form (`2026-05-17`, `Date=May 2026`,
    `{{citation needed|may 2026}}`) is kept. Unsafe where a variable stands for the month: it would
    have said the current one on every day. Manual where two dates differ.
    """
    if doc.namespace % 2 or is_transcluded(doc):
        return
    undated = doc.site.data.get("undated_maintenance_tags", ())
    facts = Site.language_data(doc.site.language)
    for template in templates(doc).family("maintenance"):
        if template.name in undated or is_raw(doc, template.start):
            continue
        dates = [param for param in template.params if param.name == _DATE]
        if len(dates) > 1:
            yield _twice(template, dates, facts)
        elif dates and dates[0].value:
            yield from _wrong(doc, template, dates[0], facts)
        else:
            yield _missing(doc, template, facts)


def _missing(doc: Document, template: Template, facts: Mapping[str, Any]) -> Finding:
    message = f"“{template.name}” has no date"
    for param in template.params:
        written = _month(param.value, facts)
        if written is None:
            continue
        if not param.named or param.name.lower() == _DATE:
            edits = rename_param(param, _DATE)
            if written.text != param.value:
                edits = (*edits, Edit(param.value_span, written.text))
            if template.get(_DATE) is not None:
                break  # an empty one behind it would win
            title = f"write date={written.text}"
            return Finding(param.span, f"{message}, but “{param.value}”", _fix(title, edits))
    today = doc.page.today
    if today is None or not facts:
        return Finding(template.span, message)
    now = f"{facts['months'][today.month - 1]} {today.year}"
    return Finding(template.span, message, _fix(f"date it {now}", set_param(template, _DATE, now)))


def _wrong(
    doc: Document, template: Template, param: Parameter, facts: Mapping[str, Any]
) -> Iterator[Finding]:
    written = _month(param.value, facts)
    if written is not None and written.text == param.value:
        return
    message = f"“{param.value}” is no month and year"
    today = doc.page.today
    fix = None
    if written is not None:
        fix = _fix(f"write {written.text}", (Edit(param.value_span, written.text),))
    elif "{{" in param.value and today is not None and facts:
        now = f"{facts['months'][today.month - 1]} {today.year}"
        fix = _fix(f"date it {now}", set_param(template, _DATE, now), "unsafe")
    yield Finding(param.value_span, message, fix)


def _twice(template: Template, dates: Sequence[Parameter], facts: Mapping[str, Any]) -> Finding:
    values = [param.value for param in dates if param.value]
    gone = next((param for param in dates if not param.value), dates[0])
    months = [_month(value, facts) for value in values]
    kind: Applicability = "safe" if len(set(values)) < 2 else "manual"
    fix = _fix(f"remove {str(gone).strip()}", remove_param(gone), kind)
    shown = " and ".join(m.text if m else v for m, v in zip(months, values, strict=True))
    return Finding(template.span, f"“{template.name}” is dated twice: {shown}", fix)


def _fix(title: str, edits: tuple[Edit, ...], kind: Applicability = "safe") -> Fix:
    return Fix(title, edits, kind, effect="administrative")


class _Month(NamedTuple):
    text: str


def _month(value: str, facts: Mapping[str, Any]) -> _Month | None:
    """The month that a date names, in any form that has but one reading."""
    months = facts.get("months")
    if not months:
        return None
    iso = re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", value)
    if iso:
        number, year = int(iso[2]), iso[1]
        return _Month(f"{months[number - 1]} {year}") if 1 <= number <= 12 else None
    match = re.fullmatch(r"(?:\d\d? )?([^\W\d_]+)\.?(?: \d\d?)?,? ?(\d{4})", value)
    if match is None:
        return None
    names = [*map(str.lower, months)], [*map(str.lower, facts["short_months"])]
    for known in names:
        if match[1].lower() in known:
            return _Month(f"{months[known.index(match[1].lower())]} {match[2]}")
    return None
