"""The format for people, to the letter."""

from __future__ import annotations

from textwrap import dedent

import pytest

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
from wikilint.diagnostic import Edit, Effect, Fix, Related
from wikilint.fixer import Skipped
from wikilint.results import FileReport

TEH = replacing(4, 7, "the")


def text(*reports: FileReport, **more: object) -> str:
    return printed("text", run(*reports, **more))


def test_a_page_with_findings_of_every_kind() -> None:
    page = "See teh okay.\nSee teh, and\tthe  end.\n"
    made = report(
        "docs/a.wiki",
        page,
        warning("typo", 4, 7, "“teh” is no word", fix=TEH),
        error(
            "wordy",
            8,
            12,
            "“okay” is long",
            alternatives=(replacing(8, 12, "OK"), replacing(8, 12, "all right")),
            related=(Related((18, 21), "and\nhere"),),
        ),
        warning("vague", 23, 26, "“and” \x1b[31m", fix=replacing(23, 26, "or", "unsafe")),
        warning("final", 27, 30, "m", fix=replacing(27, 30, "an", "manual")),
        info("blank-run", 30, 32, "m", fix=replacing(30, 32, " ", "safe", "cosmetic")),
    )
    assert text(made, arguments=("docs/a.wiki",)) == dedent(
        """\
        docs/a.wiki:1:5: warning typo: “teh” is no word
            See teh okay.
                ^^^
            fix: write “the” (safe)
        docs/a.wiki:1:9: error wordy: “okay” is long
            See teh okay.
                    ^^^^
            docs/a.wiki:2:5: and\\nhere
            choose: write “OK”, or write “all right”
        docs/a.wiki:2:10: warning vague: “and” \\x1b[31m
            See teh, and    the  end.
                     ^^^
            fix: write “or” (unsafe)
        docs/a.wiki:2:14: warning final: m
            See teh, and    the  end.
                            ^^^
            fix: write “an” (manual)

        1 error, 3 warnings in 1 file
        + 1 info: blank-run 1; show with --severity info
        2 safe fixes: wikilint fix docs/a.wiki
        1 unsafe fix, to be looked at: wikilint fix --unsafe-fixes --diff docs/a.wiki
        Fixes here: 2 visible, 1 cosmetic
        """
    )


def test_nothing_to_say() -> None:
    assert text() == "0 files checked, nothing found\n"
    assert text(report("a.wiki", "x")) == "1 file checked, nothing found\n"
    assert text(report("a", "x"), report("b", "")) == "2 files checked, nothing found\n"
    assert text(report("a", "x"), quiet=True) == ""


def test_what_could_not_be_read_is_counted_and_told_elsewhere() -> None:
    bad = failed("b.wiki", "b.wiki: cannot be read: No such file or directory")
    assert text(report("a", "x"), bad) == (
        "1 file checked, nothing found; 1 file could not be treated\n"
    )
    assert text(report("a", "x", error("rule", 0, 1, "m")), bad, bad).endswith(
        "\n\n1 error in 1 file; 2 files could not be treated\n"
    )


def test_infos_are_counts_unless_they_are_asked_for() -> None:
    made = report("a", "abc", *(info(f"rule-{i % 6}", 0, 1, "m") for i in range(8)))
    assert text(made) == dedent(
        """\
        1 file checked, no errors or warnings found
        + 8 info: rule-0 2, rule-1 2, rule-2 1, rule-3 1, rule-4 1, …; show with --severity info
        """
    )
    assert text(report("a", "abc", info("one", 0, 1, "m")), minimum="info") == dedent(
        """\
        a:1:1: info one: m
            abc
            ^

        1 info in 1 file
        """
    )


def test_warnings_are_counts_if_only_errors_are_asked_for() -> None:
    made = report("a", "abc", warning("one", 0, 1, "m"), info("two", 0, 1, "m"))
    assert text(made, minimum="error") == dedent(
        """\
        1 file checked, no errors found
        + 1 warning: one 1; show with --severity warning
        + 1 info: two 1; show with --severity info
        """
    )


def test_files_without_findings_are_told_apart() -> None:
    made = [report("a", "x", warning("one", 0, 1, "m")), report("b", "x"), report("c", "x")]
    assert text(*made).endswith("\n\n1 warning in 1 of 3 files\n")


def test_quiet_leaves_the_diagnostics() -> None:
    made = report("a", "teh", warning("typo", 0, 3, "m", fix=replacing(0, 3, "the")))
    assert text(made, quiet=True) == (
        "a:1:1: warning typo: m\n    teh\n    ^^^\n    fix: write “the” (safe)\n"
    )


@pytest.mark.parametrize(
    ("effects", "lines"),
    [
        (["visible"], []),
        (["visible", "markup"], []),
        (["cosmetic"], ["All fixes here are cosmetic: a reader would see no change"]),
        (
            ["cosmetic", "administrative", "visible", "markup", "cosmetic"],
            ["Fixes here: 1 visible, 1 administrative, 1 markup, 2 cosmetic"],
        ),
    ],
)
def test_cosmetic_fixes_are_told_from_others(effects: list[Effect], lines: list[str]) -> None:
    findings = [
        warning("one", 0, 1, "m", fix=Fix("t", (Edit((0, 1), "x"),), "safe", effect=effect))
        for effect in effects
    ]
    end = text(report("a", "abc", *findings)).split("\n\n")[1].splitlines()
    assert end[2:] == lines


@pytest.mark.parametrize(
    ("safe", "unsafe", "command"),
    [
        ("cosmetic", "visible", "wikilint fix --cosmetic always a"),
        ("visible", "cosmetic", "wikilint fix a"),
    ],
)
def test_the_command_that_is_named_makes_the_safe_fixes(
    safe: Effect, unsafe: Effect, command: str
) -> None:
    findings = [
        warning("one", 0, 1, "m", fix=replacing(0, 1, "x", "safe", safe)),
        warning("two", 1, 2, "m", fix=replacing(1, 2, "x", "unsafe", unsafe)),
    ]
    said = text(report("a", "abc", *findings), arguments=("a",))
    assert f"\n1 safe fix: {command}\n" in said


def test_a_cosmetic_fix_says_so() -> None:
    fix = replacing(0, 1, "x", "unsafe", "cosmetic")
    assert "    fix: write “x” (unsafe, cosmetic)\n" in text(
        report("a", "abc", warning("one", 0, 1, "m", fix=fix))
    )


def test_the_next_command_can_be_typed_as_it_is() -> None:
    made = report("a b.wiki", "teh", warning("typo", 0, 3, "m", fix=replacing(0, 3, "the")))
    arguments = ("--preset", "wikipedia-en", "a b.wiki")
    assert text(made, arguments=arguments).endswith(
        "\n1 safe fix: wikilint fix --preset wikipedia-en 'a b.wiki'\n"
    )
    assert text(made).endswith("\n1 safe fix: wikilint fix\n")


def test_colour() -> None:
    made = report("a", "teh", warning("typo", 0, 3, "m", fix=replacing(0, 3, "the")))
    assert text(made, color=True, quiet=True) == (
        "\x1b[1ma:1:1:\x1b[0m \x1b[1;33mwarning\x1b[0m typo: m\n"
        "    teh\n"
        "    \x1b[1;33m^^^\x1b[0m\n"
        "    \x1b[32mfix:\x1b[0m write “the” (safe)\n"
    )


def test_a_path_cannot_drive_the_terminal() -> None:
    made = report("a\n\x1b[2J\udcff.wiki", "x", warning("one", 0, 1, "m"))
    assert text(made, quiet=True).startswith(r"a\n\x1b[2J\udcff.wiki:1:1: warning one: m" + "\n")


def test_without_a_source_there_is_no_excerpt() -> None:
    made = report("a", "x", warning("one", 0, 1, "m"))._replace(source=None)
    assert text(made, quiet=True) == "a:1:1: warning one: m\n"


def test_statistics_come_before_the_counts() -> None:
    made = report("a", "x", warning("one", 0, 1, "m"))
    assert text(made, statistics=True) == dedent(
        """\
        a:1:1: warning one: m
            x
            ^

        findings   safe  unsafe   files  rule
               1      0       0       1  one

        1 warning in 1 file
        """
    )
    assert text(report("a", "x"), statistics=True) == "1 file checked, nothing found\n"


def test_fix_tells_what_it_did_what_it_left_and_why() -> None:
    made = [
        fixed(
            "a.wiki",
            "teh teh x",
            "the the x",
            warning("vague", 8, 9, "m", fix=replacing(8, 9, "y", "unsafe")),
            applied=applied("typo", count=2) + applied("iso-date") + applied("typo"),
            skipped=(
                Skipped("behind an unclosed comment or nowiki", ("okay", "typo")),
                Skipped("{{nobots}} forbids it", ("typo",)),
            ),
        ),
        fixed("b.wiki", "x", "x", effect=None),
        fixed("c.wiki", "x  ", "x", applied=applied("blank"), effect="cosmetic"),
        report("d.wiki", "x"),
    ]
    assert text(*made, command="fix", summary=True) == dedent(
        """\
        a.wiki: fixed typo 3, iso-date 1
        a.wiki: edit summary (minor edit): fixed typo (3), fixed iso date (1)
        a.wiki: not fixed: behind an unclosed comment or nowiki (okay, typo)
        a.wiki: not fixed: {{nobots}} forbids it (typo)
        a.wiki:1:9: warning vague: m
            the the x
                    ^
            fix: write “y” (unsafe)
        c.wiki: fixed blank 1 (cosmetic only)
        c.wiki: edit summary (minor edit): fixed blank (1)

        5 fixes made in 2 files; 1 warning left
        1 unsafe fix, to be looked at: wikilint fix --unsafe-fixes --diff
        """
    )


def test_fix_with_unsafe_fixes_does_not_propose_them() -> None:
    left = warning("vague", 0, 1, "m", fix=replacing(0, 1, "y", "unsafe"))
    made = fixed("a", "x", "x", left, effect=None)
    more = {"command": "fix", "arguments": ("--unsafe-fixes", "a")}
    assert text(made, **more).endswith("\n\nnothing fixed; 1 warning in 1 file\n")


def test_fix_that_leaves_nothing_or_only_infos() -> None:
    before = ("a", "teh", "the")
    assert text(fixed(*before, applied=applied("typo")), command="fix") == (
        "a: fixed typo 1\n\n1 fix made in 1 file; nothing left\n"
    )
    made = fixed(*before, info("one", 0, 1, "m"), applied=applied("typo"))
    assert text(made, command="fix") == dedent(
        """\
        a: fixed typo 1

        1 fix made in 1 file; no errors or warnings left
        + 1 info: one 1; show with --severity info
        """
    )


def test_fix_quietly() -> None:
    made = fixed(
        "a",
        "teh x",
        "the x",
        warning("vague", 4, 5, "m"),
        applied=applied("typo"),
        skipped=(Skipped("{{nobots}} forbids it", ("typo",)),),
    )
    assert (
        text(made, command="fix", quiet=True) == "a:1:5: warning vague: m\n    the x\n        ^\n"
    )
