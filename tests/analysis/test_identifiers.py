"""Check digits of identifiers."""

from __future__ import annotations

import pytest

from wikilint.analysis.identifiers import isbn_fault


@pytest.mark.parametrize(
    "number",
    ["0-395-19395-8", "0 8044 2957 X", "080442957x", "978-3-16-148410-0", "9791090636071"],
)
def test_right_isbn(number: str) -> None:
    assert isbn_fault(number) is None


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("0-395-19395-7", "its check digit does not fit"),
        ("978-3-16-148410-1", "its check digit does not fit"),
        ("0-395-19395", "it has 9 figures instead of 10 or 13"),
        ("0-395-X9395-8", "an X can only be the last of 10 figures"),
        ("978316148410X", "an X can only be the last of 10 figures"),
        ("9773161484100", "it does not begin with 978 or 979"),
        ("0–395–19395–8", "it has other marks than figures, X and hyphens"),
        ("٠395193958", "it has other marks than figures, X and hyphens"),
    ],
)
def test_wrong_isbn(number: str, fault: str) -> None:
    assert isbn_fault(number) == fault
