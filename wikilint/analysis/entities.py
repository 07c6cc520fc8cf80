"""Character references as MediaWiki reads them."""

from __future__ import annotations


def code_point(name: str) -> int:
    """The number of the character that ``nbsp``, ``#160`` or ``#xA0`` stands for.

    0 for a name that is none. The number may be one that no character has.
    """
    from html.entities import name2codepoint  # these, of HTML 4, are MediaWiki's

    if name[:2] in {"#x", "#X"}:
        return int(name[2:], 16)
    return int(name[1:]) if name[:1] == "#" else name2codepoint.get(name, 0)
