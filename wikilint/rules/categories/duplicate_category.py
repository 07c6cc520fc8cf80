from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Fix, Related, rule
from wikilint.analysis.categories import CategoryLink, categories, without


@rule("duplicate-category", severity="off", fixes=("safe", "manual"))
def duplicate_category(doc: Document) -> Iterator[Finding]:
    """A page is put into one category twice.

    It is listed there once, and by the last sort key, even if that is none
    ([Help:Category](https://en.wikipedia.org/wiki/Help:Category)). Names are compared as
    MediaWiki does it: blanks, underscores and the case of the first letter do not count.

    Never touched: links in template arguments, parser functions, `<noinclude>` and its kind;
    names and keys that templates make.

    **Fix.** Safe where the keys are equal or one of two is empty: the key that counts stays, and so
    does the order of the others. Where the keys differ, a person has to choose.
    """
    links = categories(doc).links
    if len({link.name for link in links}) == len(links):
        return
    groups: dict[str, list[CategoryLink]] = {}
    for link in links:
        if not (link.computed or link.conditional):
            groups.setdefault(link.name, []).append(link)
    for group in groups.values():
        if len({link.key for link in group}) == 1:
            for link in group[1:]:
                yield _same(doc, link, group[0])
        else:
            for link in group[:-1]:
                yield _lost(doc, link, group[-1])


def _same(doc: Document, link: CategoryLink, kept: CategoryLink) -> Finding:
    related = (Related(kept.link.span, "here, too"),)
    message = f"the page is in “{link.name}” already"
    return Finding(link.link.span, message, _removal(doc, link, kept), related=related)


def _lost(doc: Document, link: CategoryLink, winner: CategoryLink) -> Finding:
    related = (Related(winner.link.span, "this one counts"),)
    message = f"the page is in “{link.name}” again, with the sort key “{winner.key}”"
    if not winner.key:
        message = f"the page is in “{link.name}” again, without a sort key"
    if link.key in {"", winner.key} or not winner.key:
        return Finding(link.link.span, message, _removal(doc, link, winner), related=related)
    keys = ((link, winner), (winner, link))
    alternatives = tuple(
        Fix(f"keep the key “{kept.key}”", (without(doc, gone.link),), "manual")
        for gone, kept in keys
    )
    return Finding(link.link.span, message, alternatives=alternatives, related=related)


def _removal(doc: Document, link: CategoryLink, kept: CategoryLink) -> Fix:
    return Fix(
        "remove the link that does not count",
        (without(doc, link.link),),
        "safe",
        effect="administrative",
        relies_on=(kept.link.span,),
    )
