"""British and American spellings on one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Finding, option, rule
from wikilint.analysis import prose
from wikilint.analysis.word_lists import is_in_its_language, language_words
from wikilint.analysis.words import has_sic, in_title, occurrences

_OTHERS_WORDS = frozenset({"quotation", "quote", "title", "italic", "label", "footnote"})


@dataclass(frozen=True, eq=False, repr=False)
class MixedEnglishVarietyOptions:
    """Options of the rule."""

    variety: Literal["auto", "mixed", "british", "american"] = option(
        "auto",
        "`auto`: what the page declares, and nothing else; `mixed`: on pages that declare nothing, "
        "what the fewer words are in; or the variety of all pages.",
    )


@rule(
    "mixed-english-variety",
    severity="off",
    scope="enwiki-style",
    options=MixedEnglishVarietyOptions,
    fixes=(),
)
def mixed_english_variety(doc: Document, options: MixedEnglishVarietyOptions) -> Iterator[Finding]:
    """A word is spelt as in another variety of English.

    An article keeps to one variety (MOS:CONSISTENCY), the one that its subject has ties to
    (MOS:TIES) and that `{{Use British English}}` and its kind declare. The declaration decides
    here; pages without one are left alone unless `variety` says otherwise. Canadian English mixes
    both and is not looked at. Endings in -ize are British, too.

    Left alone: words that begin with a capital, for they may be names, quotations, titles of
    sources, italics, labels of links, footnotes, words of the page's title, other languages and
    pages with a “[sic]”. There is no fix: which spelling is right depends on the subject.
    """
    words = language_words("varieties", doc.language)
    if not words:
        return
    british = {**words["spellings"], **words["also_second"]}
    american = {right: wrong for wrong, right in words["spellings"].items()}
    variety = _declared(doc) if options.variety in {"auto", "mixed"} else options.variety
    if variety is None and options.variety == "mixed":
        variety = _commoner(doc, british, american)
    if variety is None or not is_in_its_language(doc) or has_sic(doc):
        return
    foreign = american if variety == "british" else british
    for word in sorted(foreign.keys() & prose(doc).words):
        if in_title(doc, word):
            continue
        for start, end in _places(doc, word):
            other = "american" if variety == "british" else "british"
            named = f"“{word}” is {other.capitalize()}; this page is in {variety.capitalize()}"
            yield Finding((start, end), f"{named} English: “{foreign[word]}”")


def _declared(doc: Document) -> str | None:
    """The variety that the page's templates name; None where they name none, or two."""
    declared: Mapping[str, list[str]] = doc.site.data.get("declared_varieties", {})
    family = doc.site.family("english-variety")
    names = {t.name for t in doc.tree.templates if t.name in family} if family else set()
    found = {variety for variety, all_names in declared.items() if names.intersection(all_names)}
    return found.pop() if len(found) == 1 else None


def _commoner(doc: Document, british: Mapping[str, str], american: Mapping[str, str]) -> str | None:
    """The variety that more words of a page are in; None where a page does not mix both."""
    words = prose(doc).words
    counts = [
        sum(1 for word in known & words for _ in _places(doc, word))
        for known in (british.keys(), american.keys())
    ]
    if 0 in counts or counts[0] == counts[1]:
        return None
    return "british" if counts[0] > counts[1] else "american"


def _places(doc: Document, word: str) -> Iterator[tuple[int, int]]:
    for start, end in occurrences(doc, word):
        if prose(doc).contexts_at(start).isdisjoint(_OTHERS_WORDS):
            yield start, end
