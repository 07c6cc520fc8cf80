"""The tags of a page that MediaWiki reads as tags, whether or not they pair.

Tags of the wiki's extensions come first in MediaWiki: each runs up to the first end tag of its
name, whatever stands between, and is text if there is none. HTML tags pair later
(`wikilint.analysis.elements`); all other `<words>` are text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from typing import NamedTuple

from wikilint.document import Document, analysis
from wikilint.syntax import Token

_NAME_ENDS = frozenset(" \t\n/>")


class PageTags(NamedTuple):
    """Tags in the order of the text, those inside comments and raw contents left out.

    tags: HTML's, and both tags of extensions whose contents are wikitext (``<ref>``).
    unclosed: opening tags of extensions that nothing closes; MediaWiki prints them.
    nested: opening tags of an extension inside the same one, where they do not count.
    unopened: end tags of extensions that close nothing.
    end: where an unclosed comment begins, or the end of the text.
    """

    tags: list[Token]
    unclosed: list[Token]
    nested: list[Token]
    unopened: list[Token]
    end: int


@analysis
def page_tags(doc: Document) -> PageTags:
    """The page's tags."""
    html, extensions = doc.site.html_tags, doc.site.extension_tags
    parsed: frozenset[str] = frozenset(doc.site.data["wikitext_tags"])
    ignored: frozenset[str] = frozenset(doc.site.data["inclusion_tags"])
    found = PageTags([], [], [], [], len(doc.text))
    text = doc.text
    tokens: list[Token] = []
    end_tags: dict[str, list[int]] = defaultdict(list)
    for token in doc.scan.tokens:
        start, _, kind, name = token
        if kind == "<" or kind == ">":
            # <p;q> is no paragraph: the name ends where MediaWiki ends it
            if text[start + len(name) + (1 if kind == "<" else 2)] not in _NAME_ENDS:
                continue
            if name in extensions:
                if kind == ">":
                    end_tags[name].append(len(tokens))
            elif name not in html:
                continue
        elif kind != "!":
            continue
        tokens.append(token)
    closing = {-1}
    last: dict[str, int] = {}  # the end tag that closes the latest element of a name
    skip = 0
    for index, token in enumerate(tokens):
        if index < skip:
            continue
        kind, name = token.kind, token.name
        if kind == "!":
            return found._replace(end=token.start)
        if name in html:
            found.tags.append(token)
        elif name in ignored:
            continue
        elif kind == ">":
            (found.tags if index in closing else found.unopened).append(token)
        elif index < last.get(name, 0):
            found.nested.append(token)
        else:
            at = bisect_right(end_tags[name], index)
            if at == len(end_tags[name]):
                found.unclosed.append(token)
            elif name in parsed:
                last[name] = end_tags[name][at]
                closing.add(last[name])
                found.tags.append(token)
            else:
                skip = end_tags[name][at] + 1
    return found
