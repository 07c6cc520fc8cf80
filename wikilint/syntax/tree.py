"""The tree of a page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from wikilint.syntax.node import Comment, Entity, Node, Text
from wikilint.syntax.nodes import (
    Argument,
    Classify,
    ExternalLink,
    Heading,
    Tag,
    Template,
    TemplateKind,
    Wikilink,
)
from wikilint.syntax.scan import Scan


def _by_case(raw: str) -> tuple[TemplateKind, str]:
    name = raw.strip()
    return "template", name[:1].upper() + name[1:]


class Tree(Node):
    """A page: its top-level nodes, and a list per kind in the order of the source.

    inert: places of openers that were made text of because parsing would not have ended.
    scan: the tokens of the text, whether or not nodes came of them.
    """

    __slots__ = (
        "_children",
        "arguments",
        "classify",
        "comments",
        "entities",
        "external_links",
        "headings",
        "inert",
        "nodes",
        "scan",
        "source",
        "tags",
        "templates",
        "text",
        "texts",
        "wikilinks",
    )

    source: str

    def __init__(self, text: str, classify: Classify | None = None) -> None:
        self.start, self.end, self.parent = 0, len(text), None
        self.text = self.source = text
        self.classify: Classify = classify or _by_case
        self.inert: tuple[int, ...] = ()
        self.scan = Scan([], [], None)
        self.nodes: list[Node] = []
        self.texts: list[Text] = []
        self.entities: list[Entity] = []
        self.comments: list[Comment] = []
        self.headings: list[Heading] = []
        self.templates: list[Template] = []
        self.arguments: list[Argument] = []
        self.wikilinks: list[Wikilink] = []
        self.external_links: list[ExternalLink] = []
        self.tags: list[Tag] = []
        self._children: dict[Node, list[Node]] = {}

    def kinds(self) -> tuple[list[Any], ...]:
        """The lists per kind."""
        return (
            self.texts,
            self.entities,
            self.comments,
            self.headings,
            self.templates,
            self.arguments,
            self.wikilinks,
            self.external_links,
            self.tags,
        )

    def release(self) -> None:
        """Cut all nodes from their parents, so that no cycle keeps them."""
        self._children.clear()
        for template in self.templates:
            for param in template.params:
                param.parent = None
        for tag in self.tags:
            for attribute in tag.attributes:
                attribute.parent = None
            if tag.name == "gallery":
                for item in tag.content_nodes or ():
                    item.parent = None
        for kind in self.kinds():
            for node in kind:
                node.parent = None

    def children(self) -> Iterator[Node]:
        """The top-level nodes."""
        return iter(self.nodes)

    def at(self, start: int, end: int) -> Node:
        """The smallest node that holds the whole span; the tree itself if no other does.

        Of two nodes that touch at an empty span it is the first.
        """
        found: Node = self
        while True:
            # kept, because whoever asks for a place asks for many: a page has thousands of nodes
            # side by side, and so may an element have that is never closed
            children = self._children.get(found)
            if children is None:
                children = self._children[found] = list(found.children())
            index = bisect_right(children, start, key=_start) - 1
            while index > 0 and children[index - 1].end >= end:
                index -= 1
            if index < 0 or children[index].end < end:
                return found
            found = children[index]


_start = attrgetter("start")
