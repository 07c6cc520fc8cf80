from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint.analysis.urls import is_shown, urls
from wikilint.syntax import Comment, ExternalLink, Node, Tag, Template, Text, Tree

_FEWEST_LETTERS = 3  # of a title
_LONGEST = 200  # characters of a title
_MARKS = ".,;:()[]–—-*# \t\n"


@dataclass(frozen=True, eq=False, repr=False)
class BareUrlOptions:
    """Options of the rule."""

    places: tuple[Literal["refs", "text"], ...] = option(
        ("refs",), "Where: footnotes, and links elsewhere on the page that have no label."
    )


@rule("bare-url", severity="off", scope="any", options=BareUrlOptions, fixes=("unsafe",))
def bare_url(doc: Document, options: BareUrlOptions) -> Iterator[Finding]:
    """A footnote is only an address, without a title.

    When the address stops to work, nobody can tell what the source was
    ([WP:BAREURLS](https://en.wikipedia.org/wiki/Wikipedia:Bare_URLs)). A footnote counts as bare
    if there is nothing but addresses in it, with or without brackets, marks and maintenance
    templates.

    Never reported: addresses with a label or beside other words; those in citation templates,
    where `incomplete-citation` misses the title; comments, nowiki, code.

    **Fix.** Unsafe where plain words stand before one address in brackets, as in
    `Lakes [https://example.org]`: they become its label. Otherwise none: the title is at the
    address only.
    """
    bare = [link for link in urls(doc).all if link.label_nodes is None]
    if "refs" in options.places:
        parents = dict.fromkeys(link.parent for link in bare if type(link.parent) is Tag)
        for parent in parents:
            if isinstance(parent, Tag) and parent.name == "ref":
                yield from _in_footnote(doc, parent)
    if "text" in options.places:
        for link in bare:
            if _is_in_text(link) and is_shown(doc, link):
                yield Finding(link.span, "the address has no label")


def _is_in_text(link: ExternalLink) -> bool:
    return all(
        isinstance(outer, Tree) or (isinstance(outer, Tag) and outer.name != "ref")
        for outer in link.ancestors()
    )


def _in_footnote(doc: Document, ref: Tag) -> Iterator[Finding]:
    nodes = ref.content_nodes or ()
    maintenance = doc.site.family("maintenance")
    links = [node for node in nodes if isinstance(node, ExternalLink)]
    others = [node for node in nodes if not _says_nothing(node, maintenance)]
    if not others:
        for link in links:
            if is_shown(doc, link):
                yield Finding(link.span, "the footnote is only an address: add a title")
    elif len(others) == len(links) == 1 and nodes[:2] == [others[0], links[0]]:
        yield from _behind_words(doc, others[0], links[0])


def _behind_words(doc: Document, words: Node, link: ExternalLink) -> Iterator[Finding]:
    text = str(words)
    title = text.strip().rstrip(":,–— ")
    if type(words) is not Text or not link.brackets or len(title) > _LONGEST:
        return
    if sum(map(str.isalpha, title)) < _FEWEST_LETTERS or "\n" in title or "[" in title:
        return
    if is_shown(doc, link):
        span = Span(words.start + len(text) - len(text.lstrip()), link.end)
        edit = Edit(span, f"[{link.url} {title}]")
        fix = Fix("make the words before it its label", (edit,), "unsafe", reshapes=span)
        yield Finding(link.span, "the address has no label: the words before it are one", fix)


def _says_nothing(node: Node, maintenance: frozenset[str]) -> bool:
    """Whether a part of a footnote tells nothing about the source but its address."""
    if isinstance(node, ExternalLink):
        return node.label_nodes is None
    if isinstance(node, Template):
        return node.name in maintenance
    return isinstance(node, Comment) or (type(node) is Text and not str(node).strip(_MARKS))
