from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Related, rule
from wikilint.analysis.elements import elements
from wikilint.analysis.page_tags import page_tags
from wikilint.analysis.transclusion import is_transcluded
from wikilint.analysis.tree_building import ElementFault


@rule("unopened-tag", severity="warning", scope="any", fixes=("unsafe",))
def unopened_tag(doc: Document) -> Iterator[Finding]:
    """An end tag closes nothing.

    MediaWiki drops the end tag of an element that is not open, and prints that of an extension
    (`</ref>`). Mostly its opening tag was deleted, or something else ended the element first: a
    paragraph, a table cell, a list item. Rows and cells outside a table are dropped as well.
    MediaWiki's Linter calls this
    [stripped-tag](https://www.mediawiki.org/wiki/Help:Lint_errors/stripped-tag).

    Never reported: `</p>` and `</br>`, of which MediaWiki makes something; pages that are made to
    be transcluded; tags that a parser function may leave out; blocks that a template before them
    may open.

    **Fix.** Unsafe: the end tag goes. The page looks the same, but a template may have opened
    what the tag closes. None where the opening tag is there.
    """
    for fault in elements(doc):
        if fault.kind == "unopened":
            yield _finding(fault)
    unopened = page_tags(doc).unopened
    if not unopened or is_transcluded(doc):
        return
    for token in unopened:
        if token.name != "ref" and token.name not in doc.site.data["placeholder_tags"]:
            yield Finding(
                (token.start, token.end),
                f"</{token.name}> closes nothing, so MediaWiki prints it as text",
            )


def _finding(fault: ElementFault) -> Finding:
    token, partner = fault.token, fault.partner
    span = (token.start, token.end)
    tag = f"</{token.name}>" if token.kind == ">" else f"<{token.name}>"
    if token.name in ("td", "th", "tr", "caption") and partner is None:
        return Finding(span, f"{tag} stands outside a table")
    if partner is not None:
        related = Related((partner.start, partner.end), f"this <{token.name}> is meant")
        why = f"its <{token.name}> ended with the {fault.ended_by}"
        return Finding(span, f"{tag} comes too late: {why}", related=(related,))
    fix = Fix(f"remove {tag}", (Edit(span, ""),), effect="markup", reshapes=span)
    return Finding(span, f"{tag} closes nothing", fix)
