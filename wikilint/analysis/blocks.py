"""The lines of a page as MediaWiki's block pass sees them.

A line break inside a template, a link, a comment, a footnote or a tag ends no line of the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.blanks import line_start
from wikilint.analysis.page_tags import page_tags
from wikilint.document import Document

BlockKind: TypeAlias = Literal[
    "blank", "text", "list", "heading", "indented", "rule", "table", "row", "cell", "end"
]


class Line(NamedTuple):
    """A line of the page: where it begins and ends, and what it is to MediaWiki.

    kind: ``table`` and ``end`` begin and end a wiki table; ``cell`` and ``row`` are lines that
        begin with its marks, wherever they stand.
    """

    start: int
    end: int
    kind: BlockKind


def lines(doc: Document, place: int = 0) -> Iterator[Line]:
    """The lines of the page from that of `place` on, in the order of the text."""
    text = doc.text
    spans = _covers(doc)
    first = bisect_right(spans, place, key=lambda span: span[0])
    start = line_start(text, place)
    while first and spans[first - 1][1] > start:  # in which the line does not begin
        first -= 1
        start = min(start, line_start(text, spans[first][0]))
    skip = start
    covers = iter([*spans[first:], (len(text) + 1, len(text) + 1)])
    cover_start, cover_end = next(covers)
    while True:
        end = text.find("\n", max(start, skip))
        if end < 0:
            end = len(text)
        while end >= cover_end:
            cover_start, cover_end = next(covers)
        if cover_start < end < cover_end:
            skip = cover_end
            continue
        kind = _kind(text[start:end])
        if kind:
            yield Line(start, end, kind)
        if end >= len(text):
            return
        start = skip = end + 1


def _covers(doc: Document) -> list[tuple[int, int]]:
    """Spans over several lines that are one thing, in order, none inside another."""
    tree, text = doc.tree, doc.text
    nodes = (*tree.templates, *tree.wikilinks, *tree.comments)
    spans = [(node.start, node.end) for node in nodes]
    starts = []
    extensions = doc.site.extension_tags
    for tag in page_tags(doc).tags:
        if tag.name in extensions:
            if tag.kind == "<":
                starts.append(tag.start)
            elif starts:
                spans.append((starts.pop(), tag.end))
        else:
            spans.append((tag.start, tag.end))
    spans += ((tag.start, tag.end) for tag in tree.tags if tag.opaque)
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if text.find("\n", *span) >= 0):
        if not found or start >= found[-1][1]:
            found.append((start, end))
        elif end > found[-1][1]:
            found[-1] = (found[-1][0], end)
    return found


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"<!--.*?-->", re.DOTALL)


def _kind(line: str) -> BlockKind | None:
    """What a line is; None for one that holds nothing but comments, which MediaWiki drops."""
    if "<!--" in line:
        line = _comment().sub("", line)
        if not line.strip():
            return None
    head = line[:1]
    if not head or line.isspace():
        return "blank"
    if head in "*#:;":
        return "table" if line.lstrip(": \t").startswith("{|") else "list"
    if head == "=" and line.rstrip().endswith("=") and len(line.rstrip()) > 2:
        return "heading"
    if head == "-" and line.startswith("----"):
        return "rule"
    stripped = line.lstrip(" \t")
    if stripped.startswith("{|"):
        return "table"
    if stripped.startswith("|}") and not stripped.startswith("|}}"):
        return "end"
    if stripped.startswith("|-"):
        return "row"
    if stripped[0] in "|!":
        return "cell"
    return "indented" if head == " " else "text"
