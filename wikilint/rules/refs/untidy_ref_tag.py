from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint.analysis.code_places import is_raw
from wikilint.analysis.ref_attributes import WrittenAttribute, written_attributes
from wikilint.analysis.ref_openings import unusual_closings
from wikilint.analysis.ref_repair import read_openings
from wikilint.analysis.references import Reference, references
from wikilint.analysis.sections import section_at, sections
from wikilint.syntax import Tag


@dataclass(frozen=True, eq=False, repr=False)
class UntidyRefTagOptions:
    """Options of the rule."""

    slash: Literal["any", "majority"] = option(
        "any", "`majority`: `/>` and ` />` are not mixed; the rarer of the two is a finding."
    )


@rule("untidy-ref-tag", severity="off", scope="any", options=UntidyRefTagOptions, fixes=("safe",))
def untidy_ref_tag(doc: Document, options: UntidyRefTagOptions) -> Iterator[Finding]:
    """A reference's tag is written in a roundabout way.

    An empty pair, `<ref name="x"></ref>`, is to Cite the same as `<ref name="x" />`, but looks
    like a reference whose text was lost. Capitals, `<REF>`, blanks in odd places,
    `<ref name = "x" >` or `</ref >`, and a missing one between two attributes hide tags from
    searches. With `slash: majority` the page also writes ` />` in one way.

    Not reported: tags in comments, `<nowiki>` and code, those that a template makes, those with
    a fault (`malformed-ref-attribute`), and empty pairs in a reference list, which Cite refuses.

    **Fix.** Safe: the page looks the same.
    """
    text = doc.text
    closed_tags = _self_closed(doc) if options.slash == "majority" else []
    slash = _majority(text, closed_tags)
    pairs: set[int] = set()  # where they begin and end
    for pair in references(doc).all:
        if pair.content_span is None and isinstance(pair.node, Tag) and _is_empty_pair(doc, pair):
            pairs.update(pair.span)
            attributes = written_attributes(text, pair.span.start + 4, pair.node.open_end - 1)
            tidy = f"<ref{_tidy(text, attributes)}{slash}"
            yield _finding(pair.span, "an empty pair only reuses the name", tidy)
    for opening, fault in read_openings(doc):
        span = opening.span
        if fault or span.start in pairs or "{" in text[slice(*opening.inner)]:
            continue
        written = text[slice(*span)]
        ending = ">"
        if opening.self_closing:
            ending = "/>" if text[opening.inner.end - 1].strip() else " />"
        tidy = f"<ref{_tidy(text, opening.attributes)}{ending}"
        if tidy != written:
            # with a newline behind its name it is no tag to the parser: the fix makes it one
            section = section_at(sections(doc), span.start) if written[4] == "\n" else None
            reshapes = (span.start, section.end) if section else None
            yield _finding(span, f"write the tag as {tidy}", tidy, reshapes)
    for span in unusual_closings(doc):
        if span.end not in pairs:
            yield _finding(span, "write the tag as </ref>", "</ref>")
    for tag in closed_tags:
        blanks = Span(len(text[: tag.end - 2].rstrip()), tag.end)
        if text[slice(*blanks)] in ("/>", " />") and text[slice(*blanks)] != slash:
            yield _finding(blanks, f"this page mostly writes “{slash}”", slash)


def _finding(
    span: Span, message: str, tidy: str, reshapes: tuple[int, int] | None = None
) -> Finding:
    edits = (Edit(span, tidy),)
    fix = Fix(f"write {tidy.strip()}", edits, "safe", effect="cosmetic", reshapes=reshapes)
    return Finding(span, message, fix)


def _is_empty_pair(doc: Document, reference: Reference) -> bool:
    return (
        isinstance(reference.node, Tag)
        and not reference.node.self_closing
        and reference.name is not None
        and not (reference.list_defined or reference.computed)
        and reference.attributes.keys() <= {"name", "group"}
        and not is_raw(doc, reference.span.start)
    )


def _tidy(text: str, attributes: tuple[WrittenAttribute, ...]) -> str:
    parts = []
    for attribute in attributes:
        parts.append(f" {attribute.name}")
        if attribute.value_span != (attribute.span.end, attribute.span.end) or attribute.value:
            value = text[slice(*attribute.value_span)]
            if not attribute.quote:  # between marks, blanks may be what another page reuses
                value = value.strip(" \t\n")
            parts.append(f"={attribute.quote}{value}{attribute.quote}")
    return "".join(parts)


def _self_closed(doc: Document) -> list[Tag]:
    return [
        reference.node
        for reference in references(doc).all
        if isinstance(reference.node, Tag) and reference.node.self_closing
    ]


def _majority(text: str, tags: list[Tag]) -> str:
    """The more frequent of the two endings; the spaced one where they are equal in number."""
    spaced = sum(text[tag.end - 3].isspace() for tag in tags)
    return " />" if 2 * spaced >= len(tags) else "/>"
