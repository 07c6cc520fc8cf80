from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wikilint import Document, Finding, rule
from wikilint.analysis.citation_names import NameParameter, citation_names
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitedParameter,
    citation_parameters,
)
from wikilint.analysis.citations import Citation


class _Numbered(NamedTuple):
    """The citations that have a name of this number in a list, with the parameter they have."""

    lasts: dict[Citation, CitedParameter]
    firsts: dict[Citation, CitedParameter]


@rule("inconsistent-citation-names", severity="off", scope="enwiki-style", fixes=())
def inconsistent_citation_names(doc: Document) -> Iterator[Finding]:
    """A citation's fields for names do not fit together.

    A first name without a last one, a gap in the numbers, an author named twice (`author=` beside
    `last=`): the template shows a red message, or drops the names behind the gap ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#first_missing_last)). Several people in
    one field, and words that are no part of a name (`Ambrose (now)`), only get into its metadata
    and a category of maintenance; they are infos.

    Never reported: last names without first names, for many people have only one; `last` beside
    `last2`; citations with parameters that the template does not know, which other rules report;
    values in double brackets, `((Bread, Butter, and Jam))`; wrappers of citation templates;
    citations made by templates; pages of templates, modules and documentation.

    **Fix.** None: only the source knows.
    """
    found = citation_parameters(doc)
    names = citation_names(doc)
    if found.facts is None or not names:
        return
    lists: Mapping[str, dict[int, _Numbered]] = defaultdict(dict)
    broken: list[tuple[Citation, Finding]] = []
    for name in names:
        numbered = lists[name.kind].setdefault(name.number, _Numbered({}, {}))
        part = numbered.lasts if name.last else numbered.firsts
        for entry, value in found.values(name.name):
            if value:
                other = part.setdefault(entry.citation, entry)
                if other is not entry and other.parameter.name != name.name:
                    broken.append((entry.citation, _twice(other, entry)))
    for numbers in lists.values():
        broken += _gaps(numbers)
    citations = {citation for citation, _ in broken}
    understood = {citation for citation in citations if _is_understood(found.facts, citation)}
    yield from (finding for citation, finding in broken if citation in understood)
    for name in names:
        together = found.together(name.name)
        if name.last and (";" in together or "," in together):
            yield from _several(name)
        if "(" in together:
            yield from _notes(found.facts, name)


def _is_understood(facts: CitationFacts, citation: Citation) -> bool:
    return all(map(facts.knows, citation.effective))


def _twice(first: CitedParameter, second: CitedParameter) -> Finding:
    message = f"{second.parameter.name} names whom {first.parameter.name} names, too"
    return Finding(second.parameter.value_span, message)


def _gaps(numbers: Mapping[int, _Numbered]) -> Iterator[tuple[Citation, Finding]]:
    nobody = _Numbered({}, {})
    for number, (lasts, firsts) in numbers.items():
        for citation, entry in firsts.items():
            if citation not in lasts:
                message = f"{entry.parameter.name} has no last name beside it"
                yield citation, Finding(entry.parameter.value_span, message)
        before = numbers.get(number - 1, nobody)
        for citation, entry in lasts.items() if number > 1 else ():
            if citation not in before.lasts and citation not in before.firsts:
                message = f"{entry.parameter.name} has no name number {number - 1} before it"
                yield citation, Finding(entry.parameter.value_span, message)


def _several(name: NameParameter) -> Iterator[Finding]:
    for entry in name.entries:
        value = _shown(entry.parameter.value)
        if value.startswith("((") or "{{" in value:
            continue
        if ";" in value or value.count(",") > 1:
            message = f"several people in {name.name}; give each a field of their own"
            yield Finding(entry.parameter.value_span, message, severity="info")


def _shown(value: str) -> str:
    """The value without comments, targets of links and entities, whose semicolons part nobody."""
    if "<" in value or "&" in value or "[" in value:
        value = re.sub(r"<!--.*?-->|&#?\w{1,8};|\[\[[^][|]*\|", "", value, flags=re.DOTALL)
    return value


def _notes(facts: CitationFacts, name: NameParameter) -> Iterator[Finding]:
    words = "|".join(facts.name_notes)
    pattern = re.compile(rf"\((?:{words})\)$", re.IGNORECASE)
    for entry in name.entries:
        start, end = entry.parameter.value_span
        match = pattern.search(entry.parameter.source, start, end)
        if match is not None:
            message = f"“{match[0]}” is no part of a name"
            yield Finding(match.span(), message, severity="info")
