"""What blanks and line breaks stand in: the one place that says where they mean something."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Literal, TypeAlias

from wikilint.analysis.namespaces import MODULE, USER, USER_TALK
from wikilint.document import Document, analysis
from wikilint.syntax import (
    Argument,
    Attribute,
    Comment,
    ExternalLink,
    Node,
    Parameter,
    Tag,
    Template,
    Text,
    Wikilink,
)

Surroundings: TypeAlias = Literal["text", "table", "template", "unnamed", "markup", "verbatim"]
"""template: a named argument, or between the arguments. unnamed: an argument without a name, or of
a parser function, which keeps its blanks. markup: tags, targets, addresses, comments, table rows.
verbatim: shown as it is written, or code."""

_RANKS: tuple[Surroundings, ...] = (
    *("text", "table", "template", "markup", "unnamed", "verbatim"),
)
_VERBATIM = frozenset({"code", "imagemap", "mapframe", "maplink", "poem", "templatestyles"})
_UNCLOSED = r"<(pre|nowiki|syntaxhighlight|source|poem|math|timeline)\b"
_TABLE = frozenset({"table", "tr", "td", "th", "caption", "thead", "tbody", "tfoot"})


class Blanks:
    """The surroundings of the blanks of one page."""

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._starts = [node.start for node in doc.tree.texts]
        self._signed: dict[int, bool] = {}
        self._known_tags = doc.site.html_tags | doc.site.extension_tags

    def around(self, offset: int) -> Surroundings:
        """What the character at `offset` stands in; the innermost thing that matters wins."""
        shields = self._shields
        index = bisect_right(shields, offset, key=lambda shield: shield[0]) - 1
        if index >= 0 and offset < shields[index][1]:
            return "verbatim"
        text = self.text_at(offset)
        if text is None:
            return "markup"
        node: Node = text
        found: Surroundings = "text"
        for outer in node.ancestors():
            found = max(found, _within(node, outer, self._known_tags), key=_RANKS.index)
            node = outer
        return found

    def text_at(self, offset: int) -> Text | None:
        """The text node that holds the character at `offset`."""
        texts = self._doc.tree.texts
        index = bisect_right(self._starts, offset) - 1
        return texts[index] if index >= 0 and offset < texts[index].end else None

    def in_comment(self, offset: int) -> bool:
        """Whether the character at `offset` is part of a comment."""
        comments = self._doc.tree.comments
        index = bisect_right(comments, offset, key=lambda comment: comment.start) - 1
        return index >= 0 and offset < comments[index].end

    def is_signed(self, start: int) -> bool:
        """Whether the line from `start` on bears a signature, or one that is made on saving."""
        signed = self._signed.get(start)
        if signed is None:
            text = self._doc.text
            end = text.find("\n", start)
            line = text[start : end if end >= 0 else len(text)]
            lowered = line.lower()
            signed = "~~~" in line or any(link in lowered for link in self._user_links)
            self._signed[start] = signed
        return signed

    @cached_property
    def _user_links(self) -> tuple[str, ...]:
        site = self._doc.site
        return tuple(
            f"[[{n.lower()}:" for number in (USER, USER_TALK) for n in site.namespace_names(number)
        )

    @cached_property
    def _shields(self) -> list[tuple[int, int]]:
        """Places that are text to the tree and code to a wiki, behind tags that nothing closes."""
        text = self._doc.text
        comment = text.find("<!--", text.rfind("-->") + 1)
        last = comment if comment >= 0 else len(text)
        found = []
        at = 0
        for match in re.finditer(_UNCLOSED, text, re.IGNORECASE):
            if at <= match.start() < last and self.text_at(match.start()) is not None:
                at = text.find(f"</{match[1]}", match.end(), last)
                if at < 0:
                    last = match.start()
                else:
                    found.append((match.start(), at))
        if last < len(text):
            found.append((last, len(text)))
        return found


def _within(node: Node, outer: Node, known_tags: frozenset[str]) -> Surroundings:
    kind = type(outer)
    if kind is Parameter:
        assert isinstance(outer, Parameter)
        template = outer.parent
        is_plain = isinstance(template, Template) and template.kind == "template"
        return "template" if outer.named and is_plain and not outer.name.isdecimal() else "unnamed"
    if kind is Template:
        assert isinstance(outer, Template)
        return "template" if outer.kind == "template" else "unnamed"
    if kind is Argument:
        return "unnamed"
    if kind is Attribute:
        return "markup"
    if isinstance(outer, Wikilink):
        return "markup" if node.end <= outer.pipe else "text"
    if isinstance(outer, ExternalLink):
        return "markup" if node.start < outer.url_end else "text"
    if isinstance(outer, Tag):
        return _within_tag(node, outer, known_tags)
    return "text"


def _within_tag(node: Node, tag: Tag, known_tags: frozenset[str]) -> Surroundings:
    name = tag.name
    if name in _VERBATIM or (tag.opaque and name != "gallery") or name not in known_tags:
        return "verbatim"
    if node.start < tag.open_end:
        return "markup"
    if tag.attributes and any("white-space" in attribute.value for attribute in tag.attributes):
        return "verbatim"
    return "table" if name in _TABLE else "text"


def is_blank(node: Node) -> bool:
    """Whether a reader sees nothing of a node: a comment, or blanks alone."""
    return isinstance(node, Comment) or (isinstance(node, Text) and not str(node).strip())


@analysis
def blanks(doc: Document) -> Blanks:
    """The surroundings of the page's blanks."""
    return Blanks(doc)


def is_wikitext(doc: Document) -> bool:
    """Whether the page holds wikitext, and no program or style sheet."""
    title = doc.page.title or ""
    return doc.namespace != MODULE and not title.endswith((".js", ".css", ".json", ".lua"))


def line_ends(text: str) -> Iterator[tuple[int, int]]:
    """Where lines end in blanks: the first of the blanks, and the place behind the last."""
    ends = [match for blank in (" \n", "\t\n") for match in _places(text, blank)]
    if text[-1:] in (" ", "\t"):
        ends.append(len(text))
    ends.sort()
    for end in ends:
        start = end
        while start and text[start - 1] in " \t":
            start -= 1
        yield start, end


def inner_runs(text: str) -> Iterator[tuple[int, int]]:
    """Runs of two blanks and more between other characters of one line."""
    pairs = ("  ", " \t", "\t ", "\t\t") if "\t" in text else ("  ",)
    last = 0
    for at in sorted(place - 1 for pair in pairs for place in _places(text, pair)):
        if at < last:
            continue
        end = at + 2
        while end < len(text) and text[end] in " \t":
            end += 1
        last = end
        if at and end < len(text) and text[at - 1] != "\n" and text[end] != "\n":
            yield at, end


def _places(text: str, blank: str) -> Iterator[int]:
    at = text.find(blank)
    while at >= 0:
        yield at + 1
        at = text.find(blank, at + 1)


def line_start(text: str, offset: int) -> int:
    """Where the line begins that holds `offset`, or ends there."""
    return text.rfind("\n", 0, offset) + 1
