from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from wikilint import Applicability, Document, Edit, File, Finding, Fix, option, rule
from wikilint.analysis import Prose, analysis, prose
from wikilint.analysis.words import in_name, in_title, is_marked_sic, is_whole_word

# Up to so many words it is cheaper to look for each than to collect the words of the page.
_FEW = 30
_ACRONYM = 4  # letters: what is so short and all in capitals is more often an acronym


class _Word(NamedTuple):
    wrong: str
    right: str
    origin: str


@dataclass(frozen=True, slots=True)
class TypoOptions:
    """Options of the rule. Raises ValueError, with file and line, for a list that is malformed."""

    words: dict[str, str] = option({}, "Your own words, wrong to right: `{aslyum: asylum}`.")
    lists: tuple[dict[Literal["words"], File], ...] = option(
        (), "Word lists: `{words: words.tsv}` names a file with `wrong<TAB>right` on each line."
    )
    allow: tuple[str, ...] = option((), "Words that are never reported, in any case.")

    def __post_init__(self) -> None:
        for wrong, right in self.words.items():
            if not wrong.strip() or not right.strip():
                raise ValueError(f"words: {wrong!r} and {right!r}: neither may be empty")
        for source in self.lists:
            for file in source.values():
                _read(file)


@rule("typo", options=TypoOptions, fixes=("safe", "unsafe"))
def typo(doc: Document, options: TypoOptions) -> Iterator[Finding]:
    """Known misspelt word

    Only the words that you list are looked for: in `words`, or in files named in `lists` (one
    pair a line, `wrong<TAB>right` or `wrong->right`; lines with `#` in front are comments).
    Because the list is yours, a word is mended wherever a reader sees it: also in quotations and
    in titles of sources, which MOS:TYPOFIX allows for trivial errors. Keep words out of your list
    that are right in a name or another language.

    A word keeps its case (`Aslyum` becomes `Asylum`, `ASLYUM` becomes `ASYLUM`); capitals in the
    correction are kept. A key may hold blanks and hyphens (`could of`); one with capitals is
    looked for as it is written. Words with capitals inside and acronyms of up to four letters are
    left alone.

    Never touched: addresses, link targets (the label is mended, `[[aslyum]]` is not), file names,
    names and keywords of templates, code and formulas, lines that begin with a blank, text in
    other languages (`{{lang}}`, `lang=`, a citation's `language=` or translated title), `{{sic}}`,
    `{{not a typo}}`, a word before “[sic]”, parts of longer words (`pro-aslyum`), and words of the
    page's title. AutoWikiBrowser also skips quotations and sources, where the one misspelling of
    [[Fall of Damascus (2024)]] stands, and every page with a “[sic]”, of which [[Albert Einstein]]
    has one in 130,000 characters. Both guards suit lists that others wrote.

    Fixes are safe: they are what your configuration asks for. In a heading that a link on the
    page leads to, the fix breaks the link and is unsafe; so it is where a capitalised word stands
    beside another (`Dr. Teh`, `Teh Wei`), for that may be a name.
    """
    words = _words(options)
    if not words:
        return
    found = prose(doc)
    for word in _candidates(found, words):
        for wrong, right in _forms(word).items():
            yield from _findings(doc, found, wrong, right, word.origin)


def _words(options: TypoOptions) -> dict[str, _Word]:
    """The words to look for by their lower-case form; the user's map outranks the lists."""
    words: dict[str, _Word] = {}
    for source in options.lists:
        for file in source.values():
            words.update(_read(file))
    own = options.words.items()
    words.update((wrong.lower(), _Word(wrong, right, "own words")) for wrong, right in own)
    for allowed in options.allow:
        words.pop(allowed.lower(), None)
    return words


@lru_cache(maxsize=16)
def _read(file: File) -> Mapping[str, _Word]:
    """The words of a list. Raises ValueError for a line that is no pair."""
    words = {}
    for number, line in enumerate(file.text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        wrong, separator, right = line.partition("\t" if "\t" in line else "->")
        wrong, right = wrong.strip(), right.strip()
        if not separator or not wrong or not right:
            place = f"{file.path}:{number}"
            raise ValueError(f"{place}: expected `wrong<TAB>right`, not {line.strip()!r}")
        words[wrong.lower()] = _Word(wrong, right, file.path)
    return words


def _candidates(found: Prose, words: Mapping[str, _Word]) -> list[_Word]:
    """The words that may be on the page, without looking for each of a long list."""
    if len(words) > _FEW:
        plain = [words[wrong] for wrong in words.keys() & found.words]
        return plain + [word for wrong, word in words.items() if not wrong.isalpha()]
    text = found.text.lower()
    return [word for wrong, word in words.items() if wrong in text]


def _forms(word: _Word) -> dict[str, str]:
    """The ways in which a word may be written, each with its correction."""
    wrong, right, _ = word
    forms = {wrong: right}
    if wrong.islower():
        forms[wrong[0].upper() + wrong[1:]] = right[0].upper() + right[1:]
    if len(wrong) > _ACRONYM:
        forms[wrong.upper()] = right.upper()
    return forms


def _findings(
    doc: Document, found: Prose, wrong: str, right: str, origin: str
) -> Iterator[Finding]:
    if in_title(doc, wrong):
        return
    at = found.text.find(wrong)
    while at >= 0:
        end = at + len(wrong)
        contexts = found.contexts_at(at)
        if (
            contexts.isdisjoint({"language", "verbatim", "indented"})
            and is_whole_word(doc, at, end)
            and not is_marked_sic(doc, end)
        ):
            doubtful = "heading" in contexts and wrong in _anchors(doc)
            if contexts.isdisjoint({"heading", "title"}):
                doubtful = in_name(found.text, at, end)
            applicability: Applicability = "unsafe" if doubtful else "safe"
            fix = Fix(f"write “{right}”", (Edit((at, end), right),), applicability)
            yield Finding((at, end), f"“{wrong}” is misspelt: “{right}” ({origin})", fix)
        at = found.text.find(wrong, end)


@analysis
def _anchors(doc: Document) -> str:
    """The sections that links on the page lead to."""
    return "\n".join(link.target.partition("#")[2] for link in doc.tree.wikilinks)
