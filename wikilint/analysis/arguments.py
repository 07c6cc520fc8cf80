"""Which parts of a template are prose. Without a template's documentation only the value tells.

Policy: a value that may be a page title, a file name, an identifier, a number, a date or a style
declaration is no prose, whatever the template. A named value reads as prose from two words on,
unless its name says that it is a title; an unnamed one has to show that it is text: by a
sentence's punctuation, eight words, or markup, which neither a title nor a keyword can hold. One
word alone is a keyword.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wikilint.analysis.contexts import Content, Contexts, within
from wikilint.document import Document
from wikilint.site import Site
from wikilint.syntax import Parameter, Template, Text

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

# Titles that are names, and often addresses: no prose.
_WORKS = frozenset({
    "work", "website", "journal", "newspaper", "magazine", "periodical", "encyclopedia", "series",
    "network", "station", "department", "mailing-list", "newsgroup",
})  # fmt: skip

# How words end in the name of an argument that holds no prose, and what one that does may contain.
_TITLES = (
    "link", "links", "page", "pages", "article", "articles", "target", "image", "images", "img",
    "file", "files", "photo", "map", "logo", "flag", "seal", "coat", "url", "website", "web", "id",
    "class", "style", "align", "width", "height", "size", "color", "colour", "coord",
    "coordinates", "category", "cat", "sort", "template", "module", "state", "lang", "code",
    "format", "list", "wikidata", "commons", "source", "ref", "refs", "main", "topic", "name",
)  # fmt: skip
_TEXTS = ("caption", "alt", "text", "note", "description", "quote", "summary", "content", "label")

_DATE_WORDS = frozenset({"to", "and", "or", "until", "from", "present", "circa", "bc", "ad"})
_EDGES = "()[]{}.,;:!?'\"“”‘’–—-"
_SENTENCE = (". ", "! ", "? ", "; ", ".\n")
_LONG = 8  # words; very few page titles have more


class _Facts(NamedTuple):
    """What a site and a language say about arguments.

    roles: of templates, by canonical name. extensions: of media files. dates: words of dates.
    """

    roles: dict[str, str]
    extensions: frozenset[str]
    dates: frozenset[str]


@lru_cache(maxsize=16)
def _facts(site: Site, language: str) -> _Facts:
    roles: dict[str, str] = {}
    for role, families in _FAMILIES.items():
        for family in families:
            roles.update(dict.fromkeys(site.family(family), role))
    words = site.language_data(language)
    names = ("months", "short_months", "other_months", "seasons", "quarters")
    dates = {word.lower() for name in names for word in words.get(name, ())}
    return _Facts(roles, frozenset(site.data["file_extensions"]), _DATE_WORDS | dates)


def template_contents(doc: Document, template: Template, contexts: Contexts) -> Iterator[Content]:
    """The parts of a template that may hold prose, with what they stand in."""
    kind, name = template.kind, template.name
    if kind == "variable":
        return
    if kind == "function":
        yield from _function_contents(doc, template, name, contexts)
        return
    role = _facts(doc.site, doc.language).roles.get(name)
    if role is None:
        for param in template.params:
            yield from _argument(doc, param, contexts)
    elif role == "citation":
        yield from _citation(doc, template, contexts)
    elif role == "footnote":
        inner = within(contexts, "footnote")
        yield from (Content(p.value_nodes, inner) for p in template.params if not p.named)
    elif role != "none":
        inner = within(contexts, role)
        for index, param in enumerate(template.params):
            if role == "quotation" and (index or param.named) and param.name != "text":
                yield from _argument(doc, param, inner)
            elif index or role != "language" or not _is_language_code(param.value):
                yield Content(param.value_nodes, inner)


def _function_contents(
    doc: Document, template: Template, name: str, contexts: Contexts
) -> Iterator[Content]:
    if name in _BRANCHES:
        for param in template.params[_BRANCHES[name] :]:
            yield from _argument(doc, param, contexts)
    elif name == "#tag":
        tag = doc.text[template.start + 2 : template.name_end].partition(":")[2].strip().lower()
        if tag == "ref" and template.params:
            yield Content(template.params[0].value_nodes, within(contexts, "footnote"))


def _is_language_code(value: str) -> bool:
    return len(value) < 12 and value.isascii() and value.replace("-", "").isalnum()


def _citation(doc: Document, template: Template, contexts: Contexts) -> Iterator[Content]:
    """Titles and quotations of a citation.

    Only what is certain to be in the page's language is not `language`: a translated title beside
    a title says that the title is foreign, as `language` does.
    """
    text, facts = doc.text, doc.site.citations
    if facts is None:
        return
    titles: list[tuple[str, Parameter]] = []
    foreign = False
    for param in template.params:
        if param.key_nodes is None or not param.value_nodes:
            continue
        name = facts.canonical(text[param.start : param.equals].strip())
        role = facts.role(name)
        if role == "title" or role == "quote":
            if name.startswith("trans-"):
                foreign = True
            titles.append((name, param))
        elif role == "language":
            value = text[param.equals + 1 : param.end].strip()
            foreign = foreign or bool(value and not facts.is_own_language(value))
    for name, param in titles:
        if name in _WORKS or name.endswith("-link"):
            continue
        inner = within(contexts, "quote" if "quote" in name else "title")
        if name.startswith("script-") or (foreign and not name.startswith("trans-")):
            inner = within(inner, "language")
        yield Content(param.value_nodes, inner)


def _argument(doc: Document, param: Parameter, contexts: Contexts) -> Iterator[Content]:
    """A value that reads as prose, else what is nested in it and may hold prose of its own."""
    text, nodes = doc.text, param.value_nodes
    if not nodes:
        return
    named = param.key_nodes is not None
    markup = len(nodes) > 1 or type(nodes[0]) is not Text
    if not markup:
        value = text[param.equals + 1 if named else param.start : param.end]
        if " " not in value:
            return
    else:
        value = " ".join(text[n.start : n.end] for n in nodes if type(n) is Text)
    name = text[param.start : param.equals].strip() if named else None
    if name is not None and name.isdecimal():
        name = None
    inner = within(contexts, "argument")
    if _reads_as_prose(_facts(doc.site, doc.language), value.strip(), name, markup):
        yield Content(nodes, inner)
    elif markup:
        yield Content([node for node in nodes if type(node) is not Text], inner)


def _reads_as_prose(facts: _Facts, value: str, name: str | None, markup: bool) -> bool:
    """Whether an argument's text is prose.

    value: its plain text, without the markup in it. name: its key, None if that is a number.
    markup: whether it holds links, tags or templates besides its text.
    """
    words = value.split()
    if len(words) < 2 or (name is not None and _names_a_title(name)):
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
def _names_a_title(name: str) -> bool:
    """Whether an argument of this name holds a title, a file, an address or a keyword."""
    name = name.lower()
    if any(part in name for part in _TEXTS):
        return False
    parts = name.replace("-", " ").replace("_", " ").split()
    return any(part.rstrip("0123456789").endswith(_TITLES) for part in parts)


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
