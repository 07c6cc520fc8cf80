"""Where identifiers are found."""

from __future__ import annotations

from wikilint.analysis.identifier_places import identifiers
from wikilint.document import Document
from wikilint.site import Site


def found(text: str, site: str = "wikipedia-en") -> list[tuple[str, str, str, str]]:
    doc = Document.parse(text, site=Site.load(site))
    return [
        (place.kind, place.form, place.value, text[slice(*place.whole)])
        for place in identifiers(doc)
    ]


def test_citations_templates_and_text_in_order() -> None:
    text = "ISBN: 0-395-19395-8 {{ISSN|0317-8471}} {{cite web|PMID=12|doi=10.1/x}} {{doi|10.1/y}}"
    assert found(text) == [
        ("isbn", "text", "0-395-19395-8", "ISBN: 0-395-19395-8"),
        ("issn", "template", "0317-8471", "0317-8471"),
        ("pmid", "citation", "12", "12"),
        ("doi", "citation", "10.1/x", "10.1/x"),
        ("doi", "template", "10.1/y", "10.1/y"),
    ]


def test_infobox() -> None:
    assert found("{{x}}{{Infobox book|isbn=0-395-19395-8}}{{Infobox|isbn=}}") == [
        ("isbn", "template", "0-395-19395-8", "0-395-19395-8")
    ]


def test_a_year_behind_the_number_is_none_of_it() -> None:
    assert found("ISBN 0 395 19395 8 1975") == [
        ("isbn", "text", "0 395 19395 8", "ISBN 0 395 19395 8")
    ]


def test_a_wiki_of_which_nothing_is_known_has_text_alone() -> None:
    text = "RFC 12. {{ISBN|0-395-19395-8}}{{cite book|isbn=0-395-19395-8}}"
    assert found(text, "mediawiki") == [("rfc", "text", "12", "RFC 12")]


def test_what_is_no_identifier() -> None:
    assert found("XISBN 0-395-19395-8, ISBN 12, PMID 1-2, RFC 1.2, ISSN 1234, {{ISBN|none}}") == []
