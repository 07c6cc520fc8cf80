from __future__ import annotations

from collections.abc import Hashable, Iterator

from wikilint import Document, Edit, Finding, Fix, Related, rule
from wikilint.analysis.ref_clusters import Cluster, ref_clusters
from wikilint.analysis.ref_contents import normal_content, perhaps_alike, same_contents
from wikilint.analysis.references import Reference


@rule("adjacent-duplicate-ref", severity="off", scope="any", fixes=("safe",))
def adjacent_duplicate_ref(doc: Document) -> Iterator[Finding]:
    """The same reference stands twice in a row of references.

    The reader sees the same number twice, or two numbers for one text, behind one sentence. It
    comes from merging sentences and from tools that add a source which is there already.

    Two references are the same if they bear one name in one group, or have no name and the same
    text. The one that only reuses the text goes, else the later one; the text never goes. Left
    alone are those followed by a page number (`{{rp}}`), those that continue or detail another
    reference (`follow`, `details`), two texts under one name, and what a template computes.

    **Fix.** Safe: the reference goes, with the blanks between it and the one before.
    """
    for cluster in ref_clusters(doc):
        if len(cluster.references) > 1 and _may_repeat(doc, cluster):
            yield from _repeated(doc, cluster)


def _may_repeat(doc: Document, cluster: Cluster) -> bool:
    names = [r.name for r in cluster.references if r.name is not None]
    unnamed = (r for r in cluster.references if r.name is None)
    return len(set(names)) < len(names) or len(perhaps_alike(doc, unnamed)) > 1


def _repeated(doc: Document, cluster: Cluster) -> Iterator[Finding]:
    places = {node.start: index for index, node in enumerate(cluster.nodes)}
    known = {reference.node.start for reference in cluster.references}
    alike: dict[Hashable, list[Reference]] = {}
    unnamed = []
    for reference in cluster.references:
        if reference.computed or reference.sub_reference or reference.kind == "r":
            continue
        following = places[reference.node.start] + 1
        if following < len(places) and cluster.nodes[following].start not in known:
            continue  # a page number or a tag speaks of this one
        if reference.name is not None:
            alike.setdefault((reference.group, reference.name), []).append(reference)
        elif reference.kind == "ref":
            unnamed.append(reference)
        else:
            alike.setdefault(str(reference.node), []).append(reference)
    if len(unnamed) > 1:
        alike.update(enumerate(same_contents(doc, unnamed)))
    for same in alike.values():
        if len(same) == 1:
            continue
        texts = [reference for reference in same if reference.content_span is not None]
        stays = texts[0] if texts else same[0]
        for gone in same:
            if gone is stays or (len(texts) > 1 and not _agree(doc, gone, stays)):
                continue
            at = places[gone.node.start]
            start, end = gone.node.span
            if at:
                start = cluster.nodes[at - 1].end
            else:
                end = cluster.nodes[1].start
            name = f"“{gone.name}”" if gone.name else "the same reference"
            yield Finding(
                gone.node.span,
                f"{name} stands here twice in a row",
                Fix("remove one", (Edit((start, end), ""),), "safe", relies_on=(stays.node.span,)),
                related=(Related(stays.node.span, "it stands here"),),
            )


def _agree(doc: Document, one: Reference, other: Reference) -> bool:
    if one.content_span is None or other.content_span is None:
        return True
    return normal_content(doc, one) == normal_content(doc, other)
