"""Text to tree: mwparserfromhell's token stream, turned into slim nodes.

The stock builder is 86 % of the time of `mwparserfromhell.parse` and its nodes carry no positions.
The token stream is lossless: adding up the widths gives the place of everything, and the position
behind the last token must be the length of the text. The widths are those of the tokenizer's own
tests; where one of them surprises, a comment says so.
"""

from __future__ import annotations

from typing import Any

from mwparserfromhell.parser import tokens as t

from wikilint.syntax.guard import guard
from wikilint.syntax.node import Comment, Entity, Node, Text
from wikilint.syntax.nodes import (
    Argument,
    Attribute,
    Classify,
    ExternalLink,
    GalleryItem,
    Heading,
    Parameter,
    Tag,
    Template,
    Wikilink,
)
from wikilint.syntax.scan import scan
from wikilint.syntax.tree import Tree

try:
    from mwparserfromhell.parser._tokenizer import CTokenizer as _Tokenizer
except ImportError:  # no wheel for this interpreter: the Python tokenizer emits the same stream
    from mwparserfromhell.parser.tokenizer import Tokenizer as _Tokenizer

_NO_ATTRIBUTES: tuple[Attribute, ...] = ()
_NO_NODES: tuple[Node, ...] = ()


def parse(text: str, classify: Classify | None = None) -> Tree:
    """Parse a page; `classify` tells templates from parser functions and gives canonical names.

    Raises ValueError for text that holds NUL, which the C tokenizer would silently cut off there.
    """
    found = scan(text)
    guarded = guard(text, found.tokens)
    tree = Tree(text, classify)
    tree.scan = found
    tree.inert = guarded.places
    tree.nodes, end = _build(_tokenize(guarded.text), tree, tree, 0)
    if end != len(text):
        raise ValueError(f"the token stream covers {end} of {len(text)} characters")
    _open_galleries(tree)
    return tree


def _tokenize(text: str) -> Any:
    return _Tokenizer().tokenize(text, 0, False)


def _open_galleries(tree: Tree) -> None:
    """Put items with parsed captions in place of the text that a gallery is to the tokenizer."""
    galleries = [tag for tag in tree.tags if tag.name == "gallery" and tag.content_nodes]
    if not galleries:
        return
    replaced = {node for tag in galleries for node in tag.content_nodes or ()}
    tree.texts = [text for text in tree.texts if text not in replaced]
    tree.entities = [entity for entity in tree.entities if entity not in replaced]
    for tag in galleries:
        items = []
        at = tag.open_end
        for line in tag.content.split("\n"):
            if line.strip():
                items.append(_gallery_item(tree, tag, at, line))
            at += len(line) + 1
        tag.content_nodes = items
    for kind in tree.kinds():
        kind.sort(key=lambda node: node.start)


def _gallery_item(tree: Tree, tag: Tag, start: int, line: str) -> GalleryItem:
    item = GalleryItem(start, start + len(line), tag)
    title, pipe, caption = line.partition("|")
    item.title_end = start + len(title)
    item.caption_nodes = []
    if pipe:
        item.caption_nodes, _ = _build(_tokenize(caption), tree, item, item.title_end + 1)
    return item


def _build(stream: list[Any], tree: Tree, top: Node, pos: int) -> tuple[list[Node], int]:
    """The nodes of one token stream that starts at `pos`, and the position behind it.

    One loop without recursion, so that depth costs nothing; the branches are ordered by how often
    their token occurs on articles. `node` is the innermost open node, `current` the list that takes
    the next finished one.
    """
    text_token, separator_token, equals_token = (
        t.Text,
        t.TemplateParamSeparator,
        t.TemplateParamEquals,
    )
    link_open, link_close, link_separator = t.WikilinkOpen, t.WikilinkClose, t.WikilinkSeparator
    template_open, template_close, tag_open = t.TemplateOpen, t.TemplateClose, t.TagOpenOpen
    add_text = tree.texts.append
    source, classify = tree.text, tree.classify
    root: list[Node] = []
    current = root
    node: Any = top
    template: Any
    stack: list[tuple[Any, list[Node]]] = []
    push, pop = stack.append, stack.pop
    silent = False  # inside the repeated name of a wiki-markup closing tag, which has no width
    stream.reverse()
    take = stream.pop  # each token goes as it is used: half as many objects wake the collector
    while stream:
        token = take()
        kind = type(token)
        if kind is text_token:
            if silent:
                continue
            end = pos + len(token["text"])
            text = Text(pos, end, node)
            current.append(text)
            add_text(text)
            pos = end
        elif kind is separator_token:
            if type(node) is Parameter:
                node.end = pos
                template = node.parent
            else:
                template = node
                template.name_end = pos
                push((node, current))
            pos += 1
            node = Parameter(pos, pos, template)
            node.source = source
            node.key_nodes = node._name = None
            node.equals = -1
            node.value_nodes = current = []
            template.params.append(node)
        elif kind is equals_token:
            node.key_nodes = current
            node.equals = pos
            pos += 1
            node.value_nodes = current = []
        elif kind is link_open:
            push((node, current))
            node = Wikilink(pos, pos, node)
            node.source = source
            tree.wikilinks.append(node)
            pos += 2
            node.target_nodes = current = []
            node.label_nodes = None
        elif kind is link_close:
            if node.label_nodes is None:
                node.pipe = pos
            pos += 2
            node.end = pos
            done = node
            node, current = pop()
            current.append(done)
        elif kind is link_separator:
            node.pipe = pos
            pos += 1
            node.label_nodes = current = []
        elif kind is template_open:
            push((node, current))
            node = Template(pos, pos, node)
            node.source = source
            node.classify = classify
            tree.templates.append(node)
            node.params = []
            node._class = None
            pos += 2
            node.name_nodes = current = []
        elif kind is template_close:
            if type(node) is Parameter:
                node.end = pos
                node, current = pop()
            else:
                node.name_end = pos
            pos += 2
            node.end = pos
            done = node
            node, current = pop()
            current.append(done)
        elif kind is tag_open:
            push((node, current))
            node = Tag(pos, pos, node)
            node.source = source
            tree.tags.append(node)
            node.attributes = _NO_ATTRIBUTES
            node.content_nodes = node.close_nodes = node._name = None
            node.self_closing = node.implicit = False
            node.markup = markup = token.get("wiki_markup")
            node.invalid = bool(token.get("invalid"))
            if markup:
                pos += len(markup)
                node.name_nodes = _NO_NODES
                node._name = take()["text"]  # synthetic, without width, always one token
            else:
                pos += 2 if node.invalid else 1
                node.name_nodes = current = []
        elif kind is t.TagCloseSelfclose:
            if type(node) is Attribute:
                pos = _end_attribute(node, pos)
                node, current = pop()
            pos += len(token.get("padding") or "")
            if not node.markup:
                node.implicit = bool(token.get("implicit"))
                pos += 1 if node.implicit else 2
            node.self_closing = True
            node.open_end = node.close_start = node.end = pos
            done = node
            node, current = pop()
            current.append(done)
        elif kind is t.TagCloseOpen:
            if type(node) is Attribute:
                pos = _end_attribute(node, pos)
                node, current = pop()
            pos += len(token.get("padding") or "")
            pos += len(token.get("wiki_markup") or "") if node.markup else 1
            node.open_end = pos
            node.content_nodes = current = []
        elif kind is t.TagOpenClose:
            node.close_start = pos
            if node.markup:
                closing = token.get("wiki_markup")  # may be empty: a table cell has no closing mark
                pos += len(node.markup if closing is None else closing)
                silent = True
            else:
                pos += 2
                node.close_nodes = current = []
        elif kind is t.TagCloseClose:
            if silent:
                silent = False
            else:
                pos += 1
            node.end = pos
            done = node
            node, current = pop()
            current.append(done)
        elif kind is t.TagAttrStart:
            if type(node) is Attribute:
                pos = _end_attribute(node, pos)
                node, current = pop()
            if not node.attributes:
                node.attributes = []
            pos += len(token["pad_first"])
            attribute = Attribute(pos, pos, node)
            attribute.source = source
            node.attributes.append(attribute)
            push((node, current))
            node = attribute
            node.value_nodes = node.quotes = None
            # the blanks belong to the equals sign, or trail the name where there is none
            node.name_end = len(token["pad_before_eq"])
            node.value_start = len(token["pad_after_eq"])
            node.name_nodes = current = []
        elif kind is t.TagAttrEquals:
            before, after = node.name_end, node.value_start
            node.name_end = pos
            pos += before + 1 + after
            node.value_start = pos
            node.value_nodes = current = []
        elif kind is t.TagAttrQuote:
            node.quotes = token["char"]
            pos += 1
            node.value_start = pos
        elif kind is t.ExternalLinkOpen:
            push((node, current))
            node = ExternalLink(pos, pos, node)
            node.source = source
            tree.external_links.append(node)
            node.label_nodes = None
            node.brackets = bool(token["brackets"])
            pos += node.brackets
            node.url_nodes = current = []
        elif kind is t.ExternalLinkSeparator:
            node.url_end = pos
            if not token.get("suppress_space"):
                pos += 1
            node.label_nodes = current = []
        elif kind is t.ExternalLinkClose:
            if node.label_nodes is None:
                node.url_end = pos
            pos += node.brackets
            node.end = pos
            done = node
            node, current = pop()
            current.append(done)
        elif kind is t.HTMLEntityStart:
            start = pos
            pos += 2  # the ampersand and the semicolon
            token = take()
            if type(token) is not text_token:  # numeric: "#", and perhaps "x"
                pos += 1
                token = take()
                if type(token) is not text_token:
                    pos += len(token["char"])
                    token = take()
            pos += len(token["text"])
            take()
            entity = Entity(start, pos, node)
            current.append(entity)
            tree.entities.append(entity)
        elif kind is t.CommentStart:
            start = pos
            pos += 7  # both delimiters
            token = take()
            while type(token) is text_token:
                pos += len(token["text"])
                token = take()
            comment = Comment(start, pos, node)
            current.append(comment)
            tree.comments.append(comment)
        elif kind is t.HeadingStart:
            push((node, current))
            node = Heading(pos, pos, node)
            node.source = source
            tree.headings.append(node)
            node.level = token["level"]
            pos += node.level
            node.title_nodes = current = []
        elif kind is t.HeadingEnd:
            pos += node.level
            node.end = pos
            done = node
            node, current = pop()
            current.append(done)
        elif kind is t.ArgumentOpen:
            push((node, current))
            node = Argument(pos, pos, node)
            tree.arguments.append(node)
            node.default_nodes = None
            pos += 3
            node.name_nodes = current = []
        elif kind is t.ArgumentSeparator:
            pos += 1
            node.default_nodes = current = []
        elif kind is t.ArgumentClose:
            pos += 3
            node.end = pos
            done = node
            node, current = pop()
            current.append(done)
        else:
            raise ValueError(f"unknown token {kind.__name__}")
    return root, pos


def _end_attribute(attribute: Attribute, pos: int) -> int:
    """Close an attribute at `pos`, where its last node ends; the position behind its padding."""
    if attribute.value_nodes is None:
        trailing = attribute.name_end
        attribute.name_end = attribute.value_start = attribute.value_end = attribute.end = pos
        return pos + trailing
    attribute.value_end = pos
    attribute.end = pos = pos + (1 if attribute.quotes else 0)
    return pos
