from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from wikilint import Document, Finding, rule
from wikilint.analysis.citation_names import citation_names
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    citation_parameters,
)
from wikilint.analysis.citations import Citation
from wikilint.syntax import Node, Parameter


class _Numbered(NamedTuple):
    """The citations that have a name of this number in a list, with the parameter they have."""

    lasts: dict[Node | None, Parameter]
    firsts: dict[Node | None, Parameter]


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
    broken: list[tuple[Parameter, Finding]] = []
    for name in names:
        if name.number not in lists[name.kind]:
            lists[name.kind][name.number] = _Numbered({}, {})
        numbered = lists[name.kind][name.number]
        part = numbered.lasts if name.last else numbered.firsts
        for param, value in found.written(name.name):
            if value:
                other = part.setdefault(param.parent, param)
                if other is not param and other.name != name.name:
                    broken.append((param, _twice(other, param)))
    for numbers in lists.values():
        broken += _gaps(numbers)
    templates = {param.parent for param, _ in broken}
    understood = {
        template
        for template in templates
        if _is_understood(found.facts, found.by_template[template])
    }
    yield from (finding for param, finding in broken if param.parent in understood)
    for name in names:
        together = found.together(name.name)
        if name.last and (";" in together or "," in together):
            yield from _several(name.name, found.parameters[name.name])
        if "(" in together:
            noted = (param for param, value in found.written(name.name) if value.endswith(")"))
            yield from _notes(found.facts, noted)


def _is_understood(facts: CitationFacts, citation: Citation) -> bool:
    return all(map(facts.knows, citation.effective))


def _twice(first: Parameter, second: Parameter) -> Finding:
    message = f"{second.name} names whom {first.name} names, too"
    return Finding(second.value_span, message)


def _gaps(numbers: Mapping[int, _Numbered]) -> Iterator[tuple[Parameter, Finding]]:
    nobody = _Numbered({}, {})
    for number, (lasts, firsts) in numbers.items():
        for template, param in firsts.items():
            if template not in lasts:
                message = f"{param.name} has no last name beside it"
                yield param, Finding(param.value_span, message)
        before = numbers.get(number - 1, nobody)
        for template, param in lasts.items() if number > 1 else ():
            if template not in before.lasts and template not in before.firsts:
                message = f"{param.name} has no name number {number - 1} before it"
                yield param, Finding(param.value_span, message)


def _several(name: str, params: Iterable[Parameter]) -> Iterator[Finding]:
    for param in params:
        value = _shown(param.value)
        if value.startswith("((") or "{{" in value:
            continue
        if ";" in value or value.count(",") > 1:
            message = f"several people in {name}; give each a field of their own"
            yield Finding(param.value_span, message, severity="info")


def _shown(value: str) -> str:
    """The value without comments, targets of links and entities, whose semicolons part nobody."""
    if "<" in value or "&" in value or "[" in value:
        value = re.sub(r"<!--.*?-->|&#?\w{1,8};|\[\[[^][|]*\|", "", value, flags=re.DOTALL)
    return value


def _notes(facts: CitationFacts, params: Iterable[Parameter]) -> Iterator[Finding]:
    words = "|".join(facts.name_notes)
    pattern = re.compile(rf"\((?:{words})\)$", re.IGNORECASE)
    for param in params:
        start, end = param.value_span
        match = pattern.search(param.source, start, end)
        if match is not None:
            message = f"“{match[0]}” is no part of a name"
            yield Finding(match.span(), message, severity="info")
