from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Edit, Finding, Fix, Site, rule
from wikilint.analysis import prose
from wikilint.analysis.own_words import is_own_words
from wikilint.analysis.ref_clusters import Cluster, is_attached, ref_clusters
from wikilint.syntax import Entity, Template

_MARKS = ".,;:"
_IN_TEXT = ".,;"  # “::” joins names in code
_ENDS = frozenset(" \n<")
_LONGEST = 24  # characters: no word of interest is longer


@rule("doubled-punctuation", severity="off", scope="configurable", fixes=("safe", "unsafe"))
def doubled_punctuation(doc: Document) -> Iterator[Finding]:
    """The same mark stands twice, or before and after a reference.

    `A.<ref>x</ref>.` prints two full stops, one of them alone behind the footnote's number
    ([MOS:REFPUNCT](https://en.wikipedia.org/wiki/MOS:REFPUNCT)); `,,` and `..` are slips.

    Never reported: ellipses, `!!` and `??`, full stops behind abbreviations and initials
    (`etc..`), tables, headings, footnotes, sources, quotations, italics, code, addresses, lines
    that begin with a colon.

    **Fix.** Safe for the mark behind a reference that surely hangs on the text; otherwise unsafe.
    """
    text = doc.text
    for cluster in ref_clusters(doc):
        at = cluster.next
        if text[at : at + 1] and text[at] in _MARKS and text[cluster.text_end - 1] == text[at]:
            yield from _behind_references(doc, cluster)
    masked = prose(doc).text
    for mark in _IN_TEXT:
        at = masked.find(mark * 2)
        while at >= 0:
            end = at
            while masked.startswith(mark, end):
                end += 1
            if end == at + 2 and _is_slip(doc, at, end):
                fix = Fix(f"write one “{mark}”", (Edit((at, end), mark),), "unsafe")
                yield Finding((at, end), f"“{mark}” stands twice", fix)
            at = masked.find(mark * 2, end)


def _behind_references(doc: Document, cluster: Cluster) -> Iterator[Finding]:
    text, at = doc.text, cluster.next
    mark = text[at]
    if cluster.in_heading or cluster.in_table or text[cluster.text_end - 2] == mark:
        return
    following = text[at + 1 : at + 5]
    if following[:1] == mark or following[:1].isalnum() or following.startswith(" ."):
        return
    if mark == ":" and text[text.rfind("\n", 0, at) + 1] in ":;":
        return
    kind: Applicability = "unsafe"
    computed = any(r.in_template or r.conditional or r.computed for r in cluster.references)
    tagged = any(isinstance(node, Template) for node in cluster.nodes)
    shortened = mark == "." and _is_shortened(doc, cluster.text_end - 1)
    if is_attached(doc, cluster) and not (computed or tagged or shortened):
        kind = "safe" if not following.strip() or following.lower() == "<ref" else kind
        kind = "safe" if following[:1].isspace() else kind
    fix = Fix(f"remove the second “{mark}”", (Edit((cluster.end, at + 1), ""),), kind)
    yield Finding((at, at + 1), f"“{mark}” stands before the reference and after it", fix)


def _is_slip(doc: Document, start: int, end: int) -> bool:
    text = doc.text
    before, after = text[start - 1 : start], text[end : end + 1]
    if not (before.isalpha() or (before and before in ')"”’]')) or (after not in _ENDS and after):
        return False
    if isinstance(doc.tree.at(start, start + 1), Entity):
        return False
    if text[start] == "." and _is_shortened(doc, start):
        return False
    return is_own_words(doc, start, end)


def _is_shortened(doc: Document, at: int) -> bool:
    """Whether the full stop there may belong to an abbreviation or an initial."""
    words = doc.text[max(0, at - _LONGEST) : at].split()
    if not words:
        return True
    word = words[-1].lstrip("([\"'“‘")
    known = Site.language_data(doc.language).get("abbreviations", ())
    return (
        len(word) < 2
        or "." in word
        or {word, word.lower(), word.capitalize()} & set(known) != set()
        or not word[-1:].isalpha()
    )
