"""The German Wikipedia, by its data alone: nothing in the program is English."""

from __future__ import annotations

import pytest

from wikilint import Document, Page, lint_text, load_config
from wikilint.analysis import prose
from wikilint.analysis.citations import citations
from wikilint.analysis.date_figures import figures_dates
from wikilint.analysis.date_text import render, written_dates
from wikilint.analysis.dates import dates
from wikilint.analysis.quotations import quotations
from wikilint.analysis.references import references
from wikilint.site import Site

ARTICLE = """{{Infobox Fluss|Bild=Obere Musterach im Herbst.jpg|Bildbreite=250 px
|Beschreibung=Ein kurzer Fluss in einem weiten Tal}}
[[Datei:Musterach.jpg|mini|hochkant|links|alternativtext=Ein Bach|Die Musterach im Mai]]
Die '''Musterach''' heißt seit dem 8. Dezember 2019 so.<ref name="amt">{{Internetquelle
|url=https://amt.example/fluss |titel=Neue Namen für alte Flüsse |werk=Amtsblatt Online
|sprache=de |datum=2019-12-10 |abruf=3. Mai 2021}}</ref> Sie wurde „unser aller Bach“ genannt.
Vom 1. bis 3. März 2020 trat sie über die Ufer.<ref>{{Literatur |Autor=Eva Muster
|Titel=Hochwasser im Tal |Sammelwerk=Der Wanderer |Datum=2020-04 |Sprache=fr
|Zitat=Das Wasser stand hoch |ISBN=978-3-16-148410-0}}</ref><ref name="amt" />

== Einzelnachweise ==
<references />

{{SORTIERUNG:Musterach}}
[[Kategorie:Fluss im Mustertal]]
__KEIN_INHALTSVERZEICHNIS__
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return Site.load("wikipedia-de")


@pytest.fixture(scope="module")
def doc(site: Site) -> Document:
    return Document.parse(ARTICLE, page=Page("Musterach"), site=site)


def test_prose(doc: Document) -> None:
    found = [part.strip() for part in prose(doc).text.split("\0") if part.strip()]
    assert found == [
        "Ein kurzer Fluss in einem weiten Tal",
        "Ein Bach",
        "Die Musterach im Mai",
        "Die",
        "Musterach",
        "heißt seit dem 8. Dezember 2019 so.",
        "Neue Namen für alte Flüsse",
        "Sie wurde „unser aller Bach“ genannt.\nVom 1. bis 3. März 2020 trat sie über die Ufer.",
        "Hochwasser im Tal",
        "Das Wasser stand hoch",
        "Einzelnachweise",
    ]
    (quoted,) = quotations(doc).text
    assert doc.text[slice(*quoted)] == "„unser aller Bach“"
    title = ARTICLE.index("Hochwasser im Tal")
    assert "language" in prose(doc).contexts_at(title), "Sprache=fr"
    assert "language" not in prose(doc).contexts_at(ARTICLE.index("Neue Namen"))


def test_dates(doc: Document) -> None:
    assert [(doc.text[slice(*date.span)], date.role) for date in dates(doc)] == [
        ("8. Dezember 2019", None),
        ("2019-12-10", "publication"),
        ("3. Mai 2021", "access"),
        ("1. bis 3. März 2020", None),
    ]


def test_references_and_citations(doc: Document) -> None:
    assert [(ref.name, ref.kind) for ref in references(doc).all] == [
        ("amt", "ref"), (None, "ref"), ("amt", "ref"),
    ]  # fmt: skip
    assert [found.name for found in citations(doc).all] == ["Internetquelle", "Literatur"]
    (ref_list,) = references(doc).lists
    assert doc.text[slice(*ref_list.span)] == "<references />"


def test_nothing_is_wrong_with_the_article() -> None:
    config = load_config()
    german = Page("Musterach", site="wikipedia-de")
    assert lint_text(ARTICLE, config=config, page=german) == []


@pytest.mark.parametrize(
    ("raw", "kind", "name"),
    [
        ("SORTIERUNG:x", "function", "defaultsort"),
        ("DEFAULTSORT:x", "function", "defaultsort"),
        ("SEITENNAME", "variable", "PAGENAME"),
        ("#wechsle:x", "function", "#switch"),
        ("#aufrufen:x", "function", "#invoke"),
        ("klein:X", "function", "lc"),
        ("ERS:Vorlage:Zitat", "template", "Zitat"),
        ("vorlage:internetquelle", "template", "Internetquelle"),
        ("BKH", "template", "Begriffsklärungshinweis"),
    ],
)
def test_classification(site: Site, raw: str, kind: str, name: str) -> None:
    assert site.classify(raw) == (kind, name)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("kategorie:bach", (14, "Bach")),
        ("Bild:x.png", (6, "X.png")),
        ("File:x.png", (6, "X.png")),
        ("BD:Eva", (3, "Eva")),
        ("WP:Q", (4, "Q")),
    ],
)
def test_titles(site: Site, raw: str, expected: tuple[int, str]) -> None:
    assert site.split_title(raw) == expected


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("am 8. Dezember 2024 war", "8. Dezember 2024"),
        ("am 8./9. Mai 2020", "8./9. Mai 2020"),
        ("8.–9. Mai 2020", "8.–9. Mai 2020"),
        ("vom 8. Mai – 9. Juni 2020", "8. Mai – 9. Juni 2020"),
        ("am 3. Dez. 2020 kam", "3. Dez. 2020"),
        ("der 30.\xa0März 1999.", "30.\xa0März 1999"),
    ],
)
def test_written_dates(text: str, date: str) -> None:
    (found,) = written_dates(text, "de")
    assert (text[slice(*found.span)], found.order, found.fault) == (date, "dmy", None)
    assert render(found, "dmy") == date


@pytest.mark.parametrize(
    "text", ["8 Mai 2020", "Mai 8, 2020", "1., 2. und 3. Mai 2020", "8. May 2020", "8. of Mai"]
)
def test_what_is_no_german_date(text: str) -> None:
    assert written_dates(text, "de") == []


def test_dates_in_figures_are_day_first(site: Site) -> None:
    doc = Document.parse("Am 8.12.2024 und 13.14.2024", site=site)
    (found,) = figures_dates(doc)
    assert (found.day_first, found.month_first) == ((2024, 12, 8), None)
    english = Document.parse("On 8.12.2024.", site=Site.load("wikipedia-en"))
    assert figures_dates(english)[0].month_first == (2024, 8, 12)
