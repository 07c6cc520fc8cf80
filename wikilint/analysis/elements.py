"""HTML elements as they come to stand: what is never closed, never opened, or closed crosswise.

MediaWiki puts paragraphs, list items, headings and table cells around the lines of a page; then
HTML5's tree construction (`wikilint.analysis.tree_building`) takes tags and these as they come. A
page on which every element closes within its line, in order, never gets to it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from wikilint.analysis.blanks import line_start
from wikilint.analysis.blocks import Line, lines
from wikilint.analysis.page_tags import page_tags, tokens_by_kind
from wikilint.analysis.transclusion import completing_templates, is_conditional, is_transcluded
from wikilint.analysis.tree_building import SPECIAL, TABLE_PARTS, ElementFault, TreeBuilder
from wikilint.document import Document, analysis
from wikilint.syntax import Token

_ITEM_MARKS = frozenset("*#:;")


@analysis
def elements(doc: Document) -> tuple[ElementFault, ...]:
    """The faults of the page's HTML elements, in the order of the text.

    None on pages that are made to be transcluded, whose elements may end elsewhere; none for tags
    that a parser function may leave out, or that a template of the page seems to go with.
    """
    tags = page_tags(doc).tags
    unsettled = _unsettled(doc, tags)
    if unsettled is None or is_transcluded(doc):
        return ()
    found = _read(doc, tags, *unsettled)
    if found:
        first, last = completing_templates(doc)
        found = [fault for fault in found if not _is_completed_elsewhere(doc, fault, first, last)]
    return tuple(sorted(found, key=lambda fault: fault.token.start))


def _is_completed_elsewhere(doc: Document, fault: ElementFault, first: int, last: int) -> bool:
    """Whether a parser function decides about the tag, or a template may bring its partner."""
    for token in (fault.token, fault.partner):
        if token is not None and is_conditional(doc, token.start, token.end):
            return True
    if fault.partner is not None or fault.token.name not in SPECIAL:
        return False
    start = fault.token.start
    return last > start if fault.kind == "unclosed" else first < start


def _unsettled(doc: Document, tags: Sequence[Token]) -> tuple[int, int] | None:
    """The first and, exclusively, the last of the tags that do not simply pair; None if all do.

    Simply: each element closes in order, and each that is no block within its line. What stands
    around such elements has no part in what becomes of the others.
    """
    text = doc.text
    extensions = doc.site.extension_tags
    has_tables = bool(tokens_by_kind(doc)["|"])
    stack: list[Token] = []
    outermost = last = 0
    first = -1
    is_settled = True  # whether all that has closed since the outermost open tag does so simply
    for index, token in enumerate(tags):
        start, _, kind, name = token
        if not stack:
            outermost = index
        if kind == "<":
            if name in TABLE_PARTS and not (has_tables or any(t.name == "table" for t in stack)):
                break
            stack.append(token)
            continue
        if not stack or stack[-1].name != name:
            break
        opener = stack.pop()
        if name not in extensions:
            is_settled = is_settled and not _crosses(text, opener, start, has_tables=has_tables)
        if not is_settled and not stack:
            first, last, is_settled = outermost if first < 0 else first, index + 1, True
    else:
        if not stack:
            return None if first < 0 else (first, last)
    return outermost if first < 0 else first, len(tags)


def _crosses(text: str, opener: Token, end: int, *, has_tables: bool) -> bool:
    """Whether an element reaches over the end of what its lines make of it."""
    at = opener.end
    if has_tables and (text.find("||", at, end) >= 0 or text.find("\n|", at, end) >= 0):
        return True
    if text.find("\n", at, end) < 0:
        return False
    return opener.name not in SPECIAL or text[line_start(text, at)] in _ITEM_MARKS


def _read(doc: Document, tags: Sequence[Token], first: int, last: int) -> list[ElementFault]:
    """Build the elements of the page, line by line where the tags from `first` to `last` stand."""
    tables = tokens_by_kind(doc)["|"]
    if any(tag.name == "p" for tag in tags):  # a paragraph ends where another one begins
        first, last = 0, len(tags)
    elif tables and tables[0].start < tags[last - 1].end:
        first = 0  # what is open there, the lines before decide
    builder = TreeBuilder(doc.site.extension_tags)
    index = 0
    starts = [token.start for token in tags]
    splits = _CellMarks(doc)
    for line in lines(doc, tags[first].start if first else 0):
        while index < len(tags) and tags[index].start < line.start:  # in a line left out
            builder.tag(tags[index])
            index += 1
        until = bisect_left(starts, line.end, index)
        own = tags[index:until]
        builder.begin(line, any(tag.name in SPECIAL for tag in own))
        marks = splits.of(line) if line.kind == "cell" and builder.in_table else ()
        events: list[tuple[int, Token | None]] = [(tag.start, tag) for tag in own]
        events += ((mark, None) for mark in marks)
        for _, tag in sorted(events, key=lambda event: event[0]):
            if tag is None:
                builder.cell()
            else:
                builder.tag(tag)
            if builder.too_deep:
                return []
        builder.finish(line)
        index = until
        if index >= last and builder.is_idle:
            break
    for tag in tags[index:]:
        builder.tag(tag)
        if builder.too_deep:
            return []
    return builder.end()


class _CellMarks:
    """Where lines of a table are divided into cells."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        tree = doc.tree
        nodes = (*tree.templates, *tree.wikilinks, *tree.comments)
        opaque = (tag for tag in tree.tags if tag.opaque)
        self._covers = sorted((node.start, node.end) for node in (*nodes, *opaque))
        self._starts = [start for start, _ in self._covers]

    def of(self, line: Line) -> Iterator[int]:
        """The places of ``||`` (and of ``!!`` in a line of header cells) outside templates."""
        text = self._doc.text
        header = text[line.start : line.end].lstrip()[:1] == "!"
        at = line.start + 1
        while True:
            found = [text.find(mark, at, line.end) for mark in ("||", "!!")[: 1 + header]]
            places = [place for place in found if place >= 0]
            if not places:
                return
            place = min(places)
            if not self._covered(place):
                yield place
            at = place + 2

    def _covered(self, place: int) -> bool:
        index = bisect_left(self._starts, place) - 1
        return index >= 0 and self._covers[index][1] > place
