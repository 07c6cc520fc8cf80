r"""What fixing changes, as a patch that `git apply` takes.

Lines end at ``\n`` alone, as they do for git; a carriage return belongs to its line. The text of
the page goes through as it is: an escaped character would make another patch.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from wikilint.output import FormatError
from wikilint.output.changed_lines import Change, changed_lines
from wikilint.output.fixes import summary_line
from wikilint.results import Run

_CONTEXT = 3

_ESCAPES = {"\a": "a", "\b": "b", "\t": "t", "\n": "n", "\v": "v", "\f": "f", "\r": "r"}
_ESCAPES |= {'"': '"', "\\": "\\"}


def as_diff(run: Run) -> Iterator[str]:
    """A unified diff for each file that fixing changes. Raises FormatError outside `fix`."""
    if run.command != "fix":
        raise FormatError("the format diff shows what would be fixed: wikilint fix --diff")
    for report in run.reports:
        if report.fixed is None or report.original is None or not report.changed:
            continue
        path = PurePath(report.path).as_posix().lstrip("/")
        old, new = _quoted(f"a/{path}"), _quoted(f"b/{path}")
        if run.summary:  # text ahead of a patch is nothing to git
            yield summary_line(report.path, report.fixed)
        yield f"diff --git {old} {new}\n"
        before, after = _lines(report.original.original), _lines(report.fixed.text)
        blank = "\t" if " " in path else ""  # ends a name that holds blanks, as git does it
        yield f"--- {old}{blank}\n+++ {new}{blank}\n"
        for line in _hunks(before, after):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _hunks(old: list[str], new: list[str]) -> Iterator[str]:
    hunks: list[list[Change]] = []
    for change in changed_lines(old, new):
        if hunks and change.old_start - hunks[-1][-1].old_end <= 2 * _CONTEXT:
            hunks[-1].append(change)
        else:
            hunks.append([change])
    for hunk in hunks:
        first, last = hunk[0], hunk[-1]
        ahead = min(first.old_start, _CONTEXT)
        behind = min(len(old) - last.old_end, _CONTEXT)
        old_range = _range(first.old_start - ahead, last.old_end + behind)
        new_range = _range(first.new_start - ahead, last.new_end + behind)
        yield f"@@ -{old_range} +{new_range} @@\n"
        at = first.old_start - ahead
        for change in hunk:
            yield from (f" {line}" for line in old[at : change.old_start])
            yield from (f"-{line}" for line in old[change.old_start : change.old_end])
            yield from (f"+{line}" for line in new[change.new_start : change.new_end])
            at = change.old_end
        yield from (f" {line}" for line in old[at : at + behind])


def _range(start: int, end: int) -> str:
    """Lines as a hunk's head counts them: from 1, and an empty range from the line before it."""
    if end - start == 1:
        return str(end)
    return f"{start + 1 if end > start else start},{end - start}"


def _lines(text: str) -> list[str]:
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _quoted(path: str) -> str:
    """A file name as git writes it: in quotes, like a string in C, if it holds odd characters."""
    if path.isprintable() and '"' not in path and "\\" not in path:
        return path
    return f'"{"".join(map(_escaped, path))}"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return f"\\{_ESCAPES[character]}"
    if character.isprintable():
        return character
    return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogateescape"))
