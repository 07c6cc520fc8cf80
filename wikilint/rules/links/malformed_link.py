from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.links import Link, links, surroundings
from wikilint.analysis.template_calls import calls
from wikilint.syntax import Template, Text, Wikilink

_PIPE_TEMPLATE = "!"


@rule("malformed-link", severity="warning", scope="any", fixes=("safe", "manual"))
def malformed_link(doc: Document) -> Iterator[Finding]:
    """A link has a pipe or a colon too many, or `{{!}}` where a pipe belongs.

    MediaWiki shows “|b” for `[[a||b]]`, “b|” for `[[a|b|]]`, and prints `[[::a]]` as it is written
    ([Help:Link](https://en.wikipedia.org/wiki/Help:Link)). `[[a{{!}}b]]` works, but the template
    is for places where a pipe would be taken for something else.

    Never reported: files and categories, prefixes that the site does not know (a namespace in
    another language, perhaps), labels with a template or between two pipes (`[[Norm||x|]]`), links
    in tables, where a doubled pipe begins a cell, and in code; `{{!}}` in templates' arguments.

    **Fix.** Safe where one part is empty (the surplus pipe goes), for a colon and for `{{!}}`.
    `[[a|b|c]]` has none: either part may be the label, or a file's option.
    """
    found = links(doc)
    for link in found.prefixed:
        if link.target.startswith("::") and "code" not in surroundings(doc, link.node):
            yield _colons(link)
    for template in calls(doc).get(_PIPE_TEMPLATE, ()):
        node = template.parent
        if type(node) is Wikilink and node.label_nodes is None:
            yield from _pipe_template(doc, node, template)
    for link in found.odd:
        label = link.label or ""
        if (
            "|" in label
            and link.kind == "page"
            and not (label[0] == label[-1] == "|")
            and _is_sure(doc, link.node)
        ):
            yield _pipes(link, label)


def _colons(link: Link) -> Finding:
    start = link.node.target_span.start
    end = start + len(link.target) - len(link.target.lstrip(":"))
    fix = Fix("keep one colon", (Edit((start, end), ":"),), "safe")
    return Finding(link.node.span, "MediaWiki prints a link with two colons as text", fix)


def _pipe_template(doc: Document, node: Wikilink, pipe: Template) -> Iterator[Finding]:
    hidden = doc.scan.hidden_from
    if hidden is not None and node.start >= hidden:
        return
    if any(type(n) is not Text for n in node.target_nodes if n is not pipe):
        return
    if not {"template", "table", "code"}.isdisjoint(surroundings(doc, node)):
        return
    fix = Fix("write a pipe", (Edit(pipe.span, "|"),), "safe", effect="cosmetic")
    yield Finding(node.span, "{{!}} stands where a pipe can", fix)


def _is_sure(doc: Document, node: Wikilink) -> bool:
    """Whether the pipes of a link's label stand there as text, and mean nothing else."""
    nodes = node.label_nodes or ()
    if not any(type(n) is Text and "|" in str(n) for n in nodes):
        return False
    if any(type(n) is Template for n in (*nodes, *node.target_nodes)):
        return False
    return {"table", "code"}.isdisjoint(surroundings(doc, node))


def _pipes(link: Link, label: str) -> Finding:
    node = link.node
    message = f"MediaWiki shows “{label}” as the link’s text"
    parts = label.split("|")
    filled = [part for part in parts if part.strip()]
    if len(filled) != 1:
        return Finding(node.span, message)
    kept = filled[0]
    at = node.pipe + 1 + label.index(kept)
    surplus = ((node.pipe + 1, at), (at + len(kept), node.end - 2))
    edits = tuple(Edit(span, "") for span in surplus if span[0] < span[1])
    return Finding(node.span, message, Fix("remove the surplus pipe", edits, "safe"))
