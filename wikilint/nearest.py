"""The nearest known name to one that is unknown, for messages."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown word: the nearest known one, or nothing."""
    from difflib import get_close_matches  # a millisecond of start-up that few runs need

    near = get_close_matches(word, list(known), 1)
    return f"; did you mean “{near[0]}”?" if near else ""
