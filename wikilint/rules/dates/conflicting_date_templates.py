from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Related, rule
from wikilint.analysis.date_format import date_format
from wikilint.analysis.templates import templates


@rule("conflicting-date-templates", severity="off", scope="enwiki-style", fixes=())
def conflicting_date_templates(doc: Document) -> Iterator[Finding]:
    """A page asks for day-first and for month-first dates.

    `{{Use dmy dates}}` and `{{Use mdy dates}}` exclude each other. Citations obey the first name of
    [Module:Citation/CS1](https://en.wikipedia.org/wiki/Module:Citation/CS1)'s list that is on the
    page, wherever it stands, which for these two is day-first; and the page is in both maintenance
    categories. `date-format-mismatch` and `iso-date` obey the same one. The finding is at the
    template that has no effect.

    Never reported: the same request twice.

    **Fix.** None: which format the article keeps is for its editors to tell
    ([MOS:DATERET](https://en.wikipedia.org/wiki/MOS:DATERET)).
    """
    found = templates(doc)
    for_dmy, for_mdy = found.family("use-dmy-dates"), found.family("use-mdy-dates")
    if not for_dmy or not for_mdy:
        return
    page = date_format(doc)
    if page is None or page.template is None:
        return
    related = (Related(page.template.span, f"dates are {page.order} because of this"),)
    for template in for_mdy if page.order == "dmy" else for_dmy:
        wanted = "mdy" if page.order == "dmy" else "dmy"
        message = f"this asks for {wanted} dates, another template for {page.order}, which wins"
        yield Finding(template.span, message, related=related)
