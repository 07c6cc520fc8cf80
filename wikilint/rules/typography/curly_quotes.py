from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis import prose
from wikilint.analysis.code_places import is_code

_DOUBLE, _SINGLE, _LOW = "“”", "‘’", "„‚"
_KEPT = frozenset({"language", "verbatim"})


@dataclass(frozen=True, eq=False, repr=False)
class CurlyQuotesOptions:
    """Options of the rule."""

    titles: bool = option(True, "Whether the titles of works in citations are looked at.")


class _Mark(NamedTuple):
    start: int
    char: str


@rule(
    "curly-quotes",
    severity="off",
    scope="enwiki-style",
    options=CurlyQuotesOptions,
    fixes=("safe",),
)
def curly_quotes(doc: Document, options: CurlyQuotesOptions) -> Iterator[Finding]:
    """A typographic quotation mark or apostrophe on a wiki that writes straight ones.

    [MOS:STRAIGHT](https://en.wikipedia.org/wiki/MOS:STRAIGHT) asks for `"` and `'`, which every
    keyboard has and every search finds. Switch the rule on only where that is the house style.

    Marks in pairs are one finding, at the first of them. Never touched: other languages
    (`{{lang}}`, `lang=`), paragraphs with the low marks of other languages („), verbatim text,
    addresses, link targets, file names, code; a single mark beside an apostrophe, with which it
    would make italics.

    **Fix.** Safe. None for a mark without a partner.
    """
    text = prose(doc).text
    if not any(mark in text for mark in _DOUBLE + _SINGLE):
        return
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if any(text.find(mark, at, end) >= 0 for mark in _DOUBLE + _SINGLE):
            yield from _findings(doc, options, at, end)
        at = end + 1


def _findings(
    doc: Document, options: CurlyQuotesOptions, start: int, end: int
) -> Iterator[Finding]:
    found = prose(doc)
    if any(found.text.find(low, start, end) >= 0 for low in _LOW):
        return
    marks = sorted(_marks(found.text, start, end))
    opened: dict[tuple[int, str], _Mark] = {}
    for mark in marks:
        segment = found.segment_at(mark.start)
        contexts = found.contexts_at(mark.start)
        if segment is None or not contexts.isdisjoint(_KEPT):
            continue
        if not options.titles and "title" in contexts:
            continue
        if is_code(doc, mark.start, mark.start + 1):
            continue
        single = mark.char in _SINGLE
        key = (segment.block, mark.char)
        if mark.char in "“‘":
            opened[key] = mark
            continue
        opener = opened.pop((segment.block, "‘" if single else "“"), None)
        if opener is not None and not (single and _joins(doc.text, mark.start)):
            yield _pair(doc, opener, mark)
        elif single and not _by_apostrophe(doc.text, mark.start):
            if opener is not None:
                opened[segment.block, "‘"] = opener
            span = (mark.start, mark.start + 1)
            fix = Fix("write '", (Edit(span, "'"),), "safe")
            yield Finding(span, "typographic apostrophe; this wiki writes '", fix)
        elif not single:
            span = (mark.start, mark.start + 1)
            yield Finding(span, f"{mark.char} is typographic, and has no partner")
    for mark in opened.values():
        if mark.char == "‘":  # a letter of many names: ‘Abd
            continue
        span = (mark.start, mark.start + 1)
        yield Finding(span, f"{mark.char} is typographic, and has no partner")


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    for char in _DOUBLE + _SINGLE:
        at = text.find(char, start, end)
        while at >= 0:
            yield _Mark(at, char)
            at = text.find(char, at + 1, end)


def _joins(text: str, at: int) -> bool:
    """Whether an apostrophe stands between two letters."""
    return text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _by_apostrophe(text: str, at: int) -> bool:
    return text[at - 1 : at] in {"'", "’", "‘"} or text[at + 1 : at + 2] in {"'", "’", "‘"}


def _pair(doc: Document, opener: _Mark, closer: _Mark) -> Finding:
    places = (opener.start, closer.start)
    new = "'" if closer.char in _SINGLE else '"'
    shown = f"{opener.char}…{closer.char}"
    message = f"typographic quotation marks {shown}; this wiki writes {new}…{new}"
    span = (opener.start, opener.start + 1)
    if new == "'" and any(_by_apostrophe(doc.text, at) for at in places):
        return Finding(span, message)
    edits = tuple(Edit((at, at + 1), new) for at in places)
    return Finding(span, message, Fix(f"write {new}…{new}", edits, "safe"))
