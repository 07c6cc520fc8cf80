"""The source line of a diagnostic, with carets below the span."""

from __future__ import annotations

from wikilint.diagnostic import Diagnostic
from wikilint.output.printable import columns, visible
from wikilint.text import SourceText

WIDTH = 100
"""Columns of source shown at most: a paragraph of wikitext is one line, often a long one."""

_TAB = "    "


def excerpt(source: SourceText, diagnostic: Diagnostic) -> tuple[str, str]:
    """The line where a diagnostic begins and the line with its carets.

    Of a long line the part round the span is shown, with an ellipsis where it was cut; of a span
    over several lines the first, with an ellipsis behind the carets.
    """
    text = source.text
    line_start, line_end = source.lines.line_span(diagnostic.line)
    start = line_start + diagnostic.column - 1
    goes_on = diagnostic.end_line > diagnostic.line
    end = line_end if goes_on else line_start + diagnostic.end_column - 1
    marked = _fit(text[start : min(end, start + WIDTH)], WIDTH)
    ahead = text[max(line_start, start - WIDTH) : start][::-1]
    is_whole = len(marked) == end - start
    behind = text[end : min(line_end, end + WIDTH)] if is_whole else ""
    room = WIDTH - columns("".join(marked))
    left = _fit(ahead, room // 2)
    right = _fit(behind, room - columns("".join(left)))
    left = _fit(ahead, room - columns("".join(right)))
    prefix = "…" if len(left) < start - line_start else ""
    suffix = "…" if start + len(marked) + len(right) < line_end else ""
    before, middle = prefix + "".join(reversed(left)), "".join(marked)
    carets = " " * columns(before) + "^" * max(1, columns(middle))
    return before + middle + "".join(right) + suffix, carets + ("…" if goes_on else "")


def _fit(text: str, room: int) -> list[str]:
    """The first characters, as they are shown, that fit into so many columns."""
    fitting: list[str] = []
    for character in text:
        shown = _TAB if character == "\t" else visible(character)
        room -= columns(shown)
        if room < 0:
            break
        fitting.append(shown)
    return fitting
