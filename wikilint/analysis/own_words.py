"""Whether the wording of a place is the page's own, so that house style may be asked of it."""

from __future__ import annotations

from wikilint.analysis.code_places import is_code
from wikilint.analysis.prose import prose
from wikilint.analysis.segments import MASK
from wikilint.document import Document

_KEPT = frozenset(
    {
        *("footnote", "heading", "indented", "italic", "language", "quotation", "quote", "table"),
        *("title", "verbatim"),
    }
)


def is_own_words(doc: Document, start: int, end: int) -> bool:
    """Whether a place is running text, a caption or an argument of words, and says nothing quoted.

    Footnotes, headings, tables, italics, sources, quotations, other languages, code and lines that
    begin with a colon or a semicolon are no such text.
    """
    found = prose(doc)
    if MASK in found.text[start:end]:
        return False
    contexts = found.contexts_at(start)
    if not contexts or not contexts.isdisjoint(_KEPT):
        return False
    line = doc.text.rfind("\n", 0, start) + 1
    return doc.text[line] not in ":;" and not is_code(doc, start, end)
