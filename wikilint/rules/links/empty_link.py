from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.links import Link, links, plain_text_at, surroundings

_CLOSING = frozenset(" \n,.;:!?)")


@rule("empty-link", severity="warning", scope="any", fixes=("unsafe",))
def empty_link(doc: Document) -> Iterator[Finding]:
    """A link has no target or a blank label, or braces call no template.

    MediaWiki prints `[[]]`, `[[|text]]`, `[[File:]]` and `{{}}` as they are written, and a reader
    can neither see nor click `[[Foo| ]]`. They are what is left of an edit that went wrong; editors
    that show the page as it looks leave the last one where somebody linked a blank.

    Never reported: a blank as sort key of a category (it is meant), prefixes that the site does
    not know, targets made by templates, links and braces in code.

    **Fix.** Unsafe: `[[|text]]` becomes “text”, the rest goes; was a target lost, a person has to
    find it. None for a file without a name that has a caption.
    """
    found = links(doc)
    nameless = [link for link in found.prefixed if link.target[-1] == ":" and link.namespace]
    for link in (*found.empty, *nameless):
        if "code" not in surroundings(doc, link.node):
            yield _without_target(doc, link)
    for link in found.odd:
        label = link.label
        if not label or not label.isspace() or link.kind != "page":
            continue
        if "code" not in surroundings(doc, link.node):
            yield Finding(
                link.node.span,
                f"no reader can see the link to “{link.target}”: its label is blank",
                Fix("remove the link", (Edit(link.node.span, _blank(doc, link)),)),
            )
    yield from _empty_braces(doc)


def _without_target(doc: Document, link: Link) -> Finding:
    node, label = link.node, (link.label or "").strip()
    if not link.target:
        message = "a link without a target is printed as it is written"
    else:
        message = f"“{link.target}” names no page"
    if not label:
        return Finding(node.span, message, _removal(doc, *node.span))
    if link.target:
        return Finding(node.span, message)
    edits = (Edit((node.start, node.pipe + 1), ""), Edit((node.end - 2, node.end), ""))
    return Finding(node.span, message, Fix("remove the brackets", edits))


def _removal(doc: Document, start: int, end: int) -> Fix:
    """Take it away, with the blank before it if none is needed before what follows."""
    first = start
    if doc.text[start - 1 : start] == " " and (doc.text[end : end + 1] or "\n") in _CLOSING:
        first -= 1
    return Fix("remove it", (Edit((first, end), ""),), reshapes=(first, end))


def _blank(doc: Document, link: Link) -> str:
    """What is to stand for a link that shows a blank: none beside another one."""
    around = doc.text[link.node.start - 1 : link.node.start] + doc.text[link.node.end :][:1]
    return "" if " " in around or "\n" in around else " "


@cache
def _braces() -> re.Pattern[str]:
    return re.compile(r"\{(?<=\{\{) ?\}\}")  # in half the time that two literals take to find


def _empty_braces(doc: Document) -> Iterator[Finding]:
    for match in _braces().finditer(doc.text):
        start, end = match.start() - 1, match.end()
        text = plain_text_at(doc, start, end)
        if text is not None and "code" not in surroundings(doc, text):
            message = "braces without a name are printed as they are written"
            yield Finding((start, end), message, _removal(doc, start, end))
