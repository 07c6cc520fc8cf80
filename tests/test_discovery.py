"""Which files a run takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint.discovery import DiscoveryError, Globs, discover


@pytest.fixture
def top(tmp_path: Path) -> Path:
    for name in (
        "b.wiki",
        "a.mediawiki",
        "note.txt",
        "sub/c.wiki",
        "sub/deep/d.mw",
        "vendor/v.wiki",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def names(top: Path, *paths: Path, globs: Globs | None = None, force: bool = False) -> list[str]:
    found = discover(paths or (top,), lambda _: globs or Globs(top), force_exclude=force)
    return [f.relative_to(top).as_posix() if isinstance(f, Path) else str(f) for f in found]


def test_folders_give_their_wikitext_in_a_stable_order(top: Path) -> None:
    expected = ["a.mediawiki", "b.wiki", "sub/c.wiki", "sub/deep/d.mw", "vendor/v.wiki"]
    assert names(top) == expected


def test_named_files_are_taken_whatever_they_are_called(top: Path) -> None:
    assert names(top, top / "note.txt", top / "b.wiki") == ["note.txt", "b.wiki"]


def test_each_file_comes_once(top: Path) -> None:
    assert names(top, top / "b.wiki", top / "b.wiki", top)[:3] == [
        "b.wiki",
        "a.mediawiki",
        "sub/c.wiki",
    ]


def test_includes_and_excludes_are_gitignore_globs(top: Path) -> None:
    globs = Globs(top, ("*.wiki", "!b.wiki"), ("vendor/", "sub/deep"))
    assert names(top, globs=globs) == ["sub/c.wiki"]


def test_excludes_hold_for_named_files_only_on_request(top: Path) -> None:
    globs = Globs(top, exclude=("vendor/",))
    assert names(top, top / "vendor/v.wiki", globs=globs) == ["vendor/v.wiki"]
    assert names(top, top / "vendor/v.wiki", globs=globs, force=True) == []


def test_what_git_ignores_is_left_out(top: Path) -> None:
    (top / ".git").mkdir()
    (top / ".gitignore").write_text("sub/deep/\n")
    (top / "sub" / ".gitignore").write_text("c.*\n")
    assert names(top) == ["a.mediawiki", "b.wiki", "vendor/v.wiki"]
    assert names(top, top / "sub" / "c.wiki") == ["sub/c.wiki"]


def test_links_to_folders_are_not_followed(top: Path) -> None:
    (top / "sub" / "loop").symlink_to(top, target_is_directory=True)
    assert names(top, top / "sub") == ["sub/c.wiki", "sub/deep/d.mw"]


def test_a_missing_path_and_an_empty_folder_are_errors_in_their_place(top: Path) -> None:
    (top / "empty").mkdir()
    found = list(discover((top / "no", top / "empty", top / "b.wiki"), lambda _: Globs(top)))
    assert [str(f) for f in found] == [
        f"{top / 'no'}: no such file or folder",
        f"{top / 'empty'}: no wikitext files here (*.wiki, *.wikitext, *.mediawiki, *.mw)",
        str(top / "b.wiki"),
    ]
    assert [isinstance(f, DiscoveryError) for f in found] == [True, True, False]


def test_a_malformed_glob_is_an_error_and_not_a_crash(top: Path) -> None:
    globs = Globs(top, exclude=("!",))
    (found,) = discover((top,), lambda _: globs)
    assert isinstance(found, DiscoveryError)
    assert "'!'" in str(found)


def test_globs_of_a_configuration_elsewhere_count_from_the_named_folder(
    top: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    globs = Globs(elsewhere, ("*.wiki",), ("sub/",))
    assert names(top, globs=globs) == ["b.wiki", "vendor/v.wiki"]
    assert names(top, top / "sub", globs=globs) == ["sub/c.wiki"]


def test_an_inner_gitignore_outranks_an_outer_one_and_bad_lines_are_passed_over(top: Path) -> None:
    (top / ".git").mkdir()
    (top / ".gitignore").write_text("*.wiki\n!\n\\\n")
    (top / "sub" / ".gitignore").write_text("!*.wiki\n")
    assert names(top) == ["a.mediawiki", "sub/c.wiki", "sub/deep/d.mw"]
