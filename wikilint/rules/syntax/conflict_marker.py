from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.code_places import is_code
from wikilint.syntax import Comment, Tag

_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"


@rule("conflict-marker", severity="warning", scope="any", fixes=())
def conflict_marker(doc: Document) -> Iterator[Finding]:
    """A line that a version control system left behind when a merge failed.

    `<<<<<<< HEAD`, `=======` and `>>>>>>> branch` stand round two versions of the same lines, of
    which one has to go.

    Never reported: a lone `=======`, which is a heading's line to MediaWiki and a ruler to many
    who write, and markers that are shown in `<pre>`, `<nowiki>` and code or stand in a comment.

    There is no fix: only a person knows which version is right.
    """
    if _OURS not in doc.text and _THEIRS not in doc.text:
        return
    is_open = False
    middle: tuple[int, int] | None = None
    for start, end, mark in _markers(doc):
        if mark == _OURS:
            is_open, middle = True, None
            yield Finding((start, end), f"“{mark}” begins a merge conflict that was never resolved")
        elif mark == _BASE:
            if is_open:
                yield Finding((start, end), f"“{mark}” is left of a merge conflict")
        elif mark == _MIDDLE:
            middle = (start, end)
        elif middle is not None:
            yield Finding(middle, f"“{_MIDDLE}” divides the versions of a merge conflict")
            yield Finding((start, end), f"“{mark}” ends a merge conflict that was never resolved")
            is_open, middle = False, None


def _markers(doc: Document) -> Iterator[tuple[int, int, str]]:
    """The lines that look like markers: their text without blanks at the end, and the mark."""
    text = doc.text
    start = 0
    for line in text.split("\n"):
        mark, rest = line[:7], line[7:].rstrip()
        end = start + 7 + len(rest)
        known = mark in (_OURS, _BASE, _THEIRS) and rest[:1] in ("", " ")
        if (known or (mark == _MIDDLE and not rest)) and not _is_shown(doc, start, end):
            yield start, end, mark
        start += len(line) + 1


def _is_shown(doc: Document, start: int, end: int) -> bool:
    node = doc.tree.at(start, end)
    around = (node, *node.ancestors())
    shown = any(isinstance(n, Comment) or (isinstance(n, Tag) and n.opaque) for n in around)
    return shown or is_code(doc, start, end)
