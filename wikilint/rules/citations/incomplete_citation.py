from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from wikilint import Document, Finding, option, rule
from wikilint.analysis.citation_parameters import (
    CitationParameters,
    CitedParameter,
    citation_parameters,
)
from wikilint.analysis.citations import Citation
from wikilint.syntax import Node

_TITLES = (
    "title", "script-title", "trans-title", "chapter", "contribution", "entry", "article",
    "section", "map", "book-title", "encyclopedia", "event", "conference", "episode", "series",
    "transcript", "script-chapter", "script-contribution", "script-entry", "script-article",
    "script-section", "script-map", "script-work", "script-journal",
)  # fmt: skip
_URLS = (
    "url", "chapter-url", "contribution-url", "entry-url", "article-url", "section-url", "map-url",
    "conference-url", "transcript-url",
)  # fmt: skip
_DATES = ("date", "year", "publication-date", "air-date")
_ONLINE = frozenset({"access-date", "archive-url", "archive-date", "url-access"})
_ALTERNATIVES = {"date": _DATES, "title": _TITLES, "url": _URLS}


@dataclass(frozen=True, eq=False, repr=False)
class IncompleteCitationOptions:
    """Options of the rule."""

    require: tuple[str, ...] = option(
        (),
        "Parameters that you also want: `[date, access-date]`. Those about an address are asked "
        "of citations with one, `url-status` of those with an archive.",
    )


@rule(
    "incomplete-citation",
    severity="off",
    scope="enwiki-style",
    options=IncompleteCitationOptions,
    fixes=(),
)
def incomplete_citation(doc: Document, options: IncompleteCitationOptions) -> Iterator[Finding]:
    """A citation lacks a field that another one needs.

    An address without a title, an access date or archive without an address: the template shows a
    red message. See [Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#accessdate_missing_url). An original
    date without a date, which the template only puts into a category, and what `require` asks
    for, are infos.

    Never reported: an address whose title may be that of a part, a map or an encyclopedia; fields
    that are there under a name that does not work (`chapterurl`), which other rules report;
    wrappers of citation templates; citations made by templates; pages of templates, modules and
    documentation.

    **Fix.** None: only the source knows.
    """
    found = citation_parameters(doc)
    yield from _built_in(found)
    for name in options.require:
        for citation in found.all:
            if _wanted(citation, name) and not _has(citation, *_ALTERNATIVES.get(name, (name,))):
                span = citation.template.name_span
                yield Finding(span, f"citation has no {name}", severity="info")


def _built_in(found: CitationParameters) -> Iterator[Finding]:
    for entry in _without(found, "url", found.filled(*_TITLES)):
        if not _has(entry.citation, *_TITLES) and not _may_have(entry.citation, "title"):
            yield Finding(entry.parameter.value_span, "citation has an address but no title")
    online = found.filled(*_URLS)
    for name in ("access-date", "archive-url"):
        for entry in _without(found, name, online):
            if not _has(entry.citation, *_URLS) and not _may_have(entry.citation, "url"):
                message = f"citation has {name} but no address (url)"
                yield Finding(entry.parameter.value_span, message)
    for entry in _without(found, "orig-date", set()):
        if not _has(entry.citation, *_DATES):
            message = "citation has orig-date but no date"
            yield Finding(entry.parameter.value_span, message, severity="info")


def _without(
    found: CitationParameters, name: str, known: Set[Node | None]
) -> Iterator[CitedParameter]:
    """The parameters that reach their template with a value, but for templates that are known.

    Among those are citations whose field is overridden by an empty one: they are let pass, since
    to look at all parameters of each citation would cost ten times as much.
    """
    for entry in found.within(found.by_template.keys() - known, name):
        if entry.has_value and entry.citation.params[name] is entry.parameter:
            yield entry


def _has(citation: Citation, *names: str) -> bool:
    params = citation.params
    return any(name in params and params[name].value for name in names)


def _may_have(citation: Citation, word: str) -> bool:
    """Whether a name that the template does not know says that the field is there."""
    return any(
        name.lower().endswith(word) and not name.lower().startswith("archive") and param.value
        for name, param in citation.effective.items()
    )


def _wanted(citation: Citation, name: str) -> bool:
    if name == "url-status":
        return _has(citation, "archive-url")
    return name not in _ONLINE or _has(citation, *_URLS)
