"""Documents: what is known about a page, and what is computed once."""

import gc

import pytest

from wikilint.document import Document, Page, analysis
from wikilint.site import Site, SiteError
from wikilint.text import TextError


def test_rules_see_text_without_byte_order_mark() -> None:
    doc = Document.parse("\ufeff==a==\r\nb")
    assert doc.text == "==a==\nb"
    assert [str(heading) for heading in doc.tree.headings] == ["==a=="]
    assert doc.lines.position(6) == (2, 1)
    assert doc.source.original == "\ufeff==a==\r\nb"


def test_the_tree_is_built_once_and_knows_the_site() -> None:
    doc = Document.parse("{{#if:a|b}}{{template:c}}", site=Site.load("wikipedia-en"))
    assert [(t.kind, t.name) for t in doc.tree.templates] == [
        ("function", "#if"),
        ("template", "C"),
    ]
    assert doc.tree is doc.tree


def test_nul_is_refused() -> None:
    with pytest.raises(TextError, match="NUL"):
        Document.parse("a\0")


@pytest.mark.parametrize(
    ("page", "language"),
    [(Page(), "en"), (Page(language="fr"), "fr"), (Page(site="wikipedia-en"), "en")],
)
def test_the_language_is_the_pages_or_its_sites(page: Page, language: str) -> None:
    assert Document.parse("", page=page).language == language


@pytest.mark.parametrize(
    ("page", "namespace"),
    [
        (Page(), 0),
        (Page(title="Cairo"), 0),
        (Page(title="Template:Cite web"), 10),
        (Page(title=" template : x"), 10),
        (Page(title="2001: A Space Odyssey"), 0),
        (Page(title="Template:Cite web", namespace=0), 0),
        (Page(namespace=14), 14),
    ],
)
def test_the_namespace_is_read_off_the_title(page: Page, namespace: int) -> None:
    assert Document.parse("", page=page).namespace == namespace


def test_the_page_names_its_site() -> None:
    assert Document.parse("", page=Page(site="wikipedia-en")).site.name == "wikipedia-en"
    assert Document.parse("").site.name == "mediawiki"
    with pytest.raises(SiteError, match="unknown site 'wikipedia-xx'"):
        Document.parse("", page=Page(site="wikipedia-xx"))


def test_an_analysis_runs_once_for_each_document() -> None:
    calls: list[str] = []

    @analysis
    def length(doc: Document) -> int:
        """How long it is."""
        calls.append(doc.text)
        return len(doc.text)

    one, other = Document.parse("a"), Document.parse("bc")
    assert (length(one), length(one), length(other), length(one)) == (1, 1, 2, 1)
    assert calls == ["a", "bc"]
    assert (length.__name__, length.__doc__) == ("length", "How long it is.")


def test_an_analysis_that_finds_nothing_runs_once_too() -> None:
    calls: list[str] = []

    @analysis
    def nothing(doc: Document) -> None:
        calls.append(doc.text)

    doc = Document.parse("a")
    nothing(doc)
    nothing(doc)
    assert calls == ["a"]


def test_an_analysis_that_raises_is_asked_again() -> None:
    @analysis
    def broken(doc: Document) -> int:
        raise LookupError(doc.text)

    doc = Document.parse("a")
    for _ in range(2):
        with pytest.raises(LookupError):
            broken(doc)


def test_a_released_document_leaves_nothing_to_the_garbage_collector() -> None:
    text = "{{a|b=[[c]]|d}} <ref name=d>''e''</ref> {{{f|g}}} <i>j</i>"
    text += "<gallery>\nf.jpg|[[h]]\n</gallery>"
    doc = Document.parse(text)
    gc.collect()
    gc.disable()
    try:
        assert len(doc.tree.templates) == 1
        doc.release()
        assert gc.collect() == 0
    finally:
        gc.enable()
    assert doc.tree.templates[0].name == "A"  # whoever asks again gets a new tree
