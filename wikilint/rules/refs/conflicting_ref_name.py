from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Related, rule
from wikilint.analysis.references import Reference, references
from wikilint.syntax.node import BLANKS

_LINE_STARTS = ("*", "#", ":", ";", "=", "|", "!", "{|")  # markup only behind a line break


@rule("conflicting-ref-name", severity="error", scope="any", fixes=("safe",))
def conflicting_ref_name(doc: Document) -> Iterator[Finding]:
    """One reference name is defined with different texts.

    MediaWiki shows the first text and prints a red error beside it; whatever the other definition
    cites is lost. Even a blank more at the end of the text makes the two differ.
    See [Help:Cite errors](https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_duplicate_key).

    Names are compared byte for byte, per group, and anew behind each reference list. Definitions
    that a parser function, `<noinclude>`, `<includeonly>` or `<onlyinclude>` may leave out are
    not compared, nor are texts that a template's argument is part of.

    **Fix.** Safe where the texts differ in blanks at their ends only: the blanks go. Otherwise
    there is none: whether to rename one definition or to merge the two is for a person to tell.
    Texts that differ only in the way they are written are merged by `duplicate-ref`.
    """
    refs = references(doc)
    for group, name in refs.names:
        definitions = refs.definitions(group, name)
        if len(definitions) > 1 and not name.isdigit():
            yield from _compare(name, [d for d in definitions if _is_certain(d)])


def _is_certain(definition: Reference) -> bool:
    return not (definition.computed or definition.conditional or definition.sub_reference)


def _compare(name: str, definitions: list[Reference]) -> Iterator[Finding]:
    firsts: dict[int, Reference] = {}
    trimmable = _all_same_trimmed(definitions)
    for definition in definitions:
        first = firsts.setdefault(definition.list_index, definition)
        if _text(first, definition) == _text(definition, first):
            continue
        yield Finding(
            definition.opening_span,
            f"ref name “{name}” already has another text; the wiki shows that and an error",
            _trimming(first, definition) if trimmable else None,
            related=(Related(first.span, f"“{name}” is defined here first"),),
        )


def _text(definition: Reference, other: Reference) -> str:
    """The text as Cite compares it; templates that wrap a footnote may trim what they hand on."""
    if definition.kind == other.kind == "ref":
        return definition.content
    return definition.content.strip(BLANKS)


def _all_same_trimmed(definitions: list[Reference]) -> bool:
    texts = {definition.content.strip(BLANKS) for definition in definitions}
    return len(texts) == 1 and not texts.pop().startswith(_LINE_STARTS)


def _trimming(*definitions: Reference) -> Fix:
    edits = []
    for definition in definitions:
        start = definition.content_span.start if definition.content_span else 0
        content = definition.content
        lead = len(content) - len(content.lstrip(BLANKS))
        tail = len(content.rstrip(BLANKS))
        edits += [Edit((start, start + lead), ""), Edit((start + tail, start + len(content)), "")]
    return Fix(
        "remove the blanks round the text",
        tuple(edit for edit in edits if edit.span[0] < edit.span[1]),
        "safe",
        effect="administrative",
        relies_on=tuple(definition.opening_span for definition in definitions),
    )
