from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.html_elements import html_elements
from wikilint.analysis.page_tags import tag_names
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Parameter, Tag, Text

_NAMES = ("ul", "ol", "li", "table")
_MARKS = {"ul": "*", "ol": "#"}
# What wikitext cannot say of a list.
_ATTRIBUTES = ("reversed", "start", "style", "type", "value")
_BLOCKS = frozenset({
    "blockquote", "center", "dl", "div", "gallery", "ol", "p", "poem", "pre", "source",
    "syntaxhighlight", "table", "ul",
})  # fmt: skip


@rule("html-list-or-table", severity="off", scope="any", fixes=("manual",))
def html_list_or_table(doc: Document) -> Iterator[Finding]:
    """A list or table is written in HTML instead of wiki markup.

    `*`, `#` and `{|` are shorter and what most editors know
    ([Help:List](https://en.wikipedia.org/wiki/Help:List),
    [Help:Table](https://en.wikipedia.org/wiki/Help:Table)).

    Never reported: what wikitext cannot say (`<ol start>`, `type`, `reversed`, `<li value>`,
    styles, items of several paragraphs or with blocks in them), templates' arguments, a list or
    table inside another one, code, pages that are made to be transcluded.

    **Fix.** Manual: a list of its own lines, of plain items without attributes, is written out.
    """
    if tag_names(doc).isdisjoint(_NAMES):
        return
    present = html_elements(doc)
    found = [tag for name in _NAMES for tag in present.get(name, ())]
    if not found or is_transcluded(doc):
        return
    last = -1
    for tag in sorted(found, key=lambda tag: tag.start):
        if tag.start < last:
            continue
        last = tag.end
        if _is_expressible(tag):
            what, mark = ("table", "{|") if tag.name == "table" else ("list", "* or #")
            message = f"a {what} in HTML: {mark} does the same"
            yield Finding(tag.opening_span, message, _fix(doc.text, tag))


def _is_expressible(tag: Tag) -> bool:
    if any(isinstance(node, Parameter) for node in tag.ancestors()):
        return False
    if tag.name == "table":
        return "{|" not in tag.content
    inner = [node for node in tag.walk() if isinstance(node, Tag)]
    lists = [node for node in (tag, *inner) if node.name in (*_MARKS, "li")]
    if "\n\n" in tag.content.strip() or not any(node.name == "li" for node in lists):
        return False
    if any(node.get(name) for node in lists for name in _ATTRIBUTES):
        return False
    return not any(node.name in _BLOCKS for node in inner if node.name not in _MARKS)


def _fix(text: str, tag: Tag) -> Fix | None:
    mark = _MARKS.get(tag.name)
    is_alone = {text[tag.start - 1 : tag.start], text[tag.end : tag.end + 1]} <= {"", "\n"}
    if not mark or tag.attributes or not is_alone:
        return None
    items = []
    for node in tag.content_nodes or ():
        if isinstance(node, Tag) and node.name == "li" and not node.attributes:
            items.append(re.sub(r"\s*\n\s*", " ", node.content.strip()))
        elif not isinstance(node, Text) or str(node).strip():
            return None
    if not items or not all(items) or any("<ul" in item or "<ol" in item for item in items):
        return None
    new = "\n".join(f"{mark} {item}" for item in items)
    return Fix("write a wikitext list", (Edit(tag.span, new),), "manual")
