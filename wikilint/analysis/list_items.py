"""The items of the page's lists, and which of them follow one another in one list.

Lists stand on the page itself, in table cells, in tags and in templates' arguments; each of these
has lists of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from wikilint.document import Document, analysis
from wikilint.syntax import Node, Text

_MARKS = "*#:;"


class ListItem(NamedTuple):
    """The marks with which a list item begins its line.

    marks: one for each level of the list. container: the node that the list stands in.
    """

    start: int
    end: int
    marks: str
    container: Node | None


@analysis
def list_items(doc: Document) -> tuple[ListItem, ...]:
    """All list items, in the order of the text; a redirect is none."""
    text = doc.text
    found: list[ListItem] = []
    start = end = -1
    container: Node | None = None
    for tag in doc.tree.tags:
        markup = tag.markup
        if markup is None or markup not in _MARKS:
            continue
        if tag.start == end:
            end = tag.end
            continue
        if start >= 0:
            found.append(ListItem(start, end, text[start:end], container))
        start = end = -1
        if not tag.start or text[tag.start - 1] == "\n":
            start, end, container = tag.start, tag.end, tag.parent
    if start >= 0:
        found.append(ListItem(start, end, text[start:end], container))
    words = tuple(doc.site.data["redirect_words"])
    if found and text[found[0].start : found[0].start + 40].lower().startswith(words):
        del found[0]
    return tuple(found)


def neighbours(doc: Document) -> Iterator[tuple[ListItem, ListItem, int]]:
    """Pairs of items with nothing between them but blank lines, and how many of these."""
    for item, following in pairwise(list_items(doc)):
        if item.container is not following.container:
            continue
        between = doc.text[item.end : following.start]
        end = item.end + len(between.rstrip())
        if not _breaks_line(doc, item, end):
            yield item, following, doc.text.count("\n", end, following.start) - 1


def _breaks_line(doc: Document, item: ListItem, end: int) -> bool:
    """Whether the item's line ends before `end`: a template or footnote may go over several."""
    at = doc.text.find("\n", item.end, end)
    while at >= 0:
        node = doc.tree.at(at, at + 1)
        if isinstance(node, Text) and node.parent is item.container:
            return True
        at = doc.text.find("\n", at + 1, end)
    return False
