"""Edit summaries of what was fixed."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tests.output.made import applied
from wikilint.diagnostic import Applicability
from wikilint.fixer import AppliedFix, FixResult
from wikilint.output.fixes import edit_summary, is_minor


def made(*fixes: Iterable[AppliedFix]) -> FixResult:
    return FixResult("x", tuple(fix for group in fixes for fix in group), (), "visible", ())


def test_a_fix_has_words_of_its_own_and_equal_words_are_counted_together() -> None:
    dates = "dates to dmy per {{Use dmy dates}}"
    result = made(
        applied("typo", summary="typo aslyum→asylum"),
        applied("iso-date", effect="cosmetic", count=21, summary=dates),
        applied("duplicate-ref", summary="merged duplicate ref"),
        applied("date-format-mismatch", effect="cosmetic", count=5, summary=dates),
    )
    assert edit_summary(result) == (
        "dates to dmy per {{Use dmy dates}} (26), merged duplicate ref (1), typo aslyum→asylum (1)"
    )


def test_without_words_of_its_own_the_name_of_the_rule_serves() -> None:
    assert edit_summary(made(applied("enwiki/stub-position", count=2))) == (
        "fixed stub position (2)"
    )


def test_what_no_reader_sees_comes_last() -> None:
    result = made(
        applied("trailing-whitespace", effect="cosmetic", count=60),
        applied("empty-ref"),
        applied("malformed-br", effect="markup", count=2),
    )
    assert edit_summary(result) == (
        "fixed malformed br (2), fixed empty ref (1), fixed trailing whitespace (60)"
    )


def test_what_does_not_fit_is_counted() -> None:
    words = [applied("typo", summary=f"typo {number:03}{'x' * 20}") for number in range(40)]
    summary = edit_summary(made(*words))
    assert len(summary) <= 500
    assert summary.startswith("typo 000xxxxxxxxxxxxxxxxxxxx (1), typo 001")
    assert summary.count("(1)") == 14
    assert summary.endswith(" (1), and 26 more")


def test_long_words_are_cut_and_stay_on_one_line() -> None:
    summary = edit_summary(made(applied("typo", summary="a\n" + "b" * 600)))
    assert summary == "a\\n" + "b" * 96 + "… (1)"


@pytest.mark.parametrize(("applicability", "minor"), [("safe", True), ("unsafe", False)])
def test_an_edit_is_minor_if_nobody_need_look_at_it(
    applicability: Applicability, minor: bool
) -> None:
    result = made(applied("typo"), applied("bare-url", applicability=applicability))
    assert is_minor(result) is minor
