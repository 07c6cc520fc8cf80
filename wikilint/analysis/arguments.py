"""Which parts of a template are prose. Without a template's documentation only the value tells.

Policy: a value that may be a page title, a file name, an identifier, a number, a date or a style
declaration is no prose, whatever the template. A named value reads as prose from two words on,
unless its name says that it is a title; an unnamed one has to show that it is text: by a
sentence's punctuation, eight words, or markup, which neither a title nor a keyword can hold. One
word alone is a keyword.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from wikilint.analysis.contexts import Content, Contexts, within
from wikilint.analysis.templates import parameters, templates
from wikilint.document import Document
from wikilint.site import Site
from wikilint.syntax import Node, Parameter, Template, Text

_FAMILIES = {
    "none": (
        "hatnote",
        "numeric-date",
        "maintenance",
        "in-use",
        "bots",
        "english-variety",
        "use-dmy-dates",
        "use-mdy-dates",
        "short-footnote",
        "harvard",
        "named-refs",
        "reference-page",
    ),
    "citation": ("citation", "citation-wrapper"),
    "footnote": ("efn", "refn"),
    "language": ("language",),
    "argument": ("text",),
    "verbatim": ("verbatim",),
    "quotation": ("quotation",),
}

# Parser functions whose arguments are text, but for so many at the start (the name holds one more).
_BRANCHES = {"#if": 0, "#ifeq": 1, "#iferror": 0, "#ifexist": 0, "#ifexpr": 0, "#switch": 0}

_EDGES = "()[]{}.,;:!?'\"“”‘’–—-"
_SENTENCE = (". ", "! ", "? ", "; ", ".\n")
_LONG = 8  # words; very few page titles have more


class _Facts(NamedTuple):
    """What a site and a language say about arguments.

    roles: of templates, by canonical name. extensions: of media files. dates: words of dates.
    language: whose words stand in the names of arguments.
    """

    roles: dict[str, str]
    extensions: frozenset[str]
    dates: frozenset[str]
    language: str


@lru_cache(maxsize=16)
def _facts(site: Site, language: str) -> _Facts:
    roles: dict[str, str] = {}
    for role, families in _FAMILIES.items():
        for family in families:
            roles.update(dict.fromkeys(site.family(family), role))
    words = site.language_data(language)
    names = ("months", "short_months", "other_months", "seasons", "quarters", "date_words")
    dates = {word.lower() for name in names for word in words.get(name, ())}
    return _Facts(roles, frozenset(site.data["file_extensions"]), frozenset(dates), language)


class TemplateReader:
    """Finds the parts of a page's templates that may hold prose, with what they stand in."""

    def __init__(self, doc: Document) -> None:
        self._text = doc.text
        self._facts = _facts(doc.site, doc.language)
        self._cited = _cited_texts(doc)
        roles = self._facts.roles
        self._roles = {found: roles.get(found.name, "") for found in templates(doc).all}

    def contents(self, template: Template, contexts: Contexts) -> Sequence[Content]:
        """The parts of one template, which stands in `contexts`."""
        role = self._roles.get(template)
        if role == "citation":
            return self._cited.of(template, contexts)
        if role is None:
            return self._of_function(template, template.name, contexts)
        if not role:
            return self._arguments(template.params, contexts)
        if role == "none":
            return ()
        if role == "footnote":
            inner = within(contexts, "footnote")
            return [(p.value_nodes, inner, True) for p in template.params if p.key_nodes is None]
        inner = within(contexts, role)
        if role == "quotation":
            return self._of_quotation(template.params, inner)
        params = template.params
        if role == "language" and params and _is_language_code(params[0].value):
            params = params[1:]
        return [(param.value_nodes, inner, True) for param in params]

    def _of_function(self, template: Template, name: str, contexts: Contexts) -> Sequence[Content]:
        if name in _BRANCHES:
            return self._arguments(template.params[_BRANCHES[name] :], contexts)
        if name == "#tag" and template.params:
            tag = self._text[template.start + 2 : template.name_end].partition(":")[2]
            if tag.strip().lower() == "ref":
                return [(template.params[0].value_nodes, within(contexts, "footnote"), True)]
        return ()

    def _of_quotation(self, params: Sequence[Parameter], contexts: Contexts) -> list[Content]:
        found: list[Content] = []
        for index, param in enumerate(params):
            if (index or param.named) and param.name != "text":
                found += self._arguments((param,), contexts)
            else:
                found.append((param.value_nodes, contexts, True))
        return found

    def _arguments(self, params: Iterable[Parameter], contexts: Contexts) -> list[Content]:
        """Values that read as prose, else what is nested in them and may hold prose of its own."""
        text = self._text
        found: list[Content] = []
        for param in params:
            nodes = param.value_nodes
            if not nodes:
                continue
            named = param.key_nodes is not None
            markup = len(nodes) > 1 or type(nodes[0]) is not Text
            if markup:
                value = " ".join([text[n.start : n.end] for n in nodes if type(n) is Text])
            else:
                value = text[param.equals + 1 if named else param.start : param.end]
                if " " not in value:
                    continue
            name = text[param.start : param.equals].strip() if named else None
            if name is not None and name.isdecimal():
                name = None
            if _reads_as_prose(self._facts, value.strip(), name, markup):
                found.append((nodes, within(contexts, "argument"), True))
            elif markup:
                rest = [node for node in nodes if type(node) is not Text]
                found.append((rest, within(contexts, "argument"), True))
        return found


def _is_language_code(value: str) -> bool:
    return len(value) < 12 and value.isascii() and value.replace("-", "").isalnum()


class _CitedTexts(NamedTuple):
    """Titles and quotations of citations, by template.

    texts: each with the context that it stands in, and whether it is in another language; None for
        what `foreign` tells.
    foreign: the templates that say that the title is in another language. So does a translated
        title beside a title.
    """

    texts: Mapping[Node | None, Sequence[tuple[Sequence[Node], str, bool | None]]]
    foreign: Set[Node | None]

    def of(self, template: Template, contexts: Contexts) -> list[Content]:
        """Those of one template; only what is certain to be in the page's language is not marked.

        contexts: what the template stands in.
        """
        found: list[Content] = []
        for nodes, added, foreign in self.texts.get(template, ()):
            inner = within(contexts, added)
            if foreign or (foreign is None and template in self.foreign):
                inner = within(inner, "language")
            found.append((nodes, inner, True))
        return found


def _cited_texts(doc: Document) -> _CitedTexts:
    """Those of the page; whether a template is a citation is not looked at."""
    texts: defaultdict[Node | None, list[tuple[Sequence[Node], str, bool | None]]]
    texts = defaultdict(list)
    foreign: set[Node | None] = set()
    facts = doc.site.citations
    for written, params in parameters(doc).named.items() if facts else ():
        assert facts is not None
        name = facts.canonical(written)
        role = facts.role(name)
        if role == "language":
            for param in params:
                value = param.value
                if value and not facts.is_own_language(value):
                    foreign.add(param.parent)
        elif role == "title" or role == "quote":
            translated = name.startswith("trans-")
            if translated:
                foreign.update(param.parent for param in params if param.value_nodes)
            if name in facts.names_of_works or name.endswith("-link"):
                continue
            added = "quote" if "quote" in name else "title"
            is_foreign = False if translated else name.startswith("script-") or None
            for param in params:
                if param.value_nodes:
                    texts[param.parent].append((param.value_nodes, added, is_foreign))
    return _CitedTexts(texts, foreign)


def _reads_as_prose(facts: _Facts, value: str, name: str | None, markup: bool) -> bool:
    """Whether an argument's text is prose.

    value: its plain text, without the markup in it. name: its key, None if that is a number.
    markup: whether it holds links, tags or templates besides its text.
    """
    words = value.split()
    if len(words) < 2 or (name is not None and _names_a_title(name, facts.language)):
        return False
    if name is None and not markup and len(words) < _LONG:
        ends = value.rstrip("\"')”’")[-1:] in {".", "!", "?"}
        if not ends and not any(mark in value for mark in _SENTENCE):
            return False
    return (
        words[-1].rpartition(".")[2].lower() not in facts.extensions
        and not _is_style(value)
        and _has_words(words, facts.dates)
    )


@lru_cache(maxsize=4096)
def _names_a_title(name: str, language: str) -> bool:
    """Whether an argument of this name holds a title, a file, an address or a keyword."""
    name = name.lower()
    titles, texts = _parts_of_names(language)
    if any(part in name for part in texts):
        return False
    parts = name.replace("-", " ").replace("_", " ").split()
    return any(part.rstrip("0123456789").endswith(titles) for part in parts)


@lru_cache(maxsize=16)
def _parts_of_names(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How words end in names of arguments without prose, and what names of those with it contain.

    Many names are English wherever the template was taken to.
    """
    lists = [Site.language_data(code) for code in ("en", language)]
    titles = (name for words in lists for name in words.get("argument_titles", ()))
    texts = (name for words in lists for name in words.get("argument_texts", ()))
    return tuple(titles), tuple(texts)


def _is_style(value: str) -> bool:
    """Whether the value looks like declarations of CSS."""
    return ":" in value and (value.endswith(";") or ("px" in value and ";" in value))


def _has_words(words: list[str], dates: frozenset[str]) -> bool:
    """Whether two of the words are words, not numbers and not parts of a date."""
    count = 0
    for word in words:
        bare = word.strip(_EDGES)
        if len(bare) > 1 and bare[0].isalpha() and bare.lower() not in dates:
            count += 1
            if count == 2:
                return True
    return False
