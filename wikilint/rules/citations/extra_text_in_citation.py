from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint import Applicability, Document, Finding, Fix, rule
from wikilint.analysis.citation_parameters import (
    CitationParameters,
    CitedParameter,
    citation_parameters,
)
from wikilint.analysis.citations import Citation
from wikilint.edits import set_param

_LONGEST = 100  # characters
_EXTRA = {
    # P7 is page 7 of a section P
    "page": r"(?:(?:pages?|pgs?|pp?)(?:\.\s*|\s+)|(?-i:pp?))(?=[0-9])",
    "volume": r"vol(?:ume)?s?(?:[.:]\s*|\s+)(?=\S)",
    "issue": r"(?:(?:issues?|iss|nos?|nr|numbers?)(?:[.:]\s*|\s+)|№\s*)(?=\S)",
}
_PLAIN = r"[0-9]+(?:[–-][0-9]+)?|[IVXLCDM]+|[ivxlcdm]+"
_PAGES = r"[0-9]+(?:\s*[–-]\s*[0-9]+)?(?:,\s*[0-9]+(?:\s*[–-]\s*[0-9]+)?)*"
_EDITION = r"(.*\S)\s+(?:edition|edn?\.?)"


@rule("extra-text-in-citation", severity="off", scope="enwiki-style", fixes=("safe", "unsafe"))
def extra_text_in_citation(doc: Document) -> Iterator[Finding]:
    """A citation's value holds the word that the template puts there anyway: “p.”, “vol.”, “ed.”.

    A reader sees it twice (“pp. pp. 5–7”), and the template shows a red message. See [Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#extra_text_pages).

    Never reported: pages of `{{cite journal}}` and of citations with `no-pp` or `journal`, which
    are shown without a word; wrappers of citation templates; values and citations made by
    templates; links; pages of templates, modules and documentation.

    **Fix.** Safe where a number, a range or a Roman number is left, or, of an edition, anything:
    the word goes. Otherwise (“Vol. 1, book 4”) unsafe.
    """
    found = citation_parameters(doc)
    yield from _prefixed(found, "page", ("page", "pages"), _PAGES)
    yield from _prefixed(found, "volume", ("volume",), _PLAIN)
    yield from _prefixed(found, "issue", ("issue", "number"), _PLAIN)
    yield from _editions(found)


def _shows_bare_pages(citation: Citation) -> bool:
    if citation.name == "Cite journal":
        return True
    return bool(citation.get("no-pp") or citation.get("journal"))


def _prefixed(
    found: CitationParameters, kind: str, names: tuple[str, ...], plain: str
) -> Iterator[Finding]:
    for entry, value in found.values(*found.spellings(*names)):
        if not value or value[0].isdecimal() or not _is_plain(value):
            continue
        match = _pattern(_EXTRA[kind]).match(value)
        if match is None or (kind == "page" and _shows_bare_pages(entry.citation)):
            continue
        rest = value[match.end() :]
        certain = re.fullmatch(plain, rest) is not None
        yield _finding(found, entry, match[0].strip(), rest, "safe" if certain else "unsafe")


def _editions(found: CitationParameters) -> Iterator[Finding]:
    for entry, value in found.values(*found.spellings("edition")):
        if value[-1:] not in {"n", "N", "d", "D", "."} or not _is_plain(value):
            continue
        match = _pattern(_EDITION).fullmatch(value)
        if match is not None:
            yield _finding(found, entry, value[match.end(1) :].strip(), match[1], "safe")


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _is_plain(value: str) -> bool:
    """Whether a value is short and holds no markup."""
    return len(value) <= _LONGEST and not any(mark in value for mark in "{<[")


def _finding(
    found: CitationParameters,
    entry: CitedParameter,
    extra: str,
    rest: str,
    applicability: Applicability,
) -> Finding:
    param = entry.parameter
    message = f"the template adds “{extra}” itself: {rest}"
    fix = None
    if found.is_single(entry):
        edits = set_param(entry.citation.template, param.name, rest)
        fix = Fix(f"write “{rest}”", edits, applicability, effect="administrative")
    return Finding(param.value_span, message, fix)
