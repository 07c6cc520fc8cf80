from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Related, rule
from wikilint.analysis.citations import Citation
from wikilint.analysis.ref_contents import only_citation, shared_sources, source_key
from wikilint.analysis.references import Reference

_AUTHOR = ("last", "author", "vauthors")


@rule("repeated-source-url", severity="off", scope="any", fixes=())
def repeated_source_url(doc: Document) -> Iterator[Finding]:
    """One address is cited under different titles or authors.

    Often the address, or the title, was pasted from the reference before. Addresses count without
    scheme, `www.`, the slash at the end and tracking arguments, but with query and fragment: the
    posts of a live blog are different sources. The front page of a site is none.

    One finding on every reference that says otherwise than the first with its address. The rule
    is off because one address can well hold several works: a volume, a database, a front page of
    the day. There is no fix.
    """
    seen: dict[str, tuple[Reference, str, str]] = {}
    found = {reference.node: reference for same in shared_sources(doc) for reference in same}
    for reference in sorted(found.values(), key=lambda reference: reference.span):
        citation = only_citation(doc, reference)
        url = citation.get("url") if citation else ""
        if citation is None or reference.computed or not url:
            continue
        if "//" in url and url.count("/") - url.endswith("/") < 3:
            continue
        title, author = _folded(citation.get("title")), _author(citation)
        first = seen.setdefault(source_key(doc.site, url), (reference, title, author))
        what = None
        if title and first[1] and title != first[1]:
            what = "title"
        elif author and first[2] and author != first[2]:
            what = "author"
        if what is not None:
            yield Finding(
                citation.params["url"].value_span,
                f"this address is also cited with another {what}",
                related=(Related(first[0].span, "it stands here"),),
            )


def _author(citation: Citation) -> str:
    return _folded(next(filter(None, map(citation.get, _AUTHOR)), ""))


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
