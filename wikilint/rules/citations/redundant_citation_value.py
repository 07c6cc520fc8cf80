from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Finding, Fix, Site, option, rule
from wikilint.analysis.citation_parameters import (
    CitationParameters,
    CitedParameter,
    citation_parameters,
)
from wikilint.edits import remove_param

_WEB_PAGE = frozenset({"html", "htm", "web", "webpage", "web page", "php"})
_FORMATS = ("format", "chapter-format", "article-format", "entry-format", "section-format")


@dataclass(frozen=True, eq=False, repr=False)
class RedundantCitationValueOptions:
    """Options of the rule."""

    fields: tuple[Literal["language", "format"], ...] = option(
        ("language", "format"), "The parameters to look at."
    )


@rule(
    "redundant-citation-value",
    severity="off",
    scope="enwiki-style",
    options=RedundantCitationValueOptions,
    fixes=("safe", "unsafe"),
)
def redundant_citation_value(
    doc: Document, options: RedundantCitationValueOptions
) -> Iterator[Finding]:
    """A citation says what goes without saying: a source in the wiki's language, a web page.

    The template does not show the language if it is the wiki's own
    ([Help:CS1](https://en.wikipedia.org/wiki/Help:Citation_Style_1#Language)), and HTML is what
    every address is taken for. Tools fill in `language=en` without being asked, and pages that
    are translated profit by it, so the rule is off unless you switch it on.

    Never touched: a language beside others, a citation with a translated or transcribed title,
    a page in another language than the wiki's; wrappers of citation templates; citations made by
    templates; pages of templates, modules and documentation.

    **Fix.** Safe and cosmetic for the language: the parameter goes. Unsafe for the format, which
    the template shows as it is written.
    """
    found = citation_parameters(doc)
    if found.facts is None:
        return
    own_language = Site.base_language(doc.language) == Site.base_language(doc.site.language)
    if "language" in options.fields and own_language:
        for entry in found.of("language"):
            value = entry.parameter.value
            if value and "," not in value and entry.citation.is_english and _is_plain(entry):
                yield _finding(found, entry, "the wiki’s own language", "safe")
    if "format" in options.fields:
        for entry in found.of(*_FORMATS):
            if entry.parameter.value.lower() in _WEB_PAGE:
                yield _finding(found, entry, "what every address is taken for", "unsafe")


def _is_plain(entry: CitedParameter) -> bool:
    return not any(name.startswith(("trans-", "script-")) for name in entry.citation.params)


def _finding(
    found: CitationParameters,
    entry: CitedParameter,
    reason: str,
    applicability: Literal["safe", "unsafe"],
) -> Finding:
    param = entry.parameter
    fix = None
    if found.is_single(entry):
        fix = Fix(
            f"remove {param.name}",
            remove_param(param),
            applicability,
            effect="cosmetic" if applicability == "safe" else "visible",
        )
    return Finding(param.value_span, f"“{param.value}” is {reason}", fix)
