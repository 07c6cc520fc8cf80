"""Whether what stands on a page is all that there is of it."""

from __future__ import annotations

from bisect import bisect_left

from wikilint.analysis.brackets import brackets
from wikilint.analysis.namespaces import MODULE, TEMPLATE
from wikilint.analysis.page_tags import tag_names
from wikilint.analysis.templates import templates
from wikilint.document import Document, analysis


@analysis
def is_transcluded(doc: Document) -> bool:
    """Whether the page is made to be put into others, so that halves of markup are ordinary."""
    if doc.namespace in (TEMPLATE, MODULE) or doc.tree.arguments:
        return True
    return not tag_names(doc).isdisjoint(doc.site.data["inclusion_tags"])


def is_conditional(doc: Document, start: int, end: int) -> bool:
    """Whether a parser function or a template's parameter decides if a place is there at all.

    By the brackets of the text: with half an element in an argument, the tree sees no template.
    """
    found = _conditions(doc)
    index = bisect_left(found, (start,)) - 1
    return index >= 0 and end < found[index][1]


def completing_templates(doc: Document) -> tuple[int, int]:
    """Where the first template begins that may open an element, and the last that may close one.

    By their names; the end of the text and -1 if there are none.
    """
    opening = tuple(doc.site.data["opening_template_words"])
    closing = tuple(doc.site.data["closing_template_words"])
    named = [(template.start, template.name.lower()) for template in templates(doc).all]
    first = min((at for at, name in named if name.endswith(opening)), default=len(doc.text))
    return first, max((at for at, name in named if name.endswith(closing)), default=-1)


@analysis
def _conditions(doc: Document) -> list[tuple[int, int]]:
    """The outermost braces of parser functions and parameters; braces are never crosswise."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(brackets(doc).braces):
        if doc.text[start + 2] in "#{" and not (found and start < found[-1][1]):
            found.append((start, end))
    return found
