"""The dates of a page and their places."""

from __future__ import annotations

import pytest

from wikilint.analysis.dates import (
    DateString,
    dates,
    is_infobox_date,
    may_be_reworded,
    stands_alone,
)
from wikilint.document import Document
from wikilint.site import Site


def parse(text: str) -> Document:
    return Document.parse(text, site=Site.load("wikipedia-en"))


def only(text: str) -> tuple[Document, DateString]:
    doc = parse(text)
    (date,) = dates(doc)
    return doc, date


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("{{cite web|date=8 May 2020}}", "publication"),
        ("{{cite web|publication-date= 8 May 2020 }}", "publication"),
        ("{{citation|accessdate=8 May 2020}}", "access"),
        ("{{cite web|archive-date=2020-05-08}}", "access"),
        ("{{cite book|origyear=8 May 2020}}", "original"),
        ("{{cite tweet|date=8 May 2020}}", "publication"),
    ],
)
def test_roles_in_citations(text: str, role: str) -> None:
    doc, date = only(text)
    assert date.role == role
    assert date.citation is not None
    assert date.citation.template is doc.tree.templates[0]
    assert date.parameter is doc.tree.templates[0].params[0]


@pytest.mark.parametrize(
    "text",
    [
        "on 8 May 2020.",
        "<ref>8 May 2020</ref>",
        "[[a|8 May 2020]]",
        "{{x|note=It ended on 8 May 2020.}}",
    ],
)
def test_prose(text: str) -> None:
    _, date = only(text)
    assert (date.parameter, date.citation, date.role) == (None, None, None)


def test_an_argument() -> None:
    doc, date = only("{{Infobox x|date=8 May 2020}}")
    assert date.parameter is doc.tree.templates[0].params[0]
    assert date.citation is None


@pytest.mark.parametrize(
    "text",
    [
        "<!-- 8 May 2020 -->",
        "<nowiki>8 May 2020</nowiki>",
        '<ref name="8 May 2020" />',
        "[[8 May 2020]]",
        "[[File:8 May 2020.jpg]]",
        "[[Category:8 May 2020]]",
        "https://e.org/2020-05-08_x [https://e.org?2020-05-08 x]",
        "{{cite web|url=2020-05-08|access-date=8 May 2020 or so|date=8 May 2020<!-- x -->}}",
        "{{cite web|date=8 May 2020" + " " * 300 + "}}",
        "{{start date|8 May 2020}} {{citation needed|date=8 May 2020}} {{sfn|8 May 2020}}",
        "{{blockquote|It was 8 May 2020.}} {{lang|en|8 May 2020}} {{sic|8 May 2020}}",
        "{{x|8 May 2020=y}} {{#if:x|8 May 2020}}",
        '{|\n| data-sort-value="2020-05-08" | x\n|}',
    ],
)
def test_left_out(text: str) -> None:
    assert dates(parse(text)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "it ended on 8 May 2020.",
        "On 8 May 2020 Doe won.",
        "The Utopian Times 8 May 2020",
        "a [[Siege|8 May 2020]]",
        "{| \n| 8 May 2020\n|}",
        "in May 8",
    ],
)
def test_may_be_reworded(text: str) -> None:
    assert may_be_reworded(*only(text))


@pytest.mark.parametrize(
    "text",
    [
        'He said: "on 8 May 2020".',
        "''Siege of 8 May 2020''",
        "<blockquote>8 May 2020</blockquote>",
        "\n 8 May 2020",
        "{{cite web|title=8 May 2020}}",
        "[https://e.org 8 May 2020]",
        "[[Siege of 8 May 2020|8 May 2020]]",
        "10:48, 8 May 2020 (UTC)",
        "the Windows 10 May 2019 Update",
        "the May 4 movement",
    ],
)
def test_may_not_be_reworded(text: str) -> None:
    assert not may_be_reworded(*only(text))


@pytest.mark.parametrize(
    ("text", "infobox", "alone"),
    [
        ("{{Infobox x|date=8 May 2020}}", True, True),
        ("{{Infobox x|term_start2= 8 May 2020 <ref>y</ref>}}", True, True),
        ("{{Infobox x|date=<br>8 May 2020 (aged 8)}}", True, True),
        ("{{Infobox x|date=8 May 2020{{efn|y}}}}", True, True),
        ("{{Infobox x|date=c. 8 May 2020}}", True, False),
        ("{{Infobox x|date=8 May 2020, X}}", True, False),
        ("{{Infobox x|venue=8 May 2020}}", False, True),
        ("{{Infobox x|8 May 2020}}", False, True),
        ("{{x|date=8 May 2020}}", False, True),
        ("on 8 May 2020", False, False),
    ],
)
def test_arguments(text: str, infobox: bool, alone: bool) -> None:
    doc, date = only(text)
    assert (is_infobox_date(doc, date), stands_alone(doc, date)) == (infobox, alone)
