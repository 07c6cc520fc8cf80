"""What the values of date parameters can mean."""

from __future__ import annotations

import pytest

from wikilint.analysis.date_reading import (
    Reading,
    completed,
    is_accepted,
    is_ambiguous,
    month_or_range,
    reading,
)


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
