from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.identifier_places import identifiers
from wikilint.analysis.identifiers import cleaned, doi_fault


@rule("invalid-doi", severity="off", scope="any", fixes=())
def invalid_doi(doc: Document) -> Iterator[Finding]:
    """A DOI cannot be right: it does not begin with 10., or its syntax is impossible.

    The link that the template makes of it leads nowhere, and citations print an error beside it
    ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_doi)). As they judge it: a
    DOI is 10., the number of who registered it, a slash and a name, with neither blanks nor dashes
    in it nor a full stop or comma behind it. 10.5555 is a number for tests.

    Looked at are `doi=` of citations and `{{doi|…}}`. Never reported: values with markup or
    templates in them, `((…))`, by which a citation says that the DOI is meant so, and what is right
    but for an address or a word before it, or a mark behind it: that is `malformed-identifier`.

    **Fix.** None: the right one has to be looked up.
    """
    facts = doc.site.citations
    for place in identifiers(doc):
        if place.kind != "doi":
            continue
        fault = doi_fault(place.value, facts)
        if fault is not None and cleaned("doi", place.value, facts) is None:
            yield Finding(place.span, f"DOI {place.value} cannot be right: {fault}")
