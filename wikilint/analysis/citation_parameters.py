"""The parameters of all citations of a page by name, so that a rule looks only at its own.

A page has a thousand parameters and forty names. What a template or an argument of the page may
change is left out: names made by templates, citations that pass ``{{{…}}}`` on, and pages on which
citations are code or examples: templates, modules and their documentation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache
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
    by_template: the citations by their templates. parameters: those with a name, as it is written.
    unnamed: the others, by their numbers in order.
    """

    def __init__(
        self, facts: CitationFacts | None, citations: Iterable[Citation], page: Parameters
    ) -> None:
        self.facts = facts
        self.all = tuple(citations)
        self.by_template: dict[Node | None, Citation] = {c.template: c for c in self.all}
        self._page = page
        self._together: dict[str, str] = {}
        self.unnamed = [self.entry(p) for p in page.unnamed if p.parent in self.by_template]
        self.parameters: dict[str, list[Parameter]] = {}
        for name, params in page.named.items() if self.all else ():
            found = [param for param in params if param.parent in self.by_template]
            if found and _MARKUP.isdisjoint(name):
                self.parameters[name] = found

    def is_single(self, entry: CitedParameter) -> bool:
        """Whether no other parameter of the citation has the same name as it is written."""
        return self._repeated[entry.citation.template, entry.parameter.name] < 2

    def entry(self, param: Parameter) -> CitedParameter:
        """A parameter of one of the citations, with its citation.

        Made when somebody asks: nobody does for most, and that takes three times as long.
        """
        return CitedParameter(self.by_template[param.parent], param)

    def entries(self, name: str) -> list[CitedParameter]:
        """The parameters under a name as it is written, with their citations."""
        return [self.entry(param) for param in self.parameters[name]]

    def of(self, *canonical: str) -> list[CitedParameter]:
        """All parameters with these canonical names, name by name."""
        return [entry for name in self.spellings(*canonical) for entry in self.entries(name)]

    def within(self, templates: Set[Node | None], *canonical: str) -> list[CitedParameter]:
        """Those of some templates."""
        return [
            self.entry(param)
            for name in self.spellings(*canonical)
            for param in self.parameters[name]
            if param.parent in templates
        ]

    def counting(self, canonical: str) -> dict[Node | None, Parameter]:
        """The parameter with a canonical name that reaches the template, for each template."""
        found: dict[Node | None, Parameter] = {}
        for name in self.spellings(canonical):
            for param in self.parameters[name]:
                template = param.parent
                if template in found:
                    param = self.by_template[template].params[canonical]
                found[template] = param
        return found

    def spellings(self, *canonical: str) -> Sequence[str]:
        """The names on the page that mean one of the canonical ones, one after another."""
        known = self.canonical
        return [name for key in canonical if key in known for name in known[key]]

    @cached_property
    def _repeated(self) -> Counter[tuple[Node, str]]:
        """How often a name stands in a template, of those that have some name twice."""
        return Counter(
            (template, param.name)
            for template in self._page.repeated
            for param in template.params
            if param.named
        )

    @cached_property
    def canonical(self) -> Mapping[str, Sequence[str]]:
        """The names on the page by their canonical names."""
        names: dict[str, list[str]] = {}
        for name in self.parameters:
            names.setdefault(self.facts.canonical(name) if self.facts else name, []).append(name)
        return names

    def together(self, name: str) -> str:
        """The values under a name as it is written, with their blanks, a NUL behind each.

        Most pages have nothing that a rule looks for: so that is known after one search for all.
        """
        known = self._together.get(name)
        if known is None:
            params = self.parameters[name]
            source = params[0].source
            values = [source[param.equals + 1 : param.end] for param in params]
            known = self._together[name] = "\0".join(values) + "\0"
        return known

    def written(self, name: str) -> Iterable[tuple[Parameter, str]]:
        """The parameters under a name as it is written, each with its value."""
        values = [value.strip(BLANKS) for value in self.together(name).split("\0")]
        return zip(self.parameters[name], values, strict=False)

    def values(self, *names: str) -> Iterator[tuple[CitedParameter, str]]:
        """The parameters under names as they are written, with their citations and values."""
        for name in names:
            for param, value in self.written(name):
                yield self.entry(param), value

    def filled(self, *canonical: str) -> set[Node | None]:
        """The templates in which a parameter with one of these canonical names has a value."""
        return {
            param.parent
            for name in self.spellings(*canonical)
            for param, value in zip(
                self.parameters[name], self.together(name).split("\0"), strict=False
            )
            if value and not value.isspace()
        }

    @cached_property
    def worded(self) -> Sequence[str]:
        """The names on the page whose values are words: no addresses, dates, numbers of sources."""
        facts = self.facts
        return [name for name in self.parameters if facts and _is_worded(facts, name)]

    @cached_property
    def unknown(self) -> Sequence[str]:
        """The names on the page that no citation template knows."""
        facts = self.facts
        return [name for name in self.parameters if facts and not _is_known(facts, name)]


def without_comments(value: str) -> str:
    """A value as the template gets it: MediaWiki drops comments before."""
    return re.sub("<!--.*?-->", "", value, flags=re.DOTALL).strip() if "<!--" in value else value


@lru_cache(maxsize=4_000)
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
