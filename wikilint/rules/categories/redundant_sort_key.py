from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Edit, Finding, Fix, rule
from wikilint.analysis.categories import CategoryLink, categories, is_included
from wikilint.analysis.templates import templates


@rule("redundant-sort-key", severity="off", fixes=("safe", "unsafe"))
def redundant_sort_key(doc: Document) -> Iterator[Finding]:
    """A category's sort key is the one that the page has anyway.

    That is the key of `{{DEFAULTSORT:…}}` or, without one, the page's title without its namespace
    ([WP:SORTKEY](https://en.wikipedia.org/wiki/Wikipedia:Categorization#Sort_keys)). A key that
    differs in letter case or blanks is another one.

    Never touched: pages that are made to be included in others or take arguments; keys that
    templates make; links that a template or parser function may leave out; pages with a default
    key that is not plain text.

    **Fix.** Safe and cosmetic for the key of `DEFAULTSORT`. For the title it is safe only where
    the page calls no template, because one may set a default key of its own; unsafe elsewhere.
    """
    found = categories(doc)
    keyed = [link for link in found.links if link.key and not (link.computed or link.conditional)]
    if not keyed or is_included(doc) or found.default_key is None:
        return
    default = found.default_key
    origin = "default sort key"
    is_certain = True
    if not default:
        if doc.page.title is None:
            return
        default = doc.site.split_title(doc.page.title)[1]
        origin = "page’s title"
        is_certain = not templates(doc).all
    for category in keyed:
        if category.key == default:
            yield _finding(category, origin, is_certain=is_certain)


def _finding(category: CategoryLink, origin: str, *, is_certain: bool) -> Finding:
    link = category.link
    edit = Edit((link.pipe, link.end - 2), "")
    applicability: Applicability = "safe" if is_certain else "unsafe"
    fix = Fix("remove the key", (edit,), applicability, effect="cosmetic")
    message = f"the sort key “{category.key}” is the {origin}"
    return Finding((link.pipe + 1, link.end - 2), message, fix)
