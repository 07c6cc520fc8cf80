from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from wikilint import Applicability, Document, Edit, Finding, Fix, Related, Span, option, rule
from wikilint.analysis.citations import Citation
from wikilint.analysis.ref_contents import (
    in_sets,
    normal_content,
    only_citation,
    same_day,
    shared_sources,
    source_key,
)
from wikilint.analysis.ref_merging import (
    add_name,
    duplicates,
    kept,
    mergeable,
    mergeable_names,
    removable,
    rename,
    reuse,
    speaks_of_its_place,
)
from wikilint.analysis.ref_names import propose_name
from wikilint.analysis.references import Reference, References, references
from wikilint.edits import set_param


@dataclass(frozen=True, eq=False, repr=False)
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
    for alike in _same_works(doc, mergeable(doc, sharing), options.ignore_fields):
        alike = [reference for reference in alike if not speaks_of_its_place(reference)]
        if len(alike) > 1:
            found.append(alike)
    nameless = any(not any(reference.name for reference in alike) for alike in found)
    taken = _taken(doc) if nameless else set()
    for alike in found:
        yield from _findings(doc, alike, options.ignore_fields, taken)


def _same_works(
    doc: Document, references: Iterable[Reference], ignored: Collection[str]
) -> list[list[Reference]]:
    """The references in sets of one work, in one group and list, by their first."""
    cited = [r for r in references if (one := only_citation(doc, r)) and _has_address(one)]
    # addresses, dates and the text round the citation take longer, and are left for the few
    alike = in_sets(cited, lambda r: (r.group, r.list_index, _plain_values(doc, r, ignored)))
    works = [in_sets(found, lambda r: cited_work(doc, r, ignored)) for found in alike]
    return sorted(chain.from_iterable(works), key=lambda same: same[0].span)


def cited_work(doc: Document, reference: Reference, ignored: Collection[str]) -> Hashable:
    """What a reference says apart from some parameters of its one citation, by canonical name.

    Addresses count as `source_key` has them, dates as days. None without a citation or address, or
    with several.
    """
    facts = doc.site.citations
    citation = only_citation(doc, reference)
    if citation is None or facts is None or not citation.get("url"):
        return None
    cited = citation.normal_form
    values = {key: value for key, value in cited[1] if key not in ignored}
    for key, value in values.items():
        if key == "url":
            values[key] = source_key(doc.site, value)
        elif facts.role(key) == "publication":
            values[key] = same_day(value, doc.language)
    work = (citation.name, frozenset(values.items()))
    return tuple(work if piece == cited else piece for piece in normal_content(doc, reference))


def _has_address(citation: Citation) -> bool:
    if citation.wrapper:
        return citation.get("url") != ""
    return any(name == "url" for name, _ in citation.normal_form[1])  # is needed anyhow


def _plain_values(doc: Document, reference: Reference, ignored: Collection[str]) -> Hashable:
    """What counts of the one citation of a reference, but for its address and dates."""
    facts, citation = doc.site.citations, only_citation(doc, reference)
    if facts is None or citation is None:
        return None
    name, values = citation.normal_form
    plain = [pair for pair in values if pair[0] not in ignored and pair[0] != "url"]
    return name, frozenset(pair for pair in plain if facts.role(pair[0]) != "publication")


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


def differences(
    one: Citation, other: Citation, names: Iterable[str], language: str
) -> tuple[str, ...]:
    """Which of some parameters, by canonical name, do not say the same in two citations."""
    return tuple(
        name
        for name in names
        if (value := one.get(name)) != (found := other.get(name))
        and not (value and found and same_day(value, language) == same_day(found, language))
        and not (name == "language" and value and found and one.is_english and other.is_english)
    )


def united(
    keep: Citation, other: Citation, names: Iterable[str], language: str
) -> tuple[Edit, ...] | None:
    """Give a citation what only the other one has, of some parameters, and the later access date.

    None where both have a value and it cannot be told which is right.
    """
    edits: dict[Span, str] = {}
    # a new parameter goes behind the last one, whose empty value may be filled at the same place
    for name in sorted(names, key=lambda name: name not in keep.params):
        old, new = keep.get(name), other.get(name)
        if not new:
            continue
        if old:
            days = same_day(old, language), same_day(new, language)
            if name != "access-date" or not all(map(_is_day, days)):
                return None
            if days[0] > days[1]:
                continue
        written = keep.params[name].name if name in keep.params else name
        for edit in set_param(keep.template, written, new):
            edits[Span(*edit.span)] = edits.get(Span(*edit.span), "") + edit.text
    return tuple(Edit(span, text) for span, text in edits.items())


def _is_day(value: str) -> bool:
    return len(value) == 10 and value[4] == value[7] == "-"


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
