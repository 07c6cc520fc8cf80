"""The web addresses of a page: where they stand, their hosts, and text that failed to be one.

An address here is what the tree takes for an external link, with or without brackets, in text or
in an argument. What MediaWiki leaves as text, ``http//x.org`` or ``www.x.org``, is found with
`may_begin_address`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.code_places import is_code, is_raw
from wikilint.analysis.namespaces import MODULE
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import (
    Argument,
    Attribute,
    ExternalLink,
    Node,
    Parameter,
    Tag,
    Template,
    Text,
    Wikilink,
)

UrlPlace: TypeAlias = Literal["argument", "bracketed", "bare"]
"""argument: the value of a template's argument, or its beginning. bracketed: in single brackets.
bare: in text, linked as it is."""

_LONGEST_LABEL = 300  # characters
_LINE_STARTS = frozenset("*#:;|!={ ")
_MARKUP = frozenset("\n[{<|")


class Urls:
    """The addresses of a page, in the order of the source.

    by_authority: the same ones by what stands between ``//`` and the path, in lower case, as it is
        written: with a port, if there is one.
    """

    __slots__ = ("_by_host", "all", "by_authority")

    def __init__(self, text: str, found: Sequence[ExternalLink]) -> None:
        self.all = found
        self.by_authority: dict[str, list[ExternalLink]] = {}
        self._by_host: Mapping[str, list[ExternalLink]] | None = None
        find, groups = text.find, self.by_authority
        for link in found:
            end = link.url_end
            start = find("//", link.start, end) + 2
            if start == 1:
                continue  # mailto: and its kind have no host
            slash = find("/", start, end)
            authority = text[start : slash if slash >= 0 else end].lower()
            if authority in groups:
                groups[authority].append(link)
            else:
                groups[authority] = [link]

    @property
    def by_host(self) -> Mapping[str, list[ExternalLink]]:
        """The addresses by host, in lower case, without port and user name."""
        if self._by_host is None:
            hosts: dict[str, list[ExternalLink]] = {}
            for authority, links in self.by_authority.items():
                hosts.setdefault(_host(authority), []).extend(links)
            self._by_host = hosts
        return self._by_host

    def at(self, hosts: Iterable[str]) -> list[ExternalLink]:
        """The addresses at any of these hosts, in the order of the source."""
        known = self.by_host
        found = [link for host in known.keys() & hosts for link in known[host]]
        found.sort(key=lambda link: link.start)
        return found


@analysis
def urls(doc: Document) -> Urls:
    """The addresses of the page; none in modules, which are code, nor in names of arguments."""
    if doc.namespace == MODULE:
        return Urls(doc.text, ())
    found = [
        link
        for link in doc.tree.external_links
        if type(parent := link.parent) is not Parameter or link.end > parent.equals
    ]
    return Urls(doc.text, found)


def _is_in_name(link: ExternalLink) -> bool:
    """Whether an equals sign in it makes an unnamed argument one with the address as its name."""
    parent = link.parent
    return type(parent) is Parameter and link.end <= parent.equals  # -1 without a name


class UrlParts(NamedTuple):
    """An address in pieces that make it again when joined; offsets count its characters.

    scheme: with its colon and slashes. query: with the question mark. fragment: with the ``#``.
    """

    scheme: str
    authority: str
    path: str
    query: str
    fragment: str

    @property
    def host(self) -> str:
        """The host, in lower case, without port and user name."""
        return _host(self.authority.lower())


def split_url(url: str) -> UrlParts:
    """The pieces of an address. Nothing is decoded, so no byte of it is lost."""
    rest, mark, fragment = url.partition("#")
    fragment = mark + fragment
    rest, mark, query = rest.partition("?")
    query = mark + query
    scheme, mark, rest = rest.partition("//")
    if not mark:
        return UrlParts("", "", scheme, query, fragment)
    authority, mark, path = rest.partition("/")
    return UrlParts(scheme + "//", authority, mark + path, query, fragment)


def _host(authority: str) -> str:
    if ":" not in authority and "?" not in authority and "@" not in authority:
        return authority.partition("#")[0]
    for mark in "?#":
        authority = authority.partition(mark)[0]
    return authority.rpartition("@")[2].partition(":")[0]


def is_archived(site: Site, url: str) -> bool:
    """Whether an address is that of an archive's copy, or carries another address in it."""
    parts = split_url(url)
    if parts.host in site.data.get("archive_hosts", ()):
        return True
    behind = url[len(parts.scheme) :].lower()
    return any(inner in behind for inner in ("://", "%3a//", "%3a%2f", "http:/", "https:/"))


def archived_address(url: str) -> str | None:
    """The address that an archive's copy was made of, if its own address ends with that."""
    match = re.search(r"/[0-9]{8,14}(?:[a-z]{2}_)?/(https?://[^/\s].*)", url, re.DOTALL)
    return None if match is None else match[1]


def end_on_next_line(text: str, url_end: int) -> int:
    """Where the bracket is that would close an external link but for one line break; -1 if none."""
    close = text.find("]", url_end, url_end + _LONGEST_LABEL)
    first, newline, second = text[url_end : max(close, url_end)].partition("\n")
    if not newline or not second.strip() or second[0] in _LINE_STARTS:
        return -1
    return close if _MARKUP.isdisjoint(first + second) else -1


def url_place(link: ExternalLink) -> UrlPlace:
    """What an address stands in."""
    if link.brackets:
        return "bracketed"
    parent = link.parent
    if isinstance(parent, Parameter):
        before = parent.source[parent.raw_value_span.start : link.start]
        return "bare" if before.strip() else "argument"
    return "bare"


def is_shown(doc: Document, node: Node, at: int | None = None) -> bool:
    """Whether a place in a node is read as text: it is neither raw nor code.

    at: the place; by default the node's start.
    """
    at = node.start if at is None else at
    return not is_raw(doc, at) and not is_code(doc, at, at + 1)


def may_begin_address(doc: Document, at: int) -> bool:
    """Whether an address may begin at `at`: in text, or where that of a link does begin.

    It may not inside another address, in a label, a target, a name, an attribute, code, a default.
    """
    node: Node | None = text_at(doc, at)
    if node is None:
        return False
    parent = node.parent
    if isinstance(parent, ExternalLink) and parent.url_span.start == at:
        if _is_in_name(parent):
            return False
        node = parent
    elif isinstance(parent, Wikilink):
        if at < parent.pipe:
            return False
    elif isinstance(parent, Template):
        return False
    elif isinstance(parent, Parameter):
        if parent.named and at < parent.equals:
            return False
    elif isinstance(parent, Tag) and (parent.opaque or at < parent.open_end):
        return False
    if any(isinstance(outer, (ExternalLink, Attribute, Argument)) for outer in node.ancestors()):
        return False
    return is_shown(doc, node, at)


def text_at(doc: Document, at: int) -> Text | None:
    """The text that holds the character at `at`; None where there is other markup."""
    texts = doc.tree.texts
    index = bisect_right(texts, at, key=lambda text: text.start) - 1
    return texts[index] if index >= 0 and at < texts[index].end else None


def ancestor_ref(node: Node) -> Tag | None:
    """The ``<ref>`` that a node stands in."""
    for outer in node.ancestors():
        if isinstance(outer, Tag) and outer.name == "ref":
            return outer
    return None
