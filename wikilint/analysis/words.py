"""Whether letters on a page are a word of its own, and one that may be judged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from wikilint.analysis.prose import prose
from wikilint.analysis.segments import MASK
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
_MARKS = ".,;:()[]\"'!?“”‘’„«»…*"
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


@analysis
def tokens(doc: Document) -> list[str]:
    """What stands between blanks or markup in the prose, in the order of the page."""
    return prose(doc).text.replace(MASK, " ").split()


@analysis
def distinct_words(doc: Document) -> frozenset[str]:
    """The runs of letters in the prose, in lower case."""
    # a third of the time of one regex over the page: most words stand between blanks already,
    # and most of them more than once
    found = set(map(str.lower, set(tokens(doc))))
    words = set(filter(str.isalpha, found))
    words.update(re.findall(r"[^\W\d_]+", " ".join(found - words)))
    return frozenset(words)


@analysis
def written_words(doc: Document) -> frozenset[str]:
    """The words of the prose as they are written, without the marks round them.

    Half the time of `distinct_words`, for who knows the forms that are looked for. What a hyphen or
    an apostrophe joins is one word here; a dash parts two.
    """
    found = set(tokens(doc))
    odd = [word for word in found if not word.isalpha()]
    found.update(word.strip(_MARKS) for word in odd)
    dashed = (word.replace("–", "—") for word in odd if "—" in word or "–" in word)
    found.update(part.strip(_MARKS) for word in dashed for part in word.split("—"))
    return frozenset(found)


@analysis
def _targets(doc: Document) -> str:
    return "\n".join(link.target for link in doc.tree.wikilinks).lower()


@analysis
def has_sic(doc: Document) -> bool:
    """Whether the page says somewhere that odd spelling is meant."""
    marks = ("[sic", "[Sic", "(sic)", "{{sic", "{{Sic", "[''sic''")
    return any(mark in doc.text for mark in marks)


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
