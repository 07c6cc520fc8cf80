from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.blanks import is_blank
from wikilint.analysis.heading_lines import heading_lines
from wikilint.syntax import Heading, Tag, Text

_BOLD = ("b", "strong")
_ITALIC = ("i", "em")


@rule("bold-heading", severity="off", scope="any", fixes=("safe",))
def bold_heading(doc: Document) -> Iterator[Finding]:
    """A heading is bold as a whole.

    Headings have a look of their own, which every skin and every reader's settings may change; bold
    markup in them is redundant or out of place
    ([MOS:NOBOLD](https://en.wikipedia.org/wiki/MOS:NOBOLD)).

    Never reported: a heading that is bold in part, which may be meant; code. Italics stay.

    **Fix.** Safe: the marks go. The anchor is the same, as it has no markup.
    """
    for heading in heading_lines(doc).sound:
        if len(heading.title_nodes) == 1 and type(heading.title_nodes[0]) is Text:
            continue
        bold = _bold(heading)
        if bold is not None and bold.closing_span is not None and not bold.attributes:
            edits = (_edit(doc, bold, bold.opening_span), _edit(doc, bold, bold.closing_span))
            fix = Fix("remove the bold markup", edits, "safe", reshapes=heading.span)
            yield Finding(heading.title_span, "a heading needs no bold markup", fix)


def _bold(heading: Heading) -> Tag | None:
    """The bold text that is all of the heading, italics round it apart."""
    nodes = heading.title_nodes
    while True:
        seen = [node for node in nodes if not is_blank(node)]
        if len(seen) != 1 or not isinstance(seen[0], Tag):
            return None
        tag = seen[0]
        if tag.name in _BOLD:
            return tag if tag.content.strip() else None
        if tag.name not in _ITALIC:
            return None
        nodes = list(tag.content_nodes or ())


def _edit(doc: Document, bold: Tag, span: tuple[int, int]) -> Edit:
    """Remove the marks of one side, a whole run of quotes at a time."""
    start, end = span
    if bold.markup is None:
        return Edit(span, "")
    while doc.text[start - 1] == "'":
        start -= 1
    while doc.text[end] == "'":
        end += 1
    return Edit((start, end), "'" * (end - start - 3))
