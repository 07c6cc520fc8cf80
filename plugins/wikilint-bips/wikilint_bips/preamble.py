"""The preamble of a proposal, read once and shared by the rules."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from wikilint import Document, Span
from wikilint.analysis import analysis
from wikilint.syntax import Tag


class Line(NamedTuple):
    """A line of a preamble. text, span: without the blanks round it; outer: with them."""

    text: str
    span: Span
    outer: Span


class Header(NamedTuple):
    """A header with all lines of its value.

    name, name_span: as it is written. values: what stands on its own line, then its continuation
    lines. span: its lines from the first blank to the end of the last.
    """

    name: str
    name_span: Span
    values: tuple[Line, ...]
    span: Span

    @property
    def value(self) -> str:
        """What stands on the header's own line."""
        return self.values[0].text

    @property
    def value_span(self) -> Span:
        """Where that stands."""
        return self.values[0].span


class Preamble(NamedTuple):
    """A `<pre>` block of headers. stray: the lines that are no part of a header, blank ones too."""

    tag: Tag
    headers: tuple[Header, ...]
    stray: tuple[Line, ...]

    def get(self, *names: str) -> Header | None:
        """The first header with one of these names."""
        return next((header for header in self.headers if header.name in names), None)

    @property
    def number(self) -> int | None:
        """The proposal's number, if one is assigned."""
        header = self.get("BIP")
        is_number = header is not None and re.fullmatch(r"[0-9]{1,6}", header.value)
        return int(header.value) if header and is_number else None

    def is_older_than(self, day: str) -> bool:
        """Whether the proposal got its number before that day, `YYYY-MM-DD`."""
        header = self.get("Assigned", "Created")
        return header is not None and is_day(header.value) and header.value < day


@analysis
def preamble(doc: Document) -> Preamble | None:
    """The preamble of a proposal; None on pages that are none.

    It is the first `<pre>` before the first heading, if it has the header `BIP`, or
    `Title` and `Status`.
    """
    start = doc.text.find("<pre>")
    if start < 0 or any(heading.start < start for heading in doc.tree.headings[:1]):
        return None
    tag = next((tag for tag in doc.tree.tags if tag.start == start and tag.name == "pre"), None)
    if tag is None:
        return None
    headers, stray = _read(doc.text, tag)
    names = {header.name.lower() for header in headers}
    if "bip" not in names and not names >= {"title", "status"}:
        return None
    return Preamble(tag, headers, stray)


def is_day(text: str) -> bool:
    """Whether the text is a day of the calendar, written `YYYY-MM-DD`."""
    if not _day_pattern().fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


@cache
def _day_pattern() -> re.Pattern[str]:
    return re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@cache
def _header_pattern() -> re.Pattern[str]:
    return re.compile(r"([ \t]*)(?!(?:https?|mailto):)([A-Za-z][A-Za-z-]*)[ \t]*:")


def _read(text: str, tag: Tag) -> tuple[tuple[Header, ...], tuple[Line, ...]]:
    headers: list[Header] = []
    stray: list[Line] = []
    at, end = tag.content_span or tag.opening_span
    if text.startswith("\n", at):
        at += 1
    margin = 0
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        match = _header_pattern().match(text, at, stop)
        if match and (not headers or len(match[1]) < margin + 4):
            margin = len(match[1])
            value = _line(text, match.end(), stop)
            headers.append(Header(match[2], Span(*match.span(2)), (value,), Span(at, stop)))
        elif headers and text[at:stop].strip() and headers[-1].span.end == at - 1:
            last = headers[-1]
            values = (*last.values, _line(text, at, stop))
            headers[-1] = last._replace(values=values, span=Span(last.span.start, stop))
        elif text[at:stop].strip() or stop < end:
            stray.append(_line(text, at, stop))
        at = stop + 1
    return tuple(headers), tuple(stray)


def _line(text: str, start: int, end: int) -> Line:
    inner = text[start:end]
    stripped = inner.strip()
    first = start + len(inner) - len(inner.lstrip()) if stripped else end
    return Line(stripped, Span(first, first + len(stripped)), Span(start, end))
