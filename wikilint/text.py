r"""The text of a page as it was given, and the same text as rules see it.

Rules see no byte-order mark and only ``\n`` as line ending. `SourceText` knows the way back, so
that an edit found in the inner text changes no other byte of the text that was given.

Two kinds of offset occur, both in code points and half-open: *inner* offsets count the text that
rules see, *outer* offsets count the text as it was given. Lines and columns count from 1 and are
the same in both, because a byte-order mark takes no column and every line ending ends one line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from wikilint.diagnostic import Edit

BOM = "\ufeff"


class TextError(ValueError):
    """A text that wikilint refuses, with the place (1-based line and column, in code points)."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column


class LineIndex:
    """Offsets to lines and columns of one text, in O(log n) after one linear pass."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        starts = [0]
        find = text.find
        at = find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = find("\n", at + 1)
        self._starts = starts

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column of an inner offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_of(self, offset: int) -> int:
        """The 1-based line that holds an inner offset."""
        return bisect_right(self._starts, offset)

    def line_span(self, line: int) -> tuple[int, int]:
        """Start and end (without its newline) of a 1-based line.

        Raises IndexError where there is no such line.
        """
        if line < 1:
            raise IndexError(f"lines count from 1, not {line}")
        if line > len(self._starts):
            raise IndexError(f"there is no line {line}, only {len(self._starts)}")
        start = self._starts[line - 1]
        end = self._starts[line] - 1 if line < len(self._starts) else len(self._text)
        return start, end

    def __len__(self) -> int:
        return len(self._starts)


class SourceText:
    """A page's text as given (`original`) and as rules see it (`text`).

    is_inner: whether the two are the same, as on most pages.

    Raises TextError for NUL, which no wiki page can hold (the C tokenizer would silently drop all
    that follows it).
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._shift = 1 if original.startswith(BOM) else 0
        text = original[self._shift :]
        self._crlf: list[int] = []  # inner offsets of the newlines that were CRLF
        self._cr: frozenset[int] = frozenset()  # inner offsets of those that were a lone CR
        if "\r" in text:
            lone = []
            removed = 0
            for match in re.finditer(r"\r\n?", text):
                inner = match.start() - removed
                if match.end() - match.start() == 2:
                    self._crlf.append(inner)
                    removed += 1
                else:
                    lone.append(inner)
            self._cr = frozenset(lone)
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self.text = text
        self.is_inner = text is original
        if "\0" in text:
            line, column = self.lines.position(text.index("\0"))
            raise TextError("the text holds a NUL character", line, column)

    @classmethod
    def from_bytes(cls, data: bytes) -> SourceText:
        """Decode UTF-8; a byte-order mark and every line ending are kept.

        Raises TextError, with line and column, for bytes that are not UTF-8 and for NUL.
        """
        try:
            return cls(data.decode("utf-8"))
        except UnicodeDecodeError as error:
            before = SourceText(data[: error.start].decode("utf-8"))
            line, column = before.lines.position(len(before.text))
            message = f"byte 0x{data[error.start]:02x} is not valid UTF-8"
            raise TextError(message, line, column) from None

    @cached_property
    def lines(self) -> LineIndex:
        """Lines of the inner text."""
        return LineIndex(self.text)

    def to_bytes(self) -> bytes:
        """The text as given, in UTF-8. Raises UnicodeEncodeError for a lone surrogate."""
        return self.original.encode("utf-8")

    def outer(self, offset: int) -> int:
        """The outer offset of an inner one."""
        return offset + self._shift + (bisect_left(self._crlf, offset) if self._crlf else 0)

    def outer_span(self, span: tuple[int, int]) -> tuple[int, int]:
        """The outer offsets of an inner span."""
        start, end = span
        if self.is_inner:
            return start, end
        return self.outer(start), self.outer(end)

    def outer_edit(self, edit: Edit) -> Edit:
        """An edit of the inner text as an edit of the text as given.

        An inserted newline takes the ending of the newline it replaces, else of the nearest one
        before it, else of the first one behind it.
        """
        if self.is_inner and type(edit.span) is tuple:
            return edit
        text = edit.text
        if "\n" in text and (self._crlf or self._cr):
            text = text.replace("\n", self._ending_near(*edit.span))
        return Edit(self.outer_span(edit.span), text)

    def apply(self, edits: Iterable[Edit]) -> SourceText:
        """The text after edits given in inner offsets.

        On a page that mixes line endings, a lone CR and an LF that an edit brings together become
        one ending: no other byte may change. Raises ValueError for edits that are not sorted or
        overlap.
        """
        pieces: list[str] = []
        at = 0
        for edit in map(self.outer_edit, edits):
            start, end = edit.span
            if start < at:
                raise ValueError(f"edits overlap at {start}")
            pieces += (self.original[at:start], edit.text)
            at = end
        pieces.append(self.original[at:])
        return SourceText("".join(pieces))

    def _ending_near(self, start: int, end: int) -> str:
        at = self.text.find("\n", start, end)
        if at < 0:
            at = self.text.rfind("\n", 0, start)
        if at < 0:
            at = self.text.find("\n", end)
        if at in self._cr:
            return "\r"
        index = bisect_left(self._crlf, at)
        is_crlf = index < len(self._crlf) and self._crlf[index] == at
        return "\r\n" if is_crlf else "\n"
