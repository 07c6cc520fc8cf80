"""Places that are no wikitext: raw to MediaWiki, or code to whoever wrote the page."""

from __future__ import annotations

from wikilint.document import Document
from wikilint.syntax import Comment, Node, Tag, Template

# Tags that show or hold code, and whose contents the tree takes for wikitext all the same.
_CODE_TAGS = frozenset({"code", "kbd", "mapframe", "maplink", "pre", "samp", "tt", "var"})
_LONGEST_LINE = 2_000  # characters; counting further takes long on a page of one line


def is_raw(doc: Document, offset: int) -> bool:
    """Whether a comment, a tag with raw contents or a code tag holds the character at an offset."""
    hidden = doc.scan.hidden_from
    return (hidden is not None and offset >= hidden) or any(
        type(node) is Comment or _holds_code(node) for node in _around(doc, offset, offset + 1)
    )


def is_code(doc: Document, start: int, end: int) -> bool:
    """Whether a place is on a line that begins with a blank, between backticks, or in a code tag.

    Pages that are kept in git hold code of all kinds, and brackets in it that never close. In
    templates and footnotes a line may begin with a blank, as they are often set off so.
    """
    text = doc.text
    around = _around(doc, start, end)
    line, _ = doc.lines.line_span(doc.lines.line_of(start))
    if text.startswith((" ", "\t"), line) and not any(map(_may_be_set_off, around)):
        return True
    if text.count("`", max(line, start - _LONGEST_LINE), start) % 2:
        latest = end + _LONGEST_LINE
        line_end = text.find("\n", end, latest)
        if text.find("`", end, line_end if line_end >= 0 else latest) >= 0:
            return True
    return any(map(_is_code_tag, around))


def _around(doc: Document, start: int, end: int) -> tuple[Node, ...]:
    node = doc.tree.at(start, end)
    return node, *node.ancestors()


def _is_code_tag(node: Node) -> bool:
    return type(node) is Tag and node.name in _CODE_TAGS


def _holds_code(node: Node) -> bool:
    if type(node) is not Tag or node.markup is not None or node.name == "gallery":
        return False
    return node.opaque or node.name in _CODE_TAGS


def _may_be_set_off(node: Node) -> bool:
    return type(node) is Template or (type(node) is Tag and node.name == "ref")
