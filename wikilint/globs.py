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


def matches(
    globs: tuple[str, ...], path: str | Path, folder: Path, *, is_folder: bool = False
) -> bool:
    """Whether the globs mean a file or folder; its path is seen from where the program runs.

    Raises ValueError for a malformed glob.
    """
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    if relative.startswith("../"):
        return False
    return spec(globs).match_file(f"{relative}/" if is_folder else relative)
