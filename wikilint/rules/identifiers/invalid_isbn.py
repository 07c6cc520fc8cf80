from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.citations import citations
from wikilint.analysis.identifier_places import IdentifierPlace, identifiers
from wikilint.analysis.identifiers import hyphenated, isbn_fault
from wikilint.syntax import Template

_OTHER_MARKS = "–—‐−:;,/()"


@dataclass(frozen=True, eq=False, repr=False)
class InvalidIsbnOptions:
    """Options of the rule."""

    forms: tuple[Literal["text", "template", "citation"], ...] = option(
        ("text", "template", "citation"),
        "Where: `ISBN 0-395-19395-8` in text, `{{ISBN|…}}`, `isbn=` of citations.",
    )
    hyphenate: bool = option(
        False,
        "Right numbers, too, whose hyphens are not where the ISBN agencies put them. "
        "Needs `pip install 'wikilint[isbn]'`.",
    )


@rule("invalid-isbn", severity="off", scope="any", options=InvalidIsbnOptions, fixes=("safe",))
def invalid_isbn(doc: Document, options: InvalidIsbnOptions) -> Iterator[Finding]:
    """An ISBN cannot be right: its length, its check digit or the place of its X is wrong.

    A wrong digit leads readers to another book or to none. Citations print an error beside it
    ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_isbn)). An ISBN has ten
    figures, the last of which may be X for ten, or thirteen that begin with 978 or 979; the last
    one is computed from the others.

    Never reported: values with markup or templates in them, `((…))`, by which a citation says that
    the book itself has the wrong number, quotations, titles, `{{sic}}`, addresses, code. Prefixes,
    colons and dashes are `malformed-identifier`.

    **Fix.** None for a wrong number: which digit is wrong only the book tells. With `hyphenate`,
    safe: the figures stay.
    """
    for place in identifiers(doc):
        if place.kind != "isbn" or place.form not in options.forms:
            continue
        number = place.value
        if place.parameter is not None:
            number = _without_word(number)
            if not number:
                continue
        if any(mark in number for mark in _OTHER_MARKS):
            continue
        fault = isbn_fault(number)
        span = place.span._replace(start=place.span.end - len(number))
        if fault is not None:
            if not _is_meant_so(doc, place):
                yield Finding(span, f"ISBN {number} cannot be right: {fault}")
        elif options.hyphenate:
            right = hyphenated(number)
            if right is not None and right != number:
                fix = Fix(f"write “{right}”", (Edit(span, right),), "safe")
                message = f"hyphens go where the parts of the number end: {right}"
                yield Finding(span, message, fix, severity="info")


def _without_word(value: str) -> str:
    """The number behind a word that should not be there; empty if more than that is there."""
    if not value.upper().startswith("ISBN"):
        return value
    number = value[len("ISBN") :].lstrip(" :#\xa0")
    return number if number[:1].isdigit() else ""


def _is_meant_so(doc: Document, place: IdentifierPlace) -> bool:
    if place.form != "citation" or place.parameter is None:
        return False
    template = place.parameter.parent
    assert isinstance(template, Template)
    citation = citations(doc).of(template)
    return citation is not None and "ignore-isbn-error" in citation.effective
