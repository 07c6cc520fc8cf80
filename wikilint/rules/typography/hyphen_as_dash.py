from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from wikilint import Document, Edit, Finding, Fix, Site, option, rule
from wikilint.analysis import prose
from wikilint.analysis.code_places import is_raw
from wikilint.analysis.own_words import is_own_words

_RANGE = r"([$£€¥]?)([0-9][0-9.,]*)-([$£€¥]?)([0-9][0-9.,]*)"
_CLOCK = r"([0-9]{1,2}:[0-5][0-9])-([0-9]{1,2}:[0-5][0-9])"
_FIGURES = "0123456789$£€¥.,:"
_LONGEST = 24  # characters on each side of the hyphen
_MOST_PAGES = 999


@dataclass(frozen=True, eq=False, repr=False)
class HyphenAsDashOptions:
    """Options of the rule."""

    ranges: bool = option(True, "Hyphens in ranges of pages, units, money, ages, times.")
    double: bool = option(True, "Two hyphens between words.")
    minus: bool = option(True, "A hyphen before a raised number.")
    title: bool = option(True, "Hyphens where the page's title has dashes.")


@rule(
    "hyphen-as-dash",
    severity="off",
    scope="enwiki-style",
    options=HyphenAsDashOptions,
    fixes=("unsafe",),
)
def hyphen_as_dash(doc: Document, options: HyphenAsDashOptions) -> Iterator[Finding]:
    """A hyphen stands where a dash or a minus sign belongs.

    [MOS:DASH](https://en.wikipedia.org/wiki/MOS:DASH) writes ranges with an en dash (`pp. 4–9`), a
    break in a sentence with an em dash (`word—word`), and
    [MOS:MINUS](https://en.wikipedia.org/wiki/MOS:MINUS) a raised number with a minus sign
    (`10<sup>−3</sup>`). A range is known as one by what is beside it: “pp.”, the sign of a unit, of
    a currency, an age, “pm”; a pair of numbers alone may be a score, a model, a telephone number.

    Never reported: ranges that do not ascend, `55-66-77`, options of commands (`--all`), addresses,
    targets, footnotes, tables, headings, sources, quotations, italics, code, lines with a colon in
    front. Page ranges in citations are malformed-page-range. **Fix.** Unsafe.
    """
    facts = Site.language_data(doc.language)
    text = prose(doc).text
    if options.ranges and facts:
        for match in re.finditer(r"-[$£€¥]?[0-9]", text):
            if text[match.start() - 1].isdecimal():
                yield from _range(doc, facts, match.start())
    if options.double:
        for match in re.finditer(r"--(?![-\n])", text):
            yield from _double(doc, match.start())
    if options.minus and "<sup>-" in doc.text:
        yield from _minus(doc)
    if options.title and doc.page.title and "–" in doc.page.title:
        yield from _title(doc, doc.page.title)


def _finding(doc: Document, span: tuple[int, int], new: str) -> Iterator[Finding]:
    if is_own_words(doc, *span):
        fix = Fix(f"write “{new}”", (Edit(span, new),), "unsafe")
        yield Finding(span, f"“{doc.text[slice(*span)]}” wants a dash: {new}", fix)


def _range(doc: Document, facts: Mapping[str, Any], at: int) -> Iterator[Finding]:
    """The range whose hyphen stands there."""
    text = prose(doc).text
    before, after = text[max(0, at - _LONGEST) : at], text[at + 1 : at + 1 + _LONGEST]
    start = at - len(before) + len(before.rstrip(_FIGURES))
    end = at + 1 + len(after[: len(after) - len(after.lstrip(_FIGURES))].rstrip(".,:"))
    if text[start - 1 : start] in set("-–/#_+") or re.match(r"[-–/\w_%]", text[end : end + 1]):
        return
    written = text[start:end]
    rest = text[end : end + 16].replace("&nbsp;", " ")
    if _is_range(facts, written, text[max(0, start - 12) : start], rest):
        yield from _finding(doc, (start, end), written.replace("-", "–"))


def _is_range(facts: Mapping[str, Any], written: str, before: str, rest: str) -> bool:
    clock = re.fullmatch(_CLOCK, written)
    if clock:
        return _begins(rest, facts.get("clock_suffixes", ())) and clock[1].zfill(5) < clock[
            2
        ].zfill(5)
    match = re.fullmatch(_RANGE, written)
    if match is None or before[-1:].isalnum() or before.endswith("\0"):
        return False
    try:
        low, high = (float(match[n].replace(",", "")) for n in (2, 4))
    except ValueError:
        return False
    if low >= high or len(match[2]) > len(match[4]):
        return False
    if match[1]:
        return match[3] in {"", match[1]}
    if match[3]:
        return False
    if _ends(before, facts.get("page_abbreviations", ())):
        return high - low < _MOST_PAGES
    return _ends(before, facts.get("age_words", ())) or _begins(rest, facts.get("units", ()))


def _ends(before: str, words: Iterable[str]) -> bool:
    stripped = before.removesuffix("&nbsp;").rstrip()
    ends = (stripped.removesuffix(word) for word in words if stripped.endswith(word))
    return any(not end[-1:].isalnum() for end in ends)


def _begins(rest: str, signs: Iterable[str]) -> bool:
    words = (f" {sign}" for sign in signs)
    return any(rest.startswith(w) and not rest[len(w) : len(w) + 1].isalnum() for w in words)


def _double(doc: Document, at: int) -> Iterator[Finding]:
    text = prose(doc).text
    match = re.compile(r"([^\W\d_]+[,.)\"]?)( ?)--\2(?=[(\"]?[^\W\d_])").search(
        text, max(0, at - _LONGEST), at + 6
    )
    if match is None or match.end() != at + 2 + len(match[2]):
        return
    if text[at - 1] == "-" or match[1].lower() == "xn":
        return
    yield from _finding(doc, (match.end(1), match.end()), "—")


def _minus(doc: Document) -> Iterator[Finding]:
    for tag in doc.tree.tags:
        if tag.markup is None and tag.name == "sup" and re.fullmatch(r"-[0-9]+", tag.content):
            contexts = prose(doc).contexts_at(tag.open_end)
            if contexts.isdisjoint({"quote", "verbatim"}) and not is_raw(doc, tag.start):
                new = f"−{tag.content[1:]}"
                span = (tag.open_end, tag.close_start)
                fix = Fix(f"write “{new}”", (Edit(span, new),), "unsafe")
                yield Finding(span, f"“{tag.content}” wants a minus sign: {new}", fix)


def _title(doc: Document, title: str) -> Iterator[Finding]:
    text, written = prose(doc).text, title.replace("–", "-")
    at = text.find(written)
    while at >= 0:
        end = at + len(written)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield from _finding(doc, (at, end), title)
        at = text.find(written, end)
