"""The templates of a page by name and family, without parser functions and variables."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import Node, Parameter, Template


class Templates:
    """All real templates of a page; names are canonical, redirects resolved by the site."""

    __slots__ = ("_by_name", "_site", "all")

    def __init__(self, found: Iterable[Template], site: Site) -> None:
        by_name: dict[str, list[Template]] = {}
        for template in found:
            by_name.setdefault(template.name, []).append(template)
        self._by_name = by_name
        self._site = site
        self.all = tuple(found)

    def named(self, *names: str) -> list[Template]:
        """The templates with any of these canonical names, in the order of the source."""
        return self._merged(name for name in names if name in self._by_name)

    def family(self, name: str) -> list[Template]:
        """The templates of a family, such as ``citation``, in the order of the source."""
        return self._merged(self._site.family(name).intersection(self._by_name))

    def _merged(self, names: Iterable[str]) -> list[Template]:
        found = [template for name in names for template in self._by_name[name]]
        found.sort(key=lambda template: template.start)
        return found


@analysis
def templates(doc: Document) -> Templates:
    """The templates of the page."""
    found = [template for template in doc.tree.templates if template.kind == "template"]
    return Templates(found, doc.site)


class Parameters(NamedTuple):
    """The parameters of all templates, each list in the order of the source.

    named: those with a name, by that. A page has two thousand parameters and a hundred names: what
        hangs on the name is asked once for all.
    repeated: the templates that have two parameters of one name, numbers of unnamed ones included.
    """

    named: Mapping[str, Sequence[Parameter]]
    unnamed: Sequence[Parameter]
    repeated: Sequence[Template]


@analysis
def parameters(doc: Document) -> Parameters:
    """The parameters of the page's templates."""
    text = doc.text
    # by what is written: to ask each of two thousand for its name takes twice as long
    written: defaultdict[str, list[Parameter]] = defaultdict(list)
    unnamed: list[Parameter] = []
    for template in templates(doc).all:
        for param in template.params:
            if param.key_nodes is None:
                unnamed.append(param)
            else:
                written[text[param.start : param.equals]].append(param)
    named: dict[str, list[Parameter]] = {}
    for found in written.values():
        named.setdefault(found[0].name, []).extend(found)
    if len(named) < len(written):
        for found in named.values():
            found.sort(key=_start)
    return Parameters(named, unnamed, sorted(_repeated(named), key=_start))


def _repeated(named: Mapping[str, Sequence[Parameter]]) -> set[Template]:
    repeated: set[Node | None] = set()
    numbered: set[Node | None] = set()
    for name, found in named.items():
        parents = set(map(_parent, found))
        if len(parents) < len(found):
            counts = Counter(map(_parent, found))
            repeated.update(parent for parent, count in counts.items() if count > 1)
        if name.isdecimal():
            numbered |= parents
    numbered -= repeated
    repeated.update(
        node
        for node in numbered
        if isinstance(node, Template) and len({p.name for p in node.params}) < len(node.params)
    )
    return {node for node in repeated if isinstance(node, Template)}


_parent = attrgetter("parent")
_start = attrgetter("start")
