"""Text from pages and file names made fit to print: one line, nothing that drives a terminal."""

from __future__ import annotations

from typing import Literal, TypeAlias
from unicodedata import category, east_asian_width

Style: TypeAlias = Literal["error", "warning", "info", "off", "place", "advice"]

_COLORS: dict[Style, str] = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "off": "2",
    "place": "1",
    "advice": "32",
}


def painted(text: str, style: Style, *, color: bool) -> str:
    """The text in a style of a terminal's, or as it is."""
    return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if color else text


def one_line(text: str) -> str:
    """The text with line breaks, control and format characters and lone surrogates escaped."""
    return text if text.isprintable() else "".join(map(visible, text))


def visible(character: str) -> str:
    r"""The character, or its escape (``\x1b``, ``\u202e``) if it could not be seen as itself.

    Blanks of any width stay; bidirectional controls could make a line read otherwise than it is.
    """
    if character.isprintable() or category(character) == "Zs":
        return character
    return character.encode("unicode_escape").decode("ascii")


def columns(text: str) -> int:
    """How many columns of a terminal printable text takes."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(character: str) -> int:
    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1
