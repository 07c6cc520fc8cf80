"""The citations of a page, ``{{cite web|…}}`` and its kind, with their parameters by role.

What the templates take is the site's to say (`Site.citations`). The reading of the parameters is
that of Module:Citation/CS1 and of MediaWiki before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from wikilint.analysis.templates import templates
from wikilint.document import Document, analysis
from wikilint.site.citations import CitationFacts, Role
from wikilint.syntax import Node, Parameter, Template

NormalForm: TypeAlias = tuple[str, frozenset[tuple[str, str]]]
"""The canonical name of a template; canonical names of parameters, each with its value."""


class Citation:
    """One citation template.

    wrapper: a template of its own that hands its dates on to a citation template; only there the
        facts about parameters may be wrong.
    """

    __slots__ = ("_effective", "_facts", "_normal_form", "_params", "template", "wrapper")

    def __init__(self, template: Template, facts: CitationFacts, *, wrapper: bool = False) -> None:
        self.template = template
        self.wrapper = wrapper
        self._facts = facts
        self._effective: Mapping[str, Parameter] | None = None
        self._params: Mapping[str, Parameter] | None = None
        self._normal_form: NormalForm | None = None

    @property
    def name(self) -> str:
        """The canonical name of the template."""
        return self.template.name

    @property
    def effective(self) -> Mapping[str, Parameter]:
        """The parameters by the names they have on the page.

        Of several with the same name only the last reaches the template, though it be empty.
        """
        if self._effective is None:
            self._effective = {param.name: param for param in self.template.params}
        return self._effective

    @property
    def params(self) -> Mapping[str, Parameter]:
        """The parameters by canonical name: ``accessdate`` is found as ``access-date``.

        Of several aliases the last that has a value counts.
        """
        if self._params is None:
            canonical = self._facts.canonical
            params: dict[str, Parameter] = {}
            for name, param in self.effective.items():
                name = canonical(name)
                if name not in params or param.value:
                    params[name] = param
            self._params = params
        return self._params

    def get(self, name: str) -> str:
        """The value of a parameter, by its canonical name; empty without one."""
        param = self.params.get(name)
        return "" if param is None else param.value

    def role_of(self, parameter: Parameter) -> Role:
        """What the value of a parameter is: a date that the template reads, a title, a URL …"""
        return self._facts.role(self._facts.canonical(parameter.name))

    @property
    def is_english(self) -> bool:
        """Whether the source is in the language of the wiki, as one is that names no other."""
        language = self.get("language")
        return not language or self._facts.is_own_language(language)

    @property
    def normal_form(self) -> NormalForm:
        """What the citation says, however it is written; equal forms make the same reference.

        Order, empty parameters, aliases, blanks and the writing of the template's name do not
        count. A wrapper's parameters keep their names.
        """
        if self._normal_form is None:
            self._normal_form = self.name, frozenset(self._values())
        return self._normal_form

    def _values(self) -> Iterator[tuple[str, str]]:
        source = self.template.source  # looked for once: `param.value` costs thrice as much
        canonical = self._facts.canonical
        for name, param in self.effective.items():
            start = param.equals + 1 if param.named else param.start
            value = " ".join(source[start : param.end].split())
            if value:
                yield name if self.wrapper else canonical(name), value


class Citations:
    """The citations of a page, in the order of the source."""

    __slots__ = ("_by_template", "all")

    def __init__(self, found: Iterable[Citation]) -> None:
        self.all = tuple(found)
        self._by_template: dict[Node | None, Citation]
        self._by_template = {citation.template: citation for citation in self.all}

    def of(self, template: Node | None) -> Citation | None:
        """The citation that a template is; None if it is none."""
        return self._by_template.get(template)

    def around(self, node: Node) -> tuple[Citation, Parameter] | None:
        """The citation in whose parameter a node stands, and the parameter; None elsewhere.

        Not what stands deeper, in a tag or a template within the value.
        """
        param = node.parent
        if not isinstance(param, Parameter):
            return None
        citation = self.of(param.parent)
        return None if citation is None else (citation, param)


@analysis
def citations(doc: Document) -> Citations:
    """The citations of the page; none on a wiki of whose citation templates nothing is known."""
    facts = doc.site.citations
    if facts is None:
        return Citations(())
    found = [Citation(template, facts) for template in templates(doc).family("citation")]
    wrappers = templates(doc).family("citation-wrapper")
    if wrappers:
        found += [Citation(template, facts, wrapper=True) for template in wrappers]
        found.sort(key=lambda citation: citation.template.start)
    return Citations(found)
