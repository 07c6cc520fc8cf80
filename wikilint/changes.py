"""Which lines of a file git says have changed, for `--since` and `--staged`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from wikilint.diagnostic import Diagnostic


class GitError(Exception):
    """Git refused, or there is none."""


def git(folder: Path, *arguments: str) -> bytes:
    """What a git command prints. Raises GitError with git's own words."""
    import subprocess  # two milliseconds of start-up that few runs need

    command = ["git", "--literal-pathspecs", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise GitError("--since and --staged need git, which is not installed") from None
    if done.returncode:
        words = done.stderr.decode("utf-8", "replace").strip().split("\n")
        raise GitError(f"git {arguments[0]}: {words[0]}")
    return done.stdout


def changed_files(folder: Path, since: str | None) -> list[Path]:
    """Files added or changed since a revision, or staged where there is none."""
    top = Path(os.fsdecode(git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    listed = git(
        folder, "diff", "--no-relative", "--name-only", "-z", "--diff-filter=d", *_range(since)
    )
    return [top / name for name in listed.decode("utf-8", "surrogateescape").split("\0") if name]


def changed_lines(path: Path, since: str | None) -> list[range]:
    """The lines, counted from 1, that are new or changed; a file git does not know is all new."""
    folder, name = path.resolve().parent, path.name
    if not git(folder, "ls-files", "--", name):
        return [range(1, 2**31)]
    names = [name, *_old_name(path, since)]
    diff = git(
        folder,
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--find-renames",
        *_range(since),
        "--",
        *names,
    )
    return list(_hunks(diff.decode("utf-8", "replace")))


def _old_name(path: Path, since: str | None) -> list[str]:
    """What the file was called, from its folder, if git says that it was renamed."""
    folder = path.resolve().parent
    listed = git(
        folder, "diff", "--no-relative", "--name-status", "-z", "--diff-filter=R",
        "--find-renames", *_range(since),
    )  # fmt: skip
    words = os.fsdecode(listed).split("\0")
    top = Path(os.fsdecode(git(folder, "rev-parse", "--show-toplevel")).rstrip("\n"))
    for old, new in zip(words[1::3], words[2::3], strict=False):
        if (top / new).resolve() == path.resolve():
            return [os.path.relpath(top / old, folder)]
    return []


def staged(path: Path) -> bytes:
    """The file as it is staged."""
    return git(path.resolve().parent, "show", f":./{path.name}")


def on_lines(diagnostic: Diagnostic, lines: list[range]) -> bool:
    """Whether a finding lies, at least in part, on one of the lines."""
    return any(
        diagnostic.line < changed.stop and changed.start <= diagnostic.end_line for changed in lines
    )


def _range(since: str | None) -> list[str]:
    return ["--cached"] if since is None else ["--end-of-options", since]


def _hunks(diff: str) -> Iterator[range]:
    for match in re.finditer(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", diff, re.MULTILINE):
        start, count = int(match[1]), int(match[2] or 1)
        yield range(start, start + count)
