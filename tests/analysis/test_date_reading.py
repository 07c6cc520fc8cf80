"""What the values of date parameters can mean."""

from __future__ import annotations

import pytest

from wikilint.analysis.date_reading import (
    Reading,
    completed,
    has_uneven_months,
    is_accepted,
    is_ambiguous,
    month_or_range,
    reading,
    runs_backwards,
    with_even_months,
    years_in,
)
from wikilint.analysis.date_text import render, written_dates


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("2009-1-5", "2009-01-05", "figures"),
        ("2009.1.5", "2009-01-05", "figures"),
        ("2009-25-12", "2009-12-25", "figures"),
        ("25/12/2009", "2009-12-25", "figures"),
        ("12/25/2009", "2009-12-25", "figures"),
        ("05/05/2009", "2009-05-05", "figures"),
        ("2009-Jan-05", "2009-01-05", "words"),
        ("08-Dec-2024", "8 December 2024", "words"),
        ("Sept. 2024", "September 2024", "words"),
        ("DECEMBER 8, 2024", "December 8, 2024", "words"),
        ("8 december 2024", "8 December 2024", "words"),
        ("jun.–jul. 2005", "June–July 2005", "words"),
        ("summer 2006", "Summer 2006", "words"),
        ("May, 2005", "May 2005", "words"),
        ("1998/99", "1998–99", "words"),
        ("May 5, 2008.", "May 5, 2008", "words"),
        ("2009-01-05T12:30:00Z", "2009-01-05", "time"),
        ("5 January 2009 at 11:05 p.m. EST", "5 January 2009", "time"),
        ("Sunday, December 8, 2024", "December 8, 2024", "weekday"),
    ],
)
def test_one_reading(value: str, text: str, kind: str) -> None:
    assert reading(value, "en", "ymd") == Reading(text, kind)  # type: ignore[arg-type]
    assert is_accepted(text, "en")
    assert not is_accepted(value, "en") or kind == "figures"


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2009", "3.4.24", "2009-13-13", "2009-02-30", "31/4/2009", "31 april 2009",
        "1066-1-5",
        "Monday, December 8, 2024", "May-Summer 2005", "2009-Foo-05", "2009/05", "2009/08/32",
        "1999/98", "2009-05", "5 BC", "21. oktober 2012", "2009-05-06", "May 2008", "8:30", "",
    ],
)  # fmt: skip
def test_no_reading(value: str) -> None:
    assert reading(value, "en", "ymd") is None


def test_in_another_language_only_figures_are_read() -> None:
    assert reading("2009-1-5", "xx", "ymd") == Reading("2009-01-05", "figures")
    assert reading("sept 2009", "xx", "ymd") is None


def test_the_order_and_length_that_the_page_wants() -> None:
    assert reading("2009 Jan 5", "en", "dmy") == Reading("5 January 2009", "words")
    assert reading("2009 Jan 5", "en", "mdy", short=True) == Reading("Jan 5, 2009", "words")
    assert reading("Sept. 2009", "en", "dmy", short=True) == Reading("Sep 2009", "words")


@pytest.mark.parametrize("value", ["03/04/2024", "3.4.24", "07-12-2009", "1–2–2003", "25/12/09"])
def test_ambiguous(value: str) -> None:
    assert is_ambiguous(value)


@pytest.mark.parametrize(
    "value", ["25/12/2009", "05/05/2009", "2009-05-06", "32/13/09", "3/4-2024", "3/4/102", "x"]
)
def test_not_ambiguous(value: str) -> None:
    assert not is_ambiguous(value)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("2003-05", ("May 2003", "2003–2005")),
        ("2009-02", ("February 2009",)),
        ("2009-2", ("February 2009",)),
        ("2009-13", ()),
        ("2009-00", ()),
        ("2009", ()),
    ],
)
def test_month_or_range(value: str, meant: tuple[str, ...]) -> None:
    assert month_or_range(value, "en") == meant


@pytest.mark.parametrize(
    ("start", "whole"),
    [
        ("May 5", "May 5, 2008"),
        ("5 May", "5 May 2008"),
        ("May", "May 2008"),
        ("Sept.", "September 2008"),
        ("January 25,", "January 25, 2008"),
        ("Spring/Summer", "Spring–Summer 2008"),
        ("31 April", None),
        ("5", None),
        ("Mai", None),
    ],
)
def test_completed(start: str, whole: str | None) -> None:
    assert completed(start, "2008", "en") == whole


@pytest.mark.parametrize("value", ["((any))", "n.d.", "Q4 2005", "2009–10", "c. 2009", "2013-14"])
def test_accepted(value: str) -> None:
    assert is_accepted(value, "en") is (value != "2009–10")


@pytest.mark.parametrize(
    ("value", "backwards"),
    [
        ("2010–2005", True),
        ("2010-2010", True),
        ("2014-13", True),
        ("2013–14", False),
        ("2005–2010a", False),
        ("December–November 2024", True),
        ("May-May 2024", True),
        ("May–June 2024", False),
        ("December 2024 – January 2023", True),
        ("December 2024 – November 2024", True),
        ("December 2024 – January 2025", False),
        ("Autumn–Spring 2024", False),
        ("Winter 2024–2025", False),
        ("Winter 2025–24", True),
        ("May 2024", False),
        ("2024", False),
        ("2024-12-08", False),
    ],
)
def test_runs_backwards(value: str, backwards: bool) -> None:
    assert runs_backwards(value, "en") is backwards


@pytest.mark.parametrize(
    ("source", "uneven", "even"),
    [
        ("30 Nov – 2 December 2024", True, "30 November – 2 December 2024"),
        ("30 April – 2 May 2024", False, "30 April – 2 May 2024"),
        ("30 Apr – 2 May 2024", False, "30 April – 2 May 2024"),
        ("5 Dec 2024", False, "5 December 2024"),
    ],
)
def test_months_of_one_length(source: str, uneven: bool, even: str) -> None:
    (date,) = written_dates(source, "en")
    assert has_uneven_months(date, "en") is uneven
    assert render(with_even_months(date, "en", short=False), date.order) == even


def test_short_months() -> None:
    (date,) = written_dates("30 November – 2 Dec 2024", "en")
    assert render(with_even_months(date, "en", short=True), "dmy") == "30 Nov – 2 Dec 2024"


@pytest.mark.parametrize(
    ("value", "years"),
    [
        ("8 May 2020", [2020]),
        ("2013–14", [2013, 2014]),
        ("1999-2001", [1999, 2001]),
        ("2020-05-08", [2020]),
        ("{{x|2020}}", []),
        ("12345", []),
    ],
)
def test_years(value: str, years: list[int]) -> None:
    assert years_in(value) == years
