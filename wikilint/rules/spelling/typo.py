from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from wikilint import Applicability, Document, Edit, File, Finding, Fix, option, rule
from wikilint.analysis import Prose, analysis, prose
from wikilint.analysis.segments import squeezed
from wikilint.analysis.typo_rules import load_rules, read_rules
from wikilint.analysis.word_lists import (
    accepted_words,
    codespell_corrections,
    core_forms,
    is_in_its_language,
    is_installed,
    is_passage_in_language,
    read_pairs,
    word_forms,
)
from wikilint.analysis.words import (
    Sieve,
    has_sic,
    in_name,
    in_title,
    is_judged,
    is_quoted,
    is_subject,
    occurrences,
    plain_words,
    spelling_applicability,
    whole_words,
)

# Up to so many words it is cheaper to look for each than to collect the words of the page.
_FEW = 30
_MARKS = ".,;:()[]\"'!?“”‘’„«»…*"
_SHORT = 4  # letters: codespell's words of so few are more often words of another language

Source: TypeAlias = Literal["core", "codespell"] | dict[Literal["words", "retf"], File]


class _Word(NamedTuple):
    wrong: str
    right: str
    origin: str


@dataclass(frozen=True, eq=False, repr=False)
class TypoOptions:
    """Options of the rule. Raises ValueError, with file and line, for a list that is malformed."""

    words: dict[str, str] = option({}, "Your own words, wrong to right: `{aslyum: asylum}`.")
    lists: tuple[Source, ...] = option(
        ("core",),
        "`core`, `codespell`, `{words: words.tsv}` with `wrong<TAB>right` on each line, or "
        "`{retf: typos.txt}`, a list of RegExTypoFix.",
    )
    allow: tuple[str, ...] = option((), "Words that are never reported, in any case.")

    def __post_init__(self) -> None:
        for wrong, right in self.words.items():
            if not wrong.strip() or not right.strip():
                raise ValueError(f"words: {wrong!r} and {right!r}: neither may be empty")
        for file in _files(self, "words"):
            read_pairs(file.path, file.text)
        for file in _files(self, "retf"):
            if not read_rules(file.text):
                raise ValueError(f'{file.path}: no rule `<Typo word="" find="" replace=""/>` in it')
        if "codespell" in self.lists and not is_installed("codespell_lib"):
            raise ValueError("lists: codespell is missing: pip install 'wikilint[codespell]'")
        if _files(self, "retf") and not (is_installed("re2") and is_installed("regex")):
            raise ValueError("lists: retf needs two packages: pip install 'wikilint[retf]'")


@rule("typo", options=TypoOptions, fixes=("safe", "unsafe", "manual"))
def typo(doc: Document, options: TypoOptions) -> Iterator[Finding]:
    """A word is misspelt.

    Words come from four sources, and each finding says from which.

    - `words`, and files named in `lists` (one pair a line, `wrong<TAB>right` or `wrong->right`;
      lines with `#` in front are comments). Because the list is yours, a word is mended wherever
      a reader sees it: also in quotations and in titles of sources, which MOS:TYPOFIX allows for
      trivial errors. Keep words out of it that are right in a name or another language.
    - `core`, on by default: some 1,600 English misspellings that mean one word only.
    - `codespell`: the dictionary of that program, with `pip install 'wikilint[codespell]'`. Only
      words in lower case; where it has several corrections or a reason, a person chooses.
    - `{retf: typos.txt}`: rules of Wikipedia:AutoWikiBrowser/Typos in their own format, with
      `pip install 'wikilint[retf]'`. Warnings name the rules that do not compile.

    A word keeps its case (`Aslyum` becomes `Asylum`, `ASLYUM` becomes `ASYLUM`); capitals in the
    correction are kept. A key of yours may hold blanks and hyphens (`could of`); one with capitals
    is looked for as it is written. Words with capitals inside and acronyms of up to four letters
    are left alone.

    Never touched: addresses, link targets (the label is mended, `[[aslyum]]` is not), file names,
    names and keywords of templates, code and formulas, lines that begin with a blank, text in
    other languages (`{{lang}}`, `lang=`, a citation's `language=` or translated title), `{{sic}}`,
    `{{not a typo}}`, a word before “[sic]”, parts of longer words (`pro-aslyum`), and words of the
    page's title. The lists of others are silent besides on pages with a “[sic]” anywhere and in
    another language than the page is said to have, and on words of a link target. Your own words
    are not, unlike AutoWikiBrowser's, which skips quotations and sources, where the one
    misspelling of [[Fall of Damascus (2024)]] stands, and every page with a “[sic]”, of which
    [[Albert Einstein]] has one in 130,000 characters.

    Fixes of your own words are safe: they are what your configuration asks for. In a heading that
    a link on the page leads to, the fix breaks the link and is unsafe; so it is where a
    capitalised word stands beside another (`Dr. Teh`, `Teh Wei`), for that may be a name. All
    other fixes are unsafe in running text (WP:SPELLBOT), and manual in quotations, titles,
    italics, headings and footnotes, and for capitalised words.
    """
    found = prose(doc)
    seen: set[int] = set()
    words = _words(options)
    for word in _candidates(doc, words) if words else ():
        for wrong, right in word_forms(word.wrong, word.right).items():
            for finding in _own(doc, found, wrong, right, word.origin):
                seen.add(finding.span[0])
                yield finding
    allowed = {word.lower() for word in options.allow}
    for finding in _listed(doc, found, options):
        if not is_in_its_language(doc) or has_sic(doc):
            return
        text = doc.text[slice(*finding.span)]
        known = text.lower() in allowed or finding.span[0] in seen
        if not known and not is_subject(doc, text):
            seen.add(finding.span[0])
            yield finding


def _files(options: TypoOptions, kind: Literal["words", "retf"]) -> list[File]:
    maps = [source for source in options.lists if isinstance(source, dict)]
    return [source[kind] for source in maps if kind in source]


def _words(options: TypoOptions) -> dict[str, _Word]:
    """The words to look for by their lower-case form; the user's map outranks the lists."""
    words: dict[str, _Word] = {}
    for file in _files(options, "words"):
        pairs = read_pairs(file.path, file.text)
        words.update((wrong.lower(), _Word(wrong, pairs[wrong], file.path)) for wrong in pairs)
    own = options.words.items()
    words.update((wrong.lower(), _Word(wrong, right, "own words")) for wrong, right in own)
    for allowed in options.allow:
        words.pop(allowed.lower(), None)
    return words


def _candidates(doc: Document, words: Mapping[str, _Word]) -> list[_Word]:
    """The words that may be on the page, without looking for each of a long list."""
    if len(words) > _FEW:
        plain = [words[wrong] for wrong in words.keys() & prose(doc).words]
        return plain + [word for wrong, word in words.items() if not wrong.isalpha()]
    text = prose(doc).text.lower()
    return [word for wrong, word in words.items() if wrong in text]


def _own(doc: Document, found: Prose, wrong: str, right: str, origin: str) -> Iterator[Finding]:
    """The user's words: wherever a reader sees them."""
    if in_title(doc, wrong):
        return
    for start, end in occurrences(doc, wrong):
        contexts = found.contexts_at(start)
        doubtful = "heading" in contexts and wrong in _anchors(doc)
        if contexts.isdisjoint({"heading", "title"}):
            doubtful = in_name(found.text, start, end)
        yield _finding(doc, (start, end), (right,), origin, "unsafe" if doubtful else "safe")


def _listed(doc: Document, found: Prose, options: TypoOptions) -> Iterator[Finding]:
    """What the lists of others say, those that are the surest first."""
    if "core" in options.lists:
        known = core_forms(doc.language)
        maybe = _core(doc.language).of(plain_words(doc)) if known else ()
        for form in sorted(form for form in maybe if _is_written(doc, form)):
            for start, end in occurrences(doc, form):
                if not in_name(found.text, start, end):
                    most = spelling_applicability(doc, start) if form.islower() else "manual"
                    yield _finding(doc, (start, end), (known[form],), "core list", most)
    if "codespell" in options.lists:
        judged = (
            word for word in prose(doc).words - accepted_words(doc.language) if len(word) > _SHORT
        )
        for wrong, several, reason in codespell_corrections(judged):
            for start, end in occurrences(doc, wrong):
                if not is_quoted(doc, start) and is_passage_in_language(doc, start, end):
                    most = spelling_applicability(doc, start) if not reason else "manual"
                    why = f"codespell: {reason}" if reason else "codespell"
                    yield _finding(doc, (start, end), several, why, most)
    files = _files(options, "retf")
    if files and is_in_its_language(doc) and not has_sic(doc):  # before a costly search
        for file in files:
            yield from _by_rules(doc, found, file)


def _is_written(doc: Document, word: str) -> bool:
    """Whether the word stands somewhere by itself but for marks, with blanks or dashes round it.

    What a hyphen or an apostrophe joins is one word here; a dash parts two.
    """
    text = squeezed(doc)
    pattern = rf"{re.escape(word)}[{re.escape(_MARKS)}]*+(?![^\s\0–—])"
    for match in re.finditer(pattern, text) if word in text else ():
        at = match.start()
        while at > 0 and text[at - 1] in _MARKS:
            at -= 1
        if at == 0 or text[at - 1].isspace() or text[at - 1] in "\0–—":
            return True
    return False


@cache
def _core(language: str) -> Sieve:
    return Sieve(core_forms(language))


def _by_rules(doc: Document, found: Prose, file: File) -> Iterator[Finding]:
    spared = "\n".join([doc.page.title or "", *(link.target for link in doc.tree.wikilinks)])
    for hit in load_rules(file.path, file.text).hits(found.text, spared):
        old, new = doc.text[hit.start : hit.end], hit.replacement
        blanks = len(old) - len(old.rstrip())
        if blanks and new.endswith(old[-blanks:]):  # the rule only looked at them
            old, new = old[:-blanks], new[:-blanks]
        start, end = whole_words(doc.text, hit.start, hit.start + len(old))
        right = doc.text[start : hit.start] + new + doc.text[hit.start + len(old) : end]
        if (
            "\0" not in found.text[start:end]
            and is_passage_in_language(doc, start, end)
            and is_judged(doc, start, end)
        ):
            most = spelling_applicability(doc, start)
            origin = f"rule “{hit.rule.name}” of {file.path}"
            yield _finding(doc, (start, end), (right,), origin, most)


def _finding(
    doc: Document, span: tuple[int, int], right: tuple[str, ...], origin: str, most: Applicability
) -> Finding:
    wanted = " or ".join(f"“{word}”" for word in right)
    wrong = doc.text[slice(*span)]
    kind: Applicability = most if len(right) == 1 else "manual"
    fixes = [
        Fix(f"write “{word}”", (Edit(span, word),), kind, summary=f"typo {wrong}→{word}")
        for word in right
    ]
    message = f"“{wrong}” is misspelt: {wanted} ({origin})"
    return Finding(span, message, fixes[0], alternatives=tuple(fixes[1:]))


@analysis
def _anchors(doc: Document) -> str:
    """The sections that links on the page lead to."""
    return "\n".join(link.target.partition("#")[2] for link in doc.tree.wikilinks)
