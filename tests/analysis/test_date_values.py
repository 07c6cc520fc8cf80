"""Values of citations' date parameters that are no plain dates."""

from __future__ import annotations

import pytest

from wikilint.analysis.date_values import figures_are_certain, other_date_values
from wikilint.document import Document, Page
from wikilint.site import Site


def values(text: str, language: str | None = None) -> list[tuple[str, str, str]]:
    """Key, value and role of each; the span is that of the value."""
    page = Page(language=language)
    doc = Document.parse(text, page=page, site=Site.load("wikipedia-en"))
    found = other_date_values(doc)
    assert [doc.text[slice(*value.span)] for value in found] == [value.text for value in found]
    return [(value.parameter.name, value.text, value.role) for value in found]


def test_what_is_no_date_and_no_year() -> None:
    text = "{{cite web|date=May 2008|accessdate= 2009-1-5 |archive-date=8 May 2008|year=x}}"
    assert values(text) == [
        ("date", "May 2008", "publication"),
        ("accessdate", "2009-1-5", "access"),
        ("year", "x", "publication"),
    ]


def test_a_year_of_access_is_no_date() -> None:
    text = "{{cite web|access-date=2009|archivedate=2009|date=2009|year= 2009 |orig-date=2009}}"
    assert values(text) == [("access-date", "2009", "access"), ("archivedate", "2009", "access")]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("[[5 May]] [[2008]]", "5 May 2008"),
        ("[[May 5|5 May]]&nbsp;2008", "5 May 2008"),
        ("1984&ndash;89", "1984–89"),
        ("sept\xa02008", "sept 2008"),
        ("sept 2008", "sept 2008"),
    ],
)
def test_what_a_reader_sees(value: str, shown: str) -> None:
    doc = Document.parse(f"{{{{cite web|date={value}}}}}", site=Site.load("wikipedia-en"))
    assert [(found.text, found.shown) for found in other_date_values(doc)] == [(value, shown)]


@pytest.mark.parametrize(
    "text",
    [
        "{{cite web|date=2008}}",
        "{{cite web|date= 2008 |url=x}}",
        "{{cite web|date=2024-12-08}}",
        "{{cite web|date=}}",
        "{{cite web|date={{x}}}}",
        "{{cite web|date=May 2008<!-- x -->}}",
        "{{cite web|date=[[:File:May 2008.jpg]]}}",
        "{{cite web|date=&lt;May 2008}}",
        "{{cite web|orig-date=sept 2008}}",
        "{{cite web|title=date=sept 2008}}",
        "{{x|date=sept 2008}}",
        "date=sept 2008",
        "",
    ],
)
def test_nothing_to_see(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("{{cite web|date=2009-1-5}}", True),
        ("{{cite web|date=2009-1-5}}{{cite web|date=3/4/2009}}", False),
        ("{{cite podcast|date=5 May 2009}}", False),
        ("on 3/4/2009", True),
    ],
)
def test_certain_figures(text: str, certain: bool) -> None:
    doc = Document.parse(text, site=Site.load("wikipedia-en"))
    assert figures_are_certain(doc) is certain


def test_over_several_lines() -> None:
    assert values("{{cite web\n| date =\n sept 2008\n}}") == [("date", "sept 2008", "publication")]


def test_a_language_without_months() -> None:
    assert values("{{cite web|date=sept 2008}}", "xx") == []


def test_a_wiki_without_citations() -> None:
    doc = Document.parse("{{cite web|date=sept 2008}}", site=Site.load("mediawiki"))
    assert other_date_values(doc) == ()
