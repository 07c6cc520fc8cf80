from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.heading_lines import BrokenHeading, heading_lines, invisible

_LOWEST_LEVEL = 6


@rule("unbalanced-heading", severity="error", scope="any", fixes=("unsafe",))
def unbalanced_heading(doc: Document) -> Iterator[Finding]:
    """A heading has unequal or missing equals signs, or something stands beside it on its line.

    MediaWiki takes the smaller of two unequal runs and prints the surplus signs: `== History =` is
    a heading of level 1 that reads “= History”. Where a run is missing, or where text or an
    invisible character (a no-break space, a direction mark) follows on the line, there is no
    heading at all ([Help:Section](https://en.wikipedia.org/wiki/Help:Section)). Blanks and
    comments may follow.

    Never reported: code (lines that begin with a blank, raw tags, backticks), templates' arguments,
    formulas, and lines that read as a sentence; what follows a heading where it may leave
    nothing (parser functions, behaviour switches, inclusion tags).

    **Fix.** Unsafe, as the level is a guess: that of the opening run, but never level 1 beside a
    longer run, and no level that the heading before does not lead to. What follows on the line goes
    to the next one; invisible characters and stray marks go.
    """
    found = heading_lines(doc)
    levels = [(heading.start, heading.level) for heading in found.sound if found.broken]
    has_level_one = sum(level == 1 for _, level in levels) > 1
    for heading in found.broken:
        level = _level(heading, levels, has_level_one=has_level_one)
        insort(levels, (heading.start, level))
        edits = _edits(doc, heading, level)
        fix = Fix(
            f"make it a heading of level {level}",
            edits,
            reshapes=(heading.start, _end(doc, heading)),
        )
        yield Finding((heading.start, heading.end), _message(doc, heading), fix)


def _message(doc: Document, heading: BrokenHeading) -> str:
    opening, closing = _width(heading.opening), _width(heading.closing)
    if not opening or not closing:
        where = "before" if not opening else "behind"
        return f"no equals signs {where} the heading, so MediaWiki prints the line as text"
    if opening != closing:
        signs = f"{opening} equals sign{'s' * (opening > 1)} before the heading"
        return f"{signs} and {closing} behind it: MediaWiki prints the surplus"
    if opening > _LOWEST_LEVEL:
        return f"{opening} equals signs, where MediaWiki knows {_LOWEST_LEVEL} levels"
    beside = doc.text[heading.start : heading.opening.start] + _rest(doc, heading)
    what = (
        "an invisible character stands" if invisible(beside) else f"“{beside.strip()[:30]}” stands"
    )
    return f"{what} beside the heading, so MediaWiki prints the line as text"


def _level(heading: BrokenHeading, levels: list[tuple[int, int]], *, has_level_one: bool) -> int:
    """The level that was most likely meant."""
    widths = [min(width, _LOWEST_LEVEL) for width in map(_width, heading[1:4:2]) if width]
    if min(widths) == max(widths):
        return widths[0]
    if min(widths) == 1 and not has_level_one:
        return max(widths)
    at = bisect_left(levels, (heading.start, 0))
    lowest = (levels[at - 1][1] if at else 1) + 1
    fitting = [width for width in widths if width <= lowest]
    return fitting[0] if fitting else min(widths)


def _edits(doc: Document, heading: BrokenHeading, level: int) -> tuple[Edit, ...]:
    title = heading.title
    run = "=" * level
    edits = []
    if heading.opening.start > heading.start:
        edits.append(Edit((heading.start, heading.opening.start), ""))
    if not _width(heading.opening):
        edits.append(Edit(heading.opening, run + " " * (title.end < heading.closing.start)))
    elif _width(heading.opening) != level:
        edits.append(Edit(heading.opening, run))
    if not _width(heading.closing):
        edits.append(Edit(heading.closing, " " * (heading.opening.end < title.start) + run))
    elif _width(heading.closing) != level:
        edits.append(Edit(heading.closing, run))
    rest = _rest(doc, heading)
    if rest:
        end = heading.end
        if any(c.isalnum() for c in rest) and not invisible(rest):
            end -= len(rest.lstrip())
            edits.append(Edit((heading.closing.end, end), "\n"))
        else:
            edits.append(Edit((heading.closing.end, end), ""))
    return tuple(edits)


def _rest(doc: Document, heading: BrokenHeading) -> str:
    return doc.text[heading.closing.end : heading.end]


def _end(doc: Document, heading: BrokenHeading) -> int:
    end = doc.text.find("\n", heading.end)
    return end if end >= 0 else len(doc.text)


def _width(span: Span) -> int:
    return span.end - span.start
