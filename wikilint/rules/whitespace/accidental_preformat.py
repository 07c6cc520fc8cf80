from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.blanks import Blanks, blanks, is_wikitext, line_start

_OPENERS = ("[[", "''", '"', "“", "‘", "(")
_CODE = frozenset("=;{}<>\\$|#/_`@~")
_LAYOUT = ("|", "!", "{", "}", "*", "<")
_SENTENCE = 4  # words


@rule("accidental-preformat", severity="off", scope="any", fixes=("manual",))
def accidental_preformat(doc: Document) -> Iterator[Finding]:
    """A line begins with a blank, and so becomes a box of code.

    One blank at the beginning of a line makes a preformatted box of it
    ([Help:Wikitext](https://en.wikipedia.org/wiki/Help:Wikitext#Pre)), in typewriter letters and
    without line breaks. Documentation does it on purpose, so that only a lone line between lines
    of prose is reported, and none on pages that have boxes of several lines.

    Never reported: lines that look like code or columns, lines behind a colon; templates, tables,
    lists, tags, links, comments.

    **Fix.** Manual: whether code is meant a person must say.
    """
    text = doc.text
    if "\n " not in text or not is_wikitext(doc):
        return
    found = blanks(doc)
    lines = list(_indented(text))
    lone = [line for line in lines if _is_lone(doc, found, *line)]
    if not lone or _has_boxes(found, lines):
        return
    for start, end in lone:
        lead = end - len(text[start:end].lstrip(" "))
        fix = Fix("remove the blank", (Edit((start, lead), ""),), "manual")
        yield Finding((start, end), "the blank before the line makes a box of it", fix)


def _is_lone(doc: Document, found: Blanks, start: int, end: int) -> bool:
    """Whether it is a line of the page itself that goes on with the prose before it."""
    before = doc.text[line_start(doc.text, start - 1) : start - 1]
    if not _is_prose(before) or not _continues(before, doc.text[start:end].lstrip(" ")):
        return False
    text = found.text_at(start)
    return text is not None and text.parent is doc.tree and found.around(start) == "text"


def _indented(text: str) -> Iterator[tuple[int, int]]:
    """The lines that begin with a blank and hold something that is no argument, table or list."""
    at = text.find("\n ")
    while at >= 0:
        end = text.find("\n", at + 1)
        end = len(text) if end < 0 else end
        content = text[at + 1 : end].strip()
        if content and not content.startswith(_LAYOUT):
            yield at + 1, end
        at = text.find("\n ", end)


def _has_boxes(found: Blanks, lines: list[tuple[int, int]]) -> bool:
    """Whether two lines in a row are indented: who writes boxes on purpose writes single lines."""
    return any(
        end + 1 == start and found.around(start) == "text"
        for (_, end), (start, _) in pairwise(lines)
    )


def _is_prose(line: str) -> bool:
    if not line or line.rstrip().endswith(":"):
        return False
    return line[0].isalnum() or line.startswith(_OPENERS)


def _continues(before: str, content: str) -> bool:
    """Whether a line goes on in the sentence before, or is one."""
    words = content.split()
    if len(words) < 2 or not (content[0].isalpha() or content.startswith(_OPENERS)):
        return False
    if not _CODE.isdisjoint(content) or "  " in content.strip():
        return False
    if before.rstrip().endswith((".", "!", "?", ")", ">", "}")):
        return content[0].isupper() and len(words) >= _SENTENCE and content.rstrip()[-1] in ".!?"
    return True
