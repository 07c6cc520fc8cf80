from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Severity, rule
from wikilint.analysis.citation_parameters import citation_parameters

_LONGEST = 100  # characters: what is longer is a title that holds such words
_MARKS = "[](){}<>'\" "


@rule("generic-citation-title", severity="off", scope="enwiki-style", fixes=())
def generic_citation_title(doc: Document) -> Iterator[Finding]:
    """A citation's title is what a tool found in place of one: “Archived copy”, “Page not found”.

    The template shows a red message, and a category of maintenance for “Archived copy”, which is
    a warning here. See [Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#generic_title). The titles are in the
    site's data.

    Never touched: titles in double brackets, `((Page not found))`, which say that they are meant;
    sources in other languages; wrappers of citation templates; citations made by templates; pages
    of templates, modules and documentation.

    **Fix.** None: only the source knows its title.
    """
    found = citation_parameters(doc)
    if found.facts is None:
        return
    generic = found.facts.generic_titles
    together = "".join(map(found.together, found.spellings("title"))).lower()
    # most pages have none of them: so that is known at once
    contain = [part for part in generic.contain if part in together]
    titles = together.split("\0")
    if not contain and not any(part in together for part in generic.begin):
        plain = {title.strip().strip(_MARKS) for title in titles}
        if plain.isdisjoint(generic.equal):
            return
    for entry, title in zip(found.of("title"), titles, strict=False):
        lowered = title.strip()
        if len(lowered) < _LONGEST and (
            lowered.strip(_MARKS) in generic.equal
            or lowered.startswith(generic.begin)
            or (contain and any(part in lowered for part in contain))
        ):
            value = entry.parameter.value
            if value.startswith("((") or not entry.citation.is_english:
                continue
            severity: Severity = (
                "warning" if lowered.strip(_MARKS) in generic.maintenance else "error"
            )
            yield Finding(entry.parameter.value_span, f"“{value}” is no title", severity=severity)
