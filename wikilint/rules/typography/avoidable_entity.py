from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis import prose
from wikilint.analysis.entities import code_point
from wikilint.analysis.segments import MASK
from wikilint.analysis.transclusion import is_transcluded

_DASHES = "–—"
# Signs that look like another one, so that only their names tell them apart.
_LOOKALIKES = frozenset("−×′″∗⋅∼ˆ˜·ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοıℓ∧∨∅¸´¨")


@dataclass(frozen=True, eq=False, repr=False)
class AvoidableEntityOptions:
    """Options of the rule."""

    dashes: bool = option(False, "Whether `&ndash;` and `&mdash;` are reported, too.")


@rule(
    "avoidable-entity",
    severity="off",
    options=AvoidableEntityOptions,
    fixes=("safe",),
)
def avoidable_entity(doc: Document, options: AvoidableEntityOptions) -> Iterator[Finding]:
    """A character entity stands for a character that can be typed.

    Searching the source for “café” does not find `caf&eacute;`, and whoever edits the text has to
    decode it ([CheckWiki 11](https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Check_Wikipedia)).

    Kept, because the entity says what cannot be seen, or is there to be no markup: blanks of all
    kinds, soft hyphens, joiners, marks of direction, all of ASCII (`&lt;`, `&#91;`), combining
    accents, letters of scripts that run from right to left, and signs that look like another
    (`&minus;`, `&times;`, `&prime;`, `&middot;`). Dashes are an option: many prefer to see which
    one it is. Never touched: code, addresses, link targets, arguments that do not read as prose,
    templates; pages with formulas, as AutoWikiBrowser does it.

    **Fix.** Safe and cosmetic: MediaWiki makes the same character of it.
    """
    entities = doc.tree.entities
    if not entities or "<math" in doc.text or is_transcluded(doc):
        return
    masked, text = prose(doc).text, doc.text
    for entity in entities:
        start, end = entity.start, entity.end
        char = _character(text[start:end])
        if char is None or masked[start] == MASK or (char in _DASHES and not options.dashes):
            continue
        if end < len(text) and unicodedata.combining(text[end]):
            continue
        fix = Fix(f"write {char}", (Edit((start, end), char),), "safe", effect="cosmetic")
        yield Finding((start, end), f"“{text[start:end]}” can be typed: {char}", fix)


@cache
def _character(entity: str) -> str | None:
    """The character that an entity stands for, if typing it loses nothing."""
    code = code_point(entity[1:-1])
    if not 0xA0 < code < 0x110000:
        return None
    char = chr(code)
    category = unicodedata.category(char)
    if category[0] in "CMZ" or (category == "Pd" and char not in _DASHES) or char in _LOOKALIKES:
        return None
    if unicodedata.bidirectional(char) in {"R", "AL"} or unicodedata.normalize("NFC", char) != char:
        return None
    return char
