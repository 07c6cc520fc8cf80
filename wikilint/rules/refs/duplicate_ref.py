from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wikilint import Applicability, Document, Edit, Effect, Finding, Fix, Related, option, rule
from wikilint.analysis.namespaces import TEMPLATE
from wikilint.analysis.ref_contents import same_contents
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

_SUMMARY = "merged duplicate ref"
_PARTIAL = r"<(?:section|noinclude|includeonly|onlyinclude)"


@dataclass(frozen=True, eq=False, repr=False)
class DuplicateRefOptions:
    """Options of the rule."""

    min_length: int = option(25, "Shorter texts, in characters, may stand more than once.")
    normalise: bool = option(
        True,
        "Order, aliases and blanks of parameters, empty ones, and the case of a template's first "
        "letter make no difference.",
    )
    require_named: bool = option(
        True, "Invent a name only on a page that already names a reference (WP:CITEVAR)."
    )


@rule(
    "duplicate-ref",
    severity="info",
    scope="any",
    options=DuplicateRefOptions,
    fixes=("safe", "unsafe", "manual"),
)
def duplicate_ref(doc: Document, options: DuplicateRefOptions) -> Iterator[Finding]:
    """The same reference is written out more than once.

    The reader sees one source under two numbers, and whoever corrects one copy forgets the other.
    Name the reference and reuse it: `<ref name="Smith 2020" />`; the text may stand before or
    behind its uses. See [WP:NAMEDREFS](https://en.wikipedia.org/wiki/Help:Footnotes#WP:NAMEDREFS).

    The finding is on the copy that can go; the one that is kept is shown beside it. Copies are
    compared within one group and up to the next reference list. Never merged are texts in a
    reference list and behind the last one, short ones (`min-length`), *ibid.* and *loc. cit.*,
    those that ask for a page number or are followed by `{{rp}}`, those that continue or detail
    another reference, and those that a parser function or a transclusion tag may leave out.

    **Fix.** Safe where a name that exists is reused, for a copy that has no name or the same.
    Unsafe where a name must be invented (WP:CITEVAR), where two names become one, where a copy
    stands in a template's argument (the template may drop it), and on templates and pages that are
    transcluded in parts, where no name is ever changed. On a page that names no reference the
    invented name is only shown.
    """
    refs = references(doc)
    alike = duplicates(doc)
    if not options.normalise:
        alike = same_contents(doc, mergeable(doc), normalise=False)
    found = []
    for copies in alike:
        copies = [copy for copy in copies if len(copy.content) >= options.min_length]
        if len(copies) > 1 and not speaks_of_its_place(copies[0]):
            found.append(copies)
    if not found:
        return
    page = _Page(
        doc,
        refs,
        whole=doc.namespace != TEMPLATE and re.search(_PARTIAL, doc.text) is None,
        names_refs=any(r.kind == "ref" and r.name for r in refs.all) or not options.require_named,
        taken={name for _, name in refs.names},
    )
    for copies in found:
        named = any(copy.name for copy in copies)
        yield from _named(page, copies) if named else _unnamed(page, copies)


class _Page(NamedTuple):
    doc: Document
    refs: References
    whole: bool  # no other page gets a part of it
    names_refs: bool  # a name may be invented
    taken: set[str]  # the names in use


def _named(page: _Page, copies: list[Reference]) -> Iterator[Finding]:
    names = mergeable_names(page.refs, copies)
    keep = kept(copies, names)
    name = keep.name or ""
    firsts = {name: keep}
    for copy in removable(page.doc, copies, keep):
        target = copy.name if copy.name in firsts else name
        source = firsts[target]
        message = f"same reference as “{target}”: reuse it by name"
        others: tuple[Edit, ...] | None = ()
        if copy.name is not None and copy.name != target:
            firsts[copy.name] = copy
            message = f"“{copy.name}” and “{name}” are the same reference: use one name"
            # whoever transcludes a part of the page may reuse the name there
            renamable = copy.name in names and page.whole
            others = rename(page.refs, page.doc.text, copy, name) if renamable else None
        fix = None
        if target in names and others is not None:
            edits = (Edit(copy.span, reuse(target, copy.group)), *others)
            renames = copy.name not in (None, target)
            safe = page.whole and not (renames or source.in_template or copy.in_template)
            relies_on = (source.opening_span,)
            kind: Applicability = "safe" if safe else "unsafe"
            effect = _effect(copy, source)
            fix = Fix(
                *(f"reuse “{target}”", edits, kind),
                effect=effect,
                relies_on=relies_on,
                summary=_SUMMARY,
            )
        yield Finding(copy.span, message, fix, related=(Related(source.span, "it stands here"),))


def _effect(copy: Reference, source: Reference) -> Effect:
    """Cite shows copies under one name once: what goes is its error, if their texts differ."""
    if copy.name != source.name:
        return "visible"
    return "cosmetic" if copy.content == source.content else "administrative"


def _unnamed(page: _Page, copies: list[Reference]) -> Iterator[Finding]:
    first = kept(copies, {})
    name = propose_name(page.doc, first, page.taken)
    page.taken.add(name)
    naming = add_name(page.doc.text, first, name)
    related = (Related(first.span, "it stands here"),)
    kind: Applicability = "unsafe" if page.names_refs else "manual"
    for copy in removable(page.doc, copies, first):
        edits = (naming, Edit(copy.span, reuse(name, copy.group)))
        fix = Fix(f"name it “{name}” and reuse it", edits, kind, summary=_SUMMARY)
        message = "the same reference stands elsewhere on the page: name it and reuse it"
        yield Finding(copy.span, message, fix, related=related)
