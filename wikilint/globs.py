"""Globs as in a gitignore file, relative to a folder."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@cache
def spec(globs: tuple[str, ...]) -> GitIgnoreSpec:
    """Globs, ready to match; later ones win. Raises ValueError for one that is malformed."""
    from pathspec import GitIgnoreSpec  # costs 10 ms, and few runs need it

    return GitIgnoreSpec.from_lines(globs)


def is_glob(line: str) -> bool:
    """Whether a line is a glob, and not malformed."""
    try:
        spec((line,))
    except ValueError:
        return False
    return True


def says(
    globs: tuple[str, ...], path: Path, folder: Path, *, is_folder: bool = False
) -> bool | None:
    """What the globs say of a file or folder: taken, let go by a ``!`` line, or nothing (None)."""
    relative = _relative(path, folder, is_folder=is_folder)
    return None if relative is None else spec(globs).check_file(relative).include


def matches(
    globs: tuple[str, ...], path: str | Path, folder: Path, *, is_folder: bool = False
) -> bool:
    """Whether the globs mean a file or folder; its path is seen from where the program runs.

    Raises ValueError for a malformed glob.
    """
    relative = _relative(path, folder, is_folder=is_folder)
    return relative is not None and spec(globs).match_file(relative)


def _relative(path: str | Path, folder: Path, *, is_folder: bool) -> str | None:
    """The path as globs see it; None for what lies outside their folder."""
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    if relative.startswith("../"):
        return None
    return f"{relative}/" if is_folder else relative
