from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Applicability, Document, Edit, Finding, Fix, option, rule
from wikilint.analysis import prose
from wikilint.analysis.code_places import is_raw
from wikilint.syntax import Wikilink

_ZERO_WIDTH = "\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"
_MARKS = "\u200e\u200f"
_DIRECTIONS = _MARKS + "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_SEPARATORS = "\u2028\u2029"
_SOFT_HYPHEN = "\xad"
_SPACES = "".join(map(chr, range(0x2000, 0x200B))) + "\u205f"
# To look for one character costs a microsecond, a regex over a page a hundred. Some of a kind do:
# control and private characters come in company, those with the low byte of a letter cost more.
_TELLTALES = (
    "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\xad"
    "\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u205f\ufff9\ufffb\ufffc"
    "\x01\x02\x07\x08\x0b\x0c\x1a\x1b\x1f\x7f\x80\x85\x91\x92\x93\x94\x96\x97\x99"
    "\uf0a7\uf0b7\uf0d8\uf8ff"
)
_ALL = (
    _ZERO_WIDTH + _DIRECTIONS + _SEPARATORS + _SOFT_HYPHEN + _SPACES
    + "\ufff9-\ufffc\x01-\x08\x0b-\x1f\x7f-\x9f\ue000-\uf8ff"
)  # fmt: skip
_FLAGS = _SPACES + _SOFT_HYPHEN + "\u2060"  # mostly meant
_NO_BREAK = "\xa0"

# Scripts that are written from right to left, or without blanks, or whose letters join; emoji.
_COMPLEX = (
    "[\u0590-\u109f\u1100-\u1cff\u2e80-\ud7ff\ufb1d-\ufdff\ufe00-\ufefe\uff00-\uffef"
    "\U00010800-\U0010ffff]"
)
_MUCH = 20  # one such letter in so many characters: the page is in such a script
_PLAIN = frozenset('.,;!?()"%-/: ')
_EDGES = frozenset(" .,;!?)\n")


@dataclass(frozen=True, eq=False, repr=False)
class InvisibleCharacterOptions:
    """Options of the rule."""

    nbsp: Literal["allow", "report"] = option(
        "allow", "Whether no-break spaces that are typed and not written `&nbsp;` are reported."
    )


@rule(
    "invisible-character",
    severity="warning",
    options=InvisibleCharacterOptions,
    fixes=("safe", "manual"),
)
def invisible_character(doc: Document, options: InvisibleCharacterOptions) -> Iterator[Finding]:
    """A character that nobody sees: of no width, for the direction, for control, or private.

    They come with text that was copied, from byte-order marks to the direction marks behind
    categories; search and comparison fail on them, and editors cannot see why
    ([CheckWiki 16](https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Check_Wikipedia)). Soft
    hyphens, word joiners, thin spaces and private characters are infos: some are meant.

    Never reported: zero-width joiners and non-joiners, narrow no-break spaces; in a line with
    letters of a script that runs right to left, joins its letters or has no blanks, and with
    emoji, marks of direction and of no width; soft hyphens in other languages.

    **Fix.** Safe where the character can do nothing: a byte-order mark or left-to-right mark
    between ASCII characters, a zero-width space next to a blank there, direction marks in link
    targets, where MediaWiki drops them. A line separator between ASCII characters becomes a blank.
    Manual next to markup, where it may be all that keeps `[` from `[`, in addresses, arguments
    and between letters of a word that it lets break. None in comments, nowiki and code.
    """
    text = doc.text
    with_nbsp = options.nbsp == "report" and _NO_BREAK in text
    if not with_nbsp and not any(char in text for char in _TELLTALES):
        return
    classes = _ALL + _NO_BREAK if with_nbsp else _ALL
    foreign = len(re.findall(_COMPLEX, text)) * _MUCH > len(text)
    for match in re.finditer(f"[{classes}]+", text):
        finding = _finding(doc, *match.span(), foreign=foreign)
        if finding is not None:
            yield finding


def _finding(doc: Document, start: int, end: int, *, foreign: bool) -> Finding | None:
    text = doc.text
    run = text[start:end]
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    if all(char in _DIRECTIONS or char in _ZERO_WIDTH for char in run) and (
        foreign or re.search(_COMPLEX, line)
    ):
        return None
    message = f"{'looks like a blank' if run[0] in _SPACES else 'invisible'}: {_names(run)}"
    severity: Literal["info"] | None = None
    if all(char in _FLAGS or char == _NO_BREAK or "\ue000" <= char <= "\uf8ff" for char in run):
        severity = "info"
    if is_raw(doc, start):
        return Finding((start, end), message, severity=severity)
    contexts = prose(doc).contexts_at(start)
    if run == _SOFT_HYPHEN and "language" in contexts:
        return None
    if set(run) == {_NO_BREAK}:
        fix = None
        if contexts and contexts.isdisjoint({"argument", "title", "quote"}):
            edits = (Edit((start, end), "&nbsp;" * len(run)),)
            fix = Fix("write &nbsp;", edits, "safe", effect="cosmetic")
        return Finding((start, end), message, fix, severity=severity)
    if any(c in _SPACES or "\ue000" <= c <= "\uf8ff" or "\x7f" < c < "\xa0" for c in run):
        return Finding((start, end), message, severity=severity)
    gap = text[start - 1 : start].strip() and text[end : end + 1].strip(" \n.,;:!?)")
    new = " " if gap and set(run) <= set(_SEPARATORS) else ""
    kind: Applicability = "safe" if _is_idle(doc, start, end, bool(contexts)) else "manual"
    fix = Fix("write a blank" if new else "remove it", (Edit((start, end), new),), kind)
    return Finding((start, end), message, fix, severity=severity)


def _names(run: str) -> str:
    names = {c: unicodedata.name(c, "private" if c > _NO_BREAK else "control") for c in run}
    return ", ".join(f"U+{ord(c):04X} {name.lower()}" for c, name in names.items())


def _is_idle(doc: Document, start: int, end: int, in_prose: bool) -> bool:
    """Whether a page without the run reads, looks and links as it does with it."""
    text = doc.text
    run = set(text[start:end])
    link = doc.tree.at(start, end).parent
    if isinstance(link, Wikilink) and start < link.pipe:
        return run <= set(_MARKS) and text[start - 1].isalnum()
    if not in_prose or not run <= {"\ufeff", "\u200b", "\u200e", *_SEPARATORS}:
        return False
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    if not (before + after).isascii() or text.startswith("://", end):
        return False
    if before == "\n":
        return after.isalnum()
    if before in "]}>":
        return after in _EDGES
    if after in "[{<":
        return before == " "
    if after in "]}|":
        return before.isalnum() and "\u200b" not in run
    if not (before.isalnum() or before in _PLAIN) or not (after.isalnum() or after in _EDGES):
        return False
    return "\u200b" not in run or before == " " or after in " \n"
