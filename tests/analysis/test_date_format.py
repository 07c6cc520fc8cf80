"""The date format that a page asks for."""

from __future__ import annotations

import pytest

from wikilint.analysis.date_format import (
    CitationDateFormat,
    citation_date_format,
    date_format,
)
from wikilint.analysis.dates import dates
from wikilint.document import Document
from wikilint.site import Site


def parse(text: str) -> Document:
    return Document.parse(text, site=Site.load("wikipedia-en"))


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("{{Use dmy dates}}", "dmy"),
        ("{{use_mdy_dates|date=May 2020}}", "mdy"),
        ("{{Use mdy dates}} {{Use dmy dates}}", "dmy"),
        ("{{Use DMY dates}} {{Use mdy dates}}", "mdy"),
        ("{{Usemdydates}}", "mdy"),
        ("{{dMY}}", "dmy"),
        ("{{Use MDY}} {{mdy}}", "mdy"),
    ],
)
def test_order(text: str, order: str) -> None:
    found = date_format(parse(text))
    assert found is not None
    assert found.order == order


def test_what_a_history_says_of_dates() -> None:
    found = date_format(parse("{{mdy}}"))
    assert found is not None
    assert found.summary("mdy") == "dates to mdy per {{Use mdy dates}}"
    assert found.summary("ymd") == "dates to ymd per {{Use mdy dates}}"
    assert found.summary("dmy") == "dates to dmy", "asked for by a citation"
    assert found._replace(template=None).summary("mdy") == "dates to mdy"


def test_the_template_is_the_one_that_counts() -> None:
    doc = parse("{{Use mdy dates}} {{Use dmy dates}}")
    found = date_format(doc)
    assert found is not None
    assert found.template is doc.tree.templates[1]


@pytest.mark.parametrize("text", ["", "{{Use ymd dates}}", "{{Dmy dates}}", "Use dmy dates"])
def test_no_format(text: str) -> None:
    assert date_format(parse(text)) is None


def test_no_format_where_the_site_has_no_such_templates() -> None:
    assert date_format(Document.parse("{{Use dmy dates}}")) is None


@pytest.mark.parametrize(
    ("value", "publication", "access"),
    [
        ("", "long", "long"),
        ("l", "long", "long"),
        ("ll", "long", "long"),
        ("ls", "long", "short"),
        ("ly", "long", "ymd"),
        ("s", "short", "short"),
        ("ss", "short", "short"),
        ("sl", "short", "short"),
        ("sy", "short", "ymd"),
        ("y", "ymd", "ymd"),
        ("yy", "ymd", "ymd"),
        ("ys", "ymd", "ymd"),
        ("iso", "long", "long"),
        ("xy", "long", "long"),
    ],
)
def test_cs1_dates(value: str, publication: str, access: str) -> None:
    found = date_format(parse(f"{{{{Use dmy dates|cs1-dates={value}}}}}"))
    assert found is not None
    assert (found.publication, found.access) == (publication, access)


def wanted(template: str, citation: str) -> CitationDateFormat:
    doc = parse(f"{{{{{template}}}}} {{{{cite web|{citation}}}}}")
    page = date_format(doc)
    assert page is not None
    return citation_date_format(page, dates(doc)[0])


@pytest.mark.parametrize(
    ("template", "citation", "expected"),
    [
        ("Use dmy dates", "date=8 May 2020", CitationDateFormat("dmy")),
        ("Use mdy dates|cs1-dates=ls", "date=8 May 2020", CitationDateFormat("mdy")),
        ("Use mdy dates|cs1-dates=ls", "access-date=8 May 2020", CitationDateFormat("mdy", True)),
        ("Use mdy dates|cs1-dates=ly", "archivedate=8 May 2020", CitationDateFormat("ymd")),
        ("Use mdy dates|cs1-dates=y", "date=8–9 May 2020", CitationDateFormat("mdy")),
        ("Use mdy dates|cs1-dates=y", "date=8 May 1582", CitationDateFormat("mdy")),
        ("Use mdy dates|cs1-dates=y", "date=8 May 1583", CitationDateFormat("ymd")),
        ("Use mdy dates|cs1-dates=s", "date=8 May 2020|df=dmy", CitationDateFormat("dmy")),
        ("Use mdy dates", "date=8 May 2020|df = ymd", CitationDateFormat("ymd")),
        ("Use mdy dates", "date=8–9 May 2020|df=ymd", CitationDateFormat("mdy")),
        ("Use mdy dates", "access-date=8 May 2020|df=ymd", CitationDateFormat("dmy")),
        ("Use mdy dates", "access-date=8 May 2020|df=ymd-all", CitationDateFormat("ymd")),
        ("Use mdy dates", "date=8 May 2020|df=iso", CitationDateFormat("mdy")),
        (
            "Use mdy dates|cs1-dates=y",
            "orig-date=8 May 1920",
            CitationDateFormat("mdy", converted=False),
        ),
    ],
)
def test_citations(template: str, citation: str, expected: CitationDateFormat) -> None:
    assert wanted(template, citation) == expected
