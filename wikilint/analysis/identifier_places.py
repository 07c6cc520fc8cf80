"""Where identifiers of publications stand: in citations, in templates of their own, in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.analysis.identifiers import known_kinds
from wikilint.analysis.prose import prose
from wikilint.analysis.templates import parameters, templates
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.syntax import ExternalLink, Parameter, Template, Text

Form: TypeAlias = Literal["text", "template", "citation"]

_LABELS = ("ISBN", "ISSN", "PMID", "RFC")
_FAMILIES = ("isbn", "issn", "doi", "pmid")
_INFOBOX = "{{Infobox"
_BLANK = "(?: |\xa0|&nbsp;)"
_NUMBERS = {
    # a number of a right length first, lest a year behind it be taken in
    "ISBN": (
        r"(?:97[89][ –-]?)?(?:[0-9][ –-]?){9}[0-9Xx](?![\w–-])"
        r"|[0-9][0-9Xx–-]{6,17}[0-9Xx](?![\w–-])"
    ),
    "ISSN": r"[0-9]{4}[ –-]?[0-9]{3}[0-9Xx](?![\w–-])",
    "PMID": r"[0-9]{1,9}(?![\w–-])",
    "RFC": r"[0-9]{1,5}(?![\w–-]|[.][0-9])",
}
_FEWEST = 8  # figures of an ISBN; below, it is the beginning of one or a number of something else
_MOST = 15  # beyond, two numbers run into one another
_LONGEST = 60  # characters of a label and its number
_APART = frozenset({"quotation", "quote", "title", "verbatim"})


class IdentifierPlace(NamedTuple):
    """An identifier and its place.

    kind: the citation parameter that takes it: isbn, doi, pmid … value, span: the number; of a
        parameter the whole value. label: in text, the word in front with what joins it to the
        number, as “ISBN: ”; its place ends where the number begins. parameter: that which holds
        it.
    """

    kind: str
    form: Form
    value: str
    span: Span
    label: str = ""
    parameter: Parameter | None = None

    @property
    def whole(self) -> Span:
        """The number with its label."""
        return Span(self.span.start - len(self.label), self.span.end)


@analysis
def identifiers(doc: Document) -> tuple[IdentifierPlace, ...]:
    """The identifiers of the page, in the order of the text.

    Only plain ones: no values with markup or templates in them, and none in double parentheses, by
    which a citation says that the number is what the publication has. In prose neither titles nor
    the words of others.
    """
    found = [*_in_citations(doc), *_in_templates(doc), *_in_text(doc)]
    found.sort(key=lambda place: place.span)
    return tuple(found)


def _in_citations(doc: Document) -> Iterator[IdentifierPlace]:
    cited = citation_parameters(doc)
    if cited.facts is None:
        return
    for kind in known_kinds(cited.facts):
        for name in cited.spellings(kind) if kind in cited.canonical else ():
            for param in cited.parameters[name]:
                yield from _in_parameter(kind, "citation", param)


def _in_templates(doc: Document) -> Iterator[IdentifierPlace]:
    found = templates(doc)
    for kind in _FAMILIES:
        for template in found.family(kind):
            for param in template.params:
                if param.name.isdecimal():
                    yield from _in_parameter(kind, "template", param)
    for number in parameters(doc).named.get("isbn", ()):
        infobox = number.parent
        assert isinstance(infobox, Template)
        if doc.text.startswith(_INFOBOX, infobox.start) and infobox.get("isbn") is number:
            yield from _in_parameter("isbn", "template", number)


def _in_parameter(kind: str, form: Form, param: Parameter) -> Iterator[IdentifierPlace]:
    types = [type(node) for node in param.value_nodes]
    if types == [Text] or types[:1] == [ExternalLink]:  # an address in the place of its end
        value = param.value
        if not value.startswith(("((", "[")) and any(char.isdigit() for char in value):
            yield IdentifierPlace(kind, form, value, param.value_span, parameter=param)


def _in_text(doc: Document) -> Iterator[IdentifierPlace]:
    found = prose(doc)
    text = found.text
    for name in _LABELS:
        at = text.find(name)
        while at >= 0:
            match = _pattern(name).match(text, at, at + _LONGEST)
            if match is not None and not text[at - 1 : at].isalnum():
                place = IdentifierPlace(
                    name.lower(), "text", match[2], Span(*match.span(2)), match[1]
                )
                if _is_long_enough(place) and found.contexts_at(at).isdisjoint(_APART):
                    yield place
            at = text.find(name, at + 1)


def _is_long_enough(place: IdentifierPlace) -> bool:
    figures = sum(char.isdigit() for char in place.value)
    return place.kind != "isbn" or _FEWEST <= figures <= _MOST


@cache
def _pattern(name: str) -> re.Pattern[str]:
    length = "(?:[ -]?1[03](?=[: ]))?" if name == "ISBN" else ""
    return re.compile(rf"({name}{length}[:#]?{_BLANK}{{0,2}}#?)({_NUMBERS[name]})")
