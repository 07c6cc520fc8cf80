"""The categories that a page is put into by links, and its default sort keys.

The last key wins for either: of two links to one category, and of two default keys. What a
template's argument, a parser function or an inclusion tag may leave out is marked as conditional.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from wikilint.analysis.links import nodes_with_colon
from wikilint.analysis.namespaces import CATEGORY
from wikilint.analysis.template_calls import functions
from wikilint.diagnostic import Edit, Span
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import Argument, Comment, Node, Tag, Template, Text, Tree, Wikilink
from wikilint.syntax.node import trim

_INCLUSION = frozenset({"noinclude", "includeonly", "onlyinclude"})


class CategoryLink(NamedTuple):
    """A link that puts the page into a category.

    name: canonical, without the namespace. key: as MediaWiki reads it, empty where there is none.
    computed: a template or an argument of the page is part of the name or the key.
    """

    link: Wikilink
    name: str
    key: str
    computed: bool
    conditional: bool


class DefaultSort(NamedTuple):
    """A call of ``{{DEFAULTSORT:…}}``.

    key: trimmed; an empty one has no effect. key_span: the key with the blanks round it.
    plain: the key is plain text, and there is nothing behind it that changes its meaning.
    """

    template: Template
    key: str
    key_span: Span
    plain: bool
    conditional: bool


class Categories(NamedTuple):
    """In the order of the source."""

    links: tuple[CategoryLink, ...]
    default_sorts: tuple[DefaultSort, ...]

    @property
    def default_key(self) -> str | None:
        """The default key that counts; empty if there is none, None if the text cannot tell."""
        key = ""
        for default in self.default_sorts:
            if not default.plain or default.conditional:
                return None
            key = default.key or key
        return key


@analysis
def categories(doc: Document) -> Categories:
    """The categories and default sort keys of the page."""
    text = doc.text
    initials = _initials(doc.site)
    # a look at the first letter costs a tenth of one at the title
    candidates = [link for link in nodes_with_colon(doc) if text[link.start + 2] in initials]
    links = tuple(
        _link(doc, link, title)
        for link in candidates
        if (title := _category(doc, link)) is not None
    )
    return Categories(links, tuple(_default_sorts(doc)))


def is_included(doc: Document) -> bool:
    """Whether the page is made to be included in others, or takes arguments itself.

    Its categories and keys may then be meant for other pages.
    """
    return bool(doc.tree.arguments) or any(f"<{tag}" in doc.text for tag in _INCLUSION)


def without(doc: Document, node: Node) -> Edit:
    """The edit that removes a node, and its line with it if nothing else is there."""
    text = doc.text
    start, end = node.span
    while start and text[start - 1] in " \t":
        start -= 1
    while end < len(text) and text[end] in " \t":
        end += 1
    begins_line = start == 0 or text[start - 1] == "\n"
    ends_line = end == len(text) or text[end] == "\n"
    if begins_line and ends_line:
        if end < len(text):
            return Edit((start, end + 1), "")
        return Edit((max(0, start - 1), end), "")
    if ends_line:
        return Edit((start, node.end), "")
    # two blanks would be left, or one that makes the line preformatted
    surplus = text[node.end] == " " and (begins_line or start < node.start)
    return Edit((node.start, node.end + surplus), "")


@lru_cache(maxsize=16)
def _initials(site: Site) -> frozenset[str]:
    """How the target of a link to a category may begin."""
    letters = {name[0] for name in site.namespace_names(CATEGORY)}
    return frozenset({*(x.lower() for x in letters), *(x.upper() for x in letters), *" _\t\n"})


def _category(doc: Document, link: Wikilink) -> str | None:
    target = doc.text[link.start + 2 : link.pipe]
    if ":" not in target or target.lstrip(" _\t\n").startswith(":"):
        return None
    number, title = doc.site.split_title(decoded(target))
    return title if number == CATEGORY and title else None


def decoded(target: str) -> str:
    """A link's target without percent codes and character references, as MediaWiki reads it."""
    if "%" in target:
        plain = unquote(target)
        target = target if "\ufffd" in plain else plain
    return unescape(target) if "&" in target else target


def _link(doc: Document, link: Wikilink, title: str) -> CategoryLink:
    key = ""
    nodes = link.target_nodes
    if link.label_nodes is not None:
        key = unescape(doc.text[link.pipe + 1 : link.end - 2]).replace("\n", "")
        nodes = [*nodes, *link.label_nodes]
    computed = any(type(node) in {Template, Argument, Comment, Tag} for node in nodes)
    return CategoryLink(link, title, key, computed, _may_be_out(link))


def _default_sorts(doc: Document) -> Iterator[DefaultSort]:
    names = {name.lower() for name in doc.site.data["page_settings"]["default_sort"]}
    for template in functions(doc):
        if template.name in names:
            start, end = template.start + 2, template.name_end
            span = Span(doc.text.index(":", start) + 1, end)
            plain = not template.params and all(type(n) is Text for n in template.name_nodes)
            key = doc.text[slice(*trim(doc.text, *span))]
            yield DefaultSort(template, key, span, plain, _may_be_out(template))


def _may_be_out(node: Node) -> bool:
    return type(node.parent) is not Tree and any(
        isinstance(outer, Template | Argument)
        or (isinstance(outer, Tag) and outer.name in _INCLUSION)
        for outer in node.ancestors()
    )
