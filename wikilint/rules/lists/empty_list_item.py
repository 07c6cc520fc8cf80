from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.list_items import ListItem, list_items
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Argument, Parameter

# The first character of lines that end a paragraph; an empty string is an end of the page.
_LINES = frozenset({"\n", "*", "#", ":", ";", "=", ""})


@rule("empty-list-item", severity="off", scope="any", fixes=("safe",))
def empty_list_item(doc: Document) -> Iterator[Finding]:
    """A list marker has nothing after it.

    MediaWiki hides the empty item, so it is of no use to anybody.

    Never reported: templates' arguments, which some templates want to begin with a marker; code;
    an item under which a deeper level begins; talk pages; pages that are made to be transcluded.

    **Fix.** Safe: the line goes, where no paragraphs meet without it.
    """
    if doc.namespace % 2:
        return
    text = doc.text
    items = list_items(doc)
    for index, item in enumerate(items):
        if not text.startswith(("\n", " ", "\t"), item.end) and item.end < len(text):
            continue
        end = text.find("\n", item.end)
        end = end if end >= 0 else len(text)
        if text[item.end : end].strip() or _is_opened(items, index, end):
            continue
        assert item.container is not None  # of a node in the tree
        around = (item.container, *item.container.ancestors())
        if any(isinstance(node, (Argument, Parameter)) for node in around) or is_transcluded(doc):
            continue
        if not is_code(doc, item.start, item.end):
            message = f"nothing stands behind {item.marks}"
            yield Finding((item.start, item.end), message, _fix(text, item, end))


def _is_opened(items: tuple[ListItem, ...], index: int, end: int) -> bool:
    """Whether the next line goes on below the item, which then is not empty."""
    if index + 1 == len(items) or items[index + 1].start != end + 1:
        return False
    marks = items[index].marks.replace(";", ":")
    following = items[index + 1].marks.replace(";", ":")
    return following != marks and following.startswith(marks)


def _fix(text: str, item: ListItem, end: int) -> Fix | None:
    line = text.rfind("\n", 0, max(item.start - 1, 0)) + 1
    before = text[line] if item.start else ""
    behind = text[end + 1 : end + 2]
    if before not in _LINES and behind not in _LINES:
        return None
    start, stop = item.start, end + 1
    if end == len(text):
        start, stop = max(start - 1, 0), end
    elif before == behind == "\n":  # two blank lines in a row would make an empty paragraph
        stop += 1
    return Fix("remove the line", (Edit((start, stop), ""),), "safe")
