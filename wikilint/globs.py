"""Globs as in a gitignore file, relative to a folder."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


@cache
def spec(glob: str) -> GitIgnoreSpec:
    """A glob, ready to match. Raises ValueError for one that is malformed."""
    from pathspec import GitIgnoreSpec  # costs 10 ms, and few runs need it

    return GitIgnoreSpec.from_lines([glob])


def matches(glob: str, path: str, folder: Path) -> bool:
    """Whether the glob means a file, whose path is seen from where the program runs."""
    relative = os.path.relpath(path, folder).replace(os.sep, "/")
    return not relative.startswith("../") and spec(glob).match_file(relative)
