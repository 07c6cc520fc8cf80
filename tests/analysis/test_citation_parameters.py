import pytest

from wikilint import Document, Page, Site
from wikilint.analysis.citation_parameters import citation_parameters


def parameters(text, site="wikipedia-en", **page):
    return citation_parameters(Document.parse(text, page=Page(**page), site=Site.load(site)))


def test_by_name_and_by_canonical_name():
    found = parameters("{{cite web|url=a|accessdate=b|x}} {{cite news|access-date=c|URL=d|y}}")
    assert list(found.named) == ["url", "accessdate", "access-date", "URL"]
    assert [entry.parameter.value for entry in found.of("access-date")] == ["b", "c"]
    assert [entry.parameter.value for entry in found.of("url", "title")] == ["a", "d"]
    assert [entry.parameter.value for entry in found.unnamed] == ["x", "y"]
    assert [citation.name for citation in found.all] == ["Cite web", "Cite news"]


def test_written_twice():
    found = parameters("{{cite web|url=a|url=b|title=c}}")
    assert [found.is_single(entry) for entry in found.named["url"]] == [False, False]
    assert found.is_single(found.named["title"][0])
    assert found.spellings("url") == ["url"]


@pytest.mark.parametrize(
    "text",
    [
        "{{Cite tweet|url=a}}",
        "{{Infobox|url=a}}",
        "{{cite web|url={{{1}}}}}",
        "{{cite web|url={{x|{{{1}}}}}|title=b}}",
        "{{cite web|u{{r}}l=a}}",
        "<nowiki>{{cite web|url=a}}</nowiki>",
    ],
)
def test_left_out(text):
    assert parameters(text).of("url", "title") == []


@pytest.mark.parametrize("title", ["Template:Lake", "Module:Lake", "User:Doe/doc"])
def test_pages_left_out(title):
    assert parameters("{{cite web|url=a}}", title=title).all == ()


def test_no_citations_known():
    found = parameters("{{cite web|url=a}}", site="mediawiki")
    assert found.facts is None
    assert found.of("url") == []
