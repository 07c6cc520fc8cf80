"""What a run gives to its output, and the counts that decide how it ends."""

from __future__ import annotations

import pytest

from tests.output.made import error, failed, fixed, info, report, run, warning
from wikilint.diagnostic import Severity
from wikilint.results import FileReport, Tally, shown

MADE = report("a", "x", error("one", 0, 1, "m"), warning("two", 0, 1, "m"), info("three", 0, 1, ""))


@pytest.mark.parametrize(
    ("minimum", "rules"),
    [
        ("error", ["one"]),
        ("warning", ["one", "two"]),
        ("info", ["one", "two", "three"]),
    ],
)
def test_what_is_severe_enough_is_shown(minimum: Severity, rules: list[str]) -> None:
    assert [d.rule for d in shown(run(minimum=minimum), MADE)] == rules


@pytest.mark.parametrize(
    ("minimum", "strict", "left"),
    [
        ("error", False, 1),
        ("warning", False, 2),
        ("info", False, 2),
        ("warning", True, 3),
        ("info", True, 3),
    ],
)
def test_infos_count_only_if_the_run_is_strict(minimum: Severity, strict: bool, left: int) -> None:
    tally = Tally(minimum, strict=strict)
    assert list(tally.counting([MADE])) == [MADE]
    assert (tally.left, tally.failed) == (left, False)


def test_each_report_is_counted_before_it_is_passed_on() -> None:
    tally = Tally()
    lefts = [tally.left for _ in tally.counting([MADE, report("b", "x"), MADE])]
    assert lefts == [2, 2, 4]


def test_a_file_that_could_not_be_treated_fails_the_run() -> None:
    tally = Tally()
    list(tally.counting([failed("a", "a: cannot be read"), MADE]))
    assert (tally.failed, tally.errors) == (True, ["a: cannot be read"])


def test_a_crash_of_a_rule_fails_the_run() -> None:
    tally = Tally()
    list(tally.counting([report("a", "x", error("rule-crash", 0, 0, "m"))]))
    assert (tally.failed, tally.crashed, tally.left) == (True, 1, 1)


def test_files_that_fixing_changed() -> None:
    same = fixed("a", "x", "x")
    changed = fixed("b", "x", "y")
    half = FileReport("c", None, (), fixed=changed.fixed)
    assert [made.changed for made in (same, changed, half, MADE)] == [False, True, False, False]
    tally = Tally()
    list(tally.counting([same, changed, MADE]))
    assert tally.fixed_files == 1
