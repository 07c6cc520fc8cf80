from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitationParameters,
    CitedParameter,
    citation_parameters,
    may_be_given,
)
from wikilint.analysis.identifiers import cleaned, fault
from wikilint.edits import rename_param
from wikilint.syntax import Template, Text

_VALUE = r"(ISBN|ISSN|ASIN)(?:-1[03])?[:#]?\s*([0-9A-Z][0-9A-Z –-]{1,20}[0-9A-Zx])"
_FAMILIES = ("isbn", "issn")


@rule("identifier-in-id", severity="off", scope="enwiki-style", fixes=("safe", "unsafe"))
def identifier_in_id(doc: Document) -> Iterator[Finding]:
    """A citation's `id=` holds an ISBN, ISSN or ASIN, which have parameters of their own.

    `isbn=` and its kind check the number, link it, and hand it on to programs that read the
    citation; `id=` prints what it is given ([Help:CS1](https://en.wikipedia.org/wiki/Help:CS1)).

    Never reported: `id=` with more in it than the one identifier, citations that have the parameter
    already or do not take it, wrappers of citation templates, pages of templates, modules and
    documentation.

    **Fix.** Safe if the number is right by its check digit or form: the reader sees the same.
    Otherwise unsafe: the template would print an error beside it.
    """
    found = citation_parameters(doc)
    if found.facts is None:
        return
    for entry in found.of("id"):
        held = _held(doc, entry)
        if held is not None and may_be_given(found.facts, entry.citation, held[0]):
            yield _finding(found, found.facts, entry, *held)


def _held(doc: Document, entry: CitedParameter) -> tuple[str, str] | None:
    """The parameter that takes what `id=` holds, and the number."""
    nodes = [
        node
        for node in entry.parameter.value_nodes
        if type(node) is not Text or not str(node).isspace()
    ]
    if len(nodes) != 1:
        return None
    node = nodes[0]
    if type(node) is Text:
        match = re.fullmatch(_VALUE, entry.parameter.value)
        return (match[1].lower(), match[2]) if match else None
    if type(node) is not Template or len(node.params) != 1:
        return None
    kinds = [kind for kind in _FAMILIES if node.name in doc.site.family(kind)]
    number = node.get("1")
    if not kinds or number is None or [type(n) for n in number.value_nodes] != [Text]:
        return None
    return kinds[0], number.value


def _finding(
    found: CitationParameters, facts: CitationFacts, entry: CitedParameter, name: str, value: str
) -> Finding:
    param = entry.parameter
    number = cleaned(name, value, facts) or value
    right = fault(name, number, facts) is None
    fix = None
    if found.is_single(entry):
        edits = (*rename_param(param, name), Edit(param.value_span, number))
        fix = Fix(f"write {name}={number}", edits, "safe" if right else "unsafe", effect="cosmetic")
    message = f"“{param.value}” has a parameter of its own: {name}={number}"
    return Finding(param.value_span, message, fix)
