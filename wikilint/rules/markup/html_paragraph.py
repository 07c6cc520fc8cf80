from __future__ import annotations

from collections.abc import Iterator, Sequence

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.page_tags import page_tags
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Tag, Token

_LINE_MARKS = "*#:;={|!-_ "
_LIST_MARKS = "*#:; "


@rule("html-paragraph", severity="off", scope="any", fixes=("unsafe",))
def html_paragraph(doc: Document) -> Iterator[Finding]:
    """`<p>` stands where a blank line begins a paragraph.

    In wikitext a blank line does it
    ([Help:Formatting](https://www.mediawiki.org/wiki/Help:Formatting)). Only paragraphs of the
    page itself are reported: in lists, table cells, quotations, references and templates a blank
    line means something else. Not reported either: tags with attributes, in `<nowiki>`, comments
    and code, and pages that are made to be transcluded.

    **Fix.** Unsafe, as the distance may differ: a blank line takes the place of each tag. None
    where what follows would begin a list, a table or a heading.
    """
    tags = [token for token in page_tags(doc).tags if token.name == "p"]
    if not tags or is_transcluded(doc):
        return
    for index, token in enumerate(tags):
        plain = token.kind == "<" and doc.text[token.start : token.end].lower() == "<p>"
        if plain and _is_on_page(doc, token):
            yield _finding(doc, token, tags[index + 1 : index + 2])


def _is_on_page(doc: Document, token: Token) -> bool:
    """Whether nothing but paragraphs is around the tag."""
    line = doc.text.rfind("\n", 0, token.start) + 1
    if doc.text[line] in _LIST_MARKS or is_code(doc, token.start, token.end):
        return False
    node = doc.tree.at(token.start, token.end)
    around = [n for n in (node, *node.ancestors()) if n.parent is not None]
    return all(
        (isinstance(n, Tag) and n.name == "p") or not any(True for _ in n.children())
        for n in around
    )


def _finding(doc: Document, token: Token, following: Sequence[Token]) -> Finding:
    span = (token.start, token.end)
    closing = following[0] if following and following[0].kind == ">" else None
    edits = [_break(doc.text, tag) for tag in (token, closing) if tag is not None]
    message = "<p> begins a paragraph: write a blank line"
    whole = [edit for edit in edits if edit is not None]
    if len(whole) < len(edits):
        return Finding(span, message)
    reshapes = (whole[0].span[0], whole[-1].span[1])
    fix = Fix("write a blank line", tuple(whole), effect="markup", reshapes=reshapes)
    return Finding(span, message, fix)


def _break(text: str, token: Token) -> Edit | None:
    """A blank line in place of the tag; nothing at the edges of the page and before an end."""
    start, end = token.start, token.end
    while start and text[start - 1] in " \n":
        start -= 1
    while end < len(text) and text[end] in " \n":
        end += 1
    if start == 0:
        blank = ""
    elif end == len(text):
        return Edit((start, token.end), "")
    else:
        blank = "\n\n"
    behind = text[end : end + 1]
    if behind in _LINE_MARKS:
        if token.kind == "<" or "\n" not in text[token.end : end]:
            return None
        return Edit((start, token.end), "")
    return Edit((start, end), blank)
