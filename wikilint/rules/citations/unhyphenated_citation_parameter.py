from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Fix, rule
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.edits import rename_param


@rule("unhyphenated-citation-parameter", severity="off", scope="enwiki-style", fixes=("safe",))
def unhyphenated_citation_parameter(doc: Document) -> Iterator[Finding]:
    """A citation's parameter has a name without the hyphen that its canonical name has.

    `accessdate`, `archivedate`, `archiveurl`, `airdate` and `authorlink` work as well as
    `access-date` and so on, which the documentation prefers
    ([Help:CS1](https://en.wikipedia.org/wiki/Help:Citation_Style_1)). Half of all articles have
    them, so the rule is off unless you switch it on.

    Never touched: wrappers of citation templates, of which some know only the old name; names and
    citations made by templates; pages of templates, modules and documentation.

    **Fix.** Safe and cosmetic: the hyphen is put in. None if the citation has the parameter in
    both writings.
    """
    found = citation_parameters(doc)
    if found.facts is None:
        return
    for name in found.parameters:
        canonical = found.facts.canonical(name)
        right = _hyphenated(name, canonical)
        if right is None or not found.facts.knows(name):
            continue
        spellings = found.spellings(canonical)
        for entry in found.entries(name):
            param = entry.parameter
            span = param.key_span
            assert span is not None
            written = entry.citation.effective
            fix = None
            if found.is_single(entry) and sum(other in written for other in spellings) == 1:
                fix = Fix(f"write {right}", rename_param(param, right), "safe", effect="cosmetic")
            yield Finding(span, f"parameter “{name}” is better written {right}", fix)


def _hyphenated(name: str, canonical: str) -> str | None:
    """The name with its hyphens; None if it has them, or if more than hyphens would change."""
    if name.startswith("author") and name.endswith("link") and "-" not in name:
        return f"{name[:-4]}-link"
    if name.startswith("authorlink") and name[10:].isdecimal():
        return f"author-link{name[10:]}"
    if "-" in canonical and name == canonical.replace("-", ""):
        return canonical
    return None
