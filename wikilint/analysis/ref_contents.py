"""When two references say the same, however they are written, and when they cite one source."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple, TypeAlias

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


def cited_work(doc: Document, reference: Reference, ignored: Collection[str]) -> Hashable:
    """What a reference says apart from some parameters of its one citation, by canonical name.

    Addresses count as `source_key` has them, dates as days. None without a citation or address, or
    with several.
    """
    facts = doc.site.citations
    citation = only_citation(doc, reference)
    if citation is None or facts is None or not citation.get("url"):
        return None
    cited = citation.normal_form
    values = {key: value for key, value in cited[1] if key not in ignored}
    for key, value in values.items():
        if key == "url":
            values[key] = source_key(doc.site, value)
        elif facts.role(key) == "publication":
            values[key] = same_day(value, doc.language)
    work = (citation.name, frozenset(values.items()))
    return tuple(work if piece == cited else piece for piece in normal_content(doc, reference))


def same_works(
    doc: Document, references: Iterable[Reference], ignored: Collection[str]
) -> list[list[Reference]]:
    """The references in sets of one `cited_work`, by their first; sets of one are left out.

    What Cite would keep apart is apart, as in `same_contents`.
    """
    cited = [r for r in references if (one := only_citation(doc, r)) and _has_address(one)]
    # addresses, dates and the text round the citation take longer, and are left for the few
    alike = _shared(cited, lambda r: (r.group, r.list_index, _plain_values(doc, r, ignored)))
    works = [_shared(found, lambda r: cited_work(doc, r, ignored)) for found in alike]
    return sorted(chain.from_iterable(works), key=lambda same: same[0].span)


def _has_address(citation: Citation) -> bool:
    if citation.wrapper:
        return citation.get("url") != ""
    return any(name == "url" for name, _ in citation.normal_form[1])  # is needed anyhow


def _plain_values(doc: Document, reference: Reference, ignored: Collection[str]) -> Hashable:
    """What counts of the one citation of a reference, but for its address and dates."""
    facts, citation = doc.site.citations, only_citation(doc, reference)
    if facts is None or citation is None:
        return None
    name, values = citation.normal_form
    plain = [pair for pair in values if pair[0] not in ignored and pair[0] != "url"]
    return name, frozenset(pair for pair in plain if facts.role(pair[0]) != "publication")


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
    return re.compile(rf"://(?:www\.)?(?![/:])([^{_SPACES}|}}\]<>]++)")


@cache
def _port() -> re.Pattern[str]:
    return re.compile(r"([^/:]+):[0-9]+")


class _Sources(NamedTuple):
    """shared: see `shared_sources`. alone: references that say the same as no other, by node.

    They share no address with another. Two writings of a text may have its addresses in another
    order, but of three the first and the last of one writing are never both amid the other.
    """

    shared: tuple[list[Reference], ...]
    alone: frozenset[Node]


@analysis
def _sources(doc: Document) -> _Sources:
    match = _address().match
    by_page: dict[str, list[tuple[Reference, str]]] = {}
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
            if found:
                by_page.setdefault(_page(found[1]), []).append((reference, found[1]))
    sets: dict[str, list[Reference]] = {}
    for places in by_page.values():
        for reference, address in places if len(places) > 1 else ():
            same = sets.setdefault(_source(doc.site, address), [])
            if not same or same[-1] is not reference:
                same.append(reference)
    shared = tuple(same for same in sets.values() if len(same) > 1)
    return _Sources(shared, frozenset(clear.difference(r.node for same in shared for r in same)))


def _is_there(content: str, address: str, at: int) -> bool:
    """Whether all of an address stands at a place again, as it does behind an archive's own."""
    behind = content[at + len(address) : at + len(address) + 1]
    return content.startswith(address, at) and (behind in "|}]<>" or behind.isspace())


def _page(address: str) -> str:
    """What an address, without its scheme, has in common with all that have its `_source`."""
    if ":" in address:
        address = _without_port(address)
    if "?" in address or "#" in address:
        address = address.partition("?")[0].partition("#")[0]
    return address.rstrip("/").lower().removeprefix("www.")


def _without_port(address: str) -> str:
    port = _port().match(address)
    return address if port is None else port[1] + address[port.end() :]


def _source(site: Site, address: str) -> str:
    """An address, without its scheme, in one of its writings."""
    address = _without_port(address)
    if "?" in address:
        address = source_key(site, f"//{address}")
    return address.rstrip("/").lower()


def shared_sources(doc: Document) -> tuple[list[Reference], ...]:
    """References that bring a text, in sets that seem to have an address in common.

    By the first address in each and by the last, which is that of the original where an archive's
    address holds it. It is but a cheap filter: a set may hold different sources.
    """
    return _sources(doc).shared


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


def perhaps_alike(doc: Document) -> list[Reference]:
    """The references that bring a text, without most of those that say the same as no other."""
    alone = _sources(doc).alone
    return [r for r in references(doc).all if r.content and r.node not in alone]


def stands_alone(doc: Document, reference: Reference) -> bool:
    """Whether it is certain, without a closer look, that no other reference says the same."""
    return reference.node in _sources(doc).alone


def same_contents(
    doc: Document, references: Iterable[Reference], *, normalise: bool = True
) -> list[list[Reference]]:
    """The references in sets of those that say the same, by their first; sets of one are left out.

    What Cite would keep apart is apart: other groups, and what stands behind a reference list.

    normalise: as `normal_content` has it; otherwise only the outer blanks are left out.
    """
    if not normalise:
        return _shared(references, lambda r: (r.group, r.list_index, r.content.strip(BLANKS)))
    alone = _sources(doc).alone
    may_be_alike = [reference for reference in references if reference.node not in alone]
    if len(may_be_alike) < 2:
        return []
    sets = _shared(may_be_alike, lambda r: (r.group, r.list_index, r.content.count("/")))
    # Marks that are the same in all writings of a content spare most of the normal forms: no name
    # of a parameter holds one of them but in all of its aliases (last2, author2; but last1 is last)
    for marks in (".02", "359"):
        sets = [same for found in sets for same in _shared(found, _counter(marks))]
    sets = [same for found in sets for same in _shared(found, lambda r: normal_content(doc, r))]
    return sorted(sets, key=lambda same: same[0].span)


def _counter(marks: str) -> Callable[[Reference], Hashable]:
    return lambda reference: tuple(map(reference.content.count, marks))


def _shared(
    references: Iterable[Reference], key: Callable[[Reference], Hashable]
) -> list[list[Reference]]:
    """The references in sets of one key; sets of one are left out."""
    sets: dict[Hashable, list[Reference]] = {}
    for reference in references:
        sets.setdefault(key(reference), []).append(reference)
    return [found for found in sets.values() if len(found) > 1]
