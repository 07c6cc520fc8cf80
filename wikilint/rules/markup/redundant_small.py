from __future__ import annotations

from collections.abc import Iterator, Mapping

from wikilint import Applicability, Document, Finding, Fix, rule
from wikilint.analysis.elements import elements
from wikilint.analysis.files import Part, file_links, galleries
from wikilint.analysis.html_elements import html_elements, unwrap
from wikilint.syntax import Argument, Node, Tag, Template

_SMALL = ("ref", "sub", "sup")


@rule("redundant-small", severity="off", scope="any", fixes=("safe", "unsafe"))
def redundant_small(doc: Document) -> Iterator[Finding]:
    """Text is made small that is small already.

    References, captions, subscripts and superscripts are set in a small size; `<small>` in them,
    round them or in another `<small>` makes them hard to read
    ([MOS:SMALLFONT](https://en.wikipedia.org/wiki/MOS:SMALLFONT)). Not reported: tags in
    `<nowiki>`, comments and code, tags over several lines, and pages on which a `<small>` does
    not pair.

    **Fix.** Safe, where `<small>` holds all of a reference, a caption, a subscript or another
    `<small>`, or nothing but one of these: the words stay, in the size that the wiki gives them.
    Unsafe for a part of them, where the size may set something off, and round templates.
    """
    present = html_elements(doc).get("small")
    if not present or any(fault.token.name == "small" for fault in elements(doc)):
        return
    captions: dict[Node | None, Part] = {
        file.node: caption
        for file in (*file_links(doc), *galleries(doc))
        if (caption := file.caption) is not None
    }
    for tag in present:
        if "\n" not in tag.content and tag.content.strip():
            found = _reason(doc, tag, captions)
            if found is not None:
                yield _finding(doc, tag, *found)


def _reason(
    doc: Document, tag: Tag, captions: Mapping[Node | None, Part]
) -> tuple[str, Applicability] | None:
    """Why the tag is redundant, and whether what it is in is small from end to end."""
    parent = tag.parent
    inside = [node for node in tag.content_nodes or () if str(node).strip()]
    applicability: Applicability = "safe"
    if isinstance(parent, Tag) and parent.name in _SMALL:
        if parent.content.strip() != str(tag):
            applicability = "unsafe"
        reason = f"what stands in <{parent.name}> is small already"
    elif len(inside) == 1 and isinstance(inside[0], Tag) and inside[0].name in _SMALL:
        reason = f"<{inside[0].name}> is small already"
    elif (caption := captions.get(parent)) and caption.start <= tag.start < caption.end:
        if doc.text[caption.start : caption.end] != str(tag):
            applicability = "unsafe"
        reason = "captions are small already"
    else:
        outer = next((n for n in tag.ancestors() if isinstance(n, Tag) and n.name == "small"), None)
        if outer is None:
            return None
        if outer.content.strip() != str(tag):
            applicability = "unsafe"
        reason = "it is in <small> already"
    if any(isinstance(node, (Template, Argument)) for node in tag.walk()):
        applicability = "unsafe"
    return reason, applicability


def _finding(doc: Document, tag: Tag, reason: str, applicability: Applicability) -> Finding:
    edits = unwrap(doc, tag)
    fix = None
    if edits is not None:
        fix = Fix("remove <small>", edits, applicability, effect="markup")
    return Finding(tag.opening_span, f"<small> makes small text smaller: {reason}", fix)
