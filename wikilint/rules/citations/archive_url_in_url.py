from __future__ import annotations

from collections.abc import Iterator, Mapping

from wikilint import Document, Edit, Finding, Fix, Site, rule
from wikilint.analysis import analysis
from wikilint.analysis.archive_urls import archive_day
from wikilint.analysis.calendar import Day
from wikilint.analysis.citation_parameters import CitedParameter, citation_parameters
from wikilint.analysis.date_format import date_format
from wikilint.analysis.date_text import Order, WrittenDate, render
from wikilint.analysis.dates import dates
from wikilint.analysis.urls import archived_address, is_shown, urls
from wikilint.edits import set_param
from wikilint.syntax import ExternalLink, Parameter


@rule("archive-url-in-url", severity="off", scope="enwiki-style", fixes=("unsafe",))
def archive_url_in_url(doc: Document) -> Iterator[Finding]:
    """A citation gives the address of an archived copy as that of the page.

    `url=` is for the page itself, `archive-url=` with `archive-date=` for the copy. Then readers
    are told that it is one, and of what day, and the page can still be found where it was or has
    moved to ([Help:CS1](https://en.wikipedia.org/wiki/Help:Citation_Style_1#Web_links)).

    Known are the hosts that the site's data list. Never reported: the parameters of chapters and
    other parts, which have no parameter for a copy; wrappers of citation templates; values made
    by templates; pages of templates, modules and documentation.

    **Fix.** Unsafe: the address is split into `url`, `archive-url` and `archive-date`. None where
    it does not end with the address of the page, or has no day (`archive.today/aBcDe`), or the
    citation names an archived copy already.
    """
    found = citation_parameters(doc)
    copies = {link.parent: link for link in urls(doc).at(doc.site.data.get("archive_hosts", ()))}
    for name in found.spellings("url") if copies else ():
        for param in found.parameters[name]:
            link = copies.get(param)
            if link is not None and link.url == param.value:
                yield _finding(doc, found.entry(param), link)


def _finding(doc: Document, entry: CitedParameter, link: ExternalLink) -> Finding:
    citation, param = entry
    message = f"{param.name} is the address of an archived copy"
    day, page = archive_day(link.url), archived_address(link.url)
    named = citation.get("archive-url") or citation.get("archive-date")
    if day is None or page is None or named or "{" in page or not is_shown(doc, link):
        return Finding(link.url_span, message)
    template = citation.template
    edits = _joined(
        *set_param(template, param.name, page),
        *set_param(template, "archive-url", link.url, after=param),
        *set_param(template, "archive-date", _date(doc, entry, day), after=param),
    )
    fix = Fix("split it into url, archive-url and archive-date", edits, effect="administrative")
    return Finding(link.url_span, f"{message}: write archive-url", fix)


def _joined(*edits: Edit) -> tuple[Edit, ...]:
    """The edits, those that touch made one: new parameters go behind the one that changes."""
    joined: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: edit.span):
        start, end = edit.span
        if joined and joined[-1].span[1] == start:
            last = joined.pop()
            edit = Edit((last.span[0], end), last.text + edit.text)
        joined.append(edit)
    return tuple(joined)


@analysis
def _orders(doc: Document) -> Mapping[Parameter | None, Order]:
    """How the dates of citations are written."""
    return {date.parameter: date.written.order for date in dates(doc)}


def _date(doc: Document, entry: CitedParameter, day: Day) -> str:
    """The day as the page asks for, else as the citation's access date is written."""
    asked = date_format(doc)
    order: Order = "dmy"
    if asked is not None:
        order = "ymd" if asked.access == "ymd" else asked.order
    elif (accessed := entry.citation.params.get("access-date")) is not None:
        order = _orders(doc).get(accessed, order)
    short = asked is not None and asked.access == "short"
    months = Site.language_data(doc.language)["short_months" if short else "months"]
    return render(WrittenDate(0, 0, order, day), order, months)
