from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis import citations, prose
from wikilint.analysis.segments import MASK
from wikilint.syntax import Parameter, Template

# The edges of an argument’s prose, with the blanks of its layout.
_LEFT, _RIGHT = {f"{MASK} ", f"{MASK}\n"}, {f" {MASK}", f"\n{MASK}"}
_OTHERS = ("“", "”", "„", "«", "»", "″", "''", "&quot;", "{{")
_SOURCES = frozenset({"title", "quote"})


@rule("unbalanced-quotation-mark", severity="off", fixes=("manual",))
def unbalanced_quotation_mark(doc: Document) -> Iterator[Finding]:
    """A quotation mark at the edge of a citation's title or quotation has no partner.

    The citation's template sets marks of its own around titles and quotations; one that was copied
    along prints as a second one. In `|quote=He arrived in Moscow"` the mark is left from the
    article's sentence.

    Only the first and the last character of a value are looked at, and only if no other quotation
    mark, of whatever form, stands in it: in the middle a lone mark may be the sign of inches, in a
    paragraph that of a quotation that goes on in the next. A mark behind a figure (`12"`) is one of
    inches. On a wiki of whose citations nothing is known nothing is reported.

    **Fix.** Manual: the mark goes; perhaps its partner was lost.
    """
    masked = prose(doc).text
    at = masked.find('"')
    while at >= 0:
        if at < 2 or MASK in masked[at - 2 : at + 3]:  # the cheapest test of all
            opens = masked[at - 1] == MASK or masked[at - 2 : at] in _LEFT
            closes = masked[at + 1 : at + 2] == MASK or masked[at + 1 : at + 3] in _RIGHT
            if (opens or closes) and at and _is_alone(doc, at):
                which = "opening" if opens else "closing"
                fix = Fix("remove the quotation mark", (Edit((at, at + 1), ""),), "manual")
                yield Finding((at, at + 1), f"{which} quotation mark without a partner", fix)
        at = masked.find('"', at + 1)


def _is_alone(doc: Document, at: int) -> bool:
    segment = prose(doc).segment_at(at)
    if segment is None or segment.contexts.isdisjoint(_SOURCES):
        return False
    param = doc.tree.at(at, at + 1).parent
    if not isinstance(param, Parameter) or not isinstance(param.parent, Template):
        return False
    if citations(doc).of(param.parent) is None:
        return False
    start, end = param.value_span
    value = param.value
    if at not in (start, end - 1) or len(value) < 2 or value.count('"') > 1:
        return False
    if any(mark in value for mark in _OTHERS):
        return False
    return at == start or not (value[-2].isdecimal() or value[-2] in "½¼¾⁄'′")
