from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Finding, Span, option, rule
from wikilint.analysis.citations import citations
from wikilint.analysis.identifiers import isbn_fault
from wikilint.analysis.prose import prose
from wikilint.analysis.templates import templates

_TEMPLATES = ("ISBN", "Isbn", "ISBNT")
_TEXT = (  # a number of a right length first, lest a year behind it be taken in
    r"ISBN(?:-1[03])?[ \xa0]((?:97[89][ -]?)?(?:[0-9][ -]?){9}[0-9Xx](?![\w–-])"
    r"|[0-9][0-9Xx-]{6,17}[0-9Xx](?![\w–-]))"
)
_FEWEST = 8  # figures; below, it is the beginning of one or a number of something else
_MOST = 15  # beyond, two numbers run into one another
_OWN_WORDS = frozenset({"quotation", "quote", "title", "verbatim"})


@dataclass(frozen=True, slots=True)
class InvalidIsbnOptions:
    """Options of the rule."""

    forms: tuple[Literal["text", "template", "citation"], ...] = option(
        ("text", "template", "citation"),
        "Where: `ISBN 0-395-19395-8` in text, `{{ISBN|…}}`, `isbn=` of citations.",
    )


@rule("invalid-isbn", severity="off", scope="any", options=InvalidIsbnOptions, fixes=())
def invalid_isbn(doc: Document, options: InvalidIsbnOptions) -> Iterator[Finding]:
    """An ISBN cannot be right: its length, its check digit or the place of its X is wrong.

    A wrong digit leads readers to another book or to none. Citations print an error beside it
    ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_isbn)). An ISBN has ten
    figures, the last of which may be X for ten, or thirteen that begin with 978 or 979; the last
    one is computed from the others.

    Never reported: values with markup or templates in them, `((…))`, by which a citation says that
    the book itself has the wrong number, quotations, titles, `{{sic}}`, addresses, code. Wrong
    prefixes, colons and dashes are `malformed-identifier`.

    **Fix.** None: which digit is wrong only the book tells.
    """
    if "citation" in options.forms:
        yield from _in_citations(doc)
    if "template" in options.forms:
        for template in templates(doc).named(*_TEMPLATES):
            for param in template.params:
                if param.name.isdecimal() and param.value:
                    yield from _check(param.value, param.value_span)
    if "text" in options.forms:
        yield from _in_text(doc)


def _in_citations(doc: Document) -> Iterator[Finding]:
    text = doc.text
    names = [name for name in ("isbn", "ISBN") if name in text]
    if not names:
        return
    for citation in citations(doc).all:
        start, end = citation.template.start, citation.template.end
        if all(text.find(name, start, end) < 0 for name in names):
            continue
        param = citation.template.get("isbn", "ISBN", "isbn13", "ISBN13")
        if param is None or not param.value or citation.template.get("ignore-isbn-error"):
            continue
        yield from _check(param.value, param.value_span)


def _check(value: str, span: Span) -> Iterator[Finding]:
    if any(mark in value for mark in "{[<&(") or not any(char.isdigit() for char in value):
        return
    if value.upper().startswith("ISBN") or any(dash in value for dash in "–—‐−:;,/"):
        return  # malformed-identifier
    fault = isbn_fault(value)
    if fault is not None:
        yield Finding(span, f"ISBN {value} cannot be right: {fault}")


def _in_text(doc: Document) -> Iterator[Finding]:
    found = prose(doc)
    for match in found.finditer(_TEXT, containing=("ISBN",)):
        number = match.group(1) or ""
        if not _FEWEST <= sum(char.isdigit() for char in number) <= _MOST:
            continue
        if match.contexts.isdisjoint(_OWN_WORDS):
            yield from _check(number, Span(match.end - len(number), match.end))
