from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint import Document, Edit, Finding, Fix, Severity, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.list_items import ListItem, neighbours

_LIST_MARKS = "*#:;"


@rule("list-gap", severity="off", scope="any", fixes=("safe", "unsafe"))
def list_gap(doc: Document) -> Iterator[Finding]:
    """A blank line stands between the items of a list.

    To MediaWiki the list ends there and another begins: screen readers announce two lists, and
    numbers start again at one ([MOS:LISTGAP](https://en.wikipedia.org/wiki/MOS:LISTGAP)). Lines
    indented with `:` are definition lists too, but blank lines between them are often meant: info.

    Never reported: talk pages, code, lists of different kinds, lists that a comment keeps apart.

    **Fix.** The blank line goes. Safe for one blank line between bulleted items, the second no
    deeper than the first; unsafe for numbered and definition lists, and for more blank lines.
    """
    if doc.namespace % 2 or not _has_gap(doc.text):
        return
    for item, following, blank_lines in neighbours(doc):
        if blank_lines < 1 or not _is_one_list(item, following):
            continue
        if is_code(doc, item.start, item.end):
            continue
        start = _line_end(doc.text, following.start)
        is_bulleted = not (item.marks + following.marks).strip("*")
        is_safe = is_bulleted and blank_lines == 1 and len(following.marks) <= len(item.marks)
        fix = Fix(
            "remove the blank line",
            (Edit((start, following.start), "\n"),),
            "safe" if is_safe else "unsafe",
        )
        span = (following.start, following.end)
        severity: Severity | None = None if following.marks[0] in "*#" else "info"
        message = f"a blank line before {following.marks} begins another list"
        yield Finding(span, message, fix, severity=severity)


@cache
def _gap() -> re.Pattern[str]:
    return re.compile(r"\n[ \t]*+\n(?=[*#:;])")


def _has_gap(text: str) -> bool:
    """Whether the line before some gap could be the end of a list item."""
    for gap in _gap().finditer(text):
        end = _line_end(text, gap.start() + 1)
        line = text.rfind("\n", 0, end) + 1
        if text.startswith((*_LIST_MARKS, "}}"), line):
            return True
    return False


def _line_end(text: str, at: int) -> int:
    """Where the last line before `at` ends that is not blank, without the blanks at its end."""
    while at and text[at - 1] in " \t\n":
        at -= 1
    return at


def _is_one_list(item: ListItem, following: ListItem) -> bool:
    kinds = {mark.replace(";", ":") for mark in (item.marks[0], following.marks[0])}
    return len(kinds) == 1
