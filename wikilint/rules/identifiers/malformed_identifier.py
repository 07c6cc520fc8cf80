from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.identifier_places import IdentifierPlace, identifiers
from wikilint.analysis.identifiers import cleaned, fault, isbn_fault, issn_fault, with_hyphens

_CHECKED = frozenset({"isbn", "issn", "eissn", "doi"})
_BLANKS = ("&nbsp;", "\xa0")


@rule("malformed-identifier", severity="off", scope="any", fixes=("safe",))
def malformed_identifier(doc: Document) -> Iterator[Finding]:
    """An ISBN, ISSN, DOI or PMID has a prefix, a colon, wrong dashes or a mark behind it.

    Templates take the bare number: `doi=10.1000/182`, not `doi=https://doi.org/10.1000/182.`, and
    print an error beside anything else ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_doi)). In running text it is “ISBN
    0-395-19395-8”, without colon or “-13”, and “ISSN 0317-8471”. Other identifiers of citations are
    looked at as well: a PMID that is no number, a bibcode of other than 19 characters, an arXiv
    number that never was one. A number is not refused for being newer than the list.

    Never reported: numbers whose check digit or syntax is wrong (`invalid-isbn`, `invalid-issn`,
    `invalid-doi`), “PMID: 1” in text (`bare-identifier`), values with markup or templates in them,
    `((…))`, quotations, titles, `{{sic}}`, addresses, code.

    **Fix.** Safe: what is left is right by its check digit or syntax. None for an identifier that
    cannot be right.
    """
    facts = doc.site.citations
    for place in identifiers(doc):
        kind, value = place.kind, place.value
        if place.form == "text":
            yield from _in_text(place)
            continue
        right = cleaned(kind, value, facts)
        if right is not None:
            yield _finding(place.span, right, f"{kind} is written {right}")
        elif kind not in _CHECKED:
            reason = fault(kind, value, facts)
            if reason is not None:
                yield Finding(place.span, f"{kind} {value} cannot be right: {reason}")


def _in_text(place: IdentifierPlace) -> Iterator[Finding]:
    word = place.kind.upper()
    number = with_hyphens(place.value)
    if place.kind == "isbn":
        wrong = isbn_fault(number)
    elif place.kind == "issn":
        wrong = issn_fault(number)
        figures = number.replace("-", "").replace(" ", "")
        number = f"{figures[:4]}-{figures[4:]}"
    else:
        return
    if wrong is not None:
        return
    blank = next((blank for blank in _BLANKS if place.label.endswith(blank)), " ")
    if number != place.value or place.label.removesuffix(blank).rstrip(" ") != word:
        right = f"{word}{blank}{number}"
        yield _finding(place.whole, right, f"an {word} in text is written {right}")
    elif not place.label.endswith(blank):
        right = f"{word} {number}"
        yield _finding(place.whole, right, f"an {word} in text is written {right}")


def _finding(span: Span, right: str, message: str) -> Finding:
    fix = Fix(f"write “{right}”", (Edit(span, right),), "safe", effect="administrative")
    return Finding(span, message, fix)
