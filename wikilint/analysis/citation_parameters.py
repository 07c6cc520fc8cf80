"""The parameters of all citations of a page by name, so that a rule looks only at its own.

A page has a thousand parameters and forty names. What a template or an argument of the page may
change is left out: names made by templates, citations that pass ``{{{…}}}`` on, and pages on which
citations are code or examples: templates, modules and their documentation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.namespaces import MODULE, TEMPLATE
from wikilint.analysis.templates import Parameters, parameters
from wikilint.document import Document, analysis
from wikilint.site.citations import CitationFacts as CitationFacts
from wikilint.syntax import Node, Parameter, Template
from wikilint.syntax.node import BLANKS

_CODES = frozenset({"access", "identifier", "publication", "url"})
_MARKUP = frozenset("{[<\n")


class CitedParameter(NamedTuple):
    """A parameter of a citation."""

    citation: Citation
    parameter: Parameter

    @property
    def has_value(self) -> bool:
        """Whether there is more than blanks; for a thousand parameters, faster than the value."""
        param = self.parameter
        start = param.equals + 1
        return start < param.end and not param.source[start : param.end].isspace()


class CitationParameters:
    """Parameters of citations that are no wrappers, in the order of the source under each name.

    facts: what citation templates take; None where the site does not tell, then all is empty.
    named: those with a name, as it is written. unnamed: the others, by their numbers in order.
    """

    __slots__ = (
        *("_canonical", "_repeated", "_together", "_unknown", "_worded"),
        *("all", "facts", "named", "unnamed"),
    )

    def __init__(
        self, facts: CitationFacts | None, found: Iterable[Citation], page: Parameters
    ) -> None:
        self.facts = facts
        self.all = tuple(found)
        self.named: dict[str, list[CitedParameter]] = {}
        self._canonical: Mapping[str, list[str]] | None = None
        self._together: dict[str, str] = {}
        self._unknown: list[str] | None = None
        self._worded: list[str] | None = None
        self._repeated = Counter(
            (template, param.name)
            for template in page.repeated
            for param in template.params
            if param.named
        )
        cited: dict[Node | None, Citation] = {c.template: c for c in self.all}
        self.unnamed = [
            CitedParameter(cited[p.parent], p) for p in page.unnamed if p.parent in cited
        ]
        for name, params in page.named.items() if cited else ():
            entries = [CitedParameter(cited[p.parent], p) for p in params if p.parent in cited]
            if entries and _MARKUP.isdisjoint(name):
                self.named[name] = entries

    def is_single(self, entry: CitedParameter) -> bool:
        """Whether no other parameter of the citation has the same name as it is written."""
        return self._repeated[entry.citation.template, entry.parameter.name] < 2

    def of(self, *canonical: str) -> list[CitedParameter]:
        """All parameters with these canonical names, name by name."""
        return [entry for name in self.spellings(*canonical) for entry in self.named[name]]

    def counting(self, canonical: str) -> dict[Citation, Parameter]:
        """The parameter with a canonical name that reaches the template, for each citation."""
        found: dict[Citation, Parameter] = {}
        for citation, param in self.of(canonical):
            found[citation] = citation.params[canonical] if citation in found else param
        return found

    def spellings(self, *canonical: str) -> Sequence[str]:
        """The names on the page that mean one of the canonical ones, one after another."""
        if self._canonical is None:
            self._canonical = self._by_canonical()
        known = self._canonical
        return [name for key in canonical if key in known for name in known[key]]

    def together(self, name: str) -> str:
        """The values under a name as it is written, with their blanks, a NUL behind each.

        Most pages have nothing that a rule looks for: so that is known after one search for all.
        """
        known = self._together.get(name)
        if known is None:
            entries = self.named[name]
            source = entries[0].parameter.source
            values = [source[param.equals + 1 : param.end] for _, param in entries]
            known = "\0".join(values) + "\0"
            self._together[name] = known
        return known

    def values(self, *names: str) -> Iterator[tuple[CitedParameter, str]]:
        """The parameters under names as they are written, each with its value."""
        for name in names:
            values = self.together(name).split("\0")
            for entry, value in zip(self.named[name], values, strict=False):
                yield entry, value.strip(BLANKS)

    @property
    def worded(self) -> Sequence[str]:
        """The names on the page whose values are words: no addresses, dates, numbers of sources."""
        if self._worded is None:
            facts = self.facts
            self._worded = [
                name for name in self.named if facts is not None and _is_worded(facts, name)
            ]
        return self._worded

    @property
    def unknown(self) -> Sequence[str]:
        """The names on the page that no citation template knows."""
        if self._unknown is None:
            facts = self.facts
            self._unknown = [
                name for name in self.named if facts is not None and not _is_known(facts, name)
            ]
        return self._unknown

    def _by_canonical(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        if self.facts is not None:
            for name in self.named:
                names.setdefault(self.facts.canonical(name), []).append(name)
        return names


@lru_cache(maxsize=4_000)
def without_comments(value: str) -> str:
    """A value as the template gets it: MediaWiki drops comments before."""
    return re.sub("<!--.*?-->", "", value, flags=re.DOTALL).strip() if "<!--" in value else value


def _is_worded(facts: CitationFacts, name: str) -> bool:
    return facts.role(facts.canonical(name)) not in _CODES


@lru_cache(maxsize=4_000)
def _is_known(facts: CitationFacts, name: str) -> bool:
    return facts.knows(name)


def may_be_given(facts: CitationFacts, citation: Citation, name: str) -> bool:
    """Whether a citation takes a parameter, and has neither it nor one that excludes it."""
    canonical = facts.canonical(name)
    if not facts.takes(citation.name, canonical):
        return False
    return citation.params.keys().isdisjoint(facts.rivals(canonical))


@analysis
def citation_parameters(doc: Document) -> CitationParameters:
    """The parameters of the page's citations."""
    facts = doc.site.citations
    if facts is None or doc.namespace in {TEMPLATE, MODULE} or _is_documentation(doc):
        return CitationParameters(facts, (), parameters(doc))
    passing = {
        ancestor
        for argument in doc.tree.arguments
        for ancestor in argument.ancestors()
        if type(ancestor) is Template
    }
    found = (c for c in citations(doc).all if not c.wrapper and c.template not in passing)
    return CitationParameters(facts, found, parameters(doc))


def _is_documentation(doc: Document) -> bool:
    return (doc.page.title or "").endswith("/doc")
