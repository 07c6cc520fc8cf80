"""The tags of a page that MediaWiki reads as tags, whether or not they pair.

Tags of the wiki's extensions come first in MediaWiki: each runs up to the first end tag of its
name, whatever stands between, and is text if there is none. HTML tags pair later
(`wikilint.analysis.elements`); all other `<words>` are text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
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
    known = html | extensions
    parsed: frozenset[str] = frozenset(doc.site.data["wikitext_tags"])
    ignored: frozenset[str] = frozenset(doc.site.data["inclusion_tags"])
    text = doc.text
    found = PageTags([], [], [], [], len(text))
    tags = found.tags
    kinds = tokens_by_kind(doc)
    end_tags: dict[str, list[int]] = defaultdict(list)
    for start, _, _, name in kinds[">"]:
        if name in extensions and text[start + len(name) + 2] in _NAME_ENDS:
            end_tags[name].append(start)
    closing = {-1}
    last: dict[str, int] = {}  # where the end tag stands that closes the latest element of a name
    skip = 0
    for token in sorted((*kinds["<"], *kinds[">"], *kinds["!"])):
        start, _, kind, name = token
        if start < skip:
            continue
        if kind == "!":
            return found._replace(end=start)
        # <p;q> is no paragraph: the name ends where MediaWiki ends it
        name_end = start + len(name) + (1 if kind == "<" else 2)
        if name not in known or text[name_end] not in _NAME_ENDS:
            continue
        if name in html:
            tags.append(token)
        elif name in ignored:
            continue
        elif kind == ">":
            (tags if start in closing else found.unopened).append(token)
        elif start < last.get(name, 0):
            found.nested.append(token)
        else:
            at = bisect_right(end_tags[name], start)
            if at == len(end_tags[name]):
                found.unclosed.append(token)
            elif name in parsed:
                last[name] = end_tags[name][at]
                closing.add(last[name])
                tags.append(token)
            else:
                skip = end_tags[name][at] + 1
    return found


@analysis
def tokens_by_kind(doc: Document) -> Mapping[str, list[Token]]:
    """The tokens of the scan by kind, each kind's in the order of the text."""
    found: dict[str, list[Token]] = defaultdict(list)
    for token in doc.scan.tokens:
        found[token[2]].append(token)
    return found


@analysis
def tag_names(doc: Document) -> frozenset[str]:
    """The names of all opening and end tags of the scan, known to MediaWiki or not."""
    kinds = tokens_by_kind(doc)
    return frozenset(token[3] for kind in "<>" for token in kinds[kind])
