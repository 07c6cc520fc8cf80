from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from wikilint import Document, Edit, Finding, Fix, Site, option, rule
from wikilint.analysis import Prose, prose
from wikilint.analysis.own_words import is_own_words

_BLANKS = (" ", "&nbsp;", "\xa0")
_BRACKETS = '([“"~≈±+<>'
_NUMBER = rf"[{re.escape(_BRACKETS)}−-]*[$£€¥]?[0-9][0-9.,]*(?:[–-][0-9][0-9.,]*)?"
_CLOCK = r"\(?(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?"
_LONGEST = 24  # characters: no number is longer


@dataclass(frozen=True, eq=False, repr=False)
class MisspacedUnitOptions:
    """Options of the rule."""

    units: tuple[str, ...] = option((), "Signs of units, instead of those of the language's data.")
    percent: bool = option(True, "Whether a blank before a percent sign is reported.")
    currency: bool = option(True, "Whether a blank behind a currency sign is reported.")


@rule(
    "misspaced-unit",
    severity="off",
    scope="enwiki-style",
    options=MisspacedUnitOptions,
    fixes=("safe",),
)
def misspaced_unit(doc: Document, options: MisspacedUnitOptions) -> Iterator[Finding]:
    """A number stands apart from its unit, or with a blank that lets the line break between them.

    [MOS:NBSP](https://en.wikipedia.org/wiki/MOS:NBSP) asks for a no-break space between a figure
    and the sign of a unit, before a.m. and p.m., behind “p.” and “pp.”; a percent sign and a
    currency sign are joined to the figure
    ([MOS:PERCENT](https://en.wikipedia.org/wiki/MOS:PERCENT)). Languages of which this is not
    known have no findings: many want “7 %”, where MediaWiki sets a no-break space itself. Feet,
    inches and ounces count only before a closing bracket, for “in” is also a word.

    Never touched: footnotes, tables, headings, quotations, italics, titles, addresses, targets,
    code, arguments that begin so (data), lines that begin with a colon, figures that are part of a
    code. A missing blank (`40km`) is not reported.

    **Fix.** Safe: the same words; a line breaks elsewhere, or a blank goes.
    """
    facts = Site.language_data(doc.language)
    text = prose(doc).text
    for match in _pattern(doc.language, options.units).finditer(text):
        kind, start = match.lastgroup, match.start()
        if kind == "bracketed" and not text.startswith((")", "]"), match.end()):
            continue
        token = _token(text, start)
        form = _CLOCK if kind == "clock" else _NUMBER
        if not re.fullmatch(form, text[token : start + 1]):
            continue
        span = (_bare(text, token), match.end())
        yield from _finding(doc, span, match.span("blank"), "&nbsp;")
    if options.percent and facts.get("percent_sign_glued"):
        for blank in _BLANKS:
            yield from _percents(doc, text, blank)
    if options.currency:
        for sign in facts.get("currency_signs", ""):
            yield from _behind(doc, text, sign, _BLANKS, "")
    for abbreviation in facts.get("page_abbreviations", ()):
        yield from _behind(doc, text, abbreviation, (" ",), "&nbsp;")


def _percents(doc: Document, text: str, blank: str) -> Iterator[Finding]:
    at = text.find(f"{blank}%")
    while at >= 0:
        token = _token(text, at)
        end = at + len(blank) + 1
        if re.fullmatch(_NUMBER, text[token:at]) and not text[end : end + 1].isalnum():
            token = _bare(text, token)
            yield from _finding(doc, (token, end), (at, end - 1), "")
        at = text.find(f"{blank}%", end)


def _behind(
    doc: Document, text: str, sign: str, blanks: Iterable[str], wanted: str
) -> Iterator[Finding]:
    """Figures behind a sign or an abbreviation."""
    pattern = re.compile(rf"(?P<blank>{'|'.join(blanks)})[0-9](?:[0-9.,]*[0-9])?")
    at = text.find(sign)
    while at >= 0:
        match = pattern.match(text, at + len(sign))
        before = text[at - 1 : at]
        joined = before.isalnum() or before == "." if sign[0].isalpha() else before.isdecimal()
        if match and not joined:
            yield from _finding(doc, (at, match.end()), match.span("blank"), wanted)
        at = text.find(sign, at + 1)


def _token(text: str, at: int) -> int:
    """Where the run of characters without blanks begins that the one at `at` belongs to."""
    first = max(0, at - _LONGEST)
    return first + max(map(text[first:at].rfind, (" ", "\n", "\0", ";"))) + 1


def _is_value(found: Prose, at: int) -> bool:
    """Whether an argument begins there: then the figure is data, or stands in ``{{nowrap}}``."""
    segment = found.segment_at(at)
    if segment is None or "argument" not in segment.contexts:
        return False
    return not found.text[segment.start : at].strip() and "label" not in segment.contexts


def _bare(text: str, token: int) -> int:
    """Where the figure begins, behind brackets and signs of approximation."""
    while text[token] in _BRACKETS:
        token += 1
    return token


def _finding(
    doc: Document, span: tuple[int, int], gap: tuple[int, int], blank: str
) -> Iterator[Finding]:
    text = doc.text
    if not is_own_words(doc, *span) or _is_value(prose(doc), span[0]):
        return
    new = f"{text[span[0] : gap[0]]}{blank}{text[gap[1] : span[1]]}"
    message = f"“{text[slice(*span)]}” has a blank too many; write “{new}”"
    if blank:
        message = f"“{text[slice(*span)]}” may break between two lines; write “{new}”"
    yield Finding(span, message, Fix(f"write “{new}”", (Edit(span, new),), "safe"))


@lru_cache(maxsize=8)
def _pattern(language: str, units: tuple[str, ...]) -> re.Pattern[str]:
    """A figure, a blank, and the sign of a unit; of a language without data nothing matches."""
    facts: Mapping[str, Any] = Site.language_data(language)
    groups = {
        "unit": units or facts.get("units", ()),
        "bracketed": facts.get("units_before_bracket", ()),
        "clock": facts.get("clock_suffixes", ()),
    }
    parts = [
        f"(?P<{name}>{'|'.join(re.escape(sign) for sign in sorted(signs, key=len, reverse=True))})"
        for name, signs in groups.items()
        if signs
    ]
    if not parts:
        return re.compile(r"(?!)")
    return re.compile(rf"[0-9](?P<blank> )(?:{'|'.join(parts)})(?![\w’'-])")
