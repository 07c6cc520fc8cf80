from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.identifier_places import identifiers
from wikilint.analysis.identifiers import issn_fault

_OTHER_MARKS = "–—‐−:;,/()"
_WORDS = ("ISSN", "EISSN", "E-ISSN")


@rule("invalid-issn", severity="off", scope="any", fixes=())
def invalid_issn(doc: Document) -> Iterator[Finding]:
    """An ISSN cannot be right: its length, its check digit or the place of its X is wrong.

    A wrong digit leads readers to another journal or to none, and citations print an error beside
    it ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_issn)). An ISSN has
    eight figures, the last of which is computed from the others and may be X for ten.

    Looked at are `issn=` and `eissn=` of citations, `{{ISSN|…}}`, and “ISSN 0317-8471” in text.
    Never reported: values with markup or templates in them, `((…))`, by which a citation says that
    the journal itself has the wrong number, quotations, titles, `{{sic}}`, addresses, code.
    Prefixes, colons and dashes are `malformed-identifier`.

    **Fix.** None: which digit is wrong only the journal tells.
    """
    for place in identifiers(doc):
        if place.kind not in {"issn", "eissn"}:
            continue
        number = place.value
        if place.parameter is not None and number.upper().startswith(_WORDS):
            number = number.upper().rpartition("ISSN")[2].lstrip(" :#\xa0")
        if any(mark in number for mark in _OTHER_MARKS):
            continue
        fault = issn_fault(number)
        if fault is not None:
            span = place.span._replace(start=place.span.end - len(number))
            yield Finding(span, f"ISSN {number} cannot be right: {fault}")
