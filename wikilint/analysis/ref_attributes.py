"""Attributes of a ``<ref>`` tag as MediaWiki reads them, which is not how the parser does.

mwparserfromhell takes ``name="a"group=b`` for one value and keeps the quotation mark of
``name="a``; MediaWiki's Sanitizer reads two attributes, and a value up to the end of the tag.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from wikilint.diagnostic import Span

_USUAL = ' name="'  # how attributes begin if the name is the only one
_new = tuple.__new__  # half the time of a call of the class, for the many that are usual


class RefAttribute(NamedTuple):
    """One attribute: its value as Cite compares it, and the place of the value as written."""

    value: str
    span: Span


class WrittenAttribute(NamedTuple):
    """One attribute as it is written.

    name: in lower case. value: as Cite compares it. span: all of it, quotation marks included.
    value_span: the value without them; empty, behind the name, if there is no equals sign.
    quote: the mark before the value; empty if there is none. closed: whether the mark comes again.
    """

    name: str
    value: str
    span: Span
    value_span: Span
    quote: str
    closed: bool


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
    if text.startswith(_USUAL, start):  # nine of ten; the pattern takes four times as long
        first = start + len(_USUAL)
        last = text.find('"', first, end)
        if last >= 0 and (last + 1 == end or text[last + 1 : end].isspace()):
            span = _new(Span, (first, last))
            return {"name": _new(RefAttribute, (attribute_value(text[first:last]), span))}
    found: dict[str, RefAttribute] = {}
    for match in _attribute().finditer(text, start, end):
        group = match.lastindex or 1
        if group == 1:
            attribute = RefAttribute("", Span(match.end(), match.end()))
        else:
            attribute = RefAttribute(attribute_value(match[group]), Span(*match.span(group)))
        found[match[1].lower()] = attribute
    return found


def written_attributes(text: str, start: int, end: int) -> tuple[WrittenAttribute, ...]:
    """All attributes between the tag's name and its closing bracket, repeated ones too."""
    found = []
    for match in _attribute().finditer(text, start, end):
        group = match.lastindex or 1
        span = Span(*match.span())
        if group == 1:
            empty = Span(span.end, span.end)
            found.append(WrittenAttribute(match[1].lower(), "", span, empty, "", True))
            continue
        value_span = Span(*match.span(group))
        quote = {2: '"', 3: "'"}.get(group, "")
        closed = not quote or value_span.end < span.end
        value = attribute_value(match[group])
        found.append(WrittenAttribute(match[1].lower(), value, span, value_span, quote, closed))
    return tuple(found)


def attribute_value(raw: str) -> str:
    """A value as the Sanitizer hands it on: blanks folded, character references resolved."""
    value = raw
    if " " in raw or "\n" in raw or "\t" in raw:
        value = " ".join(filter(None, raw.replace("\n", " ").replace("\t", " ").split(" ")))
    if "&" not in value:
        return value
    from html import unescape

    return _character_reference().sub(lambda match: unescape(match[0]), value)
