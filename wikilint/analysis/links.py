"""The links of a page between double brackets, each read once for all rules.

What the tree takes for a link and MediaWiki prints as text (``[[]]``, ``[[|x]]``, ``[[::a]]``) is
among them: rules about broken links look for just these.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.code_places import is_code
from wikilint.analysis.namespaces import CATEGORY, FILE
from wikilint.diagnostic import Edit
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import (
    Entity,
    ExternalLink,
    Heading,
    Node,
    Tag,
    Template,
    Text,
    Wikilink,
)

LinkKind: TypeAlias = Literal["page", "file", "category", "foreign"]
"""page: shown as a link to a page of this wiki. file, category: what they are without a leading
colon. foreign: another wiki, or a prefix of which the site knows nothing: perhaps another wiki,
perhaps a namespace in another language."""


class Link(NamedTuple):
    """One link.

    target: as it is written, trimmed. label: all behind the first pipe, with its blanks; None
    without a pipe. namespace: the target's number, 0 where nothing tells another.
    """

    node: Wikilink
    target: str
    label: str | None
    kind: LinkKind
    namespace: int

    @property
    def page(self) -> str:
        """The target without its section."""
        return self.target.partition("#")[0]


class Links(NamedTuple):
    """The links that rules ask for most, each tuple in the order of the text.

    prefixed: those with a colon in the target. empty: those without a target. odd: the few with a
    label that is empty, blank, as long as the target, or holds a pipe, a bracket or a tag, and all
    that have a label and a colon in the target; files and categories are not among them.
    """

    prefixed: tuple[Link, ...]
    empty: tuple[Link, ...]
    odd: tuple[Link, ...]


@analysis
def links(doc: Document) -> Links:
    """The links of the page, up to where MediaWiki stops to read it.

    Nine of ten are as they should be, and mostly no rule wants them: see `all_links`.
    """
    text = doc.text
    prefixed: list[Link] = []
    empty: list[Link] = []
    odd: list[Link] = []
    for node in _read_nodes(doc):
        pipe = node.pipe
        target = text[node.start + 2 : pipe]
        if ":" in target:
            link = read_link(doc, node)
            prefixed.append(link)
            if link.label is not None and link.kind != "file" and link.kind != "category":
                odd.append(link)
        elif not target or target.isspace():
            empty.append(read_link(doc, node))
        elif node.label_nodes is not None:
            target = target.strip()
            label = text[pipe + 1 : node.end - 2]
            if (
                len(label) == len(target)
                or "[" in label
                or "<" in label
                or "|" in label
                or not label
                or label.isspace()
            ):
                odd.append(Link(node, target, label, "page", 0))
    return Links(tuple(prefixed), tuple(empty), tuple(odd))


def nodes_with_colon(doc: Document) -> Sequence[Wikilink]:
    """The nodes whose target holds a colon, also where MediaWiki no longer reads the page.

    All files and categories are among them, and hardly a tenth of the other links.
    """
    if doc.scan.hidden_from is None:
        return [link.node for link in links(doc).prefixed]
    text = doc.text
    return [node for node in doc.tree.wikilinks if text.find(":", node.start, node.pipe) >= 0]


@analysis
def all_links(doc: Document) -> tuple[Link, ...]:
    """All links of the page, up to where MediaWiki stops to read it, in the order of the text."""
    return tuple(read_link(doc, node) for node in _read_nodes(doc))


@analysis
def piped_links(doc: Document) -> tuple[Link, ...]:
    """Those of the kind page that have a target and a label."""
    found = (link for link in all_links(doc) if link.target and link.kind == "page")
    return tuple(link for link in found if link.label is not None)


def _read_nodes(doc: Document) -> Sequence[Wikilink]:
    """The nodes that MediaWiki reads: none behind a comment that nothing closes."""
    hidden = doc.scan.hidden_from
    found = doc.tree.wikilinks
    return found if hidden is None else [node for node in found if node.start < hidden]


def read_link(doc: Document, node: Wikilink) -> Link:
    """What the source of one link says."""
    text = doc.text
    target = text[node.start + 2 : node.pipe].strip()
    label = None if node.label_nodes is None else text[node.pipe + 1 : node.end - 2]
    if ":" not in target:
        return Link(node, target, label, "page", 0)
    kind, namespace = _classify(doc.site, target)
    return Link(node, target, label, kind, namespace)


def _classify(site: Site, target: str) -> tuple[LinkKind, int]:
    page = target.partition("#")[0]
    _, colon, rest = page.lstrip(": ").partition(":")
    if not colon:
        return "page", 0
    number = site.split_title(page)[0]
    if target[0] != ":" and number in {FILE, CATEGORY}:
        return ("file" if number == FILE else "category"), number
    # a colon inside a title has a blank behind it, which prefixes have in front of files at most
    if number or (rest[:1] in {" ", "_"} and not _is_file_name(site, rest)):
        return "page", number
    return "foreign", 0


def _is_file_name(site: Site, name: str) -> bool:
    return name.rpartition(".")[2].lower() in site.data["file_extensions"]


def is_plain(nodes: Iterable[Node]) -> bool:
    """Whether there is nothing but text and character references: no markup, no templates."""
    return all(type(node) is Text or type(node) is Entity for node in nodes)


def same_title(site: Site, one: str, other: str) -> bool:
    """Whether two titles, apart from their first letter, are written the same and mean one page."""
    if one == other:
        return True
    if one[1:] != other[1:] or not one or not other or not site.data["capital_links"]:
        return False
    return one[0].upper() == other[0].upper()


@cache
def trail_pattern(letters: str) -> re.Pattern[str]:
    """The letters behind a link that MediaWiki makes part of its text (``link_trail``)."""
    return re.compile(letters)


def trail(doc: Document, link: Link) -> str:
    """The letters behind a link that MediaWiki makes part of its text, such as ``s``."""
    match = trail_pattern(doc.site.data["link_trail"]).match(doc.text, link.node.end)
    return match[0] if match else ""


def surroundings(doc: Document, node: Node) -> frozenset[str]:
    """What a link stands in, as strings.

    template, heading, link, external link; the names of tags, ``table`` for all parts of one;
    code: where it is code (`is_code`).
    """
    found = set()
    for holder in node.ancestors():
        kind = type(holder)
        if kind is Tag:
            assert isinstance(holder, Tag)
            found.add("table" if holder.name in _TABLE else holder.name)
        elif kind in _HOLDERS:
            found.add(_HOLDERS[kind])
    if is_code(doc, node.start, node.end):
        found.add("code")
    return frozenset(found)


_TABLE = frozenset({"table", "tr", "td", "th", "caption", "tbody", "thead"})
_HOLDERS: dict[type, str] = {
    Template: "template",
    Heading: "heading",
    Wikilink: "link",
    ExternalLink: "external link",
}


def unlinked(link: Link) -> tuple[Edit, ...]:
    """Edits that take the brackets and the target away and leave what a reader sees."""
    node = link.node
    start = node.target_span.start if link.label is None else node.pipe + 1
    end = node.target_span.end if link.label is None else node.end - 2
    if link.label is None and link.target.startswith(":"):
        start += 1
    return Edit((node.start, start), ""), Edit((end, node.end), "")


def plain_text_at(doc: Document, start: int, end: int) -> Text | None:
    """The text node that holds a span; None in tags with contents of their own, and where hidden.

    For debris that the tree takes for text. Looks among all texts, for a page may have many.
    """
    texts = doc.tree.texts
    index = bisect_right(texts, start, key=lambda node: node.start) - 1
    if index < 0 or texts[index].end < end:
        return None
    text, hidden = texts[index], doc.scan.hidden_from
    opaque = isinstance(text.parent, Tag) and text.parent.opaque
    return None if opaque or (hidden is not None and start >= hidden) else text
