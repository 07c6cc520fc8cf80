"""Whether letters on a page are a word of its own, and one that may be judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from wikilint.analysis.prose import prose
from wikilint.analysis.segments import MASK, squeezed
from wikilint.diagnostic import Applicability, Span
from wikilint.document import Document, analysis

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
# Where the wording is somebody else's, or a name.
_QUOTED = frozenset({"quotation", "quote", "title", "italic"})
_LEFT_ALONE = frozenset({"language", "verbatim", "indented"})


def occurrences(doc: Document, word: str) -> Iterator[Span]:
    """Where a word stands as one of its own, in the page's language and not marked as meant."""
    text = prose(doc).text
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if is_judged(doc, at, end):
            yield Span(at, end)
        at = text.find(word, end)


def is_judged(doc: Document, start: int, end: int) -> bool:
    """Whether the spelling of what stands there may be judged at all."""
    return (
        prose(doc).contexts_at(start).isdisjoint(_LEFT_ALONE)
        and is_whole_word(doc, start, end)
        and not is_marked_sic(doc, end)
    )


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The place widened to whole words."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def spelling_applicability(doc: Document, start: int) -> Applicability:
    """What a correction may be that the user did not ask for: manual in quotations and titles.

    So it is in headings, which links may lead to, and in footnotes, which hold titles without a
    mark around them.
    """
    contexts = prose(doc).contexts_at(start)
    own = contexts.isdisjoint(_QUOTED) and contexts.isdisjoint({"heading", "footnote"})
    return "unsafe" if own else "manual"


def is_quoted(doc: Document, start: int) -> bool:
    """Whether what stands there is a quotation, a title, or in italics as a foreign word is."""
    return not prose(doc).contexts_at(start).isdisjoint(_QUOTED)


def is_subject(doc: Document, word: str) -> bool:
    """Whether the page's title or a link target holds the word, which may then be meant."""
    return in_title(doc, word) or _holds_word(_targets(doc), word.lower())


# Latin-1 in small letters, with a blank for all that is neither a letter nor a digit.
_PLAIN = "".join(char if char.isalnum() else " " for char in map(chr, range(256))).lower()
_TO_PLAIN = _PLAIN.encode("latin-1")


@analysis
def plain_words(doc: Document) -> list[bytes]:
    """The runs of letters and digits in the prose, in small letters, in the order of the page.

    In Latin-1, which halves the cost of splitting; what that lacks parts words as a blank does. So
    they only tell of a word that it may be there: see `Sieve`.
    """
    return _in_plain(squeezed(doc))


class Sieve:
    """A list of words, to be cut down to the few that a page may have before they are looked for.

    Words that `plain_words` cannot have are never left out.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._forms: dict[bytes, list[str]] = {}
        self._unsieved: list[str] = []
        for word in words:
            plain = _in_plain(word)
            whole = len(plain) == 1 and plain[0].decode("latin-1") == word.lower()
            (self._forms.setdefault(plain[0], []) if whole else self._unsieved).append(word)
        self._keys = frozenset(self._forms)

    def of(self, plain: Iterable[bytes]) -> list[str]:
        """The words that may be among these, which are some of `plain_words`."""
        found = self._keys.intersection(plain)
        return self._unsieved + [form for key in found for form in self._forms[key]]


def _in_plain(text: str) -> list[bytes]:
    return text.encode("latin-1", "replace").translate(_TO_PLAIN).split()


@analysis
def _targets(doc: Document) -> str:
    text = doc.text
    return "\n".join([text[link.start + 2 : link.pipe] for link in doc.tree.wikilinks]).lower()


@analysis
def has_sic(doc: Document) -> bool:
    """Whether the page says somewhere that odd spelling is meant."""
    # once through the page, not once for each of six marks
    mark = r"ic(?:(?<=\[[sS]ic)|(?<=\{\{[sS]ic)|(?<=\(sic)\)|(?<=\[''sic)'')"
    return re.search(mark, doc.text) is not None


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
    return _holds_word((doc.page.title or "").lower(), word.lower())


def _holds_word(text: str, word: str) -> bool:
    return word in text and bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text))


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
