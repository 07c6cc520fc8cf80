"""Paths on the command line to the files that a run treats.

Files that are named are always taken (unless `force_exclude` says that excludes hold for them,
too). In folders, files that the configuration includes are taken, and what git ignores is not.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from wikilint.globs import is_glob, matches, says

DEFAULT_INCLUDE = ("*.wiki", "*.wikitext", "*.mediawiki", "*.mw")


class DiscoveryError(ValueError):
    """A path that does not exist, a folder without wikitext, a malformed glob."""


class Globs(NamedTuple):
    """What to take and to leave, as in a gitignore file in `folder`."""

    folder: Path
    include: tuple[str, ...] = DEFAULT_INCLUDE
    exclude: tuple[str, ...] = ()


GitIgnores: TypeAlias = tuple[tuple[Path, tuple[str, ...]], ...]
"""Folders with the lines of their gitignore files."""

GlobsFor: TypeAlias = Callable[[Path], Globs]
"""The globs that hold in a folder: those of the configuration found upward from it."""


def discover(
    paths: Sequence[Path], globs_for: GlobsFor, *, force_exclude: bool = False
) -> Iterator[Path | DiscoveryError]:
    """The files in the order of the paths, those of a folder by name, each once.

    What cannot be found is given back as an error in its place, so that the rest is still treated.
    """
    seen: set[Path] = set()
    for path in paths:
        count = 0
        try:
            for file in _under(path, globs_for, force_exclude):
                count += 1
                if file not in seen:
                    seen.add(file)
                    yield file
        except ValueError as error:
            yield DiscoveryError(f"{path}: {error}")
            continue
        if not path.exists():
            yield DiscoveryError(f"{path}: no such file or folder")
        elif path.is_dir() and not count:
            names = ", ".join(globs_for(path).include)
            yield DiscoveryError(f"{path}: no wikitext files here ({names})")


def _under(path: Path, globs_for: GlobsFor, force_exclude: bool) -> Iterator[Path]:
    if path.is_dir():
        yield from _walk(path, globs_for)
    elif path.exists() and not (force_exclude and _excluded(path, globs_for(path.parent))):
        yield path


def _excluded(path: Path, globs: Globs) -> bool:
    return bool(globs.exclude) and matches(globs.exclude, path, globs.folder)


def _walk(top: Path, globs_for: GlobsFor) -> Iterator[Path]:
    """Files below a folder. Links to folders are not followed, so that no loop can occur."""
    read: dict[Path, GitIgnores] = {}
    for folder, subfolders, files in os.walk(top, onerror=_tell):
        here = Path(folder)
        globs = _reaching(globs_for(here), here, top)
        ignored = _ignored_by_git(here, read)
        subfolders[:] = sorted(
            name
            for name in subfolders
            if name != ".git"
            and not _is_ignored(here / name, ignored, is_folder=True)
            and not (
                globs.exclude and matches(globs.exclude, here / name, globs.folder, is_folder=True)
            )
        )
        for name in sorted(files):
            file = here / name
            if not matches(globs.include, file, globs.folder) or _excluded(file, globs):
                continue
            if not _is_ignored(file, ignored) and file.exists():  # no link that leads nowhere
                yield file


def _reaching(globs: Globs, folder: Path, top: Path) -> Globs:
    """Globs of a configuration elsewhere (`--config`) count from the folder that was named."""
    is_elsewhere = os.path.relpath(folder, globs.folder).startswith("..")
    return globs._replace(folder=top) if is_elsewhere else globs


def _tell(error: OSError) -> None:
    raise DiscoveryError(f"{error.filename}: cannot be read: {error.strerror}")


def _is_ignored(path: Path, ignored: GitIgnores, *, is_folder: bool = False) -> bool:
    """Whether git ignores it: of the files that speak of it, the innermost decides."""
    for folder, lines in reversed(ignored):
        said = says(lines, path, folder, is_folder=is_folder)
        if said is not None:
            return said
    return False


def _ignored_by_git(folder: Path, read: dict[Path, GitIgnores]) -> GitIgnores:
    """The gitignore files that hold in a folder, those of the folders above it first."""
    if folder not in read:
        parent = folder.resolve().parent
        is_top = (folder / ".git").exists() or parent == folder.resolve()
        holding = () if is_top else _ignored_by_git(parent, read)
        file = folder / ".gitignore"
        if file.is_file():
            holding = (*holding, (folder, _git_lines(file)))
        read[folder] = holding
    return read[folder]


def _git_lines(file: Path) -> tuple[str, ...]:
    """The globs of a gitignore file; like git, we pass over what is none."""
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        _tell(error)
        return ()
    return tuple(line for line in text.split("\n") if is_glob(line))
