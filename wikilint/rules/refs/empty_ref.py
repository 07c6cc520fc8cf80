from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.code_places import is_raw
from wikilint.analysis.references import Reference, references
from wikilint.syntax import Comment, Tag, Text

_ATTRIBUTES = {"name", "group", "follow", "dir"}


@rule("empty-ref", severity="error", scope="any", fixes=("unsafe",))
def empty_ref(doc: Document) -> Iterator[Finding]:
    """A reference has neither a text nor a name.

    `<ref></ref>` is an error on the page (`cite_error_ref_no_input`), so is `<ref />`
    (`cite_error_ref_no_key`), with `name=""` too; `{{#tag:ref|}}`, `{{refn|}}` and `{{efn|}}` come
    to the same. A source was meant to stand here, or a name to be reused. A text that is nothing
    but a comment is no error to Cite, but an empty footnote to the reader: a warning.

    Not reported: references in a reference list (`invalid-list-defined-ref`), those that a
    parser function or a transclusion tag may leave out, and those with a template's argument.

    **Fix.** Unsafe: the reference goes, and with it the sign that a source was meant. The
    alternative asks for a source, where the wiki has a template for that; it is never applied.
    """
    for reference in references(doc).all:
        if reference.content_span is not None and reference.content[:4] != "<!--":
            continue
        if reference.name is not None or reference.kind in ("r", "sfn"):
            continue
        if reference.list_defined or reference.conditional or _has_other_fault(reference):
            continue
        if is_raw(doc, reference.span.start):
            continue
        if reference.content_span is None:
            self_closing = isinstance(reference.node, Tag) and reference.node.self_closing
            key = "cite_error_ref_no_key" if self_closing else "cite_error_ref_no_input"
            yield _finding(doc, reference, f"this reference has neither text nor name ({key})")
        elif _is_commented_out(reference):
            message = "the text of this reference is nothing but a comment"
            yield Finding(reference.span, message, severity="warning")


def _has_other_fault(reference: Reference) -> bool:
    name = reference.attributes.get("name")
    if name is not None and name.value:
        return True  # a bare 0, which Cite refuses as a number
    return reference.computed or reference.attributes.keys() - _ATTRIBUTES != set()


def _is_commented_out(reference: Reference) -> bool:
    nodes = reference.node.content_nodes if isinstance(reference.node, Tag) else None
    return nodes is not None and all(
        isinstance(node, Comment) or (isinstance(node, Text) and not str(node).strip())
        for node in nodes
    )


def _finding(doc: Document, reference: Reference, message: str) -> Finding:
    text = doc.text
    start, end = reference.span
    if text[start - 1 : start] == " " and text[end : end + 1] in ("", " ", "\n"):
        start -= 1
    fix = Fix("remove it", (Edit((start, end), ""),), "unsafe")
    wanted = doc.site.data.get("source_wanted")
    alternatives: tuple[Fix, ...] = ()
    if wanted is not None:
        ask = Edit(reference.span, f"{{{{{wanted}}}}}")
        alternatives = (Fix("ask for a source", (ask,), "manual"),)
    return Finding(reference.span, message, fix, alternatives=alternatives)
