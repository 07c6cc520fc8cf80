"""Which lines differ between two versions of a page, in time that grows as the page does.

`difflib` alone takes minutes for a long page changed in many places (measured: 19 s for 20,000
lines of which every tenth differs). Lines that occur once in both versions split the page into
pieces so small that it can do the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_SMALL = 10_000
"""Up to so many pairs of lines, a piece is compared line by line; a larger one counts as new."""


class Change(NamedTuple):
    """Lines `old_start` to `old_end` became `new_start` to `new_end`; half-open, from 0."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The changes in order; what lies between them is the same in both."""
    old_start = new_start = 0
    for old_end, new_end in [*_anchors(old, new), (len(old), len(new))]:
        yield from _piece(old, new, Change(old_start, old_end, new_start, new_end))
        old_start, new_start = old_end, new_end


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The places of lines that occur once in both and in the same order."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {line: at for at, line in enumerate(new) if new_counts[line] == 1}
    pairs = [
        (at, places[line])
        for at, line in enumerate(old)
        if line in places and old_counts[line] == 1
    ]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection in which the second numbers rise as the first do."""
    lowest: list[int] = []  # the lowest last number of a selection of each length
    last: list[int] = []  # and the index of its pair
    before: list[int] = []  # for each pair, the index of the one before it in its selection
    for index, (_, number) in enumerate(pairs):
        length = bisect_left(lowest, number)
        before.append(last[length - 1] if length else -1)
        lowest[length : length + 1] = [number]
        last[length : length + 1] = [index]
    selection = []
    at = last[-1] if last else -1
    while at >= 0:
        selection.append(pairs[at])
        at = before[at]
    return selection[::-1]


def _piece(old: Sequence[str], new: Sequence[str], piece: Change) -> Iterator[Change]:
    """The changes between two anchors."""
    i, old_end, j, new_end = piece
    while i < old_end and j < new_end and old[i] == new[j]:
        i, j = i + 1, j + 1
    while i < old_end and j < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    if i == old_end and j == new_end:
        return
    if (old_end - i) * (new_end - j) > _SMALL:
        yield Change(i, old_end, j, new_end)
        return
    matcher = SequenceMatcher(None, old[i:old_end], new[j:new_end], autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag != "equal":
            yield Change(i + old_from, i + old_to, j + new_from, j + new_to)
