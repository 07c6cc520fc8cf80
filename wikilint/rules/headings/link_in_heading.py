from __future__ import annotations

from collections.abc import Iterator, Sequence

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.heading_lines import heading_lines
from wikilint.analysis.links import read_link, unlinked
from wikilint.syntax import ExternalLink, Heading, Node, Tag, Template, Wikilink

_NOTES = ("efn", "named-refs", "refn", "short-footnote")


@rule("link-in-heading", severity="off", scope="any", fixes=("unsafe", "manual"))
def link_in_heading(doc: Document) -> Iterator[Finding]:
    """A heading holds a link or a footnote.

    Headings hold neither: the table of contents shows them without, and a footnote's number becomes
    part of the anchor ([MOS:HEADINGS](https://en.wikipedia.org/wiki/MOS:HEADINGS)). A link belongs
    into the first sentence of the section or a {{Main}} note.

    Never reported: images, links that a template makes, code.

    **Fix.** Unsafe for a link: the brackets go, the text and with it the anchor stay. Manual for a
    footnote: it goes to the line below, where a sentence has to be found for it. None for a link
    without text, or whose text comes from a pipe alone.
    """
    for heading in heading_lines(doc).sound:
        title = heading.title
        if "[" in title or "<" in title or "{{" in title or "//" in title:
            for node in _all(heading.title_nodes):
                yield from _finding(doc, heading, node)


def _all(nodes: Sequence[Node]) -> Iterator[Node]:
    """The nodes of the title; not what is in links, footnotes and templates."""
    for node in nodes:
        yield node
        if isinstance(node, Tag) and not node.opaque and node.name != "ref":
            yield from _all(list(node.content_nodes or ()))


def _finding(doc: Document, heading: Heading, node: Node) -> Iterator[Finding]:
    if isinstance(node, Wikilink):
        link = read_link(doc, node)
        if link.kind == "file" or not link.target:
            return
        fix = None
        if link.label is None or link.label.strip():
            fix = Fix("remove the link", unlinked(link), reshapes=heading.span)
        yield Finding(node.span, "link in a heading", fix)
    elif isinstance(node, ExternalLink):
        label = node.label_span
        fix = None
        if label is not None and label.start < label.end:
            edits = (Edit((node.start, label.start), ""), Edit((label.end, node.end), ""))
            fix = Fix("remove the link", edits, reshapes=heading.span)
        yield Finding(node.span, "external link in a heading", fix)
    elif _is_note(doc, node):
        start = len(doc.text[: node.start].rstrip(" "))
        edits = (Edit((start, node.end), ""), Edit((heading.end, heading.end), f"\n{node}"))
        fix = Fix("move the footnote below the heading", edits, "manual")
        yield Finding(node.span, "footnote in a heading: its number is part of the anchor", fix)


def _is_note(doc: Document, node: Node) -> bool:
    if isinstance(node, Tag):
        return node.name == "ref"
    return isinstance(node, Template) and any(node.name in doc.site.family(f) for f in _NOTES)
