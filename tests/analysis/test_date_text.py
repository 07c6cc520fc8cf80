"""Dates as they are written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.analysis.calendar import Day
from wikilint.analysis.date_text import Order, WrittenDate, render, whole_date, written_dates
from wikilint.site import Site

MONTHS = Site.language_data("en")["months"]


def only(text: str) -> WrittenDate:
    (date,) = written_dates(text, "en")
    assert text[date.start : date.end] == text
    return date


@pytest.mark.parametrize(
    ("source", "dmy", "mdy"),
    [
        ("2024-12-08", "8 December 2024", "December 8, 2024"),
        ("December 8, 2024", "8 December 2024", "December 8, 2024"),
        ("8 December 2024", "8 December 2024", "December 8, 2024"),
        ("December 8 2024", "8 December 2024", "December 8, 2024"),
        ("8 December, 2024", "8 December 2024", "December 8, 2024"),
        ("7th December 2024", "7 December 2024", "December 7, 2024"),
        ("7th of December, 2024", "7 December 2024", "December 7, 2024"),
        ("08 December 2024", "8 December 2024", "December 8, 2024"),
        ("December 08, 2024", "8 December 2024", "December 8, 2024"),
        ("December 7–8, 2024", "7–8 December 2024", "December 7–8, 2024"),
        ("December 7-8, 2024", "7–8 December 2024", "December 7–8, 2024"),
        ("7/8 December", "7/8 December", "December 7/8"),
        (
            "30 November – 2 December 2024",
            "30 November – 2 December 2024",
            "November 30 – December 2, 2024",
        ),
        (
            "30 December 2024 – 2 January 2025",
            "30 December 2024 – 2 January 2025",
            "December 30, 2024 – January 2, 2025",
        ),
        ("Sept 8, 2024", "8 September 2024", "September 8, 2024"),
        ("Dec. 8, 2024", "8 December 2024", "December 8, 2024"),
        ("Dec 8, 2024", "8 Dec 2024", "Dec 8, 2024"),
        ("December 8", "8 December", "December 8"),
        ("8&nbsp;December", "8&nbsp;December", "December&nbsp;8"),
    ],
)
def test_conversion(source: str, dmy: str, mdy: str) -> None:
    date = only(source)
    assert (render(date, "dmy", MONTHS), render(date, "mdy", MONTHS)) == (dmy, mdy)


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("8 December 2024", None),
        ("30/31 May 2020", None),
        ("Dec 8, 2024", None),
        ("December 8 2024", "comma"),
        ("December 8,2024", "comma"),
        ("8 December, 2024", "comma"),
        ("8th December", "ordinal"),
        ("8 of December", "ordinal"),
        ("December 7–8th, 2024", "ordinal"),
        ("08 December", "zero"),
        ("December 7–08, 2024", "zero"),
        ("8 Sept 2024", "abbreviation"),
        ("Dec. 8", "abbreviation"),
    ],
)
def test_faults(source: str, fault: str | None) -> None:
    assert only(source).fault == fault


def test_a_date_is_read_with_its_place() -> None:
    assert written_dates("x 8 May 2020 y 2024-12-09", "en") == [
        WrittenDate(2, 12, "dmy", Day(2020, 5, 8), words=("May",)),
        WrittenDate(15, 25, "ymd", Day(2024, 12, 9)),
    ]


def test_a_range_has_the_years_that_are_written() -> None:
    date = only("30 November – 2 December 2024")
    assert date.first == Day(None, 11, 30)
    assert date.last == Day(2024, 12, 2)
    assert (date.year, date.words, date.join) == (2024, ("November", "December"), " – ")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("28–29 February 2024", True),
        ("28–29 February 2023", False),
        ("29 February – 1 March 2023", False),
        ("1 January – 31 April 2023", False),
        ("29 February 2024 – 1 March 2025", True),
    ],
)
def test_both_ends_of_a_range_must_exist(source: str, expected: bool) -> None:
    assert only(source).exists is expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "May",
        "May 2020",
        "Mayor 8",
        "december 8, 2024",
        "XMay 8",
        "May 7, 8 and 9",
        "7, 8 and 9 May",
        "May 10,000",
        "May 10.5",
        "May 8:30",
        "May 8%",
        "May 8, [[2024]]",
        "May 8, ''2024''",
        "May 45",
        "0 May",
        "2013 Feb 27",
        "2007, 26 November",
        "page 1.5 May",
        "737-8 May",
        "in December. 8 people",
        "12024-12-08",
        "2024-12-08-1",
        "2024-12-08/09",
        "a/2024-12-08",
        "2024-12-0８",
        "８ May",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert written_dates(text, "en") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("May 31 and June 1", ["May 31", "June 1"]),
        ("from 7 May to 9 May 2020", ["7 May", "9 May 2020"]),
        ("7 May – June 9, 2020", ["7 May", "June 9, 2020"]),
        ("8 May 2024-12-08", ["8 May", "2024-12-08"]),
        ("8 May 2020, 9 June 2020", ["8 May 2020", "9 June 2020"]),
        ("in 1945, 8 May 2020", ["8 May 2020"]),
        ("December. 8 May 2020", ["8 May 2020"]),
        ("May 8 May 2020", ["May 8"]),
    ],
)
def test_dates_beside_each_other(text: str, expected: list[str]) -> None:
    assert [text[d.start : d.end] for d in written_dates(text, "en")] == expected


def test_another_language_has_no_names() -> None:
    text = "8 May 2020 2024-12-08"
    assert [date.order for date in written_dates(text, "xx")] == ["ymd"]


@given(
    st.dates().filter(lambda day: 1000 <= day.year <= 2999),
    st.sampled_from(["dmy", "mdy", "ymd"]),
    st.sampled_from(["dmy", "mdy", "ymd"]),
)
def test_what_is_rendered_is_read_again(day: object, first: Order, second: Order) -> None:
    date = only(str(day))
    there = only(render(date, first, MONTHS))
    assert only(render(there, second, MONTHS)).first == date.first
    assert render(there, "ymd") == str(day)


@pytest.mark.parametrize(
    "unit", ["May 8 ", "8 May", "8 and ", "-12-08", "May 8 and ", "8 May – ", "2024-12-08", "Jan"]
)
def test_the_time_is_linear(unit: str) -> None:
    def best(count: int) -> float:
        times = []
        for _ in range(5):
            start = time.process_time()
            written_dates(unit * count + " " * count, "en")
            times.append(time.process_time() - start)
        return min(times)

    assert best(16_000) < 40 * best(1_000) + 0.01


@pytest.mark.parametrize(
    ("source", "backwards"),
    [
        ("5–3 May 2010", True),
        ("May 7-7, 2010", True),
        ("5&ndash;3 May 2010", True),
        ("30 December 2024 – 2 January 2023", True),
        ("30 December – 2 January 2024", True),
        ("3–5 May 2010", False),
        ("30 December 2024 – 2 January 2025", False),
        ("9 and 6 August 1945", False),
        ("31/30 May 2010", False),
        ("5 May 2010", False),
    ],
)
def test_runs_backwards(source: str, backwards: bool) -> None:
    assert only(source).runs_backwards is backwards


@pytest.mark.parametrize(
    "text",
    [
        "8 May 2020",
        "May 8, 2020",
        "2020-05-08",
        "8th May 2020",
        "8 May",
        "5–7 May 2020",
        "45 May 2020",
    ],
)
def test_a_whole_date_is_what_a_search_finds(text: str) -> None:
    (found,) = written_dates(text, "en")
    assert whole_date(text, "en") == found


@pytest.mark.parametrize("text", ["", "2020", "May 2020", "on 8 May 2020", "8 May 2020<!-- x -->"])
def test_no_whole_date(text: str) -> None:
    assert whole_date(text, "en") is None
