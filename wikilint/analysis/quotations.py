"""Where text is quoted: pairs of quotation marks, found across links, italics and templates.

Policy: what somebody else said is left alone (MOS:PMC), so a rule that changes wording asks for
the context ``quotation``. Marks pair within a paragraph and over at most 2,000 characters, as
AutoWikiBrowser pairs them; a mark without a partner quotes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wikilint.analysis.segments import place_starts, segments
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis

_LONGEST = 2_000  # characters between the marks
_DEEPEST = 8  # quotations in quotations; without a limit, openers alone would cost quadratic time

# Each closing mark with those that open for it: English, German, French and Danish habits.
_OPENERS = {"”": "“„", "“": "„", "»": "«", "«": "»", "’": "‘"}
_CURLY = "“”„«»‘’"


class Quotations(NamedTuple):
    """Quoted places with their marks, each tuple in the order of the text and free of overlaps.

    A footnote inside a quotation is not quoted, so what is quoted in footnotes stands apart.
    """

    text: tuple[Span, ...]
    footnotes: tuple[Span, ...]

    def holds(self, offset: int, *, footnote: bool) -> bool:
        """Whether the character at `offset`, in a footnote or not, is quoted or a mark."""
        spans = self.footnotes if footnote else self.text
        index = bisect_right(spans, offset, key=lambda span: span.start) - 1
        return index >= 0 and offset < spans[index].end


@analysis
def quotations(doc: Document) -> Quotations:
    """All that stands between quotation marks in the prose of a page."""
    places, text, _ = segments(doc)
    starts = place_starts(doc)
    opened: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    body: list[Span] = []
    footnotes: list[Span] = []
    for at in _marks(text):
        _, _, contexts, block = places[bisect_right(starts, at) - 1]
        pending = opened[block]
        mark = text[at]
        index = _partner(doc, text, pending, at) if pending else None
        if index is not None:
            found = footnotes if "footnote" in contexts else body
            found.append(Span(pending[index][1], at + 1))
            del pending[index:]
        elif _can_open(text, at, mark):
            pending.append((mark, at))
            del pending[:-_DEEPEST]
    return Quotations(tuple(_outermost(body)), tuple(_outermost(footnotes)))


def _marks(text: str) -> list[int]:
    found: list[int] = []
    for mark in ('"', *_CURLY):
        at = text.find(mark)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1)
    return sorted(found)


def _partner(doc: Document, text: str, pending: list[tuple[str, int]], at: int) -> int | None:
    """The index of the pending mark that the one at `at` closes; what is out of reach goes."""
    mark = text[at]
    if mark == '"' and text[at - 1 : at].isspace():
        # a second opener without a closer between them: the first was no quotation mark
        pending[:] = [item for item in pending if item[0] != '"']
        return None
    if mark == "’" and text[at + 1 : at + 2].isalnum():
        return None  # an apostrophe
    openers = _OPENERS.get(mark, mark)
    for index in range(len(pending) - 1, -1, -1):
        opener, start = pending[index]
        if at - start > _LONGEST or ("\n" in text[start:at] and _is_parted(doc, start, at)):
            del pending[: index + 1]
            return None
        if opener in openers:
            return index
    return None


def _can_open(text: str, at: int, mark: str) -> bool:
    if mark == "’" or mark == "”":
        return False
    after = text[at + 1 : at + 2]
    if not after or after.isspace():
        return mark == "«"  # French sets a blank behind it
    return mark != '"' or not text[at - 1 : at].isalnum() or at == 0


def _is_parted(doc: Document, start: int, end: int) -> bool:
    """Whether a paragraph ends between both."""
    breaks = _breaks(doc)
    return bisect_left(breaks, start) < bisect_left(breaks, end)


@analysis
def _breaks(doc: Document) -> list[int]:
    """Where paragraphs end: at newlines with a blank line, an item or a heading behind them."""
    text = segments(doc).text
    ends = re.finditer(r"\n(?=[ \t]*[\n*#:;|!={])", doc.text)
    return [at for at in map(re.Match.start, ends) if text[at] == "\n"]


def _outermost(spans: Iterable[Span]) -> Iterator[Span]:
    """The spans that no other holds; spans that overlap are nested."""
    end = -1
    for span in sorted(spans):
        if span.start >= end:
            yield span
            end = span.end
