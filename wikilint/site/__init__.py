"""What a wiki is: namespaces, magic words, tags, families of templates. Facts, not code.

A site is read from JSON files in ``site/data``; `extends` names the site that a file adds to.
Template names are canonical as MediaWiki's: first letter raised, blanks for underscores.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache, cached_property
from importlib import resources
from typing import Any

from wikilint.syntax.nodes import BLANKS, TemplateKind

DEFAULT_SITE = "mediawiki"

_COMMENT = r"<!--.*?-->"
_MODIFIERS = ("subst:", "safesubst:", "msgnw:", "msg:", "raw:")


class SiteError(ValueError):
    """A site that does not exist, or data that do not describe one."""


class Site:
    """One wiki. Everything is read-only and shared among documents.

    Build one from data with `Site(data)`, or by name with `Site.load("wikipedia-en")`.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.name: str = data["name"]
        self.language: str = data["language"]
        self._namespaces: dict[str, int] = {
            name.lower(): int(number)
            for number, names in data["namespaces"].items()
            for name in names
        }
        self._functions = frozenset(name.lower() for name in data["functions"])
        self._variables = frozenset(data["variables"])
        self._families: dict[str, frozenset[str]] = {}
        self._aliases: dict[str, str] = {}
        for family, templates in data["templates"].items():
            self._families[family] = frozenset(templates)
            for name, redirects in templates.items():
                self._aliases.update(dict.fromkeys(redirects, name))
        self._classified: dict[str, tuple[TemplateKind, str]] = {}

    @classmethod
    def load(cls, name: str | None = None) -> Site:
        """The site of that name, ``mediawiki`` by default. Raises SiteError for an unknown one."""
        return _load(name or DEFAULT_SITE)

    @staticmethod
    def names() -> list[str]:
        """The sites that ship with wikilint."""
        files = resources.files(__name__).joinpath("data").iterdir()
        stems = (file.name.removesuffix(".json") for file in files if file.name.endswith(".json"))
        return sorted(stem for stem in stems if "." not in stem)

    @cached_property
    def extension_tags(self) -> frozenset[str]:
        """Names of tags that extensions handle, such as ``ref``."""
        return frozenset(self.data["extension_tags"])

    @cached_property
    def html_tags(self) -> frozenset[str]:
        """Names of the HTML tags that MediaWiki allows."""
        return frozenset(self.data["html_tags"])

    def family(self, name: str) -> frozenset[str]:
        """Canonical names of the templates of a family, such as ``citation``; empty if unknown."""
        return self._families.get(name, frozenset())

    def template_redirects(self, family: str) -> Mapping[str, list[str]]:
        """The family's canonical names in the order of the data, each with its redirects."""
        found: Mapping[str, list[str]] = self.data["templates"].get(family, {})
        return found

    def title(self, raw: str) -> str:
        """A page title in canonical form: underscores and runs of blanks folded, first letter up.

        The namespace, if there is one, is left as it is written.
        """
        title = " ".join(raw.replace("_", " ").split())
        return title[:1].upper() + title[1:]

    def split_title(self, raw: str) -> tuple[int, str]:
        """The number of a title's namespace and the canonical title inside it."""
        title = raw.replace("_", " ").strip().removeprefix(":").lstrip()
        prefix, colon, rest = title.partition(":")
        number = self._namespaces.get(" ".join(prefix.lower().split())) if colon else None
        return (0, self.title(title)) if number is None else (number, self.title(rest))

    def namespace_names(self, number: int) -> list[str]:
        """The names of a namespace, its canonical one first; empty if the site has none such."""
        names: list[str] = self.data["namespaces"].get(str(number), [])
        return names

    def classify(self, raw: str) -> tuple[TemplateKind, str]:
        """What the name between double braces calls, and its canonical name.

        A template's redirects are resolved. Names that hold markup are taken as they are written.
        """
        known = self._classified.get(raw)
        if known is None:
            known = self._classify(raw)
            if len(self._classified) > 20_000:  # names made by a hostile page must not pile up
                self._classified.clear()
            self._classified[raw] = known
        return known

    def _classify(self, raw: str) -> tuple[TemplateKind, str]:
        name = raw
        if "<!--" in name:
            name = re.sub(_COMMENT, "", name, flags=re.DOTALL)
        name = name.strip(BLANKS)
        lowered = name.lower()
        for modifier in _MODIFIERS:
            if lowered.startswith(modifier):
                name = name[len(modifier) :].lstrip(BLANKS)
                lowered = name.lower()
        head, colon, _ = lowered.partition(":")
        if colon and (head in self._functions or head.startswith("#")):
            return "function", head
        if name in self._variables:
            return "variable", name
        number, title = self.split_title(name)
        name = title if number == 10 else self.title(name)
        return "template", self._aliases.get(name, name)


@cache
def _load(name: str) -> Site:
    return Site(_read(name))


def _read(name: str) -> dict[str, Any]:
    file = resources.files(__name__).joinpath("data", f"{name}.json")
    if not file.is_file():
        raise SiteError(f"unknown site {name!r}; known are {', '.join(Site.names())}")
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    parent = data.get("extends")
    return merge(_read(parent), data) if parent else data


def merge(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Data of a site on top of another's: maps merge, lists add what is new, the rest replaces."""
    merged = dict(base)
    for key, value in more.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = old + [item for item in value if item not in old]
        else:
            merged[key] = value
    return merged
