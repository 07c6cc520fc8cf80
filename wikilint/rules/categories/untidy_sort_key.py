from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Applicability, Document, Edit, Effect, Finding, Fix, option, rule
from wikilint.analysis.categories import categories


@dataclass(frozen=True, eq=False, repr=False)
class UntidySortKeyOptions:
    """Options of the rule."""

    fold_letters: bool = option(
        False, "Also want letters without accents, as wikis without Unicode collation need it."
    )


@rule(
    "untidy-sort-key",
    severity="off",
    scope="configurable",
    options=UntidySortKeyOptions,
    fixes=("safe", "unsafe"),
)
def untidy_sort_key(doc: Document, options: UntidySortKeyOptions) -> Iterator[Finding]:
    """A sort key has blanks round it, or none behind its comma.

    `{{DEFAULTSORT: Doe,Jo }}` sorts before all that is written `Doe, …`
    ([WP:SORTKEY](https://en.wikipedia.org/wiki/Wikipedia:Categorization#Sort_keys)).

    Never touched: a comma between digits; the blanks round the key of a category, which have a
    meaning there; keys that templates make or that have more arguments behind them. Accents only
    count with `fold-letters`: wikis with Unicode collation sort them well.

    **Fix.** Safe and cosmetic for blanks, unsafe for letters.
    """
    found = categories(doc)
    for default in found.default_sorts:
        if default.plain and default.key:
            start, end = default.key_span
            yield from _findings(doc, start, end, default.key, options)
    for category in found.links:
        if category.key and not category.computed:
            start, end = category.link.pipe + 1, category.link.end - 2
            yield from _findings(doc, start, end, doc.text[start:end], options)


def _findings(
    doc: Document, start: int, end: int, key: str, options: UntidySortKeyOptions
) -> Iterator[Finding]:
    written = doc.text[start:end]
    wanted = _spaced(key)
    applicability: Applicability = "safe"
    if written == wanted and options.fold_letters:
        wanted = _folded(wanted)
        applicability = "unsafe"
    if written == wanted:
        return
    effect: Effect = "cosmetic" if applicability == "safe" else "visible"
    fix = Fix(f"write {wanted}", (Edit((start, end), wanted),), applicability, effect=effect)
    yield Finding((start, end), f"the sort key is written “{wanted}”", fix)


def _spaced(key: str) -> str:
    """The key with one blank behind each comma and none before it, but for numbers."""
    first, *rest = key.split(",")
    parts = [first]
    for part in rest:
        before, behind = parts[-1].rstrip()[-1:], part.lstrip()[:1]
        if before.isalpha() and behind.isalpha():
            parts[-1] = parts[-1].rstrip()
            part = f" {part.lstrip()}"
        parts.append(part)
    return ",".join(parts)


def _folded(key: str) -> str:
    """The key with Latin letters in place of the same with accents."""
    return "".join(_plain(letter) for letter in key)


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[:1]
    return base if base.isascii() and base.isalpha() else letter
