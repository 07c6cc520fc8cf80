"""What git says has changed, asked of real git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from wikilint import changes
from wikilint.changes import GitError
from wikilint.diagnostic import Diagnostic


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    run(tmp_path, "init", "-q")
    run(tmp_path, "config", "user.name", "t")
    run(tmp_path, "config", "user.email", "t@example.org")
    (tmp_path / "a b.wiki").write_text("1\n2\n3\n4\n")
    run(tmp_path, "add", ".")
    run(tmp_path, "commit", "-qm", "first")
    return tmp_path


def run(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True)


def diagnostic(line: int, end_line: int) -> Diagnostic:
    return Diagnostic("r", "info", "m", 0, 1, line, 1, end_line, 1, "x")


def test_changed_lines_since_a_revision(repository: Path) -> None:
    page = repository / "a b.wiki"
    page.write_text("1\nnew\nnew\n3\n4\nlast\n")
    assert changes.changed_lines(page, "HEAD") == [range(2, 4), range(6, 7)]
    assert changes.changed_lines(page, None) == []
    assert changes.changed_files(repository, "HEAD") == [page]


def test_staged_lines_and_text_are_those_of_the_index(repository: Path) -> None:
    page = repository / "a b.wiki"
    page.write_text("1\n2\n3\n4\nstaged\n")
    run(repository, "add", ".")
    page.write_text("not staged\n")
    assert changes.changed_lines(page, None) == [range(5, 6)]
    assert changes.staged(page) == b"1\n2\n3\n4\nstaged\n"
    assert changes.changed_files(repository, None) == [page]


def test_a_removed_line_changes_no_line(repository: Path) -> None:
    page = repository / "a b.wiki"
    page.write_text("1\n3\n4\n")
    assert changes.changed_lines(page, "HEAD") == [range(1, 1)]
    assert not changes.on_lines(diagnostic(1, 1), changes.changed_lines(page, "HEAD"))


def test_a_file_that_git_does_not_know_is_all_new(repository: Path) -> None:
    page = repository / "new.wiki"
    page.write_text("x")
    assert changes.on_lines(diagnostic(1, 1), changes.changed_lines(page, "HEAD"))


def test_a_finding_counts_if_any_of_its_lines_changed() -> None:
    lines = [range(5, 7)]
    assert [
        changes.on_lines(diagnostic(*span), lines) for span in ((1, 4), (1, 5), (6, 9), (7, 7))
    ] == [
        False,
        True,
        True,
        False,
    ]


def test_git_speaks_for_itself(repository: Path) -> None:
    with pytest.raises(GitError, match="git diff: fatal"):
        changes.changed_lines(repository / "a b.wiki", "no-such-revision")


def test_without_git_the_options_say_what_they_need(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="need git"):
        changes.changed_files(repository, None)
