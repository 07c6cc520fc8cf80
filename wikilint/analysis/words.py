"""Whether letters on a page are a word of its own, and one that may be judged."""

from __future__ import annotations

import re
import unicodedata

from wikilint.analysis.prose import prose
from wikilint.analysis.segments import MASK
from wikilint.document import Document

# Signs that make one word of what stands on both sides: a compound, an elision, an address.
_JOINERS = frozenset("-‐‑'’.:@&=+/\\")
# Signs that make a name of what follows: a path, a handle, an anchor, a variable.
_PREFIXES = frozenset("/\\@#$~")
_LONGEST_WORD = 30  # characters; how far back the word before is looked for
_LONGEST_ABBREVIATION = 4  # letters: “Dr.”, “Prof.”
_LONGEST_TAG = 200  # characters; how far a tag or comment beside a word is looked for
# Tags that set a part of a word in another face.
_FACES = frozenset(
    {
        "b",
        "i",
        "u",
        "s",
        "em",
        "strong",
        "small",
        "big",
        "span",
        "font",
        "sup",
        "sub",
        "mark",
        "nowiki",
    }
)


def is_whole_word(doc: Document, start: int, end: int) -> bool:
    """Whether what stands there is a word of its own on the page that a reader gets.

    It is not where letters, digits, a hyphen, an apostrophe or an address join it to more, be it
    through italics, a link or a comment.
    """
    text, masked = doc.text, prose(doc).text
    if masked[start - 1 : start] in _PREFIXES or text.startswith("{{'", end):
        return False
    return not _joined_before(text, masked, start) and not _joined_after(text, masked, end)


def is_marked_sic(doc: Document, end: int) -> bool:
    """Whether what ends there is followed by “[sic]” or ``{{sic}}``: odd, but meant."""
    rest = doc.text[end : end + 20].lstrip("\"'”’,. ")
    return rest[:1] in {"[", "(", "{"} and rest.lstrip("[({'").lower().startswith("sic")


def in_title(doc: Document, word: str) -> bool:
    """Whether the page's title holds the word, in any case: then it belongs to the subject."""
    title = doc.page.title
    if title is None:
        return False
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", title, re.IGNORECASE))


def in_name(masked: str, start: int, end: int) -> bool:
    """Whether a capitalised word stands beside another one, so that both may be a name.

    masked: the page's prose, as `Prose.text` has it. Words in capitals only are no names.
    """
    if not masked[start].isupper() or masked[start:end].isupper():
        return False
    after = re.compile(r" ([^\W\d_])").match(masked, end)
    if after and after[1].isupper():
        return True
    before = re.search(r"([^\W\d_]+)(\.?) $", masked[max(0, start - _LONGEST_WORD) : start])
    if before is None or not before[1][0].isupper():
        return False
    return not before[2] or len(before[1]) <= _LONGEST_ABBREVIATION


def _joined_before(text: str, masked: str, at: int) -> bool:
    while at > 0:
        char = text[at - 1]
        if at > 1 and text.startswith(("]]", "}}"), at - 2):
            return True  # the letters of a link, or whatever a template prints
        if text.endswith("''", 0, at):
            while text.endswith("'", 0, at):
                at -= 1
        elif char == ">":
            opener = text.rfind("<", max(0, at - _LONGEST_TAG), at)
            if opener < 0 or not _is_seamless(text[opener:at]):
                return False
            at = opener
        elif char in _JOINERS:
            return at > 1 and masked[at - 1] != MASK and _is_part(text[at - 2])
        else:
            return _is_part(char)
    return False


def _joined_after(text: str, masked: str, at: int) -> bool:
    while at < len(text):
        char = text[at]
        if text.startswith("[[", at):
            return True
        if text.startswith("''", at):
            while text.startswith("'", at):
                at += 1
        elif char == "<":
            end = text.find(">", at, at + _LONGEST_TAG) + 1
            if not end or not _is_seamless(text[at:end]):
                return False
            at = end
        elif char in _JOINERS:
            return at + 1 < len(text) and masked[at] != MASK and _is_part(text[at + 1])
        else:
            return _is_part(char)
    return False


def _is_seamless(tag: str) -> bool:
    """Whether a reader sees no gap where this tag or comment stands."""
    name = tag.strip("</>").partition(" ")[0].lower()
    return tag.startswith("<!--") or name in _FACES


def _is_part(char: str) -> bool:
    """Letters, digits, accents and invisible signs inside a word, the underscore."""
    category = unicodedata.category(char)
    return category[0] in "LNM" or category in {"Cf", "Pc"}
