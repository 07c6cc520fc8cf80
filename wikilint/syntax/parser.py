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
from wikilint.syntax.node import Comment, Entity, Node, Text, make_text
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


def parse(text: str, classify: Classify | None = None) -> Tree:
    """Parse a page; `classify` tells templates from parser functions and gives canonical names.

    Raises ValueError for text that holds NUL, which the C tokenizer would silently cut off there.
    """
    found = scan(text)
    guarded = guard(text, found)
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
    item = GalleryItem()
    item.start, item.end, item.parent = start, start + len(line), tag
    title, pipe, caption = line.partition("|")
    item.title_end = start + len(title)
    item.caption_nodes = []
    if pipe:
        guarded = guard(caption, scan(caption))
        tree.inert += tuple(item.title_end + 1 + place for place in guarded.places)
        item.caption_nodes = _build(_tokenize(guarded.text), tree, item, item.title_end + 1)[0]
    return item


def _build(stream: list[Any], tree: Tree, top: Node, pos: int) -> tuple[list[Node], int]:
    """The nodes of one token stream that starts at `pos`, and the position behind it.

    One loop without recursion, so that depth costs nothing; the branches are ordered by how often
    their token occurs on articles. `node` is the innermost open node, `current` the list that takes
    the next finished one, `outer` holds the lists of the nodes around it. Each branch stores the
    attributes of one kind of node only, which the interpreter then does in a third of the time.
    """
    text_token, separator_token, equals_token = (
        t.Text,
        t.TemplateParamSeparator,
        t.TemplateParamEquals,
    )
    link_open, link_close, link_separator = t.WikilinkOpen, t.WikilinkClose, t.WikilinkSeparator
    template_open, template_close = t.TemplateOpen, t.TemplateClose
    tag_open, tag_body, tag_end = t.TagOpenOpen, t.TagCloseOpen, t.TagOpenClose
    source, classify, texts = tree.text, tree.classify, tree.texts
    get = dict.get
    root: list[Node] = []
    current = root
    node: Any = top
    outer: list[list[Node]] = []
    tokens = iter(stream)
    for token in tokens:
        kind = type(token)
        if kind is text_token:
            text = Text()
            text.parent = node
            text.start = pos
            text.end = pos = pos + len(token["text"])
            current.append(text)
            texts.append(text)
        elif kind is separator_token:
            if type(node) is Parameter:
                node.end = pos
                node = node.parent
            else:
                node.name_end = pos
            pos += 1
            param = Parameter()
            param.parent = node
            param.start = pos
            param.source = source
            param.key_nodes = param._name = None
            param.equals = -1
            param.value_nodes = current = []
            node.params.append(param)
            node = param
        elif kind is equals_token:
            node.key_nodes = current
            node.equals = pos
            pos += 1
            node.value_nodes = current = []
        elif kind is tag_open:
            tag = Tag()
            tag.parent = node
            tag.start = pos
            tag.source = source
            tag.attributes = ()
            tag.content_nodes = tag.close_nodes = None
            tag.self_closing = tag.implicit = False
            tag.invalid = bool(get(token, "invalid"))
            tag.markup = get(token, "wiki_markup")
            tree.tags.append(tag)
            outer.append(current)
            node = tag
            name = next(tokens)["text"]  # always one token
            tag.name = name.lower()
            if tag.markup:
                pos += len(tag.markup)  # the name is synthetic, without width
                tag.name_nodes = ()
            else:
                pos += 2 if tag.invalid else 1
                text = make_text(pos, pos := pos + len(name), tag)
                texts.append(text)
                tag.name_nodes = [text]
        elif kind is tag_body:
            if type(node) is Attribute:
                pos = _end_attribute(node, pos)
                node = node.parent
            if token:
                pos += len(get(token, "padding") or "")
            pos += len(get(token, "wiki_markup") or "") if node.markup else 1
            node.open_end = pos
            node.content_nodes = current = []
        elif kind is tag_end:
            node.close_start = pos
            name = next(tokens)["text"]  # as behind the opening
            if node.markup:
                closing = get(
                    token, "wiki_markup"
                )  # may be empty: a table cell has no closing mark
                pos += len(node.markup if closing is None else closing)
            else:
                text = make_text(pos + 2, pos := pos + 2 + len(name), node)
                texts.append(text)
                node.close_nodes = [text]
                pos += 1
            next(tokens)  # TagCloseClose
            node.end = pos
            (current := outer.pop()).append(node)
            node = node.parent
        elif kind is link_open:
            link = Wikilink()
            link.parent = node
            link.start = pos
            link.source = source
            tree.wikilinks.append(link)
            pos += 2
            outer.append(current)
            link.target_nodes = current = []
            link.label_nodes = None
            node = link
        elif kind is link_close:
            if node.label_nodes is None:
                node.pipe = pos
            node.end = pos = pos + 2
            (current := outer.pop()).append(node)
            node = node.parent
        elif kind is template_open:
            template = Template()
            template.parent = node
            template.start = pos
            template.source = source
            template.classify = classify
            tree.templates.append(template)
            template.params = []
            template._class = None
            pos += 2
            outer.append(current)
            template.name_nodes = current = []
            node = template
        elif kind is template_close:
            if type(node) is Parameter:
                node.end = pos
                node = node.parent
            else:
                node.name_end = pos
            node.end = pos = pos + 2
            (current := outer.pop()).append(node)
            node = node.parent
        elif kind is link_separator:
            node.pipe = pos
            pos += 1
            node.label_nodes = current = []
        elif kind is t.ExternalLinkOpen:
            url = ExternalLink()
            url.parent = node
            url.start = pos
            url.source = source
            tree.external_links.append(url)
            url.label_nodes = None
            url.brackets = bool(token["brackets"])
            pos += url.brackets
            outer.append(current)
            url.url_nodes = current = []
            node = url
        elif kind is t.ExternalLinkClose:
            if node.label_nodes is None:
                node.url_end = pos
            pos += node.brackets
            node.end = pos
            (current := outer.pop()).append(node)
            node = node.parent
        elif kind is t.TagCloseSelfclose:
            if type(node) is Attribute:
                pos = _end_attribute(node, pos)
                node = node.parent
            pos += len(get(token, "padding") or "")
            if not node.markup:
                node.implicit = bool(get(token, "implicit"))
                pos += 1 if node.implicit else 2
            node.self_closing = True
            node.open_end = node.close_start = node.end = pos
            (current := outer.pop()).append(node)
            node = node.parent
        elif kind is t.TagAttrStart:
            if type(node) is Attribute:
                pos = _end_attribute(node, pos)
                node = node.parent
            if not node.attributes:
                node.attributes = []
            pos += len(token["pad_first"])
            attribute = Attribute()
            attribute.parent = node
            attribute.start = pos
            attribute.source = source
            attribute.value_nodes = attribute.quotes = None
            # the blanks belong to the equals sign, or trail the name where there is none
            attribute.name_end = len(token["pad_before_eq"])
            attribute.value_start = len(token["pad_after_eq"])
            attribute.name_nodes = current = []
            node.attributes.append(attribute)
            node = attribute
        elif kind is t.TagAttrEquals:
            before, after = node.name_end, node.value_start
            node.name_end = pos
            node.value_start = pos = pos + before + 1 + after
            node.value_nodes = current = []
        elif kind is t.TagAttrQuote:
            node.quotes = token["char"]
            node.value_start = pos = pos + 1
        elif kind is t.ExternalLinkSeparator:
            node.url_end = pos
            if not get(token, "suppress_space"):
                pos += 1
            node.label_nodes = current = []
        elif kind is t.HTMLEntityStart:
            entity = Entity()
            entity.parent = node
            entity.start = pos
            pos += 2  # the ampersand and the semicolon
            token = next(tokens)
            if type(token) is not text_token:  # numeric: "#", and perhaps "x"
                pos += 1
                token = next(tokens)
                if type(token) is not text_token:
                    pos += len(token["char"])
                    token = next(tokens)
            pos += len(token["text"])
            next(tokens)
            entity.end = pos
            current.append(entity)
            tree.entities.append(entity)
        elif kind is t.CommentStart:
            comment = Comment()
            comment.parent = node
            comment.start = pos
            pos += 7  # both delimiters
            token = next(tokens)
            while type(token) is text_token:
                pos += len(token["text"])
                token = next(tokens)
            comment.end = pos
            current.append(comment)
            tree.comments.append(comment)
        elif kind is t.HeadingStart:
            heading = Heading()
            heading.parent = node
            heading.start = pos
            heading.source = source
            tree.headings.append(heading)
            heading.level = token["level"]
            pos += heading.level
            outer.append(current)
            heading.title_nodes = current = []
            node = heading
        elif kind is t.HeadingEnd:
            node.end = pos = pos + node.level
            (current := outer.pop()).append(node)
            node = node.parent
        elif kind is t.ArgumentOpen:
            argument = Argument()
            argument.parent = node
            argument.start = pos
            tree.arguments.append(argument)
            argument.default_nodes = None
            pos += 3
            outer.append(current)
            argument.name_nodes = current = []
            node = argument
        elif kind is t.ArgumentSeparator:
            pos += 1
            node.default_nodes = current = []
        elif kind is t.ArgumentClose:
            node.end = pos = pos + 3
            (current := outer.pop()).append(node)
            node = node.parent
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
