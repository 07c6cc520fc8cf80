"""What a wiki is: namespaces, magic words, tags, families of templates. Facts, not code.

A site is read from JSON files in ``site/data``; `extends` names the site that a file adds to.
Template names are canonical as MediaWiki's: first letter raised, blanks for underscores.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from wikilint.site.citations import CitationFacts
from wikilint.syntax.node import BLANKS
from wikilint.syntax.nodes import TemplateKind

DEFAULT_SITE = "mediawiki"

_TEMPLATE = 10

_COMMENT = r"<!--.*?-->"


class SiteError(ValueError):
    """A site that does not exist, or data that do not describe one.

    path: the keys and indexes that lead to the fault in the data.
    """

    def __init__(self, message: str, path: tuple[str | int, ...] = ()) -> None:
        super().__init__(message)
        self.path = path


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
        self._functions = frozenset(data["functions"])
        self._exact_functions = frozenset(data["exact_functions"])
        self._variables = frozenset(data["variables"])
        self._exact_variables = frozenset(data["exact_variables"])
        self._english: dict[str, str] = data["magic_word_aliases"]
        modifiers: list[str] = data["modifiers"]
        self._modifiers = (*(f"{{{{{{|{word}}}}}}}" for word in modifiers), *modifiers)
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
        """The sites that ship with wikilint; other data have a dot in their file's name."""
        files = resources.files(__name__).joinpath("data").iterdir()
        stems = (file.name.removesuffix(".json") for file in files if file.name.endswith(".json"))
        return sorted(stem for stem in stems if "." not in stem)

    @cached_property
    def extension_tags(self) -> frozenset[str]:
        """Names of the tags that are not HTML, such as ``ref`` or ``noinclude``."""
        return frozenset(self.data["extension_tags"])

    @cached_property
    def html_tags(self) -> frozenset[str]:
        """Names of the HTML tags that MediaWiki allows."""
        return frozenset(self.data["html_tags"])

    @cached_property
    def void_tags(self) -> frozenset[str]:
        """Names of the HTML tags that have no contents, such as ``br``."""
        return frozenset(self.data["void_tags"])

    @cached_property
    def paired_tags(self) -> frozenset[str]:
        """Names of the tags, HTML's and extensions', that need a closing tag or a slash."""
        tags = self.html_tags | self.extension_tags
        return tags - self.void_tags - frozenset(self.data["open_tags"])

    @cached_property
    def citations(self) -> CitationFacts | None:
        """What the wiki's citation templates take; None if the site's data name no such facts.

        Raises SiteError if they name a file that does not exist.
        """
        name = self.data.get("citations")
        return None if name is None else _citation_facts(name)

    @staticmethod
    def language_data(code: str) -> Mapping[str, Any]:
        """Words of a language: ``months``, ``short_months``, ``other_months``, ``seasons`` …

        ``en`` also serves ``en-GB``. Empty for a language of which wikilint knows nothing.
        """
        return _language(Site.base_language(code))

    @staticmethod
    def base_language(code: str) -> str:
        """The language without its variety, in lower case: ``en`` for ``en-GB``."""
        return code.partition("-")[0].lower()

    def page_date_format(self, names: Iterable[str]) -> str | None:
        """The date format, ``dmy`` or ``mdy``, that templates called by these names ask for.

        The names count as they are written, redirects unresolved: Module:Citation/CS1 searches the
        page's source with a list, and the first entry of the list that is there wins.
        """
        written = {self.title(name) for name in names}
        formats: Mapping[str, str] = self.data.get("page_date_formats", {})
        return next((form for name, form in formats.items() if name in written), None)

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
        """The names of a namespace, the wiki's own one first; empty if it has no such namespace."""
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
        for modifier in self._modifiers:
            if lowered.startswith(modifier):
                name = name[len(modifier) :].lstrip(BLANKS)
                lowered = name.lower()
        if name in self._exact_variables or lowered in self._variables:
            return "variable", self._english.get(lowered, lowered).upper()
        head, colon, _ = name.partition(":")
        function = head.lower()
        is_known = colon and (head in self._exact_functions or function in self._functions)
        if is_known or head[:1] == "#":  # no title starts so: even an unknown one is no template
            return "function", self._english.get(function, function)
        number, title = self.split_title(name)
        if number == _TEMPLATE:
            name = title
        elif number:
            name = f"{self.namespace_names(number)[0]}:{title}"
        else:
            name = self.title(name)
        return "template", self._aliases.get(name, name)


@cache
def _load(name: str) -> Site:
    if name not in Site.names():
        raise SiteError(f"unknown site {name!r}; known are {', '.join(Site.names())}")
    return Site(_read_site(name))


def _read_site(name: str) -> dict[str, Any]:
    data = _read(name)
    return extended(data) if "extends" in data else data


def extended(data: Mapping[str, Any]) -> dict[str, Any]:
    """Data of a site on top of those of the site that it extends.

    ``exact`` names the keys whose values are the whole truth, to which nothing is added.
    """
    whole = merge(_read_site(data["extends"]), data)
    whole |= {key: data[key] for key in whole.pop("exact", ())}
    return whole


@cache
def _citation_facts(name: str) -> CitationFacts:
    return CitationFacts(_read(name))


@cache
def _language(code: str) -> Mapping[str, Any]:
    name = f"language.{code}"
    return _read(name) if _file(name).is_file() else {}


def _read(name: str) -> dict[str, Any]:
    file = _file(name)
    if not file.is_file():
        raise SiteError(f"no data named {name!r}")
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def _file(name: str) -> Traversable:
    return resources.files(__name__).joinpath("data", f"{name}.json")


def merge(base: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Data of a site on top of another's: maps merge, the rest replaces; of lists both remain.

    A list's new entries come first: a wiki's own name of a namespace before the general one.
    """
    merged = dict(base)
    for key, value in more.items():
        old = merged.get(key)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[key] = merge(old, value)
        elif isinstance(old, list) and isinstance(value, list):
            merged[key] = value + [item for item in old if item not in value]
        else:
            merged[key] = value
    return merged
