"""The values that rules make."""

from typing import Any

import pytest

from wikilint.diagnostic import Edit, Finding, Fix, Span

EDITS = (Edit((0, 1), "x"),)


def test_a_fix_is_unsafe_and_visible_unless_its_author_says_otherwise() -> None:
    fix = Fix("write x", EDITS)
    assert (fix.applicability, fix.effect, fix.relies_on, fix.reshapes) == (
        "unsafe",
        "visible",
        (),
        None,
    )


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: Fix("t", EDITS, "sure"),  # type: ignore[arg-type]
            "applicability must be one of safe, unsafe, manual, not 'sure'",
        ),
        (
            lambda: Fix("t", EDITS, effect="big"),  # type: ignore[arg-type]
            "effect must be one of visible, administrative, markup, cosmetic, not 'big'",
        ),
        (lambda: Fix("do it", ()), "the fix 'do it' has no edits"),
        (
            lambda: Finding((0, 1), "m", severity="fatal"),  # type: ignore[arg-type]
            "severity must be one of error, warning, info, off, not 'fatal'",
        ),
    ],
)
def test_what_makes_no_sense_is_refused(make: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


def test_spans_are_pairs() -> None:
    assert Span(1, 2) == (1, 2)
    assert Finding(Span(1, 2), "m") == Finding((1, 2), "m")
