"""Lists of words: those that wikilint ships for a language, and those of installed packages.

Ours are JSON files, ``misspellings``, ``spelling`` and ``varieties`` with the code of a language,
beside the sites' data. A language without such a file has no such words. Nothing is read before a
rule asks for it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from importlib.util import find_spec, module_from_spec
from typing import Any, NamedTuple

from wikilint.analysis.prose import prose
from wikilint.analysis.segments import MASK, squeezed
from wikilint.document import Document, analysis
from wikilint.site import Site

_ACRONYM = 4  # letters: what is so short and all in capitals is more often an acronym
_SHORT = 400  # characters of prose: a shorter page may lack the commonest words of its language
_SPACING = 200  # characters of prose among which a page has one of the commonest words
_NEAR = 80  # characters on each side of a word that tell the language of a passage


class Correction(NamedTuple):
    """What a list says of a word: the right ones, and why nobody but a person can choose."""

    wrong: str
    right: tuple[str, ...]
    reason: str = ""


def language_words(kind: str, language: str) -> Mapping[str, Any]:
    """The data of that kind for a language, ``en`` for ``en-GB``; empty if there are none."""
    return _data(kind, Site.base_language(language))


@cache
def _data(kind: str, code: str) -> Mapping[str, Any]:
    file = resources.files("wikilint.site").joinpath("data", f"{kind}.{code}.json")
    if not code.isalpha() or not file.is_file():
        return {}
    data: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


@cache
def misspellings(language: str) -> Mapping[str, str]:
    """The misspellings of a language that wikilint ships, in lower case, with what is meant."""
    groups: Mapping[str, str] = language_words("misspellings", language).get("misspellings", {})
    return {wrong: right for right, all_wrong in groups.items() for wrong in all_wrong.split()}


def word_forms(wrong: str, right: str) -> Mapping[str, str]:
    """The ways in which a misspelt word may be written, each with its correction."""
    forms = {wrong: right}
    if wrong.islower():
        forms[wrong[0].upper() + wrong[1:]] = right[0].upper() + right[1:]
    if len(wrong) > _ACRONYM:
        forms[wrong.upper()] = right.upper()
    return forms


@cache
def core_forms(language: str) -> Mapping[str, str]:
    """The misspellings of a language that wikilint ships, in every form, with their corrections."""
    pairs = misspellings(language).items()
    return {f: r for wrong, right in pairs for f, r in word_forms(wrong, right).items()}


@lru_cache(maxsize=16)
def read_pairs(path: str, text: str) -> Mapping[str, str]:
    """A user's list: ``wrong<TAB>right`` or ``wrong->right`` a line, ``#`` before comments.

    Raises ValueError, with the file and the line, for one that is no pair.
    """
    pairs = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        wrong, separator, right = line.partition("\t" if "\t" in line else "->")
        wrong, right = wrong.strip(), right.strip()
        if not separator or not wrong or not right:
            place = f"{path}:{number}"
            raise ValueError(f"{place}: expected `wrong<TAB>right`, not {line.strip()!r}")
        pairs[wrong] = right
    return pairs


@cache
def accepted_words(language: str) -> frozenset[str]:
    """Words that the lists of others call misspelt and that a dictionary or a trade has."""
    return frozenset(language_words("spelling", language).get("accepted", []))


@analysis
def is_in_its_language(doc: Document) -> bool:
    """Whether the page is in the language that it is said to be in, so far as words are known.

    Many wikis keep pages in other languages without saying so. The commonest words tell: English
    has one in 45 characters, a German page with English sources one in 400. False for a language
    of which there are no data.
    """
    common: list[str] = language_words("spelling", doc.language).get("commonest", [])
    text = squeezed(doc)
    length = len(text) - text.count(MASK)
    return bool(common) and (
        length < _SHORT or sum(text.count(f" {word} ") for word in common) * _SPACING >= length
    )


def is_passage_in_language(doc: Document, start: int, end: int) -> bool:
    """Whether a word near a place, in its paragraph, is a common one of the page's language."""
    text = prose(doc).text
    before = text[max(0, start - _NEAR) : start].rpartition("\n\n")[2]
    after = text[end : end + _NEAR].partition("\n\n")[0]
    words = re.findall(r"[^\W\d_]+", f"{before} {after}".lower())
    return not _common(doc.language).isdisjoint(words)


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(language_words("spelling", language).get("common", []))


def codespell_corrections(words: Iterable[str]) -> Iterator[Correction]:
    """What codespell's installed dictionary says of these words, which are in lower case.

    Raises ModuleNotFoundError without the extra ``codespell``.
    """
    # One search in the sorted lines takes 0.7 µs. A set of the 64,000 keys would be asked in less,
    # and takes thirteen milliseconds to make, of which a run over one page has no use.
    lines = _codespell_lines()
    for word in words:
        key = f"{word}->"
        index = bisect_left(lines, key)
        if index < len(lines) and lines[index].startswith(key):
            yield _correction(word, lines[index][len(key) :])


def _correction(wrong: str, rest: str) -> Correction:
    """A line is ``wrong->right``, or ``wrong->right, other,``, or ends in a reason for doubt."""
    *right, last = (part.strip() for part in rest.split(","))
    return Correction(wrong, tuple(right), last) if right else Correction(wrong, (last,))


@cache
def _codespell_lines() -> list[str]:
    return sorted(_package_text("codespell_lib", "data/dictionary.txt", "codespell").splitlines())


@cache
def frequent_words() -> frozenset[str]:
    """The 82,000 English words of symspellpy's list.

    Raises ModuleNotFoundError without the extra ``words``.
    """
    text = _package_text("symspellpy", "frequency_dictionary_en_82_765.txt", "words")
    return frozenset(text.split()[::2])


def is_installed(module: str) -> bool:
    """Whether a package is there, which is found out without importing it."""
    return find_spec(module) is not None


def _package_text(module: str, path: str, extra: str) -> str:
    """A file of a package that is never imported: reading its words takes a tenth of that time."""
    spec = find_spec(module)
    if spec is None:
        raise ModuleNotFoundError(f"{module} is missing: pip install 'wikilint[{extra}]'")
    return resources.files(module_from_spec(spec)).joinpath(path).read_text(encoding="utf-8-sig")
