from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.analysis.templates import templates


@rule("missing-periodical", severity="off", scope="enwiki-style", fixes=())
def missing_periodical(doc: Document) -> Iterator[Finding]:
    """A citation of a journal or magazine does not say of which.

    `{{cite journal}}` and `{{cite magazine}}` are for what appears in a periodical. Without its
    name the template has a message that is hidden from most readers ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#missing_periodical)). Often another
    template is meant: `{{cite book}}`, `{{cite report}}`, `{{cite web}}`.

    Never reported: a citation that names the periodical under a name which does not work
    (`Journal`), for other rules report that; redirects (`{{cite paper}}`), which may lead elsewhere
    by now; wrappers of citation templates; citations made by
    templates; pages of templates, modules and documentation.

    **Fix.** None: only the source knows.
    """
    found = citation_parameters(doc)
    facts = found.facts
    if facts is None:
        return
    ours = templates(doc).named(*facts.needs_periodical)
    if not ours:
        return
    names = facts.rivals("periodical")
    scripts = [f"script-{name}" for name in names]
    named = found.filled(*names, *scripts)
    for template in ours:
        citation = found.by_template.get(template)
        if citation is None or template in named:
            continue
        written = doc.text[slice(*template.name_span)]
        if doc.site.title(written).lower() != citation.name.lower():
            continue
        if any(
            param.value and facts.canonical(name.lower()) in names
            for name, param in citation.effective.items()
        ):
            continue
        wanted = facts.needs_periodical[citation.name]
        message = f"{citation.name} has no {wanted}, the name of the periodical"
        yield Finding(template.name_span, message)
