"""Which days exist."""

import pytest

from wikilint.analysis.calendar import Day, days_in_month, exists


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (Day(2020, 4, 30), True),
        (Day(2020, 4, 31), False),
        (Day(2020, 12, 31), True),
        (Day(2020, 12, 32), False),
        (Day(2020, 5, 0), False),
        (Day(2020, 0, 1), False),
        (Day(2020, 13, 1), False),
        (Day(2024, 2, 29), True),
        (Day(2023, 2, 29), False),
        (Day(None, 2, 29), True),
        (Day(None, 2, 30), False),
    ],
)
def test_exists(day: Day, expected: bool) -> None:
    assert exists(day) is expected


@pytest.mark.parametrize(
    ("year", "days"),
    [(2000, 29), (1900, 28), (1700, 28), (1600, 29), (1582, 28), (1500, 29), (1501, 28)],
)
def test_february_is_julian_before_1582(year: int, days: int) -> None:
    assert days_in_month(year, 2) == days
