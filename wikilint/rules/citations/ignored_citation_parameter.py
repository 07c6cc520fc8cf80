from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitationParameters,
    CitedParameter,
    citation_parameters,
)
from wikilint.analysis.citations import Citation
from wikilint.analysis.templates import templates
from wikilint.syntax import Text


@rule("ignored-citation-parameter", severity="off", scope="enwiki-style", fixes=("manual",))
def ignored_citation_parameter(doc: Document) -> Iterator[Finding]:
    """A citation has a parameter that its template passes over: `journal` in `{{cite book}}`.

    It shows a red message, and no reader sees the value ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#chapter_ignored)). So it is with

    - a periodical in a citation of a book, a chapter in one of a web page or an article,
    - parameters that only other templates take (`season`, `degree`),
    - those that are nothing without another (`url-access` without `url`),
    - a parameter whose pipe is missing: `title=Lakes date=2020`.

    The site's data say what each template takes.

    Never reported: parameters without a value; names that no citation template knows, which are
    for `unknown-citation-parameter`; what stands in links, templates and tags; wrappers of
    citation templates; citations made by templates; pages of templates, modules and
    documentation.

    **Fix.** Manual for a missing pipe. Otherwise another template may be meant, or another
    parameter.
    """
    found = citation_parameters(doc)
    if found.facts is None:
        return
    yield from _passed_over(doc, found.facts, found)
    yield from _lonely(found.facts, found)
    for name in found.worded:
        if "=" in found.together(name):
            for entry in found.entries(name):
                yield from _without_pipe(found.facts, entry)


def _passed_over(
    doc: Document, facts: CitationFacts, found: CitationParameters
) -> Iterator[Finding]:
    seen: set[Citation] = set()
    page = templates(doc)
    for name, ignoring in facts.ignored.items():
        if name not in found.canonical:
            continue
        passing = set(page.named(facts.general, *ignoring))
        for entry in found.within(passing, name) if passing else ():
            citation = entry.citation
            if citation in seen or not entry.has_value:
                continue
            if citation.name != facts.general or _is_article(facts, citation, name):
                seen.add(citation)
                yield _finding(entry, f"{citation.name} ignores {entry.parameter.name}")
    for name in facts.owned:
        for entry in found.of(name) if name in found.canonical else ():
            if not facts.takes(entry.citation.name, name) and entry.has_value:
                message = f"{entry.citation.name} does not take {entry.parameter.name}"
                yield _finding(entry, message)


def _is_article(facts: CitationFacts, citation: Citation, name: str) -> bool:
    """Whether a parameter names a part of what the general template takes for an article."""
    if name not in facts.rivals("chapter"):
        return False
    periodical = any(citation.get(rival) for rival in facts.rivals("periodical"))
    return periodical and not citation.get("encyclopedia")


def _lonely(facts: CitationFacts, found: CitationParameters) -> Iterator[Finding]:
    for name, others in facts.requires.items():
        for entry in found.of(name) if name in found.canonical else ():
            citation = entry.citation
            if not entry.has_value or any(citation.get(other) for other in others):
                continue
            if all(facts.knows(written) for written in citation.effective):
                wanted = " or ".join(others)
                yield _finding(entry, f"{entry.parameter.name} is nothing without {wanted}")


def _finding(entry: CitedParameter, message: str) -> Finding:
    span = entry.parameter.key_span
    assert span is not None
    return Finding(span, message)


def _without_pipe(facts: CitationFacts, entry: CitedParameter) -> Iterator[Finding]:
    param = entry.parameter
    for node in param.value_nodes:
        if type(node) is not Text:
            continue
        for match in _swallowed().finditer(str(node)):
            name = match[1]
            start = node.start + match.start(1)
            apart = start == param.value_span.start or param.source[start - 1].isspace()
            if not apart or not facts.knows(name):
                continue
            span = (start, start + len(name))
            fix = Fix(f"write |{name}=", (Edit((start, start), "|"),), "manual")
            message = f"{name} has no pipe before it, and is taken for a part of {param.name}"
            yield Finding(span, message, alternatives=(fix,))


@cache
def _swallowed() -> re.Pattern[str]:
    return re.compile(r"\b([A-Za-z][A-Za-z0-9-]+)[ \t]?=")
