from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wikilint import Applicability, Document, Edit, Effect, Finding, Fix, Severity, rule
from wikilint.analysis.ref_attributes import attribute_value
from wikilint.analysis.ref_openings import RefOpening
from wikilint.analysis.ref_repair import (
    RefFault,
    RefReading,
    is_empty,
    read_openings,
    ref_reading,
    takes_text,
    unknown_attributes,
)
from wikilint.analysis.references import References, references
from wikilint.analysis.sections import section_at, sections

_MOST = 50  # tags of one name; each has a finding, and each finding the repair of all of them


@rule("malformed-ref-attribute", severity="error", scope="any", fixes=("safe", "unsafe"))
def malformed_ref_attribute(doc: Document) -> Iterator[Finding]:
    """An attribute of a reference is broken: its quotation marks, equals sign, name or value.

    `<ref name=foo bar>` has an attribute `bar`, for which Cite prints an error in place of the
    footnote (`cite_error_ref_too_many_keys`); so do attributes that exclude each other
    (`cite_error_ref_follow_conflicts`), a wrong `dir` (`cite_error_ref_invalid_dir`), `details`
    without a name (`cite_error_ref_with_details_no_name`) and unknown attributes of the list
    (`cite_error_references_invalid_parameters`). `<ref/ name="x">` and `<refname="x">` are
    printed. The other faults are silent, hence warnings: curly quotation marks become part of the
    name, an open quotation mark ends with the tag, other programs read a page of text into it.
    See [Help:Footnotes](https://en.wikipedia.org/wiki/Help:Footnotes#WP:REFNAME).

    Tags in comments, `<nowiki>` and code, and names that a template makes, are left alone.

    **Fix.** Where the tag can have been meant in one way only. Safe where Cite sees the same name
    and group as before, and where no other reference bears the name before or after the repair.
    Unsafe where one does, where a misspelt attribute had to be guessed, where the tag itself was
    broken. None for `follow`, `dir`, `details`, for a tag without `>`, and for a text that would
    meet another one under its name.
    """
    faulty = [
        _Faulty(opening, fault, ref_reading(doc.text, opening))
        for opening, fault in read_openings(doc)
        if fault is not None
    ]
    groups: dict[tuple[str, str], list[_Faulty]] = {}
    for one in faulty:
        groups.setdefault(one.key, []).append(one)
    for one in faulty:
        severity: Severity | None = None if one.fault.error else "warning"
        fix = _fix(doc, one, groups[one.key])
        yield Finding(one.opening.span, one.fault.message, fix, severity=severity)
    for span, message in unknown_attributes(doc):
        yield Finding(span, message)


class _Faulty(NamedTuple):
    opening: RefOpening
    fault: RefFault
    reading: RefReading | None

    @property
    def key(self) -> tuple[str, str]:
        return self.opening.value("group"), self.opening.value("name")

    @property
    def new_key(self) -> tuple[str, str]:
        assert self.reading is not None
        group, name = self.reading.value("group"), self.reading.value("name")
        return attribute_value(group), attribute_value(name)


def _fix(doc: Document, one: _Faulty, group: list[_Faulty]) -> Fix | None:
    """The repair of a tag, together with all that are to have the same name after it.

    group: all faulty tags that have the same name before it.
    """
    if one.reading is None or len(group) > _MOST:
        return None
    refs = references(doc)
    alike = [one]
    if one.key[1] and one.key != one.new_key:
        if any(other.reading is None for other in group):
            return None
        alike = [other for other in group if other.new_key == one.new_key]
    edits = [_edit(doc.text, other) for other in alike]
    if None in edits:
        return None
    spared = {other.opening.span.start for other in group}
    applicability = _applicability(doc, refs, one, alike, spared)
    if applicability is None:
        return None
    effect: Effect = (
        "markup" if one.key == one.new_key and not one.fault.error else "administrative"
    )
    return Fix(
        "repair the tag",
        tuple(edit for edit in edits if edit is not None),
        applicability,
        effect=effect,
        reshapes=_reshaped(doc, alike),
    )


def _edit(text: str, one: _Faulty) -> Edit | None:
    opening, reading = one.opening, one.reading
    assert reading is not None
    with_text = takes_text(text, opening)
    closed = opening.self_closing or (reading.slashed and not with_text)
    if not opening.is_tag and not closed and not with_text:
        return None
    written = "".join(f' {name}="{value}"' for name, value in reading.attributes)
    return Edit((opening.span.start + 4, opening.span.end), written + (" />" if closed else ">"))


def _applicability(
    doc: Document, refs: References, one: _Faulty, alike: list[_Faulty], spared: set[int]
) -> Applicability | None:
    reading, key, new = one.reading, one.key, one.new_key
    assert reading is not None
    others = [r for r in refs.named(*new) if r.node.start not in spared] if new[1] else []
    defined = any(other.content_span for other in others)
    with_text = not all(is_empty(doc.text, other.opening) for other in alike)
    if reading.slashed and not takes_text(doc.text, one.opening):
        return "unsafe" if defined else None
    if key != new and with_text == defined:
        return None  # a second text under one name, or a use of none
    if not reading.certain or key[0] != new[0]:
        return "unsafe"
    if key == new:
        return "safe"
    bearers = [r for r in refs.named(*key) if r.node.start not in spared] if key[1] else []
    if with_text and bearers and not any(bearer.content_span for bearer in bearers):
        return None  # they would lose their text
    return "unsafe" if others or bearers or len(alike) > 1 else "safe"


def _reshaped(doc: Document, alike: list[_Faulty]) -> tuple[int, int]:
    """A broken tag may make the parser misread all that follows it in its section."""
    found = sections(doc)
    return alike[0].opening.span.start, section_at(found, alike[-1].opening.span.start).end
