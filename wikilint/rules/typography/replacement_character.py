from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.syntax import Comment, Tag

_LOST = "\N{REPLACEMENT CHARACTER}"
_OWN_CODE = "FFFD"  # U+FFFD, &#xFFFD;


@rule("replacement-character", severity="error", fixes=())
def replacement_character(doc: Document) -> Iterator[Finding]:
    """U+FFFD stands where a character was lost to a wrong encoding.

    A program that read the text in the wrong encoding put the replacement character there; what it
    replaced can only be looked up in the source or in an older version of the page
    ([CheckWiki](https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Check_Wikipedia), number 582
    of WPCleaner).

    Never reported: comments, nowiki, code and formulas; a page that speaks of the character itself
    and so names its code, as [[Specials (Unicode block)]] does.

    **Fix.** None: what was lost is not on the page.
    """
    text = doc.text
    at = text.find(_LOST)
    if at < 0 or _OWN_CODE in text.upper():
        return
    while at >= 0:
        end = at
        while text.startswith(_LOST, end):
            end += 1
        if not _is_raw(doc, at, end):
            yield Finding((at, end), "a character was lost here: look it up in the source")
        at = text.find(_LOST, end)


def _is_raw(doc: Document, start: int, end: int) -> bool:
    node = doc.tree.at(start, end)
    return any(
        isinstance(outer, Comment) or (isinstance(outer, Tag) and _is_code(outer))
        for outer in (node, *node.ancestors())
    )


def _is_code(tag: Tag) -> bool:
    return tag.name != "gallery" and (tag.opaque or tag.name in {"code", "kbd", "samp", "tt"})
