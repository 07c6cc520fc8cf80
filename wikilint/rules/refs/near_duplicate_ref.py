from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from wikilint import Applicability, Document, Edit, Finding, Fix, Related, option, rule
from wikilint.analysis.ref_contents import (
    normal_content,
    only_citation,
    same_works,
    shared_sources,
)
from wikilint.analysis.ref_merging import (
    add_name,
    differences,
    duplicates,
    kept,
    mergeable,
    mergeable_names,
    removable,
    rename,
    reuse,
    speaks_of_its_place,
    united,
)
from wikilint.analysis.ref_names import propose_name
from wikilint.analysis.references import Reference, References, references


@dataclass(frozen=True, slots=True)
class NearDuplicateRefOptions:
    """Options of the rule."""

    ignore_fields: tuple[str, ...] = option(
        ("access-date", "archive-url", "archive-date", "url-status", "language", "via"),
        "Parameters that may differ, by the names that the citation templates prefer.",
    )


@rule(
    "near-duplicate-ref",
    severity="off",
    scope="any",
    options=NearDuplicateRefOptions,
    fixes=("unsafe", "manual"),
)
def near_duplicate_ref(doc: Document, options: NearDuplicateRefOptions) -> Iterator[Finding]:
    """Two references cite the same source and differ only in how it was looked up.

    Title, author, date, work and address are the same; one has an archived copy, say, or was read
    on another day. The reader sees one source under two numbers. See
    [WP:NAMEDREFS](https://en.wikipedia.org/wiki/Help:Footnotes#WP:NAMEDREFS).

    The address counts with its query and its fragment: two posts of a live blog are two sources.
    What `duplicate-ref` never merges is left alone here, too: texts in a reference list or behind
    the last one, *ibid.*, page numbers in `{{rp}}`, what a parser function may leave out.

    **Fix.** Unsafe. The richer one stays, with the parameters that only the other one has and the
    later access date; no parameter is lost. None where the two disagree, as about the archived
    copy. On a page that names no reference the invented name is only shown (WP:CITEVAR).
    """
    shared = {reference.node: reference for same in shared_sources(doc) for reference in same}
    if not shared:
        return
    found = []
    sharing = sorted(shared.values(), key=lambda reference: reference.node.start)
    for alike in same_works(doc, mergeable(doc, sharing), options.ignore_fields):
        alike = [reference for reference in alike if not speaks_of_its_place(reference)]
        if len(alike) > 1:
            found.append(alike)
    nameless = any(not any(reference.name for reference in alike) for alike in found)
    taken = _taken(doc) if nameless else set()
    for alike in found:
        yield from _findings(doc, alike, options.ignore_fields, taken)


def _taken(doc: Document) -> set[str]:
    """The names on the page, and those that `duplicate-ref` may invent in the same pass."""
    taken = {name for _, name in references(doc).names}
    for copies in duplicates(doc):
        if not any(copy.name for copy in copies):
            taken.add(propose_name(doc, kept(copies, {}), taken))
    return taken


def _findings(
    doc: Document, alike: list[Reference], ignored: Sequence[str], taken: set[str]
) -> Iterator[Finding]:
    contents: dict[Hashable, list[Reference]] = {}
    for reference in alike:
        contents.setdefault(normal_content(doc, reference), []).append(reference)
    refs = references(doc)
    names = mergeable_names(refs, alike)
    copies = [kept(same, names) for same in contents.values()]  # the others are duplicate-ref's
    keep = min(copies, key=lambda copy: _rank(doc, copy))
    invented = None
    if not any(copy.name for copy in copies):
        invented = propose_name(doc, keep, taken)
        taken.add(invented)
    named_page = any(r.kind == "ref" and r.name for r in refs.all)
    kind: Applicability = "manual" if invented and not named_page else "unsafe"
    for copy in removable(doc, copies, keep):
        here, there = only_citation(doc, keep), only_citation(doc, copy)
        assert here is not None
        assert there is not None
        differing = differences(here, there, ignored, doc.language)
        gains = united(here, there, differing, doc.language)
        # a named one among several gives its name first, the others find it in the next pass
        name = keep.name or copy.name or invented
        naming: tuple[Edit, ...] | None = ()
        if name and keep.name is None:
            naming = (add_name(doc.text, keep, name),)
        elif name and copy.name not in (None, name):
            naming = rename(refs, doc.text, copy, name)
        fix = None
        if (
            name is not None
            and (name == invented or name in names)
            and gains is not None
            and naming is not None
            and _define_nothing_else(refs, keep, copy)
        ):
            edits = (*naming, *gains, Edit(copy.span, reuse(name, copy.group)))
            fix = Fix(
                *(f"reuse “{name}”", edits, kind),
                relies_on=(keep.opening_span,),
                summary="merged refs of the same source",
            )
        message = f"same source as another reference, but for {', '.join(differing)}"
        yield Finding(copy.span, message, fix, related=(Related(keep.span, "it stands here"),))


def _define_nothing_else(refs: References, keep: Reference, copy: Reference) -> bool:
    """Whether no third text stands under the names of two: it would not be the united one."""
    for one in (keep, copy):
        if one.name is not None:
            definitions = refs.definitions(one.group, one.name)
            if any(other is not keep and other is not copy for other in definitions):
                return False
    return True


def _rank(doc: Document, copy: Reference) -> tuple[bool, bool, int, bool]:
    """The one in a reference list first, then one outside templates, the richest, a named one."""
    citation = only_citation(doc, copy)
    said = len(citation.normal_form[1]) if citation else 0
    return not copy.list_defined, copy.in_template is not None, -said, copy.name is None
