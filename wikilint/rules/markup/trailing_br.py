from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wikilint import Applicability, Document, Edit, Effect, Finding, Fix, rule
from wikilint.analysis import templates
from wikilint.analysis.citations import citations
from wikilint.analysis.code_places import is_code
from wikilint.analysis.html_elements import tags
from wikilint.analysis.namespaces import FILE
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import GalleryItem, Heading, Node, Parameter, Tag, Template, Tree, Wikilink

_ENDS = ("\n", "|", "]]", "}}", "=")
_LIST_MARKS = "*#:;"
_VERBATIM = frozenset({"poem", "blockquote"})
_UNWORDED = frozenset({"access", "identifier", "publication", "quote", "url"})


class _Place(NamedTuple):
    """What a line break ends, and what becomes of the page without it."""

    name: str
    applicability: Applicability = "safe"
    effect: Effect = "cosmetic"


@rule("trailing-br", severity="off", scope="any", fixes=("safe", "unsafe"))
def trailing_br(doc: Document) -> Iterator[Finding]:
    """A line break tag at the end of a list item, caption, heading, paragraph or argument.

    These end with a line break anyway, and browsers show none for a `<br>` at the end of a block
    ([Help:Line-break handling](https://en.wikipedia.org/wiki/Help:Line-break_handling)). In a
    template's argument it may open an empty line.

    Never reported: table rows, `<poem>`, `<blockquote>`, code, lines of line breaks alone (they are
    meant as room), templates of the site that are known to want the tag (`{{marriage}}`), values
    of citations that `markup-in-citation-value` looks at, pages that are made to be transcluded.

    **Fix.** Safe and cosmetic for one line break at the end of a list item, a file's caption or a
    heading. Unsafe in an argument, which the template may put before more text, before a blank
    line or a list, behind a maintenance template, and where there are several.
    """
    last = -1
    for tag in tags(doc).get("br", ()):
        if tag.end <= last or tag.attributes:
            continue
        run = _run().match(doc.text, tag.start)
        if run is None:
            continue
        last = run.end()  # also of a run that ends nothing: its other tags are looked at no more
        if last < len(doc.text) and not doc.text.startswith(_ENDS, last):
            continue
        start = tag.start
        while start and doc.text[start - 1] in " \t":
            start -= 1
        place = _place(doc, tag, start, last)
        if place is None or is_code(doc, tag.start, last) or is_transcluded(doc):
            continue
        source = run[0].rstrip(" \t")
        several = source.count("<") > 1
        stop = last if doc.text.startswith("\n", last) else tag.start + len(source)
        fix = Fix(
            "remove the line break",
            (Edit((start, stop), ""),),
            "unsafe" if several else place.applicability,
            effect="visible" if several else place.effect,
        )
        message = f"{tag} at the end of {place.name}"
        yield Finding((tag.start, tag.start + len(source)), message, fix)


@cache
def _run() -> re.Pattern[str]:
    """Line breaks with nothing but blanks between them."""
    return re.compile(r"(?:<br ?/?>[ \t]*+)++", re.IGNORECASE)


def _place(doc: Document, tag: Tag, start: int, end: int) -> _Place | None:
    """What the line breaks end; None if they may be there for a purpose."""
    text = doc.text
    line = text.rfind("\n", 0, start) + 1
    if start == line or (text[line] in "|!" and type(tag.parent) is not Parameter):
        return None
    around: list[Node] = list(tag.ancestors())
    if any(isinstance(node, Tag) and node.name in _VERBATIM for node in around):
        return None
    inner = around[0]
    if isinstance(inner, Heading):
        return _Place("a heading") if inner.title_span.end <= end else None
    if isinstance(inner, GalleryItem):
        return _Place("a caption") if end >= inner.end else None
    if isinstance(inner, Wikilink):
        is_caption = doc.site.split_title(inner.target)[0] == FILE and end == inner.end - 2
        return _Place("a caption") if is_caption else None
    item_end = text.startswith("\n", end) or end == len(text)
    if item_end and all(node.start < line or type(node) is Tree for node in around):
        if text[line] in _LIST_MARKS:
            is_empty = not text[line:start].strip(_LIST_MARKS + " \t")
            return None if is_empty else _Place("a list item")
        if isinstance(inner, Tree):
            return _of_line(doc, line, start, end)
    return _of_argument(doc, inner, start, end) if isinstance(inner, Parameter) else None


def _of_argument(doc: Document, param: Parameter, start: int, end: int) -> _Place | None:
    template = param.parent
    assert isinstance(template, Template)
    is_last = not doc.text[end : param.end].strip()
    if not is_last or template.kind != "template" or start <= param.value_span.start:
        return None
    if template.name in doc.site.data["break_templates"] or _is_cited(doc, template, param):
        return None
    return _Place(f"the value of {param.name}", "unsafe", "visible")


def _is_cited(doc: Document, template: Template, param: Parameter) -> bool:
    """Whether it is a value of a citation of which `markup-in-citation-value` tells."""
    citation = citations(doc).of(template)
    if citation is None or citation.wrapper or not param.named:
        return False
    return citation.role_of(param) not in _UNWORDED


def _of_line(doc: Document, line: int, start: int, end: int) -> _Place | None:
    """Of a line of text that is neither list nor table."""
    text = doc.text
    if text[line:start].endswith("}}") and _is_banner(doc, line, start):
        return _Place("a line of maintenance templates", "unsafe", "visible")
    behind = text[end + 1 : end + 2]
    if behind == "\n" and "<blockquote" not in text:
        return _Place("a paragraph", "unsafe")
    if behind and behind in _LIST_MARKS:
        return _Place("a line before a list", "unsafe")
    return None


def _is_banner(doc: Document, start: int, end: int) -> bool:
    """Whether a line holds nothing but a maintenance template."""
    return any(t.span == (start, end) for t in templates(doc).family("maintenance"))
