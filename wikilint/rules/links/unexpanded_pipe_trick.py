from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.links import Link, is_plain, links, surroundings


@rule("unexpanded-pipe-trick", severity="warning", scope="any", fixes=("safe", "unsafe"))
def unexpanded_pipe_trick(doc: Document) -> Iterator[Finding]:
    """A link has a pipe and nothing behind it.

    On saving, MediaWiki expands `[[Foo (bar)|]]` to `[[Foo (bar)|Foo]]`: it leaves out the
    namespace, what stands in brackets at the end, and what follows a comma. It does not do so in
    footnotes and other extension tags, and in git nobody does: then the brackets are printed. See
    [Help:Pipe trick](https://en.wikipedia.org/wiki/Help:Pipe_trick).

    Never reported: files, categories, targets made by templates, links in code.

    **Fix.** Safe: what MediaWiki would write. Unsafe for a section, where the trick does not
    work, and for a prefix that the site does not know.
    """
    for link in links(doc).odd:
        if link.label:
            continue
        node = link.node
        if not is_plain(node.target_nodes) or "code" in surroundings(doc, node):
            continue
        yield Finding(node.span, "the pipe trick was not expanded", _expansion(link))


def _expansion(link: Link) -> Fix | None:
    node, target = link.node, link.target
    page, hash_sign, _ = target.partition("#")
    label = _label(page)
    if not label:
        return None
    link_text = f"[[{target}]]" if label == target else f"[[{target}|{label}]]"
    fix = f"write “{link_text}”"
    if label == target:
        return Fix(fix, (Edit((node.pipe, node.pipe + 1), ""),), "safe")
    edits = (Edit((node.pipe + 1, node.pipe + 1), label),)
    return Fix(fix, edits, "unsafe" if hash_sign or link.kind == "foreign" else "safe")


def _label(page: str) -> str:
    """The label as MediaWiki's `pstPass2` makes it."""
    for pattern in _tricks():
        match = pattern.fullmatch(page)
        if match is not None:
            return match[1].strip()
    return ""


@cache
def _tricks() -> tuple[re.Pattern[str], ...]:
    prefix = r"(?::?[ \w-]+:|:|)"
    endings = (r" ?\([^()]+\)", r" ?（[^（）]+）", r"(?: ?\([^()]+\)|)(?:(?:, |，|، ).+|)")
    return tuple(re.compile(f"{prefix}(.+?)(?:{ending})") for ending in endings)
