from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.syntax import Token

_MOST = 60  # characters between a tag and the self-closed one that was meant to close it


@rule("self-closed-tag", severity="warning", scope="any", fixes=("unsafe",))
def self_closed_tag(doc: Document) -> Iterator[Finding]:
    """A tag that has contents is written as if it had none.

    `<b/>` and `<span id="x"/>` are opening tags to MediaWiki since 2018: what follows becomes bold,
    or part of the anchor. Tags of extensions (`<ref name="x"/>`) and those that never have
    contents (`<br/>`) are right as they are. MediaWiki's Linter calls this
    [self-closed-tag](https://www.mediawiki.org/wiki/Help:Lint_errors/self-closed-tag).

    **Fix.** Unsafe, because the page changes to what was meant: an end tag for `<b>x<b/>`, where
    the element is open on the same line; else an end tag right behind, for an element that is
    empty.
    """
    pairing = doc.site.html_tags - doc.site.void_tags
    for token in doc.scan.empty_tags:
        if token.name in pairing and doc.text.endswith("/>", token.start, token.end):
            yield _finding(doc, token)


def _finding(doc: Document, token: Token) -> Finding:
    name, span = token.name, (token.start, token.end)
    source = doc.text[token.start : token.end]
    if _is_end_tag(doc, token):
        line = doc.text.rfind("\n", 0, token.start) + 1
        edit = Edit(span, f"</{name}>")
        fix = Fix(f"write </{name}>", (edit,), effect="markup", reshapes=(line, token.end))
        return Finding(span, f"{source} opens another <{name}>: write </{name}>", fix)
    opened = source[:-2].rstrip() + ">"
    new = f"{opened}</{name}>"
    fix = Fix(f"write {new}", (Edit(span, new),), effect="markup")
    return Finding(span, f"<{name}/> does not close itself: to MediaWiki it opens <{name}>", fix)


def _is_end_tag(doc: Document, token: Token) -> bool:
    """Whether an element of its name is open before it, on its line, and nothing else closes it."""
    if any(char in doc.text[token.start : token.end] for char in "=\"'"):
        return False
    line = max(doc.text.rfind("\n", 0, token.start) + 1, token.start - _MOST)
    tokens = doc.scan.tokens
    depth = 0
    for index in range(bisect_left(tokens, line, key=lambda other: other.start), len(tokens)):
        other = tokens[index]
        if other.start >= token.start:
            break
        if other.name == token.name:
            depth += 1 if other.kind == "<" else -1
    behind = doc.text[token.end : token.end + _MOST].partition("\n")[0]
    return depth == 1 and f"</{token.name}" not in behind
