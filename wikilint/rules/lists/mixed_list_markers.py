from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.list_items import ListItem, list_items, neighbours

Namespaces: TypeAlias = Literal["article", "all"]


@dataclass(frozen=True, eq=False, repr=False)
class MixedListMarkersOptions:
    """Options of the rule."""

    namespaces: Namespaces = option(
        "article", "`all` looks at discussions and other pages that are no articles, too."
    )


@rule(
    "mixed-list-markers",
    severity="off",
    scope="any",
    options=MixedListMarkersOptions,
    fixes=("unsafe",),
)
def mixed_list_markers(doc: Document, options: MixedListMarkersOptions) -> Iterator[Finding]:
    """A list item does not repeat the markers of the list that it goes on: `:*` under `*`.

    To MediaWiki another list begins: its items stand beside the one above instead of below it, and
    screen readers announce two lists
    ([MOS:LISTGAP](https://en.wikipedia.org/wiki/MOS:LISTGAP)). An item goes on a list with the
    markers of the item above, and one more for each level.

    Never reported: a change of the last marker, which is how a list of another kind begins; code;
    pages that are no articles, since discussions do it on purpose.

    **Fix.** Unsafe: the markers of the item above are repeated.
    """
    if options.namespaces == "article" and doc.namespace:
        return
    items = list_items(doc)
    if all(_wanted(a.marks, b.marks) == b.marks for a, b in pairwise(items)):
        return
    above: ListItem | None = None
    marks = ""
    for item, following, blank_lines in neighbours(doc):
        if item is not above:
            marks = item.marks
        above = following
        wanted = _wanted(marks, following.marks)
        if blank_lines or wanted == following.marks:
            marks = following.marks
            continue
        marks = wanted
        if not is_code(doc, following.start, following.end):
            span = (following.start, following.end)
            fix = Fix(f"write {wanted}", (Edit(span, wanted),))
            message = f"{following.marks} begins another list than the line above: {wanted}"
            yield Finding(span, message, fix)


def _wanted(above: str, marks: str) -> str:
    """The marks with those of the item above, as far as they go, for all but the last."""
    above = above.replace(";", ":")
    kept = min(len(above), len(marks) - 1)
    if above[:kept] == marks[:kept].replace(";", ":"):
        return marks
    return above[:kept] + marks[kept:]
