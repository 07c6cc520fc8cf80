r"""What a reader sees as running text; the obvious way to look for words on a page.

Only about half of a page is prose: the rest are template names and arguments, link targets,
addresses, file names, code and comments. `prose` gives a copy of the page of the same length in
which all of that is masked, so that a pattern cannot meet it by accident.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from wikilint.analysis.quotations import quotations
from wikilint.analysis.segments import MASK, Segment, Segments, place_starts, segments, squeezed
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis

_LIST_MARKS = frozenset("*#:;")


class Prose:
    r"""The prose of one page.

    text: the page with everything that is no prose masked by NUL, which no page holds; ``\w``,
        ``\s`` and ``\b`` see neither a letter nor a blank in it. Offsets are those of the page.
    """

    def __init__(self, doc: Document, found: Segments) -> None:
        self.text = found.text
        self._doc = doc
        self._found = found

    def finditer(
        self, pattern: str | re.Pattern[str], *, containing: Iterable[str] = ()
    ) -> Iterator[ProseMatch]:
        """All matches of a pattern that lie in prose, in the order of the text.

        A match that is empty or holds masked text is dropped, so a pattern that runs over
        anything (``[^.]*``) finds little; name what you mean instead.

        containing: literals (case counts) of which each match has one; without any of them in the
            prose the pattern is not run at all.
        """
        text = self.text
        literals = tuple(containing)
        if literals and not any(literal in text for literal in literals):
            return
        for match in re.compile(pattern).finditer(text):
            found = match.group()
            if found and MASK not in found:
                yield ProseMatch(self, match)

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct runs of letters in the prose, in lower case.

        Look here first with a list of words: one intersection tells which of them to search for.
        """
        # a third of the time of one regex over the page: most words stand between blanks already,
        # and most of them more than once
        found = set(map(str.lower, set(squeezed(self._doc).replace(MASK, " ").split())))
        words = set(filter(str.isalpha, found))
        words.update(re.findall(r"[^\W\d_]+", " ".join(found - words)))
        return frozenset(words)

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The stretches of prose in the order of the text."""
        return tuple(map(Segment._make, self._found.places))

    def segment_at(self, offset: int) -> Segment | None:
        """The stretch of prose that holds the character at `offset`."""
        index = bisect_right(place_starts(self._doc), offset) - 1
        if index < 0:
            return None
        place = self._found.places[index]
        return Segment._make(place) if offset < place[1] else None

    def contexts_at(self, offset: int) -> frozenset[str]:
        """All contexts of the character at `offset`; empty where there is no prose.

        These are the segment's, and those that hang on the text around it: ``quotation`` between
        quotation marks, ``list`` and ``indented``, which hang on how the line begins.
        """
        segment = self.segment_at(offset)
        if segment is None:
            return frozenset()
        contexts = segment.contexts
        added = set()
        if "quotation" not in contexts:
            quoted = quotations(self._doc)
            if quoted.holds(offset, footnote="footnote" in contexts):
                added.add("quotation")
        lines = self._doc.lines
        line, _ = lines.line_span(lines.line_of(offset))
        first = self._doc.text[line]
        if first in _LIST_MARKS and "heading" not in contexts:
            added.add("list")
        elif first == " " and "body" in contexts and self.text[line] == " ":
            added.add("indented")
        return contexts | added if added else contexts


class ProseMatch:
    """A match of a pattern in the prose; offsets and text are those of the page."""

    __slots__ = ("_match", "_prose")

    def __init__(self, prose: Prose, match: re.Match[str]) -> None:
        self._prose = prose
        self._match = match

    @property
    def span(self) -> Span:
        """The place of the match."""
        return Span(*self._match.span())

    @property
    def start(self) -> int:
        """Where the match begins."""
        return self._match.start()

    @property
    def end(self) -> int:
        """Where the match ends."""
        return self._match.end()

    @property
    def text(self) -> str:
        """What was matched."""
        return self._match.group()

    def group(self, key: int | str = 0) -> str | None:
        """A group of the pattern; None if it took no part in the match."""
        found: str | None = self._match.group(key)
        return found

    @property
    def segment(self) -> Segment:
        """The stretch of prose that holds the first character of the match."""
        segment = self._prose.segment_at(self.start)
        assert segment is not None
        return segment

    @property
    def contexts(self) -> frozenset[str]:
        """The contexts of the first character of the match; see `Prose.contexts_at`."""
        return self._prose.contexts_at(self.start)

    def __repr__(self) -> str:
        return f"<ProseMatch {self.start}-{self.end} {self.text!r}>"


@analysis
def prose(doc: Document) -> Prose:
    """The prose of a page. Rules that match words or punctuation start here."""
    return Prose(doc, segments(doc))
