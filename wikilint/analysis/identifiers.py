"""Whether identifiers of publications can be right: length, check digit, syntax, writing.

What a citation takes is in Module:Citation/CS1/Identifiers; its forms of numbers without a check
digit are data of the citation facts (`identifiers`), with head-room, lest a number be wrong only
because it is new.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from wikilint.site.citations import CitationFacts

ISBN_PREFIXES = ("978", "979")
"""How an ISBN of thirteen figures begins."""

_NOT_CHECKED = "its check digit does not fit"
_MUSIC, _AMAZON = "9790", ("630", "631")
_GAPS = str.maketrans("", "", " -\xa0")
_DASHES = str.maketrans("–—‐‑‒−", "------")
_ISSN_LENGTH = 8
_LONGEST = 300  # characters; beyond, a value is no identifier and no pattern runs over it


def isbn_fault(number: str) -> str | None:
    """What is wrong with an ISBN, in words; None if nothing is.

    number: as it is written; blanks and hyphens do not count.
    """
    figures = number.translate(_GAPS).upper()
    if not (figures.isascii() and figures.replace("X", "").isdigit()):
        return "it has other marks than figures, X and hyphens"
    if len(figures) not in {10, 13}:
        return f"it has {len(figures)} figures instead of 10 or 13"
    if "X" in figures[: 9 if len(figures) == 10 else 13]:
        return "an X can only be the last of 10 figures"
    if len(figures) == 10:
        if figures.startswith(_AMAZON):
            return "numbers that begin with 630 or 631 are Amazon’s own"
        return None if _fits_modulo_11(figures) else _NOT_CHECKED
    if figures.startswith(_MUSIC):
        return "979-0 is for printed music: it is an ISMN"
    if not figures.startswith(ISBN_PREFIXES):
        return "it does not begin with 978 or 979"
    values = [int(figure) for figure in figures]
    total = sum(values[0::2]) + 3 * sum(values[1::2])
    return None if total % 10 == 0 else _NOT_CHECKED


def issn_fault(number: str) -> str | None:
    """What is wrong with an ISSN, in words; None if nothing is. Blanks and hyphens do not count."""
    figures = number.translate(_GAPS).upper()
    if not (figures.isascii() and figures.replace("X", "").isdigit()):
        return "it has other marks than figures, X and a hyphen"
    if len(figures) != _ISSN_LENGTH:
        return f"it has {len(figures)} figures instead of {_ISSN_LENGTH}"
    if "X" in figures[:-1]:
        return "an X can only be the last figure"
    return None if _fits_modulo_11(figures) else _NOT_CHECKED


def _fits_modulo_11(figures: str) -> bool:
    weights = range(len(figures), 0, -1)
    values = (10 if figure == "X" else int(figure) for figure in figures)
    return sum(weight * value for weight, value in zip(weights, values, strict=True)) % 11 == 0


def doi_fault(value: str, facts: CitationFacts | None) -> str | None:
    """What is wrong with a DOI, in words, as the module of citations judges it.

    None if nothing is, or if the data of the wiki do not tell.
    """
    if len(value) > _LONGEST:
        return "it is too long"
    if not value.startswith("10."):
        return "it does not begin with 10."
    prefix, slash, suffix = value.partition("/")
    if not slash or not suffix:
        return "it has no slash and no name behind it"
    form = _data(facts).get("registrant")
    if form is not None and _pattern(form).fullmatch(prefix[3:]) is None:
        return f"no publisher has the number {prefix[3:]}"
    if any(char.isspace() for char in value):
        return "it has a blank in it"
    if "–" in value:
        return "it has a dash in it; a DOI has hyphens"
    return "it ends in a punctuation mark" if suffix.endswith((".", ",")) else None


def fault(kind: str, value: str, facts: CitationFacts | None) -> str | None:
    """What is wrong with an identifier of a kind, by the name of its parameter.

    None if nothing is, or if nothing is known of its kind.
    """
    kind = _like(kind, facts)
    if kind == "isbn":
        return isbn_fault(value)
    if kind == "issn":
        return issn_fault(value)
    if kind == "doi":
        return doi_fault(value, facts)
    form = _data(facts).get("forms", {}).get(kind)
    if form is None:
        return None
    if len(value) <= _LONGEST and _pattern(form["pattern"]).fullmatch(value):
        return None
    described: str = form["is"]
    return f"it is {described}"


def cleaned(kind: str, value: str, facts: CitationFacts | None) -> str | None:
    """An identifier without prefix, colon, wrong dashes and marks behind it.

    None if nothing of that is there, or if what remains cannot be right.
    """
    if len(value) > _LONGEST:
        return None
    kind = _like(kind, facts)
    bare = _without_prefix(kind, value, facts).rstrip(" .," if kind == "doi" else " .,;")
    if kind == "isbn" or kind == "issn":
        bare = with_hyphens(bare).upper()
        if kind == "issn":
            figures = bare.translate(_GAPS)
            bare = f"{figures[:4]}-{figures[4:]}" if bare != value else bare
    if bare == value or not bare or fault(kind, bare, facts) is not None:
        return None
    return bare


def _without_prefix(kind: str, value: str, facts: CitationFacts | None) -> str:
    lowered = value.lower()
    for prefix in _data(facts).get("prefixes", {}).get(kind, ()):
        if lowered.startswith(prefix):
            return value[len(prefix) :].lstrip(" :#\xa0")
    return value


def with_hyphens(number: str) -> str:
    """A number with hyphens for the dashes that word processors put in their place."""
    return number.translate(_DASHES)


def hyphenated(number: str) -> str | None:
    """A right ISBN (10 or 13 figures) with hyphens where the ranges of the ISBN agencies put them.

    None for a number in no range. Raises ModuleNotFoundError without the extra ``isbn``.
    """
    try:
        from stdnum import isbn as ranges  # thirty milliseconds, and an extra
    except ModuleNotFoundError as error:
        wanted = "hyphenate needs python-stdnum: pip install 'wikilint[isbn]'"
        raise ModuleNotFoundError(wanted) from error
    figures = number.translate(_GAPS).upper()
    parts = ranges.split(figures)[1 if len(figures) == 10 else 0 :]
    return "-".join(parts) if all(parts) else None


def known_kinds(facts: CitationFacts | None) -> tuple[str, ...]:
    """The kinds of identifiers of which something is known, by the names of their parameters."""
    data = _data(facts)
    return ("isbn", "issn", "doi", *data.get("like", ()), *data.get("forms", ()))


def _like(kind: str, facts: CitationFacts | None) -> str:
    """The kind whose numbers those of this kind are."""
    found: str = _data(facts).get("like", {}).get(kind, kind)
    return found


def _data(facts: CitationFacts | None) -> dict[str, Any]:
    found: dict[str, Any] = {} if facts is None else facts.data.get("identifiers", {})
    return found


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
