"""The patch, to the letter, and as the real git applies it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from tests.output.made import failed, fixed, printed, report, run, warning
from wikilint.output import FormatError


def patch(path: str, before: str, after: str) -> str:
    return printed("diff", run(fixed(path, before, after), command="fix"))


def git_apply(folder: Path, diff: str) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", "-"],
        input=diff.encode(),
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


def test_the_changed_lines_with_three_lines_round_them() -> None:
    before = "".join(f"line {number}\n" for number in range(1, 10))
    assert patch("docs/a.wiki", before, before.replace("line 5", "Line 5")) == dedent(
        """\
        diff --git a/docs/a.wiki b/docs/a.wiki
        --- a/docs/a.wiki
        +++ b/docs/a.wiki
        @@ -2,7 +2,7 @@
         line 2
         line 3
         line 4
        -line 5
        +Line 5
         line 6
         line 7
         line 8
        """
    )


@pytest.mark.parametrize(
    ("between", "heads"),
    [(6, ["@@ -1,9 +1,10 @@"]), (7, ["@@ -1,4 +1,5 @@", "@@ -6,5 +7,5 @@"])],
)
def test_changes_with_up_to_six_lines_between_them_are_one_hunk(
    between: int, heads: list[str], tmp_path: Path
) -> None:
    same = "".join(f"{number}\n" for number in range(between))
    before, after = f"a\n{same}b\nend", f"A\nA\n{same}B\nend"
    diff = patch("a", before, after)
    assert [line for line in diff.split("\n") if line.startswith("@@")] == heads
    (tmp_path / "a").write_text(before)
    git_apply(tmp_path, diff)
    assert (tmp_path / "a").read_text() == after


def test_no_newline_at_the_end() -> None:
    assert patch("a", "x\nteh", "x\nthe") == (
        "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n x\n"
        "-teh\n\\ No newline at end of file\n+the\n\\ No newline at end of file\n"
    )


def test_what_is_not_changed_is_left_out() -> None:
    made = [
        fixed("same", "x", "x", warning("one", 0, 1, "m")),
        report("checked", "x"),
        failed("gone", "gone: cannot be read"),
        fixed("other", "x\n", "y\n"),
    ]
    assert printed("diff", run(*made, command="fix")) == (
        "diff --git a/other b/other\n--- a/other\n+++ b/other\n@@ -1 +1 @@\n-x\n+y\n"
    )


def test_check_has_nothing_to_show() -> None:
    with pytest.raises(FormatError, match="shows what would be fixed"):
        printed("diff", run(report("a", "x")))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("./a.wiki", "a/a.wiki", "b/a.wiki"),
        ("/abs/a.wiki", "a/abs/a.wiki", "b/abs/a.wiki"),
        ("Bär 漢.wiki", "a/Bär 漢.wiki\t", "b/Bär 漢.wiki\t"),
        ('say "x".wiki', r'"a/say \"x\".wiki"' + "\t", r'"b/say \"x\".wiki"' + "\t"),
        ("a\\b\t\n.wiki", r'"a/a\\b\t\n.wiki"', r'"b/a\\b\t\n.wiki"'),
        ("é\x01\udcff", r'"a/é\001\377"', r'"b/é\001\377"'),
    ],
)
def test_names_are_written_as_git_writes_them(path: str, old: str, new: str) -> None:
    lines = patch(path, "x\n", "y\n").split("\n")
    assert lines[0] == f"diff --git {old.rstrip()} {new.rstrip()}"
    assert lines[1:3] == [f"--- {old}", f"+++ {new}"]


@pytest.mark.parametrize(
    "path",
    [
        "a.wiki",
        "with blanks in/its name.wiki",
        "Ünïcödé 漢字 😀.wiki",
        'q"uo\\te.wiki',
        "tab\there and\nnewline.wiki",
        "control\x01\x7f\u202e.wiki",
        " leading and trailing .wiki ",
        "b -> a b.wiki",
        "Talk:Page.wiki",
    ],
)
def test_git_finds_the_file(tmp_path: Path, path: str) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"teh\n")
    git_apply(tmp_path, patch(path, "teh\n", "the\n"))
    assert file.read_bytes() == b"the\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("one\nteh\nthree\n", "one\nthe\nthree\n"),
        ("one\r\nteh\r\nthree\r\n", "one\r\nthe\r\nthree\r\n"),
        ("one\r\nteh\nthree\r\n", "one\r\nthe\nthree\r\n"),
        ("teh\r\nx", "the\r\nx"),
        ("teh", "the"),
        ("teh", "the\n"),
        ("teh\n", "the"),
        ("a\nteh", "a\nteh\n"),
        ("\ufeffteh\r\n", "\ufeffthe\r\n"),
        ("lone\rteh\rcr", "lone\rthe\rcr"),
        ("form\x0cfeed\u2028x\x85y\x1cz\nteh\n", "form\x0cfeed\u2028x\x85y\x1cz\nthe\n"),
        ("", "new\n"),
        ("", "new"),
        ("gone\n", ""),
        ("gone", ""),
        ("\n\n\n\n", "\n\n"),
        ("-- a\n+++ b\n@@ c\n", "--- a\n++ b\n@@ d\n"),
        ("\\ No newline at end of file\n", "\\ No newline at end of file"),
        ("  \n\t\nteh  \n", "\n\nthe\n"),
        ("x\n" * 50 + "teh\n" + "x\n" * 50 + "teh", "x\n" * 50 + "the\n" + "x\n" * 50 + "the"),
    ],
)
def test_git_makes_the_fixed_text_of_it(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "a.wiki"
    file.write_bytes(before.encode())
    git_apply(tmp_path, patch("a.wiki", before, after))
    assert file.read_bytes() == after.encode()


def test_git_takes_a_patch_of_several_files(tmp_path: Path) -> None:
    pages = {"a": ("teh", "the"), "b": ("gone\n", ""), "c": ("x\nteh\n", "x\nthe\n")}
    for name, (before, _) in pages.items():
        (tmp_path / name).write_text(before)
    made = [fixed(name, *texts) for name, texts in pages.items()]
    git_apply(tmp_path, printed("diff", run(*made, command="fix")))
    assert {name: (tmp_path / name).read_text() for name in pages} == {
        name: after for name, (_, after) in pages.items()
    }
