from __future__ import annotations

from collections.abc import Hashable, Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.ref_clusters import Cluster, ref_clusters
from wikilint.analysis.references import Reference, references


@rule("unsorted-refs", severity="off", scope="any", fixes=("unsafe",))
def unsorted_refs(doc: Document) -> Iterator[Finding]:
    """References in a row are not in the order of their numbers.

    “[2][7][4]” looks careless, but the order can mean something: the best source first, or the
    sources in the order of what the sentence says. AutoWikiBrowser no longer sorts on the English
    Wikipedia ([T154089](https://phabricator.wikimedia.org/T154089)), and the rule is off.

    Only rows of `<ref>` outside any group, without page numbers or tags among them. A reference
    whose number may come from a template's argument, which need not be shown in the order of the
    source, says nothing about the order.

    **Fix.** Unsafe and cosmetic: the references change places, the blanks among them stay.
    """
    clusters = [cluster for cluster in ref_clusters(doc) if _is_plain(cluster)]
    if not clusters:
        return
    numbers = _numbers(doc)
    for cluster in clusters:
        shown = [numbers[_key(reference)] for reference in cluster.references]
        if None in shown:
            continue
        ranked = sorted(zip(shown, cluster.nodes, strict=True), key=lambda pair: pair[0] or 0)
        moved = zip(cluster.nodes, (node for _, node in ranked), strict=True)
        edits = tuple(Edit(node.span, str(other)) for node, other in moved if node is not other)
        if edits:
            yield Finding(
                (cluster.start, cluster.end),
                "not in the order of their numbers: " + "".join(f"[{n}]" for n in shown),
                Fix("sort the references", edits, "unsafe", effect="cosmetic"),
            )


def _is_plain(cluster: Cluster) -> bool:
    references = cluster.references
    return (
        len(references) > 1
        and all(
            reference.kind == "ref" and not reference.group and not reference.computed
            for reference in references
        )
        and len(cluster.nodes) == len(references)
    )


def _numbers(doc: Document) -> dict[Hashable, int | None]:
    """The number of every reference without a group; None where a template may change it."""
    numbers: dict[Hashable, int | None] = {}
    for reference in references(doc).all:
        key = _key(reference)
        if reference.group or reference.list_defined or key in numbers:
            continue
        certain = reference.in_template is None and not reference.conditional
        numbers[key] = len(numbers) + 1 if certain else None
    return numbers


def _key(reference: Reference) -> Hashable:
    """What makes two marks one number; behind a reference list Cite begins anew."""
    if reference.kind == "sfn":
        return reference.list_index, str(reference.node)
    return reference.list_index, reference.name or reference.node
