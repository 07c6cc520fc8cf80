from __future__ import annotations

from collections.abc import Iterator, Mapping

from wikilint import Document, Finding, Fix, rule
from wikilint.analysis.date_format import date_format
from wikilint.analysis.templates import templates
from wikilint.edits import set_param
from wikilint.syntax import Template

_MONTH_FIRST = "mf"


@rule("missing-date-template-format", severity="off", scope="enwiki-style", fixes=("safe",))
def missing_date_template_format(doc: Document) -> Iterator[Finding]:
    """A date template shows the month first on a page that asks for the day first.

    `{{birth date}}`, `{{start date}}` and their kind do not look for `{{Use dmy dates}}`: without
    `df=y` they show May 4, 1950, whatever the page says
    ([Template:Birth date](https://en.wikipedia.org/wiki/Template:Birth_date)), and the page mixes
    formats ([MOS:DATEUNIFY](https://en.wikipedia.org/wiki/MOS:DATEUNIFY)). Which templates do so
    is in the site's data.

    Never touched: a template with `df` or `mf`; dates without a day; dates that are not all
    digits; pages that ask for the month first, for both, or for none.

    **Fix.** Safe: `df=y` is added. Readers see the date as the page wants it.
    """
    takers: Mapping[str, str] = doc.site.data.get("day_first_parameter", {})
    found = templates(doc)
    candidates = found.named(*takers)
    if not candidates or found.family("use-mdy-dates"):
        return
    page = date_format(doc)
    if page is None or page.order != "dmy":
        return
    for template in candidates:
        name = takers[template.name]
        if _is_set(template, name) or _is_set(template, _MONTH_FIRST) or not _has_day(template):
            continue
        fix = Fix(f"add {name}=y", set_param(template, name, "y"), "safe")
        message = f"{template.name} shows the month first; this page uses dmy: {name}=y"
        yield Finding(template.name_span, message, fix)


def _is_set(template: Template, name: str) -> bool:
    param = template.get(name)
    return param is not None and bool(param.value)


def _has_day(template: Template) -> bool:
    """Whether year, month and day are there, in digits."""
    parts = [template.get(number) for number in ("1", "2", "3")]
    return all(part is not None and part.value.isdecimal() for part in parts)
