"""The oracle: both trees as flat lists of facts, positions and all.

The positions of mwparserfromhell's nodes come from adding up the lengths of their `str`, a way that
has nothing to do with the token widths from which our own tree is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mwparserfromhell import nodes as stock
from mwparserfromhell.wikicode import Wikicode

from wikilint import syntax

Fact = tuple[object, ...]


def stock_facts(code: Wikicode) -> list[Fact]:
    """Every node and every part of mwparserfromhell's tree with its place."""
    return list(_code(code, 0))


def _code(code: Wikicode, at: int) -> Iterator[Fact]:
    for node in code.nodes:
        yield from _STOCK[type(node)](node, at, at + len(str(node)))
        at += len(str(node))


def _leaf(node: stock.Node, start: int, end: int) -> Iterator[Fact]:
    name = {"HTMLEntity": "Entity"}.get(type(node).__name__, type(node).__name__)
    yield name, start, end


def _heading(node: stock.Heading, start: int, end: int) -> Iterator[Fact]:
    yield "Heading", start, end, node.level, str(node.title).strip(" \t\n\r\v")
    yield from _code(node.title, start + node.level)


def _template(node: stock.Template, start: int, end: int) -> Iterator[Fact]:
    at = start + 2 + len(str(node.name))
    yield "Template", start, end, at
    yield from _code(node.name, start + 2)
    for param in node.params:
        at += 1
        length = len(str(param))
        if param.showkey:
            value = at + len(str(param.name)) + 1
            yield "Parameter", at, at + length, value - 1, value
            yield from _code(param.name, at)
        else:
            value = at
            yield "Parameter", at, at + length, str(param.name), value
        yield from _code(param.value, value)
        at += length


def _argument(node: stock.Argument, start: int, end: int) -> Iterator[Fact]:
    yield "Argument", start, end
    yield from _code(node.name, start + 3)
    if node.default is not None:
        yield from _code(node.default, start + 4 + len(str(node.name)))


def _wikilink(node: stock.Wikilink, start: int, end: int) -> Iterator[Fact]:
    pipe = start + 2 + len(str(node.title))
    yield "Wikilink", start, end, pipe, None if node.text is None else (pipe + 1, end - 2)
    yield from _code(node.title, start + 2)
    if node.text is not None:
        yield from _code(node.text, pipe + 1)


def _external_link(node: stock.ExternalLink, start: int, end: int) -> Iterator[Fact]:
    first = start + node.brackets
    last = first + len(str(node.url))
    label = None if node.title is None else str(node.title).strip()
    yield "ExternalLink", start, end, (first, last), label
    yield from _code(node.url, first)
    if node.title is not None:
        yield from _code(node.title, end - node.brackets - len(str(node.title)))


def _tag(node: stock.Tag, start: int, end: int) -> Iterator[Fact]:
    name = str(node.tag).strip().lower()
    close_length = 0
    if node.self_closing:
        inside = end
    else:
        if node.wiki_markup:
            close_length = len(node.closing_wiki_markup or "")
        else:
            close_length = len(f"</{node.closing_tag}>")
        inside = end - close_length - len(str(node.contents))
    yield "Tag", start, end, name, node.wiki_markup or None, inside, end - close_length
    yield "  flags", node.self_closing, node.implicit, node.invalid
    at = start + len(node.wiki_markup or "")
    if not node.wiki_markup:
        at = start + (2 if node.invalid else 1)
        yield from _code(node.tag, at)
        at += len(str(node.tag))
    for attribute in node.attributes:
        yield from _attribute(attribute, at)
        at += len(str(attribute))
    if node.self_closing or name == "gallery":  # ours opens what is plain text to the other
        return
    yield from _code(node.contents, inside)
    if not node.wiki_markup:
        yield from _code(node.closing_tag, end - close_length + 2)


def _attribute(node: Any, at: int) -> Iterator[Fact]:
    start = at + len(node.pad_first)
    end = at + len(str(node))
    name = start, start + len(str(node.name))
    quote = len(node.quotes or "")
    if node.value is None:
        yield "Attribute", *name, name, None, node.quotes
        yield from _code(node.name, start)
        return
    value = end - quote - len(str(node.value))
    yield "Attribute", start, end, name, (value, end - quote), node.quotes
    yield from _code(node.name, start)
    yield from _code(node.value, value)


_STOCK: dict[type, Any] = {
    stock.Text: _leaf,
    stock.Comment: _leaf,
    stock.HTMLEntity: _leaf,
    stock.Heading: _heading,
    stock.Template: _template,
    stock.Argument: _argument,
    stock.Wikilink: _wikilink,
    stock.ExternalLink: _external_link,
    stock.Tag: _tag,
}


def our_facts(tree: syntax.Tree) -> list[Fact]:
    """The same of our tree, read from the nodes' own fields."""
    return list(_nodes(tree.children()))


def _nodes(nodes: Iterable[syntax.Node]) -> Iterator[Fact]:
    for node in nodes:
        yield from _facts(node)
        if isinstance(node, syntax.Tag) and node.name == "gallery":
            yield from _nodes((*node.name_nodes, *node.attributes))
        else:
            yield from _nodes(node.children())


def _facts(node: syntax.Node) -> Iterator[Fact]:
    place = type(node).__name__, *node.span
    match node:
        case syntax.Heading():
            yield *place, node.level, node.title
        case syntax.Template():
            yield *place, node.name_end
        case syntax.Parameter():
            key = node.equals if node.named else node.name
            yield *place, key, node.raw_value_span.start
        case syntax.Wikilink():
            yield *place, node.pipe, node.label_span
        case syntax.ExternalLink():
            label = node.label_span
            text = node.source
            yield *place, node.url_span, None if label is None else text[slice(*label)].strip()
        case syntax.Attribute():
            yield *place, node.name_span, node.value_span, node.quotes
        case syntax.Tag():
            yield *place, node.name, node.markup, node.open_end, node.close_start
            yield "  flags", node.self_closing, node.implicit, node.invalid
        case _:
            yield place
