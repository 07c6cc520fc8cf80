"""Whether identifiers of publications can be right, by length and check digit."""

from __future__ import annotations

ISBN_PREFIXES = ("978", "979")
"""How an ISBN of thirteen figures begins."""


def isbn_fault(number: str) -> str | None:
    """What is wrong with an ISBN, in words; None if nothing is.

    number: as it is written; blanks and hyphens do not count.
    """
    figures = "".join(char for char in number if char not in " -\xa0").upper()
    if not (figures.isascii() and figures.replace("X", "").isdigit()):
        return "it has other marks than figures, X and hyphens"
    if len(figures) not in {10, 13}:
        return f"it has {len(figures)} figures instead of 10 or 13"
    if "X" in figures[: 9 if len(figures) == 10 else 13]:
        return "an X can only be the last of 10 figures"
    values = [10 if figure == "X" else int(figure) for figure in figures]
    if len(figures) == 10:
        total = sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True))
        return None if total % 11 == 0 else "its check digit does not fit"
    if not figures.startswith(ISBN_PREFIXES):
        return "it does not begin with 978 or 979"
    total = sum(values[0::2]) + 3 * sum(values[1::2])
    return None if total % 10 == 0 else "its check digit does not fit"
