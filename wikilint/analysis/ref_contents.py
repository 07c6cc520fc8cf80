"""When two references say the same, however they are written, and when they cite one source."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache, lru_cache
from typing import TypeAlias

from wikilint.analysis.citations import Citation, Citations, citations
from wikilint.analysis.date_text import written_dates
from wikilint.analysis.references import Reference, references
from wikilint.analysis.urls import split_url
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import Node, Tag, Template
from wikilint.syntax.node import BLANKS


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[ \t]+")


Piece: TypeAlias = str | tuple[str, frozenset[tuple[str, str]]]
"""A part of a normal content: text, or a template with its name and its parameters."""


def normal_content(doc: Document, reference: Reference) -> str | tuple[Piece, ...]:
    """What a reference says; equal results make the same footnote.

    In templates the order of named parameters, empty ones, blanks and the writing of the name do
    not count, in citations neither do aliases (`Citation.normal_form`). Everywhere else runs of
    blanks are one blank and the outer ones nothing; a line break stays one, because it may begin
    a list or a paragraph. Comments count.
    """
    node = reference.node
    nodes: Sequence[Node] = ()
    if isinstance(node, Tag):
        nodes = node.content_nodes or ()
    if not any(type(part) is Template for part in nodes):
        return _folded(reference.content.strip(BLANKS))
    known = citations(doc)
    pieces: list[Piece] = []
    text = ""
    for part in nodes:
        if isinstance(part, Template) and part.kind == "template":
            pieces += (_folded(text), _normal_template(part, known))
            text = ""
        else:
            text += str(part)
    pieces.append(_folded(text))
    if isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip(BLANKS)
    if isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip(BLANKS)
    return tuple(pieces)


def _normal_template(template: Template, known: Citations) -> Piece:
    citation = known.of(template)
    if citation is not None:
        return citation.normal_form
    named = {}
    for param in template.params:
        named[param.name] = _folded(param.value if param.named else str(param))
    return template.name, frozenset(named.items())


def _folded(text: str) -> str:
    text = _blanks().sub(" ", text)
    if "\n" not in text:
        return text
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def only_citation(doc: Document, reference: Reference) -> Citation | None:
    """The citation that stands in a ``<ref>``; None if there is none, or several."""
    node = reference.node
    parts = node.content_nodes if isinstance(node, Tag) else None
    known = citations(doc)
    found = [known.of(part) for part in parts or () if isinstance(part, Template)]
    cited = [citation for citation in found if citation is not None]
    return cited[0] if len(cited) == 1 else None


@lru_cache(maxsize=256)  # two copies of a reference have the same dates
def same_day(value: str, language: str) -> str:
    """A date in one writing for all that name its day; any other value is its own."""
    found = written_dates(value, language)
    if len(found) != 1 or found[0].span != (0, len(value)) or found[0].fault or found[0].last:
        return value
    return "-".join(f"{part:02}" for part in found[0].first if part is not None)


# `\s` written out: a set of nothing but characters is matched in two thirds of the time
_SPACES = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"


@cache
def _address() -> re.Pattern[str]:
    blank = _SPACES
    return re.compile(rf"://(?:www\.)?([^{blank}|}}\]<>/:]+)(?::[0-9]+)?([^{blank}|}}\]<>]*+)")


def shared_sources(doc: Document) -> Sequence[list[Reference]]:
    """References that bring a text, in sets that seem to have an address in common.

    By the first address in each and by the last, which is that of the original where an archive's
    address holds it. It is but a cheap filter: a set may hold different sources.
    """
    return _sources(doc)[0]


@analysis
def _sources(doc: Document) -> tuple[Sequence[list[Reference]], frozenset[Node]]:
    """The sets of `shared_sources`; the nodes of references that say the same as no other.

    Those share no address with another. Two writings of a text may have its addresses in another
    order, but of three the first and the last of one writing are never both amid the other.
    """
    match = _address().match
    sets: dict[str, list[Reference]] = {}
    clear: set[Node] = set()  # whose addresses are few and can be read
    for reference in references(doc).all:
        content = reference.content
        first = content.find("://")
        if first < 0:
            continue
        last = content.rfind("://")
        one = other = match(content, first)
        if first < last and not (one and _is_there(content, one[0], last)):
            other = match(content, last)
        if one and other and (first == last or content.count("://", first, last) < 3):
            clear.add(reference.node)
        for found in (one, other) if one is not other else (one,):
            if found is not None:
                key = found[1] + found[2]
                if "?" in key:
                    key = source_key(doc.site, f"//{key}")
                same = sets.setdefault(key.rstrip("/").lower(), [])
                if not same or same[-1] is not reference:
                    same.append(reference)
    shared = [same for same in sets.values() if len(same) > 1]
    return shared, frozenset(clear.difference(r.node for same in shared for r in same))


def _is_there(content: str, address: str, at: int) -> bool:
    """Whether all of an address stands at a place again, as it does behind an archive's own."""
    behind = content[at + len(address) : at + len(address) + 1]
    return content.startswith(address, at) and (behind in "|}]<>" or behind.isspace())


def source_key(site: Site, url: str) -> str:
    """An address without what makes no other source of it.

    That is scheme, ``www.``, default port, tracking arguments and the slash at the end. Query and
    fragment stay: the posts of a live blog differ in nothing else.
    """
    parts = split_url(url)
    host = parts.authority.lower().removeprefix("www.")
    for scheme, port in (("http://", ":80"), ("https://", ":443")):
        if parts.scheme.lower() == scheme:
            host = host.removesuffix(port)
    query = parts.query[1:]
    if query:
        names, beginnings = _tracking(site)
        query = "&".join(
            argument
            for argument in query.split("&")
            if argument
            and argument.partition("=")[0] not in names
            and not argument.startswith(beginnings)
        )
    fragment = parts.fragment if len(parts.fragment) > 1 else ""
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}{fragment}"


@lru_cache(maxsize=16)
def _tracking(site: Site) -> tuple[frozenset[str], tuple[str, ...]]:
    """Names of arguments, and what some begin with: ``utm_*``."""
    names = site.data.get("tracking_arguments", ())
    return frozenset(names), tuple(name[:-1] for name in names if name.endswith("*"))


def perhaps_alike(doc: Document, among: Iterable[Reference]) -> list[Reference]:
    """The references without most of those that say the same as no other of the page."""
    alone = _sources(doc)[1]
    return [reference for reference in among if reference.node not in alone]


def same_contents(
    doc: Document, references: Iterable[Reference], *, normalise: bool = True
) -> list[list[Reference]]:
    """The references in sets of those that say the same, by their first; sets of one are left out.

    What Cite would keep apart is apart: other groups, and what stands behind a reference list.

    normalise: as `normal_content` has it; otherwise only the outer blanks are left out.
    """
    if not normalise:
        return in_sets(references, lambda r: (r.group, r.list_index, r.content.strip(BLANKS)))
    few = perhaps_alike(doc, references)
    sets = in_sets(few, lambda r: (r.group, r.list_index, r.content.count("/")))
    # Marks that are the same in all writings of a content spare most of the normal forms: no name
    # of a parameter holds one of them but in all of its aliases (last2, author2; but last1 is last)
    for marks in (".02", "359"):
        sets = [same for found in sets for same in in_sets(found, _counter(marks))]
    sets = [same for found in sets for same in in_sets(found, lambda r: normal_content(doc, r))]
    return sorted(sets, key=lambda same: same[0].span)


def _counter(marks: str) -> Callable[[Reference], Hashable]:
    return lambda reference: tuple(map(reference.content.count, marks))


def in_sets(
    references: Iterable[Reference], key: Callable[[Reference], Hashable]
) -> list[list[Reference]]:
    """The references in sets of one key; sets of one are left out."""
    sets: dict[Hashable, list[Reference]] = {}
    for reference in references:
        sets.setdefault(key(reference), []).append(reference)
    return [found for found in sets.values() if len(found) > 1]
