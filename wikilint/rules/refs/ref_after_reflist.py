from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wikilint import Document, Finding, Related, rule
from wikilint.analysis.ref_lists import standing_lists
from wikilint.analysis.references import references


@rule("ref-after-reflist", severity="warning", scope="any", fixes=())
def ref_after_reflist(doc: Document) -> Iterator[Finding]:
    """A reference stands behind the last reference list.

    A list takes the footnotes before it. For what comes later MediaWiki makes a second list at the
    very end of the page, below the navigation boxes and without a heading, numbered from 1 again.
    In a group there is no such list, but an error in its place
    (`cite_error_group_refs_without_references`); then the finding is an error. See
    [Help:Footnotes](https://en.wikipedia.org/wiki/Help:Footnotes).

    Not reported: what a parser function or a transclusion tag may leave out, talk pages, and
    pages that have no list of the group at all, which is `missing-reflist`.

    There is no fix: to move the list or the text is a matter of the article's layout.
    """
    refs = references(doc)
    if not refs.lists or not refs.all or doc.namespace % 2:
        return
    earliest = min(item.span.end for item in refs.lists)
    if refs.all[-1].node.start < earliest:
        return
    lists = Counter(item.group for item in refs.lists)
    last = {item.group: item for item in refs.lists}
    standing = {item.node for item in standing_lists(doc)}
    for reference in refs.all:
        group = reference.group
        if reference.node.start < earliest or reference.list_index < lists[group]:
            continue
        if not lists[group] or reference.conditional or "{{" in group:
            continue
        if last[group].node not in standing:
            continue
        where = f"the last list of group “{group}”" if group else "the last reference list"
        key = " (cite_error_group_refs_without_references)" if group else ""
        yield Finding(
            reference.span,
            f"this reference stands behind {where}{key}",
            severity="error" if group else None,
            related=(Related(last[group].span, "the last list"),),
        )
