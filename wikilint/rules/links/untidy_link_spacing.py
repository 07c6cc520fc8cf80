from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.links import Link, all_links, surroundings
from wikilint.syntax import Parameter, Tag

_LIST_MARKS = "*#:;"
_OPENING = frozenset("([{\"'“‘«<>-–—/")  # behind these a blank was hardly meant
_END = ("\n", " ", "|", "}}", "<br")  # before these a blank shows nothing


class _Change(NamedTuple):
    """What to write instead of a part, and whether a reader sees the difference."""

    edits: tuple[Edit, ...] = ()
    visible: bool = False

    def __add__(self, other: object) -> _Change:
        assert isinstance(other, _Change)
        return _Change((*self.edits, *other.edits), self.visible or other.visible)


@rule("untidy-link-spacing", severity="off", scope="any", fixes=("safe", "unsafe"))
def untidy_link_spacing(doc: Document) -> Iterator[Finding]:
    """Blanks stand at the edge of a link, round its pipe or `#`, or are doubled in its target.

    MediaWiki trims the target before it looks for the page, but not the label: `[[a | b]]` is a
    link to “a” that shows “ b”. And `the[[ sea]]` prints “thesea”.

    Never reported: files, categories, other wikis, targets with templates, links in code, labels
    that are nothing but blanks (`empty-link`), the `#` of titles such as `C# syntax`.

    **Fix.** Safe and cosmetic where the words stay as far apart as they are: round the pipe,
    doubled blanks, a blank beside another one, a blank that can move out of the link. Unsafe where
    the shown text or the section that the link leads to changes, as in `the[[ sea]]`.
    """
    for link in all_links(doc):
        node, target, label = link.node, link.target, link.label
        if "  " not in target and "# " not in target and " #" not in target:
            plain = node.pipe - node.start - 2 == len(target)
            if plain and (label is None or (label[:1] != " " and label[-1:] != " ")):
                continue
        if link.kind != "page" or not target or "{" in target:
            continue
        if (label is not None and not label.strip()) or "code" in surroundings(doc, node):
            continue
        change = _target(link) + _leading(doc.text, link) + _trailing(doc.text, link)
        if not change.edits:
            continue
        if change.visible:
            fix = Fix("tidy the blanks", change.edits)
        else:
            fix = Fix("tidy the blanks", change.edits, "safe", effect="cosmetic")
        yield Finding(node.span, f"blanks to spare in the link to “{target}”", fix)


def _target(link: Link) -> _Change:
    """Blanks inside the target, and round it if a label follows."""
    words = (word for word in link.target.split(" ") if word)
    page, hash_sign, section = " ".join(words).partition("#")
    visible = False
    if hash_sign and len(page.strip()) != 1:  # C# and F# are names
        visible = section.startswith(" ") or (link.label is None and page.endswith(" "))
        page, section = page.rstrip(), section.lstrip()
    tidy = page + hash_sign + section
    node = link.node
    # without a label the blanks at the edges are what a reader sees: they are treated as a label's
    span = node.target_span if link.label is None else (node.start + 2, node.pipe)
    written = node.source[slice(*span)]
    if written == tidy or "\xa0" in written:  # no-break spaces: encoded-link-target
        return _Change()
    return _Change((Edit(span, tidy),), visible)


def _leading(text: str, link: Link) -> _Change:
    node = link.node
    start = node.start + 2 if link.label is None else node.pipe + 1
    end = start
    while text[end] == " ":
        end += 1
    if end == start:
        return _Change()
    before = text[node.start - 1] if node.start else "\n"
    drop, out = Edit((start, end), ""), Edit((node.start, node.start), " ")
    if link.label is None:  # MediaWiki shows none of these
        return _Change((out, drop), True) if before.isalnum() else _Change((drop,))
    if before in _OPENING:
        return _Change((drop,), True)
    return _Change((drop,)) if _shows_no_blank(text, link) else _Change((out, drop))


def _shows_no_blank(text: str, link: Link) -> bool:
    """Whether a blank before the link would show nothing: behind another, or first in its place."""
    at = link.node.start
    before = text[at - 1 : at]
    if before in {"", " ", "\n"}:
        return True
    if before in {"|", "="}:  # the beginning of an argument or a cell
        return isinstance(link.node.parent, (Parameter, Tag))
    while at > 0 and text[at - 1] in _LIST_MARKS:
        at -= 1
    return at == 0 or text[at - 1] == "\n"


def _trailing(text: str, link: Link) -> _Change:
    node = link.node
    end = start = node.end - 2
    while text[start - 1] == " ":
        start -= 1
    if end == start:
        return _Change()
    behind = text[node.end : node.end + 4]
    drop, out = Edit((start, end), ""), Edit((node.end, node.end), " ")
    if not behind or behind.startswith(_END):
        return _Change((drop,))
    if behind[0].isalnum():  # letters of the link trail cease to be part of the link
        return _Change((drop, out), behind[0].isalpha())
    if behind[0] in "([{":
        return _Change((drop, out))
    return _Change((drop,), True)
