"""Where the prose of a page stands, found in one walk over the tree.

Never prose: comments, tags whose contents are code or data, attributes, addresses, link targets,
files and their options, categories, names of templates and arguments, parser functions except the
branches of conditions, behaviour switches, redirects, and what the tree takes for text though
MediaWiki does not: tags without a partner, a comment without an end, tables behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from wikilint.analysis.arguments import TemplateReader
from wikilint.analysis.contexts import BODY, Content, Contexts, within
from wikilint.analysis.namespaces import CATEGORY, FILE
from wikilint.analysis.redirects import is_redirect
from wikilint.analysis.sections import ends_its_line
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import (
    Argument,
    Entity,
    ExternalLink,
    GalleryItem,
    Heading,
    Node,
    Tag,
    Template,
    Text,
    Wikilink,
)
from wikilint.syntax.node import make_text

MASK = "\0"

Place: TypeAlias = tuple[int, int, Contexts, int]


class Segment(NamedTuple):
    """A stretch of prose without markup in it.

    contexts: what it stands in (`wikilint.analysis.contexts` lists them). ``list``, ``indented``
        and quotation marks hang on the text around; `Prose.contexts_at` adds them.
    block: the number of the text that it belongs to. A footnote or an argument is a block of its
        own inside the paragraph that it interrupts; links and italics are part of the paragraph.
    """

    start: int
    end: int
    contexts: Contexts
    block: int


class Segments(NamedTuple):
    """The prose of a page: places in the order of the text, each as the fields of a `Segment`.

    text: a copy of the page in which all else is masked.
    runs: what stands in it between the masks, in its order; the first may be empty.
    """

    places: list[Place]
    text: str
    runs: list[str]


# Tags whose contents are no prose (None), or stand in a context of their own.
_RAW = (
    "nowiki", "pre", "code", "syntaxhighlight", "source", "math", "chem", "ce", "timeline", "score",
    "hiero", "graph", "kbd", "samp", "tt", "var", "templatedata", "templatestyles", "imagemap",
    "mapframe", "maplink", "inputbox", "categorytree", "charinsert", "langconvert",
    "page-collection", "phonos", "section", "tvar",
)  # fmt: skip
_TAGS: dict[str, str | None] = {
    **dict.fromkeys(_RAW),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("td", "th"), "table"),
    **dict.fromkeys(("blockquote", "poem", "q"), "quotation"),
    **dict.fromkeys(("i", "em", "cite"), "italic"),
    "ref": "footnote",
    "caption": "caption",
}
# Tags whose contents are a text of their own.
_BLOCKS = frozenset({
    "ref", "references", "td", "th", "caption", "blockquote", "poem", "h1", "h2", "h3", "h4", "h5",
    "h6", "p", "div", "center", "li", "dd", "dt",
})  # fmt: skip
_ROWS = frozenset({"table", "tr", "thead", "tbody", "tfoot"})  # text right in them is layout


@analysis
def segments(doc: Document) -> Segments:
    """The page's prose."""
    found = _masked(doc.text, _places(doc))
    hidden = _hidden(doc, found.text)
    return _masked(doc.text, list(_without(found.places, hidden))) if hidden else found


@analysis
def place_starts(doc: Document) -> list[int]:
    """Where the places of the prose begin; their indexes are the same."""
    return list(map(itemgetter(0), segments(doc).places))


@analysis
def squeezed(doc: Document) -> str:
    """The prose with one mask for each stretch that is masked in it: half as long as the page.

    For who asks what stands in the prose, and not where.
    """
    return MASK.join(segments(doc).runs)


def _places(doc: Document) -> list[Place]:
    """Walk the tree without recursion, one level of nesting after the other."""
    text, site = doc.text, doc.site
    places: list[Place] = []
    add = places.append
    queue: list[tuple[Iterable[Any], Contexts, int]] = [(doc.tree.nodes, BODY, 0)]
    put_off = queue.append
    blocks = 0
    templates = TemplateReader(doc)
    contents: Iterable[Content]
    for nodes, contexts, block in queue:
        for node in nodes:
            kind = type(node)
            if kind is Text or kind is Entity:
                add((node.start, node.end, contexts, block))
                continue
            if kind is Wikilink:
                if not node.label_nodes:
                    continue
                if ":" in text[node.start : node.pipe]:
                    contents = _prefixed_link(site, node, contexts)
                else:
                    contents = ((node.label_nodes, within(contexts, "label"), False),)
            elif kind is Tag:
                if not node.content_nodes:
                    continue
                contents = _tag(doc, node, contexts)
            elif kind is Template:
                contents = templates.contents(node, contexts)
            elif kind is ExternalLink:
                if not node.label_nodes:
                    continue
                contents = ((node.label_nodes, within(contexts, "label"), False),)
            elif kind is Heading:
                inner = within(contexts, "heading") if ends_its_line(text, node) else contexts
                contents = ((node.title_nodes, inner, True),)
            elif kind is GalleryItem:
                contents = _captions(site, text, node.caption_nodes, contexts)
            elif kind is Argument and node.default_nodes:
                contents = ((node.default_nodes, within(contexts, "argument"), True),)
            else:
                continue
            for children, inner, own in contents:
                if own:
                    blocks += 1
                first = children[0] if children else None
                if type(first) is Text and len(children) == 1:  # as half of them do
                    add((first.start, first.end, inner, blocks if own else block))
                else:
                    put_off((children, inner, blocks if own else block))
    places.sort(key=itemgetter(0))
    return places


def _tag(doc: Document, tag: Tag, contexts: Contexts) -> Sequence[Content]:
    nodes = tag.content_nodes
    assert nodes is not None
    name = tag.name
    added = _TAGS.get(name, "")
    if added is None:
        return ()
    if added == "table":
        if tag.markup == "|" and doc.text[tag.start + 1] == "+":
            added, nodes = "caption", _without_plus(doc.text, nodes)
    elif name in _ROWS:
        return (([node for node in nodes if type(node) is not Text], contexts, True),)
    elif added == "italic" and tag.markup and _spans_lines(doc.text, tag):
        added = ""  # MediaWiki ends italics with their line
    inner = within(contexts, added) if added else contexts
    if tag.attributes and name != "ref" and "lang" in doc.text[tag.start : tag.open_end]:
        attribute = tag.get("lang")
        if attribute and Site.base_language(attribute.value.strip()) not in {
            "",
            Site.base_language(doc.language),
        }:
            inner = within(inner, "language")
    return ((nodes, inner, name in _BLOCKS),)


def _spans_lines(text: str, tag: Tag) -> bool:
    return "\n" in text[tag.start : tag.end] and any(
        type(node) is Text and "\n" in text[node.start : node.end]
        for node in tag.content_nodes or ()
    )


def _without_plus(text: str, nodes: Sequence[Node]) -> Sequence[Node]:
    """The nodes of a table's caption, which the tree takes for a cell that begins with a plus."""
    first = nodes[0]
    if type(first) is not Text or text[first.start] != "+":
        return nodes
    return [make_text(first.start + 1, first.end, first.parent), *nodes[1:]]


def _prefixed_link(site: Site, link: Wikilink, contexts: Contexts) -> Iterator[Content]:
    """The label of a link whose target holds a colon; for a file its caption."""
    assert link.label_nodes is not None
    target = link.target
    number = 0 if target.startswith(":") else site.split_title(target)[0]
    if number == FILE:
        yield from _captions(site, link.source, link.label_nodes, contexts)
    elif number != CATEGORY:
        yield link.label_nodes, within(contexts, "label"), False


def _captions(
    site: Site, text: str, nodes: Iterable[Node], contexts: Contexts
) -> Iterator[Content]:
    """The alternative text among a file's options, and its caption.

    The caption is the last part that is no option: MediaWiki shows no other.
    """
    inner = within(contexts, "caption")
    names, values = site.data["file_options"], site.data["file_option_values"]
    caption: Sequence[Node] = ()
    for part in _parts(text, nodes):
        source = text[part[0].start : part[-1].end]
        option = source.strip().lower()
        name, equals, _ = option.partition("=")
        if equals and name.rstrip() in values:
            if values[name.rstrip()] == "alt" and type(part[0]) is Text:
                start = part[0].start + source.index("=") + 1
                yield [make_text(start, part[0].end, part[0].parent), *part[1:]], inner, True
        elif option not in names and not (option.endswith("px") and " " not in option):
            caption = part
    if caption:
        yield caption, inner, True


def _parts(text: str, nodes: Iterable[Node]) -> Iterator[list[Node]]:
    """What stands between the pipes of a file link, in which the tree sees text; empty ones not."""
    part: list[Node] = []
    for node in nodes:
        if type(node) is not Text:
            part.append(node)
            continue
        start = node.start
        while (pipe := text.find("|", start, node.end)) >= 0:
            if pipe > start:
                part.append(make_text(start, pipe, node.parent))
            if part:
                yield part
            part = []
            start = pipe + 1
        if node.end > start:
            part.append(make_text(start, node.end, node.parent))
    if part:
        yield part


def _masked(text: str, places: list[Place]) -> Segments:
    runs: list[str] = []
    widths: list[int] = []  # with the mask behind them
    first = at = 0  # of a run: of places with nothing between them
    for start, end, _, _ in places:
        if start > at:
            runs.append(text[first:at])
            widths.append(start - first)
            first = start
        at = end
    runs.append(text[first:at])
    widths.append(len(text) - first)
    return Segments(places, "".join(map(str.ljust, runs, widths, repeat(MASK))), runs)


def _hidden(doc: Document, masked: str) -> list[tuple[int, int]]:
    """What is text to the tree alone: places to be masked, in the order of the text."""
    text, site = doc.text, doc.site
    hidden: list[tuple[int, int]] = []
    if is_redirect(doc):
        first = len(text) - len(text.lstrip())
        hidden.append((0, (text.find("\n", first) + 1 or len(text) + 1) - 1))
    # to look for one character costs a twentieth of what it costs to look for two
    if "<" in masked:
        comment = masked.find("<!--")
        while comment >= 0:
            end = text.find("-->", comment + 4) + 3
            hidden.append((comment, end if end > 2 else len(text)))
            comment = masked.find("<!--", hidden[-1][1])
        # [^<>]* stops at the next opener, so that all of these take one pass together
        tags = site.html_tags | site.extension_tags
        for match in re.finditer(r"</?([a-zA-Z][a-zA-Z0-9-]*+)[^<>]*+>", masked):
            if match[1].lower() in tags:
                hidden.append(match.span())
    if "_" in masked and "__" in masked:
        switch = r"__[A-Za-z]++(?:_[A-Za-z]++)*+__"
        hidden += (match.span() for match in re.finditer(switch, masked))
    if "{" in masked and "{|" in masked:
        # a table without an end, or behind a colon: its rows and the attributes of its cells
        rows, cells = r"^[\0:*#]*+\{\|.*$|^\|-.*$", r"^[|!][^|\n]*+\|(?!\|)"
        hidden += (match.span() for match in re.finditer(rows, masked, re.MULTILINE))
        starts = re.finditer(cells, masked, re.MULTILINE)
        hidden += (match.span() for match in starts if "=" in match[0])
    return sorted(hidden)


def _without(places: Iterable[Place], hidden: Iterable[tuple[int, int]]) -> Iterator[Place]:
    """What is left of the places outside the hidden ones; both are in the order of the text."""
    rest = list(hidden)
    index = 0
    for start, end, contexts, block in places:
        at = start
        while index and rest[index - 1][1] > start:
            index -= 1
        while index < len(rest) and rest[index][0] < end:
            first, last = rest[index]
            if first > at:
                yield at, first, contexts, block
            at = max(at, last)
            index += 1
        if at < end:
            yield at, end, contexts, block
