from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis import prose
from wikilint.analysis.links import read_link
from wikilint.syntax import ExternalLink, Wikilink

_LONGEST = 30  # letters in a word
_LEFT_ALONE = frozenset(
    {"quotation", "language", "verbatim", "indented", "heading", "argument", "label"}
)


@rule("missing-space-at-link", severity="off", scope="configurable", fixes=("unsafe",))
def missing_space_at_link(doc: Document) -> Iterator[Finding]:
    """A word is glued to the beginning or the end of a link.

    `the[[cat]]` shows “thecat”; so does a capitalised word right behind a link (`[[cat]]The`).
    The letters that MediaWiki makes part of a link (`[[cat]]s`) are no fault.

    A part of a word may be linked on purpose (`anti[[communism]]`, `chloro[[benzene]]`), and some
    languages write no blanks: the rule knows with what words of the page's language begin and
    reports nothing in languages of which it knows that not. Also never reported: links in
    templates, headings, quotations, other languages and code, and numbered external links.

    **Fix.** Unsafe: a blank is inserted.
    """
    beginnings = doc.site.language_data(doc.language).get("word_beginnings")
    if not beginnings:
        return
    text = doc.text
    nodes: list[Wikilink | ExternalLink] = [*doc.tree.wikilinks, *doc.tree.external_links]
    for node in nodes:
        # most links have a blank or a mark on either side
        if not (text[node.start - 1].isalpha() or text[node.end : node.end + 1].isalpha()):
            continue
        if not _is_shown(doc, node):
            continue
        word = _word_before(text, node.start)
        if word and word.lower() not in beginnings and _is_sentence(doc, node.start - 1):
            yield _finding(doc, node.start - len(word), node.start, node.start)
        word = _word_behind(text, node)
        if word and _is_sentence(doc, node.end):
            yield _finding(doc, node.end, node.end + len(word), node.end)


def _finding(doc: Document, start: int, end: int, at: int) -> Finding:
    fix = Fix("insert a blank", (Edit((at, at), " "),))
    return Finding((start, end), f"“{doc.text[start:end]}” is glued to a link", fix)


def _is_shown(doc: Document, node: Wikilink | ExternalLink) -> bool:
    """Whether a reader sees words of the link, and not a file, a category or a number."""
    if isinstance(node, ExternalLink):
        return node.brackets and bool(node.label_nodes)
    return read_link(doc, node).kind in {"page", "foreign"}


def _is_sentence(doc: Document, offset: int) -> bool:
    contexts = prose(doc).contexts_at(offset)
    return bool(contexts) and contexts.isdisjoint(_LEFT_ALONE)


def _word_before(text: str, at: int) -> str:
    """The word that ends there; empty for one that looks like part of another."""
    start = at
    while start > 0 and at - start <= _LONGEST and text[start - 1].isalpha():
        start -= 1
    word = text[start:at]
    # single letters are symbols, Mac and Sky begin names, “chloro” and the like are chemistry
    if len(word) < (2 if word.islower() else 5) or not word[1:].islower() or word[-1] == "o":
        return ""
    return "" if start and text[start - 1] in "-'’/&;" else word


def _word_behind(text: str, node: Wikilink | ExternalLink) -> str:
    """The word behind a link that cannot be meant as part of it."""
    at = end = node.end
    while end - at <= _LONGEST and text[end : end + 1].isalpha():
        end += 1
    word = text[at:end]
    if isinstance(node, ExternalLink):
        return word if len(word) > 1 else ""
    label = text[max(0, at - 4) : at - 2]
    capitalised = len(word) > 1 and word[0].isupper() and word[1:].islower()
    return word if capitalised and label.isalpha() and label.islower() else ""
