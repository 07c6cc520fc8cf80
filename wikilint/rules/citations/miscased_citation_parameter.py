from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Fix, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitedParameter,
    citation_parameters,
    may_be_given,
)
from wikilint.edits import remove_param, rename_param


@rule("miscased-citation-parameter", severity="off", scope="enwiki-style", fixes=("safe",))
def miscased_citation_parameter(doc: Document) -> Iterator[Finding]:
    """A citation's parameter is written in the wrong letter case.

    Names are compared with their case: `Title` is another one than `title`, so the template shows
    a red message and drops the value. Capitals that work are fine: `ISBN`, `DOI`, `URL`. See
    [Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#parameter_ignored_suggest).

    Never touched: wrappers of citation templates, names and citations made by templates, pages of
    templates, modules and documentation.

    **Fix.** Safe: the name in lower case, or, without a value, the parameter goes. None if the
    citation has that parameter already, or one that excludes it, or if the template does not take
    it.
    """
    found = citation_parameters(doc)
    facts = found.facts
    if facts is None:
        return
    for name in found.unknown:
        right = name.lower()
        if right != name and facts.knows(right):
            for entry in found.entries(name):
                single = found.is_single(entry)
                span = entry.parameter.key_span
                assert span is not None
                message = f"parameter “{name}” is written {right}"
                yield Finding(span, message, _fix(facts, entry, right) if single else None)


def _fix(facts: CitationFacts, entry: CitedParameter, right: str) -> Fix | None:
    citation, param = entry
    if not param.value:
        edits = remove_param(param)
        return Fix(f"remove {param.name}", edits, "safe", effect="administrative")
    if not may_be_given(facts, citation, right):
        return None
    return Fix(f"write {right}", rename_param(param, right), "safe", effect="administrative")
