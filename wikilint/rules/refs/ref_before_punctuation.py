from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Applicability, Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.ref_clusters import Cluster, is_attached, is_word_of_sentence, ref_clusters
from wikilint.syntax import Template

_FEW = 5  # a page's style is its own only where it shows more often than that


@dataclass(frozen=True, eq=False, repr=False)
class RefBeforePunctuationOptions:
    """Options of the rule."""

    position: Literal["auto", "after"] = option(
        "auto",
        "Where references stand: after punctuation, or as the wiki has it (`auto`); on a wiki of "
        "which that is not known nothing is reported.",
    )
    marks: str = option(".,;:?!", "The marks that references follow.")


@rule(
    "ref-before-punctuation",
    severity="off",
    scope="configurable",
    options=RefBeforePunctuationOptions,
    fixes=("safe", "unsafe"),
)
def ref_before_punctuation(
    doc: Document, options: RefBeforePunctuationOptions
) -> Iterator[Finding]:
    """A reference stands before the punctuation mark that it should follow.

    On the English Wikipedia references follow the mark, with no blank between
    ([MOS:REFPUNCT](https://en.wikipedia.org/wiki/MOS:REFPUNCT)); a dash and a closing parenthesis
    are no such marks. Several references in a row move as one, with the page numbers (`{{rp}}`)
    and maintenance tags among them. Where the same mark stands on both sides one is too many.

    Nothing is said about marks at the start of a word or figure (`.com`, `.5`), runs of marks
    (`...`, `!!` of a table row), a comma or semicolon between two references, the colon of a
    `;` line, references that take the place of a word (“see [1].”) or have no text before them,
    headings, other people's words on talk pages.

    **Fix.** Safe where the mark is followed by a blank, the end of the line or another reference.
    Unsafe in a table, in a template's argument, next to maintenance tags, templates, comments and
    block tags, where something else follows, where the mark stands on both sides, and on a page
    that puts most of its references before the mark. None where another mark stands before.
    """
    if options.position == "auto":
        placing = doc.site.data.get("ref_placing", {})
        if placing.get("position") != "after":
            return
    if doc.namespace % 2:
        return
    text, marks = doc.text, options.marks
    clusters = ref_clusters(doc)
    found = [c for c in clusters if text[c.next : c.next + 1] in marks and c.next < len(text)]
    if not found:
        return
    starts = {cluster.start for cluster in clusters}
    found = [
        cluster
        for cluster in found
        if _is_misplaced(text, cluster, marks, starts) and not is_word_of_sentence(doc, cluster)
    ]
    followers = sum(text[c.text_end - 1 : c.text_end] in marks for c in clusters if c.text_end)
    own_style = len(found) > max(_FEW, followers)
    for cluster in found:
        at = cluster.next
        mark, before = text[at], text[cluster.text_end - 1]
        message = f"“{mark}” belongs before the reference"
        fix = None
        if before == mark:
            message = f"“{mark}” stands before the reference and after it"
            fix = Fix(f"remove the second “{mark}”", (Edit((cluster.end, at + 1), ""),), "unsafe")
        elif before in marks:
            message = (
                f"“{mark}” follows the reference, “{before}” stands before it: one is too many"
            )
        else:
            kind: Applicability = "unsafe"
            if not own_style and _is_certain(doc, cluster):
                kind = "safe"
            moved = Edit((cluster.text_end, cluster.start), mark)
            edits = (moved, Edit((cluster.end, at + 1), ""))
            fix = Fix(f"put “{mark}” before the reference", edits, kind)
        yield Finding((at, at + 1), message, fix)


def _is_misplaced(text: str, cluster: Cluster, marks: str, starts: set[int]) -> bool:
    at, text_end = cluster.next, cluster.text_end
    following = text[at + 1 : at + 2]
    if following.isalnum() or (following in marks and following) or text[at : at + 3] == ". .":
        return False
    line_start = text.rfind("\n", 0, text_end) + 1
    line = text[line_start:text_end].strip("*:# ")
    if not line or (line[0] == ";" and text[at] == ":"):
        return False
    if line[-1] in "|=([{“„‘«–—-/+*#<" or (line[-1] == "!" and cluster.in_table):
        return False
    if line[-1] in marks and text.startswith(("..", ". ."), text_end - 3):
        return False
    if text[at] in ",;":
        after = len(text) - len(text[at + 1 :].lstrip(" \t"))
        if after in starts:
            return False
    return not cluster.in_heading and not any(r.computed for r in cluster.references)


def _is_certain(doc: Document, cluster: Cluster) -> bool:
    text, at = doc.text, cluster.next
    following = text[at + 1 : at + 5]
    if following and not following[0].isspace() and following.lower() != "<ref":
        return False
    tags = doc.site.family("maintenance")
    return (
        is_attached(doc, cluster)
        and not any(isinstance(node, Template) and node.name in tags for node in cluster.nodes)
        and not any(r.in_template or r.conditional for r in cluster.references)
        and not cluster.in_table
    )
