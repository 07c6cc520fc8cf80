"""The lines that differ: few, in order, and enough to make one version of the other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.output.changed_lines import Change, changed_lines


def changes(old: str, new: str) -> list[tuple[int, ...]]:
    """Each letter is a line."""
    return [tuple(change) for change in changed_lines(list(old), list(new))]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("abc", "aXc", [(1, 2, 1, 2)]),
        ("abcde", "aXcYe", [(1, 2, 1, 2), (3, 4, 3, 4)]),
        ("", "ab", [(0, 0, 0, 2)]),
        ("ab", "", [(0, 2, 0, 0)]),
        ("aaa", "aa", [(2, 3, 2, 2)]),
        ("a-b-c", "A-B-C", [(0, 1, 0, 1), (2, 3, 2, 3), (4, 5, 4, 5)]),
        ("xabcd", "abcdx", [(0, 1, 0, 0), (5, 5, 4, 5)]),
        ("abc", "cba", [(0, 2, 0, 0), (3, 3, 1, 3)]),
    ],
)
def test_changes(old: str, new: str, expected: list[tuple[int, ...]]) -> None:
    assert changes(old, new) == expected


def test_a_large_piece_without_lines_of_its_own_counts_as_new() -> None:
    assert changes("ab" * 100 + "x", "ba" * 101 + "x") == [(0, 200, 0, 202)]


def test_a_long_page_with_many_changes() -> None:
    old = [str(number) for number in range(50_000)]
    new = [f"{line}!" if line.endswith("7") else line for line in old]
    assert list(changed_lines(old, new)) == [
        Change(at, at + 1, at, at + 1) for at in range(7, 50_000, 10)
    ]


@given(st.text("abcdefgh", max_size=40), st.text("abcdefgh", max_size=40))
def test_between_the_changes_both_are_the_same(old: str, new: str) -> None:
    found = list(changed_lines(old, new))
    edges = [Change(0, 0, 0, 0), *found, Change(len(old), len(old), len(new), len(new))]
    for before, after in itertools.pairwise(edges):
        same = old[before.old_end : after.old_start]
        assert same == new[before.new_end : after.new_start]
    for change in found:
        assert old[change.old_start : change.old_end] != new[change.new_start : change.new_end]
