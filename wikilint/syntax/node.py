"""What all nodes of the tree have in common, and the kinds that hold no others.

The kinds are mwparserfromhell's, and so is what counts as one. Where MediaWiki reads the text
otherwise, the analyses know it, not the nodes. Nodes are read-only and hold no text of their own.

All offsets are code points of the source, half-open. A `…_span` never includes the blanks that
MediaWiki would trim, unless its name says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from wikilint.diagnostic import Span

if TYPE_CHECKING:
    from mwparserfromhell.wikicode import Wikicode

BLANKS = " \t\n\r\x0b"
"""What MediaWiki trims from argument values (PHP's trim): a no-break space is not among them."""


def trim(source: str, start: int, end: int) -> Span:
    """The span without the blanks at its ends; empty, at its start, if there is nothing else."""
    text = source[start:end]
    stripped = text.lstrip(BLANKS)
    if stripped:
        start += len(text) - len(stripped)
    return Span(start, start + len(stripped.rstrip(BLANKS)))


class Node:
    """A part of the page, from `start` up to `end`, inside `parent`."""

    __slots__ = ("end", "parent", "start")

    # no constructor: with one, making a node takes twice the time
    start: int
    end: int
    parent: Node | None

    @property
    def span(self) -> Span:
        """The place of the whole node."""
        return Span(self.start, self.end)

    @property
    def source(self) -> str:
        """The text of the whole page; nodes that are often asked for parts of it hold it."""
        assert self.parent is not None, "only the tree itself stands in no other node"
        return self.parent.source

    @property
    def wikicode(self) -> Wikicode:
        """The node as a mwparserfromhell object of its own, parsed at each call.

        Change it as you like and hand `str()` of it to `wikilint.edits.replace`.
        """
        import mwparserfromhell

        return mwparserfromhell.parse(str(self))

    def children(self) -> Iterator[Node]:
        """The nodes directly inside, in the order of the source."""
        return iter(())

    def ancestors(self) -> Iterator[Node]:
        """The nodes round this one, innermost first; the tree itself is the last."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def walk(self) -> Iterator[Node]:
        """All nodes inside, in the order of the source, without this one."""
        stack = [self.children()]
        while stack:
            for node in stack[-1]:
                yield node
                stack.append(node.children())
                break
            else:
                stack.pop()

    def __str__(self) -> str:
        return self.source[self.start : self.end]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.start}-{self.end}>"


class Text(Node):
    """Plain text, and all that mwparserfromhell could make nothing of."""

    __slots__ = ()


def make_text(start: int, end: int, parent: Node | None) -> Text:
    """A text node; whoever makes it says where it belongs."""
    text = Text()
    text.start, text.end, text.parent = start, end, parent
    return text


class Entity(Node):
    """A character entity, such as ``&nbsp;``."""

    __slots__ = ()


class Comment(Node):
    """An HTML comment with its delimiters."""

    __slots__ = ()
