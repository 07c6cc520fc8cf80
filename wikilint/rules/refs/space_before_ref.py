from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from wikilint import Applicability, Document, Edit, Finding, Fix, Span, option, rule
from wikilint.analysis.ref_clusters import Cluster, is_attached, is_word_of_sentence, ref_clusters

_BLANKS = frozenset(" \t")
_FEW = 5  # a page's style is its own only where it shows more often than that


@dataclass(frozen=True, eq=False, repr=False)
class SpaceBeforeRefOptions:
    """Options of the rule."""

    separator: str | None = option(
        None,
        "What stands between two references. By default what the wiki has there; on a wiki of "
        "which that is not known nothing is reported.",
    )
    space_after: bool = option(
        True, "Where a word follows the reference at once, put the blank between the two."
    )


@rule(
    "space-before-ref",
    severity="off",
    scope="configurable",
    options=SpaceBeforeRefOptions,
    fixes=("safe", "unsafe"),
)
def space_before_ref(doc: Document, options: SpaceBeforeRefOptions) -> Iterator[Finding]:
    """A blank stands before a reference, or between two of them.

    The mark would go to the start of the next line. On the English Wikipedia it follows the text
    or the punctuation at once, and so do further references
    ([MOS:REFSPACE](https://en.wikipedia.org/wiki/MOS:REFSPACE)). Only blanks and tabs count: a line
    break may be layout.

    Nothing is said where no text stands before the reference (the start of a line, of a cell, of
    a parameter's value, behind a file or a `<br>`), behind templates other than those that mark a
    language, behind a colon (“Sources: …”), a preposition (“As per [1]”) or a lone word between
    two references (“… and …”), behind a run of blanks in a table or a template's argument, in the
    latter behind a figure, too, in headings and on talk pages.

    **Fix.** Safe: the blank goes; it moves behind the reference where a word would follow at once
    (`space-after`). Unsafe where a quotation mark, an unknown template or the like follows, where
    a parser function decides about the text, and on a page that has the blank at most references.
    """
    separator = options.separator
    if separator is None:
        separator = doc.site.data.get("ref_placing", {}).get("separator")
    if separator is None or doc.namespace % 2:
        return
    text, clusters = doc.text, ref_clusters(doc)
    wrong = []
    for index, cluster in enumerate(clusters):
        if text[cluster.text_end] in _BLANKS:
            previous = clusters[index - 1].end if index else 0
            if _is_wrong(doc, cluster, previous):
                wrong.append(cluster)
        if len(cluster.nodes) > 1:
            yield from _between(doc, cluster, separator)
    own_style = len(wrong) > max(_FEW, len(clusters) - len(wrong))
    for cluster in wrong:
        blank = Span(cluster.text_end, cluster.start)
        yield _finding(doc, cluster, blank, options.space_after, own_style)


def _is_wrong(doc: Document, cluster: Cluster, previous_end: int) -> bool:
    text, end = doc.text, cluster.text_end
    last = text[end - 1 : end]
    if last == ":" or not is_attached(doc, cluster) or cluster.in_heading:
        return False
    follows = text[cluster.end : cluster.end + 1]
    if is_word_of_sentence(doc, cluster) and (not follows or follows in " \n.,;"):
        return False
    if text[previous_end:end].strip(" \t").isalpha() and previous_end:
        return False
    if cluster.in_table:
        return last != "!" and cluster.start - end == 1
    if cluster.references[0].in_template is not None:
        return cluster.start - end == 1 and not last.isdigit()
    return True


def _finding(
    doc: Document, cluster: Cluster, blank: Span, space_after: bool, own_style: bool
) -> Finding:
    following = doc.text[cluster.end : cluster.end + 1]
    edits = [Edit(blank, "")]
    kind: Applicability = "safe"
    title = "remove the blank"
    if following.isalnum() or following in tuple("[(“‘„«"):
        if space_after:
            edits.append(Edit((cluster.end, cluster.end), " "))
            title = "put the blank behind the reference"
        else:
            kind = "unsafe"
    elif following in tuple("'\"{&"):
        kind = "unsafe"
    if own_style or any(reference.conditional for reference in cluster.references):
        kind = "unsafe"
    return Finding(blank, "no blank before a reference", Fix(title, tuple(edits), kind))


def _between(doc: Document, cluster: Cluster, separator: str) -> Iterator[Finding]:
    apart = [pair for pair in pairwise(cluster.nodes) if pair[0].end < pair[1].start]
    if not apart:
        return
    end = cluster.text_end
    before = doc.text[end - 1 : end] if end else "\n"
    if before in "\n|=*#:" or (before == "!" and cluster.in_table) or cluster.in_heading:
        return
    references = {reference.node.start for reference in cluster.references}
    for first, second in apart:
        if second.start not in references:
            continue
        fix = Fix("remove the blank", (Edit((first.end, second.start), separator),), "safe")
        message = "no blank between references"
        if separator:
            message = f"“{separator}” belongs between references, not a blank"
            fix = Fix(f"put “{separator}”", fix.edits, "safe")
        yield Finding((first.end, second.start), message, fix)
