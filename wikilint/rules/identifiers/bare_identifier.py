from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Edit, Finding, Fix, rule
from wikilint.analysis.identifier_places import IdentifierPlace, identifiers
from wikilint.analysis.identifiers import isbn_fault
from wikilint.analysis.prose import prose

_BLANKS = ("", "\xa0", "&nbsp;")
_GAPS = {"isbn": _BLANKS, "pmid": (*_BLANKS, ":"), "rfc": _BLANKS}


@rule("bare-identifier", severity="off", scope="configurable", fixes=("safe", "unsafe"))
def bare_identifier(doc: Document) -> Iterator[Finding]:
    """An ISBN, PMID or RFC number stands bare in the text and hopes to become a link.

    MediaWiki used to link “ISBN 0-395-19395-8”, “PMID 1” and “RFC 1” by itself. These [magic
    links](https://www.mediawiki.org/wiki/Help:Magic_links) are deprecated, are off on a wiki unless
    its owners switch them on, and put the page into a tracking category. “PMID: 1”, with a colon,
    never was one. A template makes the same link: `{{ISBN|0-395-19395-8}}`.

    Never reported: what is inside a link's label, titles, quotations, `{{sic}}`, addresses, code,
    an ISBN that cannot be right (`invalid-isbn`) or has a colon or dashes (`malformed-identifier`).

    **Fix.** Safe on a wiki whose data name the template; unsafe in headings. Elsewhere only the
    colon of a PMID goes, which is safe.
    """
    for place in identifiers(doc):
        if place.form != "text" or place.kind not in _GAPS:
            continue
        gap = place.label[len(place.kind) :]
        if gap and gap.strip(" ") in _GAPS[place.kind] and _is_right(place):
            contexts = prose(doc).contexts_at(place.whole.start)
            if "label" not in contexts:
                yield _finding(doc, place, "unsafe" if "heading" in contexts else "safe")


def _is_right(place: IdentifierPlace) -> bool:
    if place.kind == "isbn":
        return isbn_fault(place.value) is None
    return not place.value.startswith("0")


def _finding(doc: Document, place: IdentifierPlace, applicability: Applicability) -> Finding:
    word = place.kind.upper()
    written = f"{word} {place.value}"
    names = doc.site.template_redirects(place.kind)
    message = f"{written} is a link on few wikis"
    if names:
        right = f"{{{{{next(iter(names))}|{place.value}}}}}"
    elif place.label.rstrip(" ").endswith(":"):
        right = written
    else:
        return Finding(place.whole, message)
    edits = (Edit(place.whole, right),)
    fix = Fix(f"write “{right}”", edits, applicability, effect="administrative")
    return Finding(place.whole, f"{message}: {right}", fix)
