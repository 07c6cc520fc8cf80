from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Finding, Fix, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitedParameter,
    citation_parameters,
    without_comments,
)
from wikilint.edits import remove_param, set_param


@rule("invalid-citation-value", severity="off", scope="enwiki-style", fixes=("manual",))
def invalid_citation_value(doc: Document) -> Iterator[Finding]:
    """A citation's parameter that takes few values has another one: `url-status=no`.

    The template shows a red message and goes on as if the parameter were not there ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#invalid_param_val)). Its keywords, for
    `url-status`, `df`, `mode`, `name-list-style`, the levels of access and the like, are in the
    site's data; capitals are wrong in all of them. `display-authors` takes a number or “etal”,
    `ref` everything but the `harv` of old.

    Never reported: values that templates make; wrappers of citation templates; citations made by
    templates; pages of templates, modules and documentation.

    **Fix.** Manual, where one value suggests itself: `no` comes from `dead-url=no`, which was
    `url-status=live`, but may have been meant as an answer to the new name.
    """
    found = citation_parameters(doc)
    facts = found.facts
    if facts is None:
        return
    for name in facts.checked:
        for spelling in found.spellings(name):
            values = set(map(str.strip, found.together(spelling).split("\0")))
            if all(_is_valid(facts, name, value) for value in values):
                continue
            for entry in found.entries(spelling):
                value = without_comments(entry.parameter.value)
                if "{{" not in value and not _is_valid(facts, name, value):
                    yield _finding(facts, name, entry, value, single=found.is_single(entry))


def _is_valid(facts: CitationFacts, name: str, value: str) -> bool:
    if not value:
        return True
    refused = facts.refused(name)
    if refused:
        return value not in refused
    word = facts.numbers.get(name)
    if word is None:
        return value in facts.keywords(name)
    return value.isdecimal() or re.sub("[ '.]", "", value.lower()) == word


def _finding(
    facts: CitationFacts, name: str, entry: CitedParameter, value: str, *, single: bool
) -> Finding:
    param = entry.parameter
    span = param.value_span
    if facts.refused(name):
        message = f"{name} takes any value but “{value}”"
        fix = Fix(f"remove {name}", remove_param(param), "manual", effect="administrative")
        return Finding(span, message, alternatives=(fix,) if single else ())
    word = facts.numbers.get(name)
    known = facts.keywords(name)
    wanted = ", ".join(known) if word is None else f"a number or “{word}”"
    message = f"{name} takes {wanted}; not “{value}”"
    likely = value.lower() if value.lower() in known else facts.replaced_value(name, value)
    if likely is None or likely not in known or not single:
        return Finding(span, message)
    edits = set_param(entry.citation.template, param.name, likely)
    fix = Fix(f"write {likely}", edits, "manual", effect="administrative")
    return Finding(span, message, alternatives=(fix,))
