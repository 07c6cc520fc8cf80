"""The parameters of all citations of a page by name, so that a rule looks only at its own.

A page has a thousand parameters and forty names. What a template or an argument of the page may
change is left out: names made by templates, citations that pass ``{{{…}}}`` on, and pages on which
citations are code or examples: templates, modules and their documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wikilint.analysis.citations import Citation, citations
from wikilint.document import Document, analysis
from wikilint.site.citations import CitationFacts as CitationFacts
from wikilint.syntax import Parameter, Template

_TEMPLATE, _MODULE = 10, 828
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

    __slots__ = ("_canonical", "_repeated", "all", "facts", "named", "unnamed")

    def __init__(self, facts: CitationFacts | None, found: Iterable[Citation]) -> None:
        self.facts = facts
        self.all = tuple(found)
        self.named: dict[str, list[CitedParameter]] = {}
        self.unnamed: list[CitedParameter] = []
        self._canonical: Mapping[str, list[str]] | None = None
        self._repeated: set[tuple[Citation, str]] = set()
        named = self.named
        for citation in self.all:
            for param in citation.template.params:
                entry = CitedParameter(citation, param)
                if param.key_nodes is None:
                    self.unnamed.append(entry)
                elif param.name in named:
                    others = named[param.name]
                    if others[-1].citation is citation:
                        self._repeated.add((citation, param.name))
                    others.append(entry)
                elif _MARKUP.isdisjoint(param.name):
                    named[param.name] = [entry]

    def is_single(self, entry: CitedParameter) -> bool:
        """Whether no other parameter of the citation has the same name as it is written."""
        return (entry.citation, entry.parameter.name) not in self._repeated

    def of(self, *canonical: str) -> list[CitedParameter]:
        """All parameters with these canonical names, name by name."""
        names = [name for key in canonical for name in self.spellings(key)]
        return [entry for name in names for entry in self.named[name]]

    def spellings(self, canonical: str) -> Sequence[str]:
        """The names on the page that mean a canonical one."""
        if self._canonical is None:
            self._canonical = self._by_canonical()
        return self._canonical.get(canonical, ())

    def _by_canonical(self) -> dict[str, list[str]]:
        names: dict[str, list[str]] = {}
        if self.facts is not None:
            for name in self.named:
                names.setdefault(self.facts.canonical(name), []).append(name)
        return names


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
    if facts is None or doc.namespace in {_TEMPLATE, _MODULE} or _is_documentation(doc):
        return CitationParameters(facts, ())
    passing = {
        ancestor
        for argument in doc.tree.arguments
        for ancestor in argument.ancestors()
        if type(ancestor) is Template
    }
    found = (c for c in citations(doc).all if not c.wrapper and c.template not in passing)
    return CitationParameters(facts, found)


def _is_documentation(doc: Document) -> bool:
    return (doc.page.title or "").endswith("/doc")
