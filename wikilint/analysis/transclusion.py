"""Whether what stands on a page is all that there is of it."""

from __future__ import annotations

from wikilint.analysis.brackets import brackets
from wikilint.document import Document, analysis

_TEMPLATE, _MODULE = 10, 828


@analysis
def is_transcluded(doc: Document) -> bool:
    """Whether the page is made to be put into others, so that halves of markup are ordinary."""
    if doc.namespace in (_TEMPLATE, _MODULE) or doc.tree.arguments:
        return True
    tags = frozenset(doc.site.data["inclusion_tags"])
    return any(token.name in tags for token in doc.scan.tokens)


def is_conditional(doc: Document, start: int, end: int) -> bool:
    """Whether a parser function or a template's parameter decides if a place is there at all.

    By the brackets of the text: with half an element in an argument, the tree sees no template.
    """
    text = doc.text
    return any(
        before < start and end < after and text[before + 2] in "#{"
        for before, after in brackets(doc).braces
    )
