"""The date format that a page asks for, with ``{{Use dmy dates}}`` or ``{{Use mdy dates}}``.

As Module:Citation/CS1 reads it (Template:Use dmy dates/doc, Help:Citation Style 1): the first name
of its list that is on the page counts, wherever it stands; ``cs1-dates=`` sets the style of dates
in citations; a citation's own ``df=`` outranks both.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.calendar import FIRST_GREGORIAN_YEAR
from wikilint.analysis.date_text import Order
from wikilint.analysis.dates import DateString
from wikilint.analysis.templates import parameters, templates
from wikilint.document import Document, analysis
from wikilint.syntax import Template

Style: TypeAlias = Literal["long", "short", "ymd"]
"""long, short: how months are written, in the page's order. ymd: 2024-12-08."""

_STYLES: dict[str, Style] = {"l": "long", "s": "short", "y": "ymd"}
_ORDERS: dict[str, Order] = {"dmy": "dmy", "mdy": "mdy", "ymd": "ymd"}


class PageDateFormat(NamedTuple):
    """What the page asks for.

    publication, access: the styles of such dates in citations. own: whether a citation may ask
        for a format of its own. template: what asks for this one.
    """

    order: Order
    publication: Style = "long"
    access: Style = "long"
    own: bool = True
    template: Template | None = None

    def summary(self, order: Order) -> str:
        """What the page's history should say of dates that are put in this order."""
        is_asked = self.template is not None and order in {self.order, "ymd"}
        per = f" per {{{{{self.template.name}}}}}" if self.template and is_asked else ""
        return f"dates to {order}{per}"


class CitationDateFormat(NamedTuple):
    """What a date in a citation is to be.

    short: whether months are abbreviated. converted: whether the module shows the date so even
        where it is written otherwise.
    """

    order: Order
    short: bool = False
    converted: bool = True


@analysis
def date_format(doc: Document) -> PageDateFormat | None:
    """The format that the page asks for; None if it asks for none."""
    found = templates(doc)
    asking = found.family("use-dmy-dates") + found.family("use-mdy-dates")
    names = [doc.text[slice(*template.name_span)] for template in asking]
    order = doc.site.page_date_format(names)
    for template, name in zip(asking, names, strict=True):
        if order is not None and doc.site.page_date_format([name]) == order:
            param = template.get("cs1-dates")
            own = "df" in parameters(doc).named
            styles = _styles(param.value if param else "")
            return PageDateFormat(_ORDERS[order], *styles, own, template)
    return None


def _styles(value: str) -> tuple[Style, Style]:
    """The styles of publication and access dates; the module takes ``[lsy][sy]?``, else long."""
    publication = _STYLES.get(value[:1], "long")
    second = value[1:2]
    if publication == "ymd" or second not in {"s", "y"} or value[0] not in _STYLES:
        return publication, publication
    return publication, _STYLES[second]


def citation_date_format(page: PageDateFormat, date: DateString) -> CitationDateFormat:
    """What a date in a citation is to be.

    Only a whole date can be YYYY-MM-DD, from the first Gregorian year on. A citation's own ``df=``
    is for publication dates alone unless it ends in ``-all``; the others are then as they are.
    """
    if date.role == "original" or date.citation is None:
        return CitationDateFormat(page.order, converted=False)
    written = date.written
    style = page.access if date.role == "access" else page.publication
    order: Order = "ymd" if style == "ymd" else page.order
    converted = page.template is not None  # without it the module shows dates as they are written
    if page.own:
        param = date.citation.template.get("df")
        own, _, every = (param.value if param else "").partition("-")
        if own in _ORDERS:
            order, style, converted = _ORDERS[own], "long", True
            if date.role == "access" and every != "all":
                order = written.order
    if order == "ymd" and (written.last or (written.year or 0) < FIRST_GREGORIAN_YEAR):
        order = page.order
    return CitationDateFormat(order, style == "short", converted)
