"""Attributes of a ``<ref>`` tag as MediaWiki reads them, which is not how the parser does.

mwparserfromhell takes ``name="a"group=b`` for one value and keeps the quotation mark of
``name="a``; MediaWiki's Sanitizer reads two attributes, and a value up to the end of the tag.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from wikilint.diagnostic import Span


class RefAttribute(NamedTuple):
    """One attribute: its value as Cite compares it, and the place of the value as written."""

    value: str
    span: Span


@cache
def _attribute() -> re.Pattern[str]:
    blank = r"[ \t\n\f\r]*"
    value = r""""([^"]*)(?:"|\Z)|'([^']*)(?:'|\Z)|([^ \t\n\f\r]*)"""
    return re.compile(rf"([\w:][\w:.\-]*)(?:{blank}={blank}(?:{value}))?")


@cache
def _character_reference() -> re.Pattern[str]:
    return re.compile(r"&#?\w{1,32};")


def read_attributes(text: str, start: int, end: int) -> dict[str, RefAttribute]:
    """The attributes between the tag's name and its closing bracket; the last of a name counts."""
    found: dict[str, RefAttribute] = {}
    for match in _attribute().finditer(text, start, end):
        group = match.lastindex or 1
        if group == 1:
            attribute = RefAttribute("", Span(match.end(), match.end()))
        else:
            attribute = RefAttribute(attribute_value(match[group]), Span(*match.span(group)))
        found[match[1].lower()] = attribute
    return found


def attribute_value(raw: str) -> str:
    """A value as the Sanitizer hands it on: blanks folded, character references resolved."""
    value = raw
    if " " in raw or "\n" in raw or "\t" in raw:
        value = " ".join(filter(None, raw.replace("\n", " ").replace("\t", " ").split(" ")))
    if "&" not in value:
        return value
    from html import unescape

    return _character_reference().sub(lambda match: unescape(match[0]), value)
