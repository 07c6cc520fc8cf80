"""Runs of apostrophes, paired as MediaWiki pairs them: line by line.

The tokenizer pairs them across lines. To MediaWiki, a template's argument, a link's label, a
table's cell and a footnote have lines of their own, and a line break inside a template, a comment
or a footnote ends no line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wikilint.analysis.blanks import line_start
from wikilint.analysis.page_tags import page_tags, tokens_by_kind
from wikilint.document import Document, analysis
from wikilint.syntax import (
    Argument,
    Comment,
    GalleryItem,
    Heading,
    Node,
    Parameter,
    Tag,
    Template,
    Text,
    Token,
    Tree,
    Wikilink,
)

_ITALIC, _BOLD, _BOTH = 2, 3, 5
# Whose contents are lines of their own; of tags, extensions' and the cells of tables besides.
_CELLS = frozenset({"td", "th", "caption"})


class UnclosedQuotes(NamedTuple):
    """A run that opens italics or bold text which nothing closes before the line ends.

    start, end: the run. width: 2 for italics, 3 for bold text, 5 for both. line_end: where it ends
    instead. within: the node whose line it is on; the tree for the page's own lines.
    """

    start: int
    end: int
    width: int
    line_end: int
    within: Node


@analysis
def unclosed_quotes(doc: Document) -> tuple[UnclosedQuotes, ...]:
    """The runs that nothing closes, in the order of the text."""
    runs = tokens_by_kind(doc)["'"]
    found: list[UnclosedQuotes] = []
    for region in _regions(doc, runs):
        by_node: dict[Node, list[Token]] = {}
        for run in region:
            node = _line_holder(doc, run)
            if node is not None:
                by_node.setdefault(node, []).append(run)
        found += (
            unclosed
            for node, own in by_node.items()
            for line in _lines(doc, node, own)
            for unclosed in _unclosed(doc, node, line)
        )
    return tuple(sorted(found))


def _regions(doc: Document, runs: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The runs that are worth a look: lines with an odd one, and all that is one thing with them.

    On most lines both kinds occur an even number of times, and that is seen without the tree.
    """
    text, nodes = doc.text, doc.tree.nodes
    last = page_tags(doc).end
    starts = [run.start for run in runs]
    done = 0
    for start, end in _odd_lines(text, runs):
        if start < done or start >= last:
            continue
        # widen to whole lines and whole nodes: what a template holds is on no line of the page
        while True:
            first = max(bisect_right(nodes, start, key=lambda node: node.start) - 1, 0)
            behind = bisect_left(nodes, end, key=lambda node: node.start)
            held = [node for node in nodes[first:behind] if not isinstance(node, Text)]
            wider = (
                min([start, *(line_start(text, node.start) for node in held if node.end > start)]),
                max([end, *(_line_end(text, node.end) for node in held)]),
            )
            if wider == (start, end):
                break
            start, end = wider
        done = end
        yield runs[bisect_left(starts, start) : bisect_left(starts, min(end, last))]


def _odd_lines(text: str, runs: Sequence[Token]) -> Iterator[tuple[int, int]]:
    italics = bolds = False
    line_end = -1
    for start, end, _, _ in runs:
        if start > line_end:
            if italics or bolds:
                yield line_start(text, line_end), line_end
            italics = bolds = False
            line_end = _line_end(text, end)
        italics ^= _marks(end - start, _ITALIC)
        bolds ^= _marks(end - start, _BOLD)
    if italics or bolds:
        yield line_start(text, line_end), line_end


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _line_holder(doc: Document, run: Token) -> Node | None:
    """The node on whose lines a run counts; None for one that is no markup, or undecidable."""
    extensions = doc.site.extension_tags
    node = doc.tree.at(run.start, run.end)
    for around in (node, *node.ancestors()):
        if isinstance(around, (Comment, Argument)):
            return None
        if isinstance(around, Parameter):
            template = around.parent
            if isinstance(template, Template) and template.kind != "template":
                return None
            return around
        if isinstance(around, Tag):
            if around.opaque:
                return None
            if around.name in extensions or (around.markup and around.name in _CELLS):
                return around
        if isinstance(around, (Tree, GalleryItem, Heading)):
            return around
        if isinstance(around, Wikilink):
            return around if run.start > around.pipe else None
    return None


def _lines(doc: Document, holder: Node, runs: Sequence[Token]) -> Iterator[list[Token]]:
    """The runs of each line."""
    text = doc.text
    covers = iter(sorted(_covers(doc, holder, runs[0].start, runs[-1].end)))
    cover = next(covers, None)
    line: list[Token] = []
    at = runs[0].start
    for run in runs:
        broken = False
        while not broken:
            newline = text.find("\n", at, run.start)
            if newline < 0:
                break
            while cover is not None and cover[1] <= newline:
                cover = next(covers, None)
            if cover is not None and cover[0] < newline:
                at = cover[1]
            else:
                broken = True
        if broken and line:
            yield line
            line = []
        line.append(run)
        at = run.end
    yield line


def _covers(doc: Document, holder: Node, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of what stands between two places of the holder and hides line breaks."""
    extensions = doc.site.extension_tags
    for nodes in (doc.tree.templates, doc.tree.comments, doc.tree.tags):
        first = bisect_left(nodes, start, key=lambda node: node.start)
        for index in range(first, len(nodes)):
            node = nodes[index]
            if node.start >= end:
                break
            is_markup = isinstance(node, Tag) and (node.markup or node.name not in extensions)
            if node is not holder and not is_markup:
                yield node.start, node.end


def _unclosed(doc: Document, holder: Node, line: Sequence[Token]) -> Iterator[UnclosedQuotes]:
    """What Parser::doQuotes would close at the line's end. Both kinds open: it reinterprets one."""
    italics = sum(_marks(run.end - run.start, _ITALIC) for run in line) % 2
    bolds = sum(_marks(run.end - run.start, _BOLD) for run in line) % 2
    if not italics and not bolds:
        return
    if italics and bolds:
        both = [run for run in line if run.end - run.start >= _BOTH]
        if len(both) < len(line):
            return  # one that opens bold text is taken for an apostrophe and italics
        run = both[-1]
        yield UnclosedQuotes(run.start, run.end, _BOTH, _line_end_in(doc, holder, line), holder)
        return
    width = _BOLD if bolds else _ITALIC
    open_run: Token | None = None
    for run in line:
        if _marks(run.end - run.start, width):
            open_run = run if open_run is None else None
    assert open_run is not None  # an odd number of them
    line_end = _line_end_in(doc, holder, line)
    yield UnclosedQuotes(open_run.start, open_run.end, width, line_end, holder)


def _line_end_in(doc: Document, holder: Node, line: Sequence[Token]) -> int:
    """Where the line ends that the last run is on: at the line break, or with what holds it."""
    last = line[-1].end
    end = holder.end
    if isinstance(holder, Wikilink):
        end -= len("]]")
    elif isinstance(holder, Heading):
        end = holder.title_span.end
    elif isinstance(holder, Tag) and holder.content_span is not None:
        end = holder.content_span.end
    newline = doc.text.find("\n", last, end)
    end = newline if newline >= 0 else end
    while end > last and doc.text[end - 1] == " ":
        end -= 1
    return end


def _marks(length: int, width: int) -> bool:
    """Whether so many begin or end italics, or bold text. Four are an apostrophe and bold text."""
    return length > _ITALIC if width == _BOLD else length == _ITALIC or length >= _BOTH
