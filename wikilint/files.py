"""Reading pages from disk and writing them back so that nothing can be lost."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

from wikilint.text import SourceText, TextError


class FileError(Exception):
    """A file that cannot be read or written; the message begins with its path."""


def read(path: Path) -> tuple[bytes, SourceText]:
    """The bytes of a file and its text. Raises FileError, with line and column for bad text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"{path}: cannot be read: {error.strerror}") from None
    return data, decode(data, str(path))


def decode(data: bytes, name: str) -> SourceText:
    """The text of some bytes. Raises FileError, with line and column, for bad text."""
    try:
        return SourceText.from_bytes(data)
    except TextError as error:
        raise FileError(f"{name}:{error.line}:{error.column}: {error.message}") from None


def write(path: Path, data: bytes, expected: bytes) -> None:
    """Put new bytes in the place of a file that still holds the expected ones.

    They are written to a temporary file in the same folder, which then takes the file's place; its
    mode and owner are kept, and a symbolic link stays one. Raises FileError and leaves the file as
    it is if anything fails.
    """
    target = path.resolve()

    def check(temporary: Path) -> None:
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        _keep_owner(target, temporary)
        if target.read_bytes() != expected:
            raise FileError(f"{path}: changed on disk while it was being fixed; not written")

    if not os.access(target, os.W_OK):
        raise FileError(f"{path}: cannot be written: the file is read-only")
    _put(path, target, data, check)


def write_new(path: Path, data: bytes) -> None:
    """Write a file of our own, new or not, in one step. Raises FileError."""
    _put(path, path.resolve(), data, lambda temporary: temporary.chmod(0o644))


def _put(path: Path, target: Path, data: bytes, prepare: Callable[[Path], None]) -> None:
    import tempfile  # three milliseconds of start-up that reading does not need

    temporary = None
    try:
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", suffix=".tmp", delete=False
        ) as file:
            temporary = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        prepare(temporary)
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise FileError(f"{path}: cannot be written: {error.strerror}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _keep_owner(target: Path, temporary: Path) -> None:
    """Give the new file the old one's owner, as far as we may."""
    status = target.stat()
    try:
        os.chown(temporary, status.st_uid, status.st_gid)
    except (PermissionError, AttributeError):  # not the owner, or no such thing on this system
        return
