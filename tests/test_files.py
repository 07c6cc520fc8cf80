"""Reading and writing without losing anything."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from wikilint import files
from wikilint.files import FileError


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.wiki"
    path.write_bytes(b"old")
    return path


def test_read_gives_bytes_and_text(page: Path) -> None:
    page.write_bytes(b"\xef\xbb\xbfa\r\nb")
    data, source = files.read(page)
    assert data == b"\xef\xbb\xbfa\r\nb"
    assert source.text == "a\nb"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a\nb\xff", "2:2: byte 0xff is not valid UTF-8"),
        (b"a\x00", "1:2: the text holds a NUL character"),
        (b"\xef\xbb\xbf\xe4", "1:1: byte 0xe4 is not valid UTF-8"),
    ],
)
def test_bad_bytes_are_refused_with_their_place(page: Path, data: bytes, message: str) -> None:
    page.write_bytes(data)
    with pytest.raises(FileError) as caught:
        files.read(page)
    assert str(caught.value) == f"{page}:{message}"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"no\.wiki: cannot be read: No such file"):
        files.read(tmp_path / "no.wiki")


def test_write_replaces_the_file_and_keeps_its_mode(page: Path) -> None:
    page.chmod(0o640)
    files.write(page, b"new", b"old")
    assert page.read_bytes() == b"new"
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    assert os.listdir(page.parent) == ["page.wiki"]


def test_a_symbolic_link_stays_one(page: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.wiki"
    link.symlink_to(page)
    files.write(link, b"new", b"old")
    assert link.is_symlink()
    assert page.read_bytes() == b"new"


def test_a_file_that_changed_meanwhile_is_not_overwritten(page: Path) -> None:
    with pytest.raises(FileError, match="changed on disk"):
        files.write(page, b"new", b"something else")
    assert page.read_bytes() == b"old"
    assert os.listdir(page.parent) == ["page.wiki"]


@pytest.mark.parametrize("function", ["replace", "fsync"])
def test_a_failure_leaves_the_file_and_no_other(
    page: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, function, fail)
    with pytest.raises(FileError, match="cannot be written: No space left on device"):
        files.write(page, b"new", b"old")
    assert page.read_bytes() == b"old"
    assert os.listdir(page.parent) == ["page.wiki"]


def test_a_read_only_file_is_refused(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(FileError, match="the file is read-only"):
        files.write(page, b"new", b"old")
    assert page.read_bytes() == b"old"


def test_an_owner_that_cannot_be_kept_does_not_stop_the_writing(
    page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "chown", refuse)
    files.write(page, b"new", b"old")
    assert page.read_bytes() == b"new"
