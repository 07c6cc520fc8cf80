from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Related, rule
from wikilint.analysis.elements import elements
from wikilint.analysis.tree_building import ElementFault

_BLOCKS = frozenset({
    "paragraph", "list item", "heading", "table cell", "table row", "table", "indented text",
})  # fmt: skip


@rule("misnested-tag", severity="warning", scope="any", fixes=("unsafe",))
def misnested_tag(doc: Document) -> Iterator[Finding]:
    """Elements are closed in the wrong order, or across list items, cells or paragraphs.

    In `<b><i>x</b></i>` the italics begin inside the bold text and end outside. Browsers and
    MediaWiki mend it, each formatting element by its own rules: most are cut in pieces, one for
    each block that they reach into. MediaWiki's Linter calls this
    [misnested-tag](https://www.mediawiki.org/wiki/Help:Lint_errors/misnested-tag).

    There is one finding, at the opening tag; the end tag is a related place. Never reported: pages
    that are made to be transcluded, tags that a parser function may leave out.

    **Fix.** Unsafe, for two end tags that follow each other: they change places. Elements that
    reach over blocks have to be closed and opened again by hand.
    """
    for fault in elements(doc):
        if fault.kind != "misnested":
            continue
        token, partner = fault.token, fault.partner
        if partner is None:
            continue
        name = token.name
        if fault.ended_by in _BLOCKS:
            message = f"<{name}> reaches over the end of its {fault.ended_by}"
        else:
            message = f"<{name}> and <{fault.ended_by}> are closed in the wrong order"
        yield Finding(
            (token.start, token.end),
            message,
            _swap(doc, fault),
            related=(Related((partner.start, partner.end), f"</{name}> stands here"),),
        )


def _swap(doc: Document, fault: ElementFault) -> Fix | None:
    """Exchange the end tag with the one right before it."""
    partner = fault.partner
    assert partner is not None  # of a misnested element it is known
    text = doc.text
    tokens = doc.scan.tokens
    index = bisect_left(tokens, partner.start, key=lambda token: token.start)
    before = tokens[index - 1]  # at least the opening tag
    if before.end != partner.start or before.kind != ">" or before.name != fault.ended_by:
        return None
    span = (before.start, partner.end)
    swapped = text[partner.start : partner.end] + text[before.start : before.end]
    title = f"write {swapped}"
    opener = fault.token
    reshapes = (text.rfind("\n", 0, opener.start) + 1, partner.end)
    return Fix(title, (Edit(span, swapped),), effect="markup", reshapes=reshapes)
