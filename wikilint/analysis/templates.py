"""The templates of a page by name and family, without parser functions and variables."""

from __future__ import annotations

from collections.abc import Iterable

from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax.nodes import Template


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
        return self._merged(self._by_name.keys() & self._site.family(name))

    def _merged(self, names: Iterable[str]) -> list[Template]:
        found = [template for name in names for template in self._by_name[name]]
        found.sort(key=lambda template: template.start)
        return found


@analysis
def templates(doc: Document) -> Templates:
    """The templates of the page."""
    found = [template for template in doc.tree.templates if template.kind == "template"]
    return Templates(found, doc.site)
