"""One line for each diagnostic."""

from __future__ import annotations

from textwrap import dedent

from tests.output.made import (
    applied,
    error,
    failed,
    fixed,
    info,
    printed,
    replacing,
    report,
    run,
    warning,
)


def test_one_line_each() -> None:
    first = report(
        "a.wiki",
        "\ufeffx\r\n😀 teh\r\n",
        error("broken", 2, 3, "two\nlines"),
        warning("typo", 4, 7, "“teh”", fix=replacing(4, 7, "the")),
        warning("vague", 4, 7, "m", fix=replacing(4, 7, "a", "unsafe")),
        info("dim", 4, 7, "m", fix=replacing(4, 7, "a", "manual")),
    )
    second = report("b\n.wiki", "x", warning("one", 0, 1, "m"))
    bad = failed("c", "c: cannot be read: it is gone")
    assert printed("concise", run(first, bad, second, minimum="info")) == dedent(
        """\
        a.wiki:2:1: error broken: two\\nlines
        a.wiki:2:3: warning typo: “teh” [fixable]
        a.wiki:2:3: warning vague: m [fixable: unsafe]
        a.wiki:2:3: info dim: m
        b\\n.wiki:1:1: warning one: m
        """
    )


def test_the_least_severe_are_left_out() -> None:
    made = report("a", "x", error("one", 0, 1, "m"), info("two", 0, 1, "m"))
    assert printed("concise", run(made)) == "a:1:1: error one: m\n"


def test_fix_and_statistics_and_colour() -> None:
    made = fixed("a", "teh x", "the x", error("one", 4, 5, "m"), applied=applied("typo"))
    done = run(made, command="fix", statistics=True, color=True)
    assert printed("concise", done) == dedent(
        """\
        a: fixed typo 1
        a:1:5: \x1b[1;31merror\x1b[0m one: m
        findings   safe  unsafe   files  rule
               1      0       0       1  one
        """
    )
