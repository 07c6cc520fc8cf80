"""Dates in figures, joined months and ranges, found in prose."""

from __future__ import annotations

import pytest

from wikilint.analysis.calendar import Day
from wikilint.analysis.date_figures import figures_dates
from wikilint.analysis.date_months import joined_months
from wikilint.analysis.date_ranges import figure_ranges
from wikilint.document import Document, Page
from wikilint.site import Site


def parsed(text: str, language: str | None = None) -> Document:
    return Document.parse(text, page=Page(language=language), site=Site.load("wikipedia-en"))


def test_figures_with_both_readings() -> None:
    first, second, third = figures_dates(parsed("3/4/1992, 31.12.1992 [[3/4/1992]] 12-31-1992"))
    assert first == ((0, 8), Day(1992, 4, 3), Day(1992, 3, 4))
    assert second == ((10, 20), Day(1992, 12, 31), None)
    assert third == ((34, 44), None, Day(1992, 12, 31))


@pytest.mark.parametrize(
    "text",
    ["1.2.1992.3", "1/2/1992/3", "v1.2.1992", "1,3/4/1992", "3/4/92", "31/31/1992", "/4/1992"],
)
def test_other_figures(text: str) -> None:
    assert figures_dates(parsed(text)) == ()


def test_figures_at_the_start_of_the_page() -> None:
    assert [date.span for date in figures_dates(parsed("31/12/1992"))] == [(0, 10)]


def test_months_joined_with_their_year() -> None:
    found = joined_months(
        parsed("in May, 2008 and June of 2009, not in Maymay, 2008; May, 2008–09")
    )
    assert [(tuple(m.span), m.month, m.join, m.year) for m in found] == [
        ((3, 12), "May", ", ", "2008"),
        ((17, 29), "June", " of ", "2009"),
    ]
    assert joined_months(parsed("in May, 2008", "xx")) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("in 1965-68", "1965–68"),
        ("(1965-1968)", "1965–1968"),
        ("1965 - 1968.", "1965–1968"),
        ("1965 – 1968,", "1965–1968"),
        ("2003-present", "2003–present"),
        ("May-June 2004", "May–June 2004"),
    ],
)
def test_miswritten_ranges(text: str, right: str) -> None:
    (found,) = figure_ranges(parsed(text))
    assert found.right == right
    assert text[slice(*found.span)].replace(" ", "").replace("-", "–") == right.replace(
        " ", ""
    ) or right.startswith("May")


@pytest.mark.parametrize(
    "text",
    [
        "1965–68", "1968-65", "1600-1950", "c. 1965-68", "pp. 1965-68", "May 1965 – 1968",
        "5 May-June 2004", "55-66-77", "1965-68-70", "-1968", "Foo-June 2004", "1965-", "",
    ],
)  # fmt: skip
def test_no_miswritten_ranges(text: str) -> None:
    assert figure_ranges(parsed(text)) == []


def test_ranges_of_years_need_no_language() -> None:
    text = "1965-68, May-June 2004"
    assert [found.right for found in figure_ranges(parsed(text, "xx"))] == ["1965–68"]
