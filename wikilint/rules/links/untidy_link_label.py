from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.links import Link, all_links, is_plain, piped_links, same_title, surroundings
from wikilint.syntax import Tag, Text

_MARKS = frozenset(".,;:")
_QUOTES = "'’"


@dataclass(frozen=True, eq=False, repr=False)
class UntidyLinkLabelOptions:
    """Options of the rule."""

    formatting: bool = option(False, "Also report labels that are italic or bold as a whole.")


@rule(
    "untidy-link-label",
    severity="off",
    scope="any",
    options=UntidyLinkLabelOptions,
    fixes=("safe",),
)
def untidy_link_label(doc: Document, options: UntidyLinkLabelOptions) -> Iterator[Finding]:
    """A link's label holds what belongs outside, or two links side by side are one.

    The mark that ends a clause is no part of a name: `[[river]].`, not `[[river|river.]]`. And
    `[[A|b]][[A|c]]` is one link to its reader: `[[A|bc]]`. With `formatting`, italics and bold
    type round a whole label go outside (`''[[A|b]]''`).

    Never reported: a mark that the target holds too (`[[Jr.]]`), a stop behind what may be an
    abbreviation (only words of the target, of four letters or more, are taken for whole), labels
    with another mark or an apostrophe behind them, files, categories, other wikis, links in code.

    **Fix.** Safe: the words and their targets stay.
    """
    for link in piped_links(doc):
        label = link.label or ""
        if label[-1:] in _MARKS:
            yield from _final_mark(doc, link, label)
        elif options.formatting and label[:2] == "''":
            yield from _formatting(doc, link)
    if "]][[" in doc.text:
        found = all_links(doc)
        for first, second in pairwise(found):
            if first.node.end == second.node.start:
                yield from _split(doc, first, second)


def _final_mark(doc: Document, link: Link, label: str) -> Iterator[Finding]:
    node, mark, words = link.node, label[-1], label[:-1]
    behind = doc.text[node.end : node.end + 1]
    if behind and (behind in _MARKS or behind in _QUOTES or behind.isalnum()):
        return
    nodes = node.label_nodes or []
    if (
        type(nodes[-1]) is not Text
        or mark in link.target
        or words[-1:] in _MARKS
        or not words.strip()
    ):
        return
    if mark == "." and not _is_word_of(words, link.target):
        return
    if "code" in surroundings(doc, node):
        return
    start = node.end - 3
    if is_plain(nodes) and same_title(doc.site, words, link.target):
        edits: tuple[Edit, ...] = (Edit((node.start + 2, node.end), f"{words}]]{mark}"),)
    else:
        edits = (Edit((start, node.end), f"]]{mark}"),)
    yield Finding(
        (start, start + 1), f"“{mark}” is no part of the label", Fix("move it out", edits, "safe")
    )


def _is_word_of(words: str, target: str) -> bool:
    """Whether a label ends with a whole word of the target, and not with an abbreviation."""
    last = words.split()[-1].lower()
    return len(last) >= 4 and last.isalpha() and last in target.lower().replace("_", " ").split()


def _formatting(doc: Document, link: Link) -> Iterator[Finding]:
    node = link.node
    nodes = node.label_nodes or []
    tag = nodes[0]
    if len(nodes) != 1 or not isinstance(tag, Tag) or tag.markup not in {"''", "'''"}:
        return
    content = tag.content_span
    around = surroundings(doc, node)
    beside = doc.text[max(0, node.start - 1) : node.start] + doc.text[node.end : node.end + 1]
    if content is None or content.start == content.end or "'" in beside or beside[-1:].isalpha():
        return
    if not around.isdisjoint({"i", "b", "code"}) or not is_plain(tag.content_nodes or ()):
        return
    text = doc.text[slice(*content)]
    inner = text if same_title(doc.site, text, link.target) else f"{link.target}|{text}"
    fixed = f"{tag.markup}[[{inner}]]{tag.markup}"
    fix = Fix(f"write “{fixed}”", (Edit(node.span, fixed),), "safe", effect="cosmetic")
    yield Finding(tag.span, "the markup can stand outside the link", fix)


def _split(doc: Document, first: Link, second: Link) -> Iterator[Finding]:
    if first.kind != "page" or first.kind != second.kind or first.target != second.target:
        return
    labels = [link.target if link.label is None else link.label for link in (first, second)]
    nodes = [node for link in (first, second) for node in link.node.label_nodes or ()]
    if not is_plain(nodes) or not all(label.strip() for label in labels):
        return
    if "code" in surroundings(doc, first.node):
        return
    span = (first.node.start, second.node.end)
    whole = f"[[{first.target}|{''.join(labels)}]]"
    fix = Fix(f"write “{whole}”", (Edit(span, whole),), "safe")
    yield Finding(span, f"one link to “{first.target}” is split in two", fix)
