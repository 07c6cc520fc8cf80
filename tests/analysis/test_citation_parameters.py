import pytest

from wikilint import Document, Page, Site
from wikilint.analysis.citation_parameters import citation_parameters


def parameters(text, site="wikipedia-en", **page):
    return citation_parameters(Document.parse(text, page=Page(**page), site=Site.load(site)))


def test_by_name_and_by_canonical_name():
    found = parameters("{{cite web|url=a|accessdate=b|x}} {{cite news|access-date=c|URL=d|y}}")
    assert list(found.parameters) == ["url", "accessdate", "access-date", "URL"]
    assert [entry.parameter.value for entry in found.of("access-date")] == ["b", "c"]
    assert [entry.parameter.value for entry in found.of("url", "title")] == ["a", "d"]
    assert [entry.parameter.value for entry in found.unnamed] == ["x", "y"]
    assert [citation.name for citation in found.all] == ["Cite web", "Cite news"]


def test_written_twice():
    found = parameters("{{cite web|url=a|url=b|title=c}}")
    assert [found.is_single(entry) for entry in found.entries("url")] == [False, False]
    assert found.is_single(found.entries("title")[0])
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


def test_together():
    found = parameters("{{cite web|title= a\n|title=b}} {{cite web|title=}}")
    assert found.together("title") == " a\n\0b\0\0"
    assert found.together("title") is found.together("title")


def test_values():
    found = parameters("{{cite web|title= a\n|title=b}} {{cite web|accessdate=c}}")
    values = [(e.parameter.span.start, value) for e, value in found.values("title", "accessdate")]
    assert values == [(11, "a"), (21, "b"), (42, "c")]


def test_unknown_names():
    found = parameters("{{cite web|title=a|Title=b|last7=c|titel=d|titel=e}}")
    assert found.unknown == ["Title", "titel"]
    assert parameters("{{cite web|titel=a}}", site="mediawiki").unknown == []


@pytest.mark.parametrize(
    ("params", "counting"),
    [
        ("url=a", "a"),
        ("url=a|url=b", "b"),
        ("accessdate=x|url=a|URL=", "a"),
        ("URL=|url=a", "a"),
        ("url=a|URL=b", "b"),
    ],
)
def test_what_reaches_the_template(params, counting):
    found = parameters(f"{{{{cite web|{params}}}}} {{{{cite web|title=x}}}}")
    assert [param.value for param in found.counting("url").values()] == [counting]
