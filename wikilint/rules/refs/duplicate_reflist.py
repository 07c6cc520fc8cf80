from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wikilint import Document, Edit, Finding, Fix, Related, rule
from wikilint.analysis.ref_lists import standing_lists
from wikilint.analysis.references import ReferenceList, references


@rule("duplicate-reflist", severity="off", scope="any", fixes=("manual",))
def duplicate_reflist(doc: Document) -> Iterator[Finding]:
    """Two reference lists without a group, and no reference between them.

    The first list takes all footnotes that stand before it. The second one is empty, under a
    heading perhaps that promises sources; mostly a bot, or an editor in a section of their own,
    added it. See [Help:Footnotes](https://en.wikipedia.org/wiki/Help:Footnotes).

    Not reported: a list behind references of its own, one with references defined in it, lists of
    groups, on talk pages, and lists that a parser function, a transclusion tag or another
    template may leave out.

    **Fix.** Manual, never applied: take out the second list. A person sees which of the two
    places is right, and what becomes of the heading.
    """
    if len(references(doc).lists) < 2 or doc.namespace % 2:
        return
    ungrouped = [item for item in standing_lists(doc) if not item.group]
    for first, second in pairwise(ungrouped):
        if _is_used(doc, first, second):
            continue
        fix = Fix("take out this list", (Edit(second.span, ""),), "manual")
        related = (Related(first.span, "this list takes all references before it"),)
        yield Finding(second.span, "a second reference list, which is empty", fix, related=related)


def _is_used(doc: Document, first: ReferenceList, second: ReferenceList) -> bool:
    """Whether a reference stands behind the first list and not behind the second."""
    return any(
        not reference.group and first.span.end <= reference.span.start < second.span.end
        for reference in references(doc).all
    )
