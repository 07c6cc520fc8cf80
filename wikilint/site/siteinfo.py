"""A wiki's own siteinfo answer turned into site data. Pure: a value in, a value out.

The answer is what ``api.php?action=query&meta=siteinfo&siprop=…&format=json`` gives, in either
format version; `PROPS` are the parts that are made use of. What an answer lacks, and what none
says (HTML tags, hosts of archives, families of templates), stays as `mediawiki` has it, or the
shipped site of the same host.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from wikilint.site import DEFAULT_SITE, Site, SiteError

PROPS = (
    "general", "namespaces", "namespacealiases", "magicwords", "variables", "functionhooks",
    "extensiontags", "protocols", "fileextensions", "interwikimap", "defaultoptions",
)  # fmt: skip

_FILE_OPTIONS = {
    "img_thumbnail": "format", "img_manualthumb": "format", "img_framed": "format",
    "img_frameless": "format", "img_border": "border", "img_left": "alignment",
    "img_right": "alignment", "img_center": "alignment", "img_none": "alignment",
    "img_baseline": "vertical alignment", "img_sub": "vertical alignment",
    "img_super": "vertical alignment", "img_top": "vertical alignment",
    "img_text_top": "vertical alignment", "img_middle": "vertical alignment",
    "img_bottom": "vertical alignment", "img_text_bottom": "vertical alignment",
    "img_upright": "scale", "img_alt": "alt", "img_link": "link", "img_lang": "language",
    "img_page": "page", "img_class": "class",
}  # fmt: skip
_PLAYER = "timedmedia_"  # what the names of all options for sound and video begin with
_MODIFIERS = ("subst", "safesubst", "msgnw", "msg", "raw")
_PAGE_SETTINGS = {"defaultsort": "default_sort", "displaytitle": "title"}
_EXACT = (
    "exact_functions", "exact_switches", "exact_variables", "extension_tags", "functions",
    "namespaces", "protocols", "switches", "variables",
)  # fmt: skip
_TRAIL = r"/\^\((.*)\)\(\.\*\)\$/[a-zA-Z]*"
_PAGES = r"(?:https?:)?//([^/$]+)/wiki/\$1"


class _Word(NamedTuple):
    """A magic word: all ways to write it, the wiki's own first, and whether case counts."""

    aliases: tuple[str, ...]
    exact: bool


class _Part(NamedTuple):
    """A part of the answer, with its path."""

    value: Any
    path: tuple[str | int, ...]

    def items(self, kind: type) -> Iterator[_Part]:
        """The values of a list or a map. Raises SiteError for one of another kind."""
        pairs = self.value.items() if isinstance(self.value, dict) else enumerate(self.value)
        return (_checked(_Part(value, (*self.path, key)), kind) for key, value in pairs)

    def get(self, key: str, kind: type, default: Any) -> _Part:
        """The value of a key, or the default. Raises SiteError if it is of another kind."""
        if key not in self.value:
            return _Part(default, self.path)
        return _checked(_Part(self.value[key], (*self.path, key)), kind)

    def text(self, *keys: str) -> str:
        """The text of the first of these keys that is there; empty without one."""
        found: str = next((self.get(key, str, "").value for key in keys if key in self.value), "")
        return found


def _checked(part: _Part, kind: type) -> _Part:
    if type(part.value) is kind:  # true is no number
        return part
    expected = {dict: "a map", list: "a list", str: "text", int: "a number"}[kind]
    raise SiteError(f"expected {expected}, not {part.value!r:.60}", part.path)


def is_siteinfo(data: object) -> bool:
    """Whether a value is an answer of the wiki's, and not site data already."""
    return isinstance(data, dict) and not {"query", "error"}.isdisjoint(data)


def site_data(answer: object, source: str) -> dict[str, Any]:
    """Site data from an answer; `source` says in them where they come from.

    Raises SiteError, with the path in the answer, for an answer of another shape.
    """
    whole = _checked(_Part(answer, ()), dict)
    if "error" in whole.value:
        raise SiteError(
            f"the wiki answered with an error: {whole.value['error']!r:.200}", ("error",)
        )
    if "query" not in whole.value:
        raise SiteError("no siteinfo answer: it has no “query”")
    query = whole.get("query", dict, {})
    general = query.get("general", dict, {})
    host = general.text("servername") or general.text("server").rpartition("//")[2]
    base = _base(host)
    words = dict(_magic_words(query))
    data: dict[str, Any] = {
        "source": source,
        "name": host or general.text("wikiid") or "wiki",
        "extends": base.name,
        "language": general.text("lang") or base.language,
        **_general(query, general, host),
        **_interwiki(query, host),
        **_calls(query, words, base),
        **_words_on_pages(words),
    }
    namespaces = _namespaces(query)
    tags = [part.value.strip("</>").lower() for part in _list(query, "extensiontags")]
    kept = base.data["inclusion_tags"] if tags else []
    lists = {
        "extension_tags": sorted({*filter(None, tags), *kept}),
        "protocols": [p.value for p in _list(query, "protocols") if p.value != "//"],
        "file_extensions": sorted(p.text("ext") for p in _list(query, "fileextensions", dict)),
    }
    data |= {"namespaces": namespaces} | lists
    data = {key: value for key, value in data.items() if value or value is False}
    return data | {"exact": [key for key in _EXACT if key in data]}


def _base(host: str) -> Site:
    sites = (Site.load(name) for name in Site.names())
    own = (site for site in sites if host and site.data.get("host") == host)
    return next(own, Site.load(DEFAULT_SITE))


def _list(query: _Part, key: str, kind: type = str) -> Iterator[_Part]:
    return query.get(key, list, []).items(kind)


def _general(query: _Part, general: _Part, host: str) -> dict[str, Any]:
    found: dict[str, Any] = {"host": host}
    path = general.text("articlepath")
    if path.endswith("$1"):
        found["article_path"] = path.removesuffix("$1")
    if case := general.text("case"):
        found["capital_links"] = case == "first-letter"
    trail = re.fullmatch(_TRAIL, general.text("linktrail"))
    if trail is not None and trail[1] and _compiles(trail[1]):
        found["link_trail"] = trail[1]
    widths = [part.value for part in general.get("thumblimits", list, []).items(int)]
    index = query.get("defaultoptions", dict, {}).value.get("thumbsize")
    if isinstance(index, int) and 0 <= index < len(widths):
        found["thumbnail_width"] = widths[index]
    return found


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return False  # PHP knows what Python does not, such as \p{L}
    return True


def _namespaces(query: _Part) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    listed = list(query.get("namespaces", dict, {}).items(dict))
    for part in listed:
        found[str(part.get("id", int, 0).value)] = [part.text("name", "*")]
    for part in _list(query, "namespacealiases", dict):
        number = str(part.get("id", int, 0).value)
        found.setdefault(number, []).append(part.text("alias", "*"))
    for part in listed:
        found[str(part.get("id", int, 0).value)].append(part.text("canonical"))
    found.pop("0", None)
    return {n: _unique(names) for n, names in sorted(found.items(), key=lambda i: int(i[0]))}


def _unique(words: Iterable[str]) -> list[str]:
    """The words without empty ones and without those that differ in case only."""
    return list({word.lower(): word for word in reversed([*words]) if word}.values())[::-1]


def _interwiki(query: _Part, host: str) -> dict[str, Any]:
    hosts: dict[str, str] = {}
    own = []
    for part in _list(query, "interwikimap", dict):
        prefix, page = part.text("prefix"), re.fullmatch(_PAGES, part.text("url"))
        if page is None:
            continue
        if page[1] == host:
            own.append(prefix)
            continue
        written = f":{prefix}" if "language" in part.value else prefix
        known = hosts.get(page[1])
        if known is None or len(written) < len(known):
            hosts[page[1]] = written
    return {"own_prefixes": own, "sister_hosts": dict(sorted(hosts.items()))}


def _magic_words(query: _Part) -> Iterator[tuple[str, _Word]]:
    for part in _list(query, "magicwords", dict):
        written = part.get("aliases", list, [])
        aliases = tuple(alias.value for alias in written.items(str))
        if not aliases:
            raise SiteError("expected the ways to write a magic word, not none", written.path)
        # format version 1 has the key, with an empty text, only where it is true
        exact = part.value.get("case-sensitive", False)
        yield part.text("name"), _Word(aliases, exact is True or exact == "")


def _calls(query: _Part, words: Mapping[str, _Word], base: Site) -> dict[str, Any]:
    """Variables and parser functions, each with what it is called in English."""
    found: dict[str, Any] = {}
    aliases: dict[str, str] = {}
    for kind in ("variables", "functions"):
        prop = "functionhooks" if kind == "functions" else kind
        known = {name.lower() for name in (*base.data[kind], *base.data[f"exact_{kind}"])}
        lax: list[str] = []
        exact: list[str] = []
        for part in _list(query, prop):
            word = words.get(part.value, _Word((part.value,), exact=False))
            written = [alias.removesuffix(":") for alias in word.aliases]
            if kind == "functions" and known.isdisjoint(map(str.lower, written)):
                # nothing tells which functions go without a sign: those that core has
                written = [f"#{name.removeprefix('#')}" for name in written]
            is_exact = word.exact and not written[0].startswith("#")
            (exact if is_exact else lax).extend(written)
            english = next((n for n in written if n.lower() in known), written[-1]).lower()
            others = (name.lower() for name in written)
            aliases |= {name: english for name in others if name not in known | {english}}
        found |= {kind: _unique(map(str.lower, lax)), f"exact_{kind}": _unique(exact)}
    return found | {"magic_word_aliases": dict(sorted(aliases.items()))}


def _words_on_pages(words: Mapping[str, _Word]) -> dict[str, Any]:
    switches: list[str] = []
    exact: list[str] = []
    options: dict[str, str] = {}
    values: dict[str, str] = {}
    for name, word in words.items():
        if word.aliases and all(re.fullmatch("__.+__", alias) for alias in word.aliases):
            inner = [alias[2:-2] for alias in word.aliases]
            if word.exact:
                exact += inner
            else:
                switches += map(str.lower, inner)
        kind = "player" if name.startswith(_PLAYER) else _FILE_OPTIONS.get(name, "")
        for alias in word.aliases if kind else ():
            option, equals, value = alias.lower().partition("=")
            if equals and value == "$1":
                values[option] = kind
            elif "$" not in alias:
                options[option] = kind
    settings = {
        setting: [alias.removesuffix(":") for alias in words[name].aliases]
        for name, setting in _PAGE_SETTINGS.items()
        if name in words
    }
    return {
        "switches": switches,
        "exact_switches": exact,
        "file_options": options,
        "file_option_values": values,
        "page_settings": settings,
        "redirect_words": _written(words, ("redirect",)),
        "modifiers": _written(words, _MODIFIERS),
    }


def _written(words: Mapping[str, _Word], names: Iterable[str]) -> list[str]:
    return [alias.lower() for name in names if name in words for alias in words[name].aliases]
