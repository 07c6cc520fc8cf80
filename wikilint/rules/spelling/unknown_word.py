"""Words that no list knows, next to one that the page uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wikilint import Applicability, Document, Edit, File, Finding, Fix, option, rule
from wikilint.analysis import prose
from wikilint.analysis.word_lists import (
    frequent_words,
    is_in_its_language,
    is_passage_in_language,
    language_words,
)
from wikilint.analysis.words import (
    has_sic,
    is_subject,
    occurrences,
    spelling_applicability,
)

_ODD = frozenset({"italic", "quotation"})  # species, terms, old spelling
_LONGEST = 40  # letters; beyond, it is no word, and has neighbours by the thousand
_MEDIUM, _LONG = 6, 8  # letters: with one too many or too few; with another letter


@dataclass(frozen=True, eq=False, repr=False)
class UnknownWordOptions:
    """Options of the rule."""

    dictionary: File | None = option(
        None, "Words that are right, one a line, instead of symspellpy's English ones."
    )
    allow: tuple[str, ...] = option((), "More words that are right.")
    min_length: int = option(5, "Shorter words are not looked at.")


@rule("unknown-word", severity="off", options=UnknownWordOptions, fixes=("unsafe", "manual"))
def unknown_word(doc: Document, options: UnknownWordOptions) -> Iterator[Finding]:
    """An unknown word is one slip away from a word of the page.

    Dictionaries of misspellings lack most slips of the finger: none has “aslyum”. Here a word in
    lower case counts as one if no list knows it, and exactly one word that the page uses, and that
    a list knows, is one slip away: a letter too many, too few or another, or two letters swapped.
    Not in the first letter, nor the last: there, forms of words, prefixes and names differ.

    The words come from a `dictionary` of yours, or from symspellpy's, with
    `pip install 'wikilint[words]'`. British and American spellings, plurals and other endings of
    known words count as known.

    Left alone: words that begin with a capital anywhere on the page, that stand there three times,
    in its title or in a link target, quoted or other-language text, everything that `typo` leaves
    alone, and pages with a “[sic]”. The fix is manual, and unsafe where two letters are
    swapped in running text.
    """
    if options.dictionary is None and not language_words("spelling", doc.language):
        return
    known = _known(options.dictionary, doc.language)
    words = {word for word in prose(doc).words if word.isascii()}
    right = words & known
    unknown = words - known - set(options.allow)
    for wrong in sorted(unknown):
        if not options.min_length <= len(wrong) <= _LONGEST or _is_inflected(wrong, known):
            continue
        near = right.intersection(_neighbours(wrong))
        if len(near) != 1 or not is_in_its_language(doc) or has_sic(doc):
            continue
        (meant,) = near
        if _is_likely(wrong, meant) and not _is_name(doc, wrong):
            yield from _findings(doc, wrong, meant)


def _findings(doc: Document, wrong: str, meant: str) -> Iterator[Finding]:
    places = list(occurrences(doc, wrong))
    if len(places) > 2:
        return  # a term of the subject
    for start, end in places:
        contexts = prose(doc).contexts_at(start)
        if contexts.isdisjoint(_ODD) and is_passage_in_language(doc, start, end):
            yield _finding(doc, start, end, meant)


def _finding(doc: Document, start: int, end: int, meant: str) -> Finding:
    wrong = doc.text[start:end]
    swapped = sorted(wrong) == sorted(meant)
    most: Applicability = spelling_applicability(doc, start) if swapped else "manual"
    fix = Fix(f"write “{meant}”", (Edit((start, end), meant),), most)
    return Finding((start, end), f"“{wrong}” is in no word list; is “{meant}” meant?", fix)


@cache
def _known(dictionary: File | None, language: str) -> frozenset[str]:
    listed = frozenset(dictionary.text.lower().split()) if dictionary else frequent_words()
    varieties = language_words("varieties", language)
    pairs = [*varieties.get("spellings", {}).items(), *varieties.get("also_second", {}).items()]
    accepted = language_words("spelling", language).get("accepted", [])
    return listed.union(accepted, (word for pair in pairs for word in pair))


def _is_inflected(word: str, known: frozenset[str]) -> bool:
    """Whether a known word, with an ending or a beginning taken off, is left of it."""
    endings = (
        *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")),
        *(("er", ""), ("er", "e"), ("ers", ""), ("ly", ""), ("ness", ""), ("less", ""), ("d", "")),
        *(("like", ""), ("ish", ""), ("ist", ""), ("ists", ""), ("ism", ""), ("able", "")),
    )
    stems = [word[: -len(end)] + new for end, new in endings if word.endswith(end)]
    starts = ("un", "re", "non", "pre", "sub", "over", "anti", "multi", "inter", "co", "de", "mis")
    stems += [word[len(start) :] for start in starts if word.startswith(start)]
    return any(len(stem) > 3 and stem in known for stem in stems) or _is_compound(word, known)


def _is_compound(word: str, known: frozenset[str]) -> bool:
    return any(word[:at] in known and word[at:] in known for at in range(4, len(word) - 3))


def _is_likely(wrong: str, meant: str) -> bool:
    """Whether a slip explains the difference better than an ending, a prefix or another word.

    In the first and last letter forms and names differ; in short words, other languages do.
    """
    if wrong[0] != meant[0] or wrong[1:] == meant or wrong[:-1] in {meant, meant[:-1]}:
        return False
    if wrong == meant[:-1] or sorted(wrong) == sorted(meant):
        return wrong != meant[:-1]
    return len(wrong) >= (_LONG if len(wrong) == len(meant) else _MEDIUM)


def _is_name(doc: Document, word: str) -> bool:
    return is_subject(doc, word) or word.capitalize() in doc.text


def _neighbours(word: str) -> Iterator[str]:
    """All strings at Damerau distance one."""
    for at in range(len(word) + 1):
        start, rest = word[:at], word[at:]
        if rest:
            yield start + rest[1:]
        if len(rest) > 1:
            yield start + rest[1] + rest[0] + rest[2:]
        for letter in "abcdefghijklmnopqrstuvwxyz":
            yield start + letter + rest
            yield start + letter + rest[1:]
