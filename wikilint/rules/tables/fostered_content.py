from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from wikilint import Document, Finding, rule
from wikilint.analysis.namespaces import CATEGORY
from wikilint.analysis.page_tags import page_tags, tag_names, tokens_by_kind
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Argument, ExternalLink, Node, Tag, Template, Text, Wikilink

_NOT_MOVED = frozenset({"caption", "td", "th", "tr", "tbody", "thead", "tfoot", "br", "table"})
_TABLE = "{|"


@rule("fostered-content", severity="warning", scope="any", fixes=())
def fostered_content(doc: Document) -> Iterator[Finding]:
    """Part of a table that browsers move out of it, or MediaWiki drops.

    Text between `{|` and the first cell, or between the rows, is shown above the table; a table
    that begins right inside another, outside its cells, takes the place of the outer one; an HTML
    table in a list item breaks the list where it goes on in the next line. MediaWiki's Linter
    calls these [fostered](https://www.mediawiki.org/wiki/Help:Lint_errors/fostered),
    [deletable-table-tag](https://www.mediawiki.org/wiki/Help:Lint_errors/deletable-table-tag) and
    [multiline-html-table-in-list](https://www.mediawiki.org/wiki/Help:Lint_errors/multiline-html-table-in-list).

    Never reported: templates in the place of a row, and what stands behind one; categories,
    behaviour switches, comments; pages that are made to be transcluded.

    There is no fix: which cell the text belongs to is the author's to say.
    """
    found = [*_outside_cells(doc), *_tables_in_tables(doc), *_tables_in_lists(doc)]
    if found and not is_transcluded(doc):
        yield from found


def _outside_cells(doc: Document) -> Iterator[Finding]:
    if not tokens_by_kind(doc)["|"] and "table" not in tag_names(doc):
        return
    for tag in doc.tree.tags:
        if tag.name not in ("table", "tr"):
            continue
        for node in tag.content_nodes or ():
            if type(node) is Tag and node.markup is not None:
                continue
            if isinstance(node, (Template, Argument)):
                break
            span = _visible(doc, node)
            if span is not None:
                yield Finding(span, "this stands outside the table’s cells and moves above it")
                break


def _visible(doc: Document, node: Node) -> tuple[int, int] | None:
    """What a reader sees of a node; None if nothing."""
    if isinstance(node, Text):
        source = str(node)
        if source.isspace():
            return None
        source = re.sub(r"__[A-Z]+__", "", source)
        if not source.strip() or any(mark in source for mark in ("{|", "|}", "<")):
            return None
        lead = len(str(node)) - len(str(node).lstrip())
        return node.start + lead, node.start + len(str(node).rstrip())
    if isinstance(node, Wikilink):
        namespace = doc.site.split_title(node.target)[0]
        hidden = namespace == CATEGORY and not node.target.strip().startswith(":")
        return None if hidden else (node.start, node.end)
    if isinstance(node, Tag):
        is_moved = node.name in doc.site.html_tags and node.name not in _NOT_MOVED
        return (node.start, node.end) if is_moved else None
    return (node.start, node.end) if isinstance(node, ExternalLink) else None


def _tables_in_tables(doc: Document) -> Iterator[Finding]:
    kinds = tokens_by_kind(doc)
    text = doc.text
    before = None
    for token in sorted(kinds["|"] + kinds["}|"]):
        if token.kind == "|":
            if before is not None:
                between = text[before.end : token.start].partition("\n")[2]
                if "\n" in text[before.end : token.start] and not between.strip():
                    message = "a table right inside another, outside its cells: MediaWiki drops one"
                    yield Finding((token.start, token.start + len(_TABLE)), message)
            before = token
        else:
            before = None


def _tables_in_lists(doc: Document) -> Iterator[Finding]:
    if "table" not in tag_names(doc):
        return
    text = doc.text
    opened = [token for token in page_tags(doc).tags if token.name == "table"]
    for token, behind in pairwise(opened):
        if token.kind == "<" and behind.kind == ">":
            line = text.rfind("\n", 0, token.start) + 1
            if text[line : line + 1] in "*#:;" and "\n" in text[token.end : behind.start]:
                message = "an HTML table in a list item must stand on one line"
                yield Finding((token.start, token.end), message)
