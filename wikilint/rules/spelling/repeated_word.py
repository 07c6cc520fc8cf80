"""The same word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import compress
from operator import eq

from wikilint import Applicability, Document, Edit, Finding, Fix, option, rule
from wikilint.analysis import prose
from wikilint.analysis.segments import MASK, squeezed
from wikilint.analysis.word_lists import is_in_its_language, language_words
from wikilint.analysis.words import Sieve, is_judged, is_quoted, plain_words


@dataclass(frozen=True, eq=False, repr=False)
class RepeatedWordOptions:
    """Options of the rule."""

    allow: tuple[str, ...] = option((), "Words that may stand twice in a row.")


@rule("repeated-word", severity="off", options=RepeatedWordOptions, fixes=("unsafe", "manual"))
def repeated_word(doc: Document, options: RepeatedWordOptions) -> Iterator[Finding]:
    """The same word stands twice in a row.

    “The the” slips in where a sentence is rewritten, and is hard to see across the end of a line
    (“of the⏎the river”) or the edge of a link (`the [[Rhine|the river]]`), where it is found, too.

    Only articles, prepositions, conjunctions and pronouns are looked for, and of those none that
    English sets twice (“had had”, “that that”, “logged in in 2004”): what else stands twice is
    meant, as a rule (“very very”, “Wagga Wagga”).

    Left alone: names and words in capitals, italics, words with a comma or a footnote between
    them, whatever is marked as another language, as verbatim or with “[sic]”, neighbouring cells
    of a table, and pages in a language without a word list.

    The fix takes one of the two away. It is unsafe, and manual in quotations and titles, where the
    author may have meant it.
    """
    if not language_words("spelling", doc.language):
        return
    stream = plain_words(doc)
    twice = compress(stream, map(eq, stream, stream[1:]))
    words = set(_never_twice(doc.language).of(twice))
    for word in sorted(words.difference(options.allow)):
        # half as much to go through; a gap has blanks, and markup on one side of them at most
        gaps = re.finditer(rf"{_ending(word)}([\s\0]++)(?={word}(?!\w))", squeezed(doc))
        if any(gap[1].strip(MASK).isspace() for gap in gaps):
            found = list(_findings(doc, word))
            if found and _is_twice(doc, word) and is_in_its_language(doc):
                yield from found


@cache
def _never_twice(language: str) -> Sieve:
    return Sieve(language_words("spelling", language)["never_twice"])


def _is_twice(doc: Document, word: str) -> bool:
    """Whether the word stands twice without a mark beside it somewhere on the page.

    With a capital before a small letter only the commonest do.
    """
    text = squeezed(doc)
    stream = text.replace(MASK, " ").split()
    if word in compress(stream, map(eq, stream, stream[1:])):
        return True
    common = word in language_words("spelling", doc.language)["commonest"]
    return common and f"{word.capitalize()} {word}" in text


def _ending(word: str) -> str:
    """A word without its first letter, which may be a capital.

    A pattern that begins with letters runs ten times as fast as one with a choice of two.
    """
    return word[1:] or f"[{word}{word.upper()}]"


def _findings(doc: Document, word: str) -> Iterator[Finding]:
    found = prose(doc)
    text = found.text
    for match in re.finditer(rf"{_ending(word)}([\s\0]{{1,160}}){word}(?!\w)", text):
        start, end = match.start(1) - len(word), match.end()
        if text[start : start + 1].lower() != word[0] or text[max(0, start - 1) : start].isalnum():
            continue
        gap = doc.text[slice(*match.span(1))]
        italics = "italic" in found.contexts_at(start), "italic" in found.contexts_at(end - 1)
        # a species, as in Pipa pipa; a variable, as in “the address ''address''”
        if not _is_seamless(gap) or any(italics):
            continue
        if is_judged(doc, start, match.start(1)) and is_judged(doc, match.end(1), end):
            removed = _one_of_both(gap, start, *match.span(1), end)
            quoted = is_quoted(doc, start) or is_quoted(doc, match.end(1))
            most: Applicability = "manual" if quoted else "unsafe"
            fix = Fix(f"remove one “{word}”", (Edit(removed, ""),), most)
            yield Finding((start, end), f"“{word}” stands twice in a row", fix)


def _is_seamless(gap: str) -> bool:
    """Whether only blanks and the edge of a link are between two words."""
    if "\n\n" in gap:
        return False
    link = r"\[\[(?:[^\[\]|\n]{1,150}\|)?"
    return re.fullmatch(rf"\]\]\s+|\s+(?:{link})?", gap) is not None


def _one_of_both(gap: str, start: int, before: int, after: int, end: int) -> tuple[int, int]:
    """The second word with the blanks before it, or the first where the second begins a link."""
    blanks = gap.removeprefix("]]")
    if "[[" in gap and blanks == gap:
        return start, before + len(gap) - len(gap.lstrip())
    return after - len(blanks), end
