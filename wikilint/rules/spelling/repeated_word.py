"""The same word twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress
from operator import eq

from wikilint import Applicability, Document, Edit, Finding, Fix, option, rule
from wikilint.analysis import prose
from wikilint.analysis.word_lists import is_in_its_language, language_words
from wikilint.analysis.words import is_judged, is_quoted, tokens


@dataclass(frozen=True, slots=True)
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
    data = language_words("spelling", doc.language)
    if not data:
        return
    stream = tokens(doc)
    twice = set(compress(stream, map(eq, stream, stream[1:])))
    # with a capital at the start of a sentence only the commonest: lowering all costs as much again
    text = prose(doc).text
    twice.update(word for word in data["commonest"] if f"{word.capitalize()} {word}" in text)
    words = sorted(twice.intersection(data["never_twice"]).difference(options.allow))
    if words and is_in_its_language(doc):
        for word in words:
            yield from _findings(doc, word)


def _findings(doc: Document, word: str) -> Iterator[Finding]:
    found = prose(doc)
    text = found.text
    # a pattern that begins with letters runs ten times as fast as one with a choice of two
    rest = word[1:]
    for match in re.finditer(rf"{rest}([\s\0]{{1,160}}){word}(?!\w)", text):
        start, end = match.start() - 1, match.end()
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
