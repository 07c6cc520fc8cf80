from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TypeVar

from wikilint import Document, Edit, Finding, Fix, Severity, rule
from wikilint.analysis import section_at, sections
from wikilint.analysis.brackets import LoneBracket, brackets, is_only_one_of_its_section
from wikilint.analysis.code_places import is_code
from wikilint.analysis.namespaces import MODULE
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Node

_Node = TypeVar("_Node", bound=Node)


@rule("unbalanced-braces", severity="warning", scope="any", fixes=("unsafe", "manual"))
def unbalanced_braces(doc: Document) -> Iterator[Finding]:
    """Braces of a template or parameter are opened or closed without a partner.

    A template that is not closed is printed as source, with all that follows up to the next closing
    braces; it is an error where a name and a parameter show that a template is meant. Braces by
    themselves are worth knowing only.

    Never reported: code (lines that begin with a blank, backticks, `<code>`), raw contents such as
    `<math>`, modules. On pages that are made to be transcluded the findings are infos.

    **Fix.** Unsafe, for a single brace where two are wanted (`{{cite web|url=x}`), if nothing else
    is unbalanced in the section and only one place fits.
    """
    if doc.namespace == MODULE:
        return
    for lone in brackets(doc).lone:
        if lone.kind in ("{{", "}}") and not is_code(doc, lone.start, lone.end):
            yield _opened(doc, lone) if lone.kind == "{{" else _closed(doc, lone)


def _opened(doc: Document, lone: LoneBracket) -> Finding:
    name = re.compile(r"[^\W_][^\[\]{}|<>\n]{0,80}(?=\s*\|)").match(doc.text, lone.end)
    if name is None:
        return Finding((lone.start, lone.end), "{{ has no partner", severity="info")
    _, section_end = _section(doc, lone)
    span = (lone.start, name.end())
    message = f"{{{{{name[0].strip()} is never closed"
    severity: Severity = "info" if is_transcluded(doc) else "error"
    fix = None
    only = is_only_one_of_its_section(doc, lone)
    places = _single(doc, "}", lone.end, section_end) if only else []
    if len(places) == 1:
        at = places[0] + 1
        message += ": it ends with a single brace"
        edit = Edit((at, at), "}")
        fix = Fix("add the missing brace", (edit,), reshapes=(lone.start, section_end))
    return Finding(span, message, fix, severity=severity)


def _closed(doc: Document, lone: LoneBracket) -> Finding:
    span = (lone.start, lone.end)
    if not is_only_one_of_its_section(doc, lone):
        return Finding(span, "}} closes nothing", severity="info")
    section_start, section_end = _section(doc, lone)
    named = re.compile(r"\{[^\W_][^\[\]{}|<>\n]{0,80}\|")
    places = [
        at for at in _single(doc, "{", section_start, lone.start) if named.match(doc.text, at)
    ]
    if len(places) != 1:
        return Finding(span, "}} closes nothing", severity="info")
    at = places[0]
    name = doc.text[at + 1 : doc.text.index("|", at)].strip()
    fix = Fix("add the missing brace", (Edit((at, at), "{"),), reshapes=(at, section_end))
    severity: Severity = "info" if is_transcluded(doc) else "error"
    message = f"}}}} closes nothing: {{{name} begins with a single brace"
    return Finding(span, message, fix, severity=severity)


def _section(doc: Document, lone: LoneBracket) -> tuple[int, int]:
    section = section_at(sections(doc), lone.start)
    return section.start, section.end


def _single(doc: Document, brace: str, start: int, end: int) -> list[int]:
    """Where a brace stands alone, outside other templates and raw contents."""
    pattern = re.compile(rf"(?<!\{brace})\{brace}(?!\{brace})")
    tree = doc.tree
    inner = (
        _within(found, start, end) for found in (tree.templates, tree.arguments, tree.comments)
    )
    covers = [n.span for nodes in inner for n in nodes if n.end <= end]
    covers += (tag.span for tag in _within(tree.tags, start, end) if tag.opaque)
    covers.sort()
    found, index, until = [], 0, -1
    for match in pattern.finditer(doc.text, start, end):
        at = match.start()
        while index < len(covers) and covers[index][0] <= at:
            until = max(until, covers[index][1])
            index += 1
        if at >= until:
            found.append(at)
    return found


def _within(nodes: Sequence[_Node], start: int, end: int) -> Sequence[_Node]:
    first = bisect_left(nodes, start, key=lambda node: node.start)
    return nodes[first : bisect_left(nodes, end, first, key=lambda node: node.start)]
