"""Categories and default sort keys as MediaWiki reads them."""

from __future__ import annotations

import pytest

from wikilint.analysis.categories import Categories, categories, decoded, is_included, without
from wikilint.document import Document
from wikilint.site import Site


def document(text: str, site: str = "wikipedia-en") -> Document:
    return Document.parse(text, site=Site.load(site))


def read(text: str) -> Categories:
    return categories(document(text))


@pytest.mark.parametrize(
    ("link", "name", "key"),
    [
        ("[[Category:Deep lakes]]", "Deep lakes", ""),
        ("[[category:deep_lakes|]]", "Deep lakes", ""),
        ("[[ CATEGORY : Deep  lakes|Doe]]", "Deep lakes", "Doe"),
        ("[[_Category:K%C3%B6ln| a&amp;b ]]", "Köln", " a&b "),
        ("[[Category:A%FF|a\nb]]", "A%FF", "ab"),
    ],
)
def test_what_a_link_says(link: str, name: str, key: str) -> None:
    (found,) = read(f"a {link}").links
    assert (str(found.link), found.name, found.key) == (link, name, key)
    assert not found.computed
    assert not found.conditional


@pytest.mark.parametrize(
    "link", ["[[:Category:A]]", "[[Category:]]", "[[Category]]", "[[Cat:A]]", "[[de:Category:A]]"]
)
def test_other_links(link: str) -> None:
    assert read(link).links == ()


@pytest.mark.parametrize(
    "link", ["[[Category:{{a}}]]", "[[Category:A|{{{1}}}]]", "[[Category:A<!-- b -->]]"]
)
def test_links_that_are_computed(link: str) -> None:
    assert [found.computed for found in read(link).links] == [True]


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("{{a|%s}}", True),
        ("{{#if:a|%s}}", True),
        ("<noinclude>%s</noinclude>", True),
        ("<includeonly>''%s''</includeonly>", True),
        ("* ''%s''", False),
        ("<div>%s</div>", False),
    ],
)
def test_what_may_be_left_out(text: str, conditional: bool) -> None:
    found = read((text % "[[Category:A]]") + (text % "{{DEFAULTSORT:A}}"))
    assert [link.conditional for link in found.links] == [conditional]
    assert [default.conditional for default in found.default_sorts] == [conditional]


def test_default_sort_keys() -> None:
    text = "{{DEFAULTSORT: Doe, Jo }} {{DEFAULTSORTKEY:{{a}}}} {{DEFAULTCATEGORYSORT:B|noerror}}"
    found = read(f"{text} {{{{lc:a}}}}").default_sorts
    assert [default.key for default in found] == ["Doe, Jo", "{{a}}", "B"]
    assert [text[slice(*default.key_span)] for default in found] == [" Doe, Jo ", "{{a}}", "B"]
    assert [default.plain for default in found] == [True, False, False]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", ""),
        ("{{DEFAULTSORT:A}}", "A"),
        ("{{DEFAULTSORT:A}}{{DEFAULTSORT:B}}{{DEFAULTSORT:}}", "B"),
        ("{{DEFAULTSORT:A}}{{DEFAULTSORT:{{b}}}}", None),
        ("{{DEFAULTSORT:A}}{{c|{{DEFAULTSORT:B}}}}", None),
    ],
)
def test_the_default_key_that_counts(text: str, key: str | None) -> None:
    assert read(text).default_key == key


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a\n[[Category:A]]\nb", "a\nb"),
        ("[[Category:A]]\nb", "b"),
        ("a\n  [[Category:A]] ", "a"),
        ("[[Category:A]]", ""),
        ("a [[Category:A]]\nb", "a\nb"),
        ("a [[Category:A]] b", "a b"),
        ("[[Category:A]] b", "b"),
        ("a[[Category:A]]b", "ab"),
    ],
)
def test_removal_takes_the_line_along(text: str, left: str) -> None:
    doc = document(text)
    edit = without(doc, categories(doc).links[0].link)
    assert doc.text[: edit.span[0]] + edit.text + doc.text[edit.span[1] :] == left


@pytest.mark.parametrize(
    ("text", "included"),
    [("a", False), ("{{{1}}}", True), ("<noinclude>a</noinclude>", True), ("{{a}}", False)],
)
def test_pages_for_other_pages(text: str, included: bool) -> None:
    assert is_included(document(text)) is included


def test_targets_without_codes() -> None:
    assert decoded("K%C3%B6ln &amp; Bonn") == "Köln & Bonn"
    assert decoded("100%") == "100%"
    assert decoded("A%FF") == "A%FF"
