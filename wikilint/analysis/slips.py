"""Words that differ by one slip of the keyboard: a letter more, less, other, or two swapped."""

from __future__ import annotations

from collections.abc import Iterable

_DIGITS = "0123456789"


def one_slip_away(name: str, known: Iterable[str]) -> list[str]:
    """The known names that are one slip away from a name.

    A ``#`` in a known name stands for the number that the name has, or for none. Digits are never
    typed by a slip.
    """
    number = name.strip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_ ")
    if number.isdecimal():
        pattern = name.replace(number, "#", 1)
        return [k.replace("#", number) for k in known if "#" in k and is_slip(pattern, k)]
    if number and not number.isalpha():
        return []
    found = (k.replace("#", "") for k in known)
    return list(dict.fromkeys(k for k in found if is_slip(name, k)))


def is_slip(written: str, meant: str) -> bool:
    """Whether one slip makes `written` of `meant`; the number signs in both stay."""
    if abs(len(written) - len(meant)) > 1 or written == meant:
        return False
    start = 0
    shortest = min(len(written), len(meant))
    while start < shortest and written[start] == meant[start]:
        start += 1
    end = 0
    while end < shortest - start and written[~end] == meant[~end]:
        end += 1
    first = written[start : len(written) - end]
    second = meant[start : len(meant) - end]
    if any(mark in first + second for mark in f"#{_DIGITS}"):
        return False
    if len(first) <= 1 and len(second) <= 1:
        return True
    return len(first) == 2 and first == second[::-1]
