from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Site, rule
from wikilint.analysis import prose
from wikilint.analysis.code_places import is_code
from wikilint.analysis.entities import code_point
from wikilint.analysis.segments import squeezed

_LONGEST_WORD = 60  # characters; how far back an address is looked for


@rule("entity-without-semicolon", severity="warning", fixes=("unsafe",))
def entity_without_semicolon(doc: Document) -> Iterator[Finding]:
    """A character entity lacks its semicolon, and is printed as it is.

    MediaWiki takes `&ouml` for text, unlike browsers
    ([CheckWiki 87](https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Check_Wikipedia)).

    Never reported: addresses and what looks like their arguments (`&copy=1`, `?a&reg`), code,
    names of companies (`AT&T`), entities whose names are words (`&and`, `&part`).

    **Fix.** Unsafe: the character is written, or the semicolon where the character could not be
    told from others; the author may have meant the ampersand.
    """
    lean = squeezed(doc)  # half as long as the text with its masks, and few have a match
    pattern = r"&(#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}[0-9]{0,2})(?![\w;=&%-])"
    if "&" not in lean or not re.search(pattern, lean):
        return
    found = prose(doc)
    words: frozenset[str] | None = None
    for match in found.finditer(pattern):
        if words is None:
            words = frozenset(Site.language_data(doc.language).get("entity_lookalikes", ()))
        name = match.text[1:]
        char = None if name in words else _character(name)
        if char is None or _is_argument(found.text, match.start):
            continue
        if is_code(doc, match.start, match.end):
            continue
        new = char if char.isprintable() and ord(char) > 0xA0 else f"{match.text};"
        fix = Fix(f"write “{new}”", (Edit(match.span, new),), "unsafe")
        yield Finding(match.span, f"“{match.text}” lacks its semicolon and is printed so", fix)


def _character(name: str) -> str | None:
    """The character that the name of an entity stands for; None if it is no entity."""
    code = code_point(name)
    return chr(code) if 0x20 < code < 0xD800 or 0xE000 <= code < 0x110000 else None


def _is_argument(text: str, at: int) -> bool:
    """Whether the word that an ampersand stands in looks like an address."""
    word = text[max(0, at - _LONGEST_WORD) : at].split()
    if not word or text[at - 1].isspace():
        return False
    return any(sign in word[-1] for sign in ("?", "=", "://", "&"))
