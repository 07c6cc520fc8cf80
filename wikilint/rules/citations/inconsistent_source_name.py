from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wikilint import Document, Finding, Fix, option, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitedParameter,
    citation_parameters,
    may_be_given,
)
from wikilint.analysis.citations import Citation
from wikilint.edits import rename_param

_WORK, _PUBLISHER = "work", "publisher"


@dataclass(frozen=True, eq=False, repr=False)
class InconsistentSourceNameOptions:
    """Options of the rule."""

    names: tuple[str, ...] = option(
        (), "More newspapers, magazines and sites that are works and not publishers."
    )


class _Named(NamedTuple):
    """A source's name, as a reader sees it, and where it stands."""

    name: str
    entry: CitedParameter


@rule(
    "inconsistent-source-name",
    severity="off",
    scope="enwiki-style",
    options=InconsistentSourceNameOptions,
    fixes=("unsafe",),
)
def inconsistent_source_name(
    doc: Document, options: InconsistentSourceNameOptions
) -> Iterator[Finding]:
    """A source is named in another field, or otherwise, than elsewhere; or a work is a publisher.

    The name of a work is shown in italics, that of a publisher is not: a page on which CNN is now
    the one and now the other looks careless
    ([WP:CITESTYLE](https://en.wikipedia.org/wiki/WP:CITESTYLE)). Newspapers and magazines are works
    ([Template:Cite news](https://en.wikipedia.org/wiki/Template:Cite_news)); a list of them is in
    the site's data. What else is named in both fields on a page belongs where it stands more often.
    Names of sources with the same host are compared with each other: one that differs by capitals
    or an article only, or is the host, is reported where another one is more frequent.

    Only citations of news, magazines, journals and web pages are looked at. Never touched:
    wrappers of citation templates; citations and values made by templates; pages of templates,
    modules and documentation.

    **Fix.** Unsafe for a work named in `publisher`, in a citation without a work: readers see
    italics. None for spellings.
    """
    found = citation_parameters(doc)
    facts = found.facts
    if facts is None:
        return
    publishers = _named(facts, found.of(_PUBLISHER))
    works = _named(facts, found.of(*facts.rivals(_WORK)))
    known = {*facts.works, *options.names}
    yield from _fields(facts, publishers, works, {name.casefold() for name in known})
    hosts = {entry.citation: _host(entry.parameter.value) for entry in found.of("url")}
    yield from _spellings(facts, works, hosts, known)


def _named(facts: CitationFacts, entries: Iterable[CitedParameter]) -> list[_Named]:
    named = []
    for entry in entries:
        value = entry.parameter.value
        if not value or "{" in value or "<" in value or value.startswith("[http"):
            continue
        if entry.citation.name in facts.of_periodicals:
            if "[[" in value or "''" in value:
                value = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|'{2,}", r"\1", value)
            named.append(_Named(" ".join(value.split()), entry))
    return named


def _fields(
    facts: CitationFacts,
    publishers: list[_Named],
    works: list[_Named],
    certain: Collection[str],
) -> Iterator[Finding]:
    as_publisher = Counter(name.casefold() for name, _ in publishers)
    as_work = Counter(name.casefold() for name, _ in works)
    for name, entry in publishers:
        key = name.casefold()
        if key in certain:
            message = f"{name} is a work, not a publisher"
        elif as_work[key] and as_work[key] >= as_publisher[key]:
            if _has_another_work(facts, entry, key):
                continue
            message = f"{name} is named as a work elsewhere on this page"
        else:
            continue
        fix = None
        if may_be_given(facts, entry.citation, _WORK):
            fix = Fix(f"name it in {_WORK}", rename_param(entry.parameter, _WORK), "unsafe")
        yield Finding(entry.parameter.value_span, message, fix)
    for name, entry in works:
        key = name.casefold()
        if key not in certain and as_publisher[key] > as_work[key]:
            message = f"{name} is named as a publisher elsewhere on this page"
            yield Finding(entry.parameter.value_span, message)


def _has_another_work(facts: CitationFacts, entry: CitedParameter, key: str) -> bool:
    works = [entry.citation.get(work).casefold() for work in facts.rivals(_WORK)]
    return any(work and key not in work for work in works)


def _spellings(
    facts: CitationFacts,
    works: list[_Named],
    hosts: Mapping[Citation, str],
    known: Collection[str],
) -> Iterator[Finding]:
    by_host: Mapping[str, list[_Named]] = defaultdict(list)
    for work in works:
        host = hosts.get(work.entry.citation)
        if host:
            by_host[host].append(work)
    for host, same in by_host.items():
        names = Counter(name for name, _ in same)
        if len(names) == 1:
            continue
        frequent = [name for name, _ in names.most_common()]
        frequent.sort(key=lambda name: name not in known)
        proper = next((name for name in frequent if _is_of(host, _key(facts, name))), None)
        best: dict[str, str] = {}
        for name in frequent:
            best.setdefault(_key(facts, name), name)
        for name, entry in same:
            better = best[_key(facts, name)]
            other: str | None = None
            if better != name and (better in known or names[better] > names[name]):
                other = better
            elif name.lower().removeprefix("www.") == host:
                other = proper
            if other is not None:
                message = f"{name} is named {other} elsewhere on this page"
                yield Finding(entry.parameter.value_span, message)


def _is_of(host: str, key: str) -> bool:
    """Whether a host is called like a name: ``express.co.uk`` for the Daily Express."""
    longest = max(host.split("."), key=len)
    return longest in key and "." not in key and key != "".join(host.split("."))


def _key(facts: CitationFacts, name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return "".join(words[1:] if words[:1] and words[0] in facts.articles else words)


def _host(url: str) -> str:
    host = url.partition("//")[2].partition("/")[0].lower()
    return host.removeprefix("www.")
