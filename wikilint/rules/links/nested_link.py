from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.links import Link, links, read_link, surroundings, unlinked
from wikilint.syntax import ExternalLink, Node, Tag, Text, Wikilink


@rule("nested-link", severity="warning", scope="any", fixes=("unsafe",))
def nested_link(doc: Document) -> Iterator[Finding]:
    """A link, a file or a footnote stands in the label of another link.

    HTML has no links in links: MediaWiki ends the outer one where the inner one begins, and prints
    the brackets of `[[A|see [[B]]]]`. See [Lint errors](https://www.mediawiki.org/wiki/Help:Lint_errors/wikilink-in-extlink).

    Never reported: the captions of files, which may hold links; categories; a file with `link=`
    in an external link, which is how an image gets one; what templates hold or make; code.

    **Fix.** Unsafe: the inner link becomes plain text; a footnote at the label's end moves behind
    the link. None for files, nor for an external link in a label: a person has to choose.
    """
    for link in links(doc).odd:
        label = link.label or ""
        if link.kind == "page" and ("[" in label or "<" in label):
            yield from _in_label(doc, link.node, link.node.label_nodes or [])
    for node in doc.tree.external_links:
        nodes = node.label_nodes
        if nodes and node.brackets and (len(nodes) > 1 or type(nodes[0]) is not Text):
            yield from _in_label(doc, node, nodes)


def _in_label(
    doc: Document, outer: Wikilink | ExternalLink, nodes: Sequence[Node]
) -> Iterator[Finding]:
    end = _label_end(doc.text, outer)
    for node in _through_tags(nodes):
        if node.start >= end:
            return
        if isinstance(node, Wikilink):
            link = read_link(doc, node)
            if link.kind != "category":
                yield from _inner_link(doc, link, outer)
        elif isinstance(outer, ExternalLink):
            continue
        elif isinstance(node, ExternalLink) and node.brackets:
            yield Finding(node.span, "an external link stands in the label of a link")
        elif isinstance(node, Tag):
            fix = None
            if node is nodes[-1] and len(nodes) > 1:
                edits = (Edit(node.span, ""), Edit((outer.end, outer.end), str(node)))
                fix = Fix("move the footnote behind the link", edits)
            yield Finding(node.span, "a footnote stands in the label of a link", fix)


def _through_tags(nodes: Sequence[Node]) -> Iterator[Node]:
    """The links and footnotes among the nodes, and in the tags among them."""
    for node in nodes:
        if isinstance(node, (Wikilink, ExternalLink)):
            yield node
        elif isinstance(node, Tag):
            if node.name == "ref":
                yield node
            else:
                yield from _through_tags(node.content_nodes or ())


def _inner_link(doc: Document, link: Link, outer: Wikilink | ExternalLink) -> Iterator[Finding]:
    node = link.node
    if "code" in surroundings(doc, node):
        return
    if link.kind != "file":
        yield Finding(
            node.span,
            f"the link to “{link.target}” stands in the label of another and ends it",
            Fix("make plain text of the inner link", unlinked(link)),
        )
    elif isinstance(outer, Wikilink) or "link=" not in (link.label or ""):
        yield Finding(node.span, "a file stands in the label of a link, and ends it")


def _label_end(text: str, outer: Wikilink | ExternalLink) -> int:
    """Where MediaWiki ends the label; mispaired quotes carry the tree beyond.

    One pass over the label, however many links it holds.
    """
    start = outer.pipe + 1 if isinstance(outer, Wikilink) else outer.url_end
    external = isinstance(outer, ExternalLink)
    depth = 0
    for match in re.compile(r"\[\[|\]\]|[\]\n]").finditer(text, start, outer.end):
        mark = match[0]
        if mark == "[[":
            depth += 1
        elif mark == "]]" and depth:
            depth -= 1
        elif mark == "]]" or (external and (mark == "\n" or not depth)):
            return match.start()
    return outer.end
