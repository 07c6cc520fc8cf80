"""Did a pass of fixes change anything that it did not announce?

The page is parsed again and compared with what it was: every node outside the reshaped regions
must stand where the edits leave it, none may be new there, and inside a region nothing of worth
may vanish that no edit touched. Plain text is not compared: the edits themselves bound it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from wikilint.analysis.references import references
from wikilint.diagnostic import Edit, Span
from wikilint.document import Document
from wikilint.syntax import Comment, ExternalLink, Node, Tag, Template, Tree, Wikilink

Place = tuple[str, int, int]


def surprise(
    old: Document, new: Document, edits: Sequence[Edit], reshaped: Iterable[tuple[int, int]] = ()
) -> str | None:
    """What the edits changed beyond what they say, ready for “the fixes of X …”; None if nothing.

    edits: in the order of the old text, without overlaps. reshaped: regions of the old text whose
    nodes may change besides the smallest node round each edit.
    """
    shift = _Shift(edits)
    siblings = _Siblings()
    regions = _merge([*reshaped, *(_region(old.tree, siblings, edit) for edit in edits)])
    before = {_moved(node, shift) for node in _outside(old.tree, regions)}
    moved_regions = [(shift.before(start), shift.after(end)) for start, end in regions]
    after = {_place(node) for node in _outside(new.tree, moved_regions)}
    if before != after:
        place = min(before ^ after, key=lambda place: place[1])
        line = new.lines.line_of(min(place[1], len(new.text)))
        verb = "lost" if place in before else "made"
        return f"{verb} the {place[0]} on line {line}, which no edit touched"
    lost = _lost(old, new, regions, edits, shift)
    if lost is not None:
        line = old.lines.line_of(lost.start)
        return f"lost “{_short(str(lost))}” of line {line}, which no edit touched"
    hidden = new.scan.hidden_from
    if hidden is not None and old.scan.hidden_from is None:
        return f"hid the page from line {new.lines.line_of(hidden)} on"
    return _undefined(old, new)


class _Shift:
    """Where offsets of the old text lie in the new one."""

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._ends = [edit.span[1] for edit in edits]
        gains = (len(edit.text) - (edit.span[1] - edit.span[0]) for edit in edits)
        self._sums = [0, *accumulate(gains)]

    def after(self, offset: int) -> int:
        """The place of an offset, behind what is inserted there: the start of a node."""
        return offset + self._sums[bisect_right(self._ends, offset)]

    def before(self, offset: int) -> int:
        """The place of an offset, ahead of what is inserted there: the end of a node."""
        index = bisect_right(self._ends, offset)
        while index and self._edits[index - 1].span == (offset, offset):
            index -= 1
        return offset + self._sums[index]


class _Siblings:
    """The children of nodes, listed once for all edits of a pass and found by their places."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[list[Node], list[int], list[int]]] = {}

    def touched(self, container: Node, start: int, end: int) -> list[Node]:
        """The children that a range overlaps or touches."""
        if id(container) not in self._known:
            nodes = list(container.children())
            places = [n.start for n in nodes], [n.end for n in nodes]
            self._known[id(container)] = (nodes, *places)
        nodes, starts, ends = self._known[id(container)]
        return nodes[bisect_left(ends, start) : bisect_right(starts, end)]


def _region(tree: Tree, siblings: _Siblings, edit: Edit) -> Span:
    """The smallest run of sibling nodes that an edit touches, or the node whose markup it changes.

    An insertion between two nodes touches both, because it may glue them together.
    """
    start, end = edit.span
    container: Node = tree
    touched = siblings.touched(container, start, end)
    while (inner := _holding(touched, start, end)) is not None:
        container = inner
        touched = siblings.touched(container, start, end)
    if touched and touched[0].start <= start and end <= touched[-1].end:
        return Span(touched[0].start, touched[-1].end)
    if container is tree:
        return Span(
            min(start, *(n.start for n in touched)) if touched else start,
            max(end, *(n.end for n in touched)) if touched else end,
        )
    return container.span


def _holding(touched: list[Node], start: int, end: int) -> Node | None:
    for node in touched:
        if start == end:
            if node.start < start < node.end:
                return node
        elif node.start <= start and end <= node.end:
            return node
    return None


def _merge(regions: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted regions, those that overlap made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(regions):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _nodes(tree: Tree) -> Iterator[Node]:
    for kind in tree.kinds():
        if kind is not tree.texts:
            yield from kind


def _outside(tree: Tree, regions: Sequence[tuple[int, int]]) -> Iterator[Node]:
    """The nodes that lie in no region."""
    starts = [start for start, _ in regions]
    for node in _nodes(tree):
        index = bisect_right(starts, node.start) - 1
        if index < 0 or node.end > regions[index][1]:
            yield node


def _kind(node: Node) -> str:
    if isinstance(node, Tag):
        return f"<{node.name}> tag"
    return "external link" if isinstance(node, ExternalLink) else type(node).__name__.lower()


def _place(node: Node) -> Place:
    return _kind(node), node.start, node.end


def _moved(node: Node, shift: _Shift) -> Place:
    return _kind(node), shift.after(node.start), shift.before(node.end)


def _lost(
    old: Document,
    new: Document,
    regions: Sequence[tuple[int, int]],
    edits: Sequence[Edit],
    shift: _Shift,
) -> Node | None:
    """A citation, reference, link or file inside a region that no edit touched and that is gone."""
    ends = [edit.span[1] for edit in edits]
    removed = {edit.span for edit in edits}
    kept = {_place(node) for node in _nodes(new.tree)}
    targets = {(link.start, link.pipe) for link in new.tree.wikilinks}
    addresses = {link.url_span.start for link in new.tree.external_links}
    comments = {comment.start for comment in new.tree.comments}
    citations = old.site.family("citation")
    for start, end in regions:
        for node in _within(old.tree, start, end):
            if isinstance(node, Comment):
                # laid open, a reader sees what its author hid; it may only go as a whole
                if shift.after(node.start) not in comments and not any(
                    s <= node.start and node.end <= e for s, e in removed
                ):
                    return node
                continue
            if isinstance(node, Wikilink):
                gone = (shift.after(node.start), shift.before(node.pipe)) not in targets
                last = node.pipe
            elif isinstance(node, ExternalLink):  # a bare one may get its brackets
                gone = shift.after(node.url_span.start) not in addresses
                last = node.url_span.end
            elif (isinstance(node, Template) and node.name in citations) or (
                isinstance(node, Tag) and node.name == "ref"
            ):
                gone = _moved(node, shift) not in kept
                last = node.end
            else:
                continue
            if gone and not _edited(edits, ends, node.start, last):
                return node
    return None


def _within(tree: Tree, start: int, end: int) -> Iterator[Node]:
    for kind in (tree.wikilinks, tree.external_links, tree.templates, tree.tags, tree.comments):
        nodes: Sequence[Node] = kind
        first = bisect_left(nodes, start, key=lambda node: node.start)
        for index in range(first, len(nodes)):
            if nodes[index].start >= end:
                break
            if nodes[index].end <= end:
                yield nodes[index]


def _edited(edits: Sequence[Edit], ends: Sequence[int], start: int, end: int) -> bool:
    """Whether an edit changes a character of the range, or inserts one strictly inside."""
    index = bisect_right(ends, start)
    return index < len(edits) and edits[index].span[0] < end


def _undefined(old: Document, new: Document) -> str | None:
    """A reference name that is used, was defined and is not any more."""
    if "<ref" not in old.text.lower() and "{{" not in old.text:
        return None
    lost = _undefined_names(new) - _undefined_names(old)
    if not lost:
        return None
    return f"left the reference name “{_short(min(lost)[1])}” undefined"


def _undefined_names(doc: Document) -> set[tuple[str, str]]:
    refs = references(doc)
    used = {(ref.group, ref.name) for ref in refs.all if ref.name is not None}
    return {(group, name) for group, name in used if not refs.definitions(group, name)}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
