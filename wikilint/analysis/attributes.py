"""Attributes of HTML elements and of wiki tables as MediaWiki's Sanitizer reads them.

Tags that are written alike are read once: a table repeats the attributes of its cells.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from wikilint.analysis.page_tags import page_tags
from wikilint.analysis.ref_attributes import WrittenAttribute, written_attributes
from wikilint.document import Document, analysis

FILLER = "\ue000"
"""Stands for each character of a template or comment, whose outcome the page does not tell."""

_LONGEST = 2_000  # code points of attributes; a longer run is no tag that anybody meant
_DEEPEST = 4  # templates within templates


class AlikeTags(NamedTuple):
    """Opening tags with the same attributes.

    element: its name in lower case; ``table``, ``tr``, ``td``, ``th`` or ``caption`` of wiki
        markup. markup: whether it is wiki markup.
    source: what stands behind the name, with `FILLER` for templates and comments.
    attributes: spans count from the start of the source.
    places: where the sources begin on the page, in ascending order.
    """

    element: str
    markup: bool
    source: str
    attributes: tuple[WrittenAttribute, ...]
    places: list[int]


@analysis
def attributed_tags(doc: Document) -> tuple[AlikeTags, ...]:
    """The tags that have attributes; those of extensions are not among them."""
    text, html = doc.text, doc.site.html_tags
    found: dict[tuple[str, bool, str], list[int]] = {}
    for tokens in (page_tags(doc).tags, doc.scan.empty_tags):
        for start, end, kind, name in tokens:
            if kind != ">" and name in html and end - start > len(name) + 3:
                start += len(name) + 1
                source = text[start : end - 1].rstrip(" \t\n/")
                if source and source[0] in " \t\n/":
                    found.setdefault((name, False, source), []).append(start)
    for tag in doc.tree.tags:
        if tag.attributes and tag.markup:
            start = tag.attributes[0].start
            source = text[start : tag.attributes[-1].end]
            name = tag.name
            if name == "td" and source[0] == "+":
                name, start, source = "caption", start + 1, source[1:]
            elif name == "tr":
                start += len(source) - len(source.lstrip("-"))
                source = source.lstrip("-")
            found.setdefault((name, True, source), []).append(start)
    read = []
    for (name, markup, written), places in found.items():
        masked = _masked(written)
        if masked is not None:
            attributes = written_attributes(masked, 0, len(masked))
            read.append(AlikeTags(name, markup, masked, attributes, sorted(places)))
    return tuple(read)


def is_raw_html(doc: Document) -> bool:
    """Whether the page is HTML that no Sanitizer sees: a widget with Smarty in its comments."""
    return "<!--{" in doc.text or "</html>" in doc.text


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(r"\{\{\{[^{}]*\}\}\}|\{\{[^{}]*\}\}|<!--[^<>]*-->")


def _masked(source: str) -> str | None:
    """The source with templates and comments filled in; None where they cannot be told apart."""
    if len(source) > _LONGEST:
        return None
    for _ in range(_DEEPEST):
        if "{{" not in source and "<" not in source:
            break
        source = _hidden().sub(lambda match: FILLER * len(match[0]), source)
    return None if any(mark in source for mark in ("{{", "}}", "<", "[[")) else source
