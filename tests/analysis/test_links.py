import pytest

from wikilint.analysis.links import (
    all_links,
    links,
    piped_links,
    plain_text_at,
    same_title,
    surroundings,
    trail,
    unlinked,
)
from wikilint.document import Document
from wikilint.site import Site
from wikilint.text import SourceText


def document(text: str) -> Document:
    return Document.parse(text, site=Site.load("wikipedia-en"))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[[Lake]]", ("Lake", None, "page", 0)),
        ("[[ Lake#Salt | it ]]", ("Lake#Salt", " it ", "page", 0)),
        ("[[Lake|]]", ("Lake", "", "page", 0)),
        ("[[Star Trek: Picard]]", ("Star Trek: Picard", None, "page", 0)),
        ("[[#a: b]]", ("#a: b", None, "page", 0)),
        ("[[help:Links]]", ("help:Links", None, "page", 12)),
        ("[[User_talk:A]]", ("User_talk:A", None, "page", 3)),
        ("[[File:A.jpg|thumb]]", ("File:A.jpg", "thumb", "file", 6)),
        ("[[image:A.jpg]]", ("image:A.jpg", None, "file", 6)),
        ("[[Category:A]]", ("Category:A", None, "category", 14)),
        ("[[:Category:A]]", (":Category:A", None, "page", 14)),
        ("[[de:See]]", ("de:See", None, "foreign", 0)),
        ("[[:de:See|x]]", (":de:See", "x", "foreign", 0)),
        ("[[Datei:A.jpg]]", ("Datei:A.jpg", None, "foreign", 0)),
        ("[[Archivo: A.jpg]]", ("Archivo: A.jpg", None, "foreign", 0)),
        ("[[Tập tin:A.jpg]]", ("Tập tin:A.jpg", None, "foreign", 0)),
        ("[[]]", ("", None, "page", 0)),
        ("[[|x]]", ("", "x", "page", 0)),
    ],
)
def test_kinds(source: str, expected: tuple[str, str | None, str, int]) -> None:
    (link,) = all_links(document(source))
    assert (link.target, link.label, link.kind, link.namespace) == expected
    assert str(link.node) == source


def test_those_that_rules_ask_for_most() -> None:
    text = "[[ a |b]] [[c]] [[de:x|y]] [[Help:x|y]] [[File:x|y]] [[a: b|c]] [[]] [[ |d]]"
    found = links(document(text))
    assert [link.target for link in piped_links(document(text))] == ["a", "Help:x", "a: b"]
    assert [link.target for link in found.prefixed] == ["de:x", "Help:x", "File:x", "a: b"]
    assert [str(link.node) for link in found.empty] == ["[[]]", "[[ |d]]"]


def test_the_page_of_a_target() -> None:
    assert [link.page for link in all_links(document("[[a#b]] [[c]] [[#d]]"))] == ["a", "c", ""]


def test_nothing_behind_an_unclosed_comment() -> None:
    assert [link.target for link in all_links(document("[[a]] <!-- [[b]]"))] == ["a"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("[[x]]", set()),
        ("{{a|[[x]]}}", {"template"}),
        ("{|\n| [[x]]\n|}", {"table"}),
        ("== [[x]] ==", {"heading"}),
        ("<ref>''[[x]]''</ref>", {"ref", "i"}),
        ("[http://e.org [[x]]]", {"external link"}),
        ("<code>[[x]]</code>", {"code"}),
        (" [[x]]", {"code"}),
        ("{{a|\n [[x]]}}", {"template"}),
    ],
)
def test_surroundings(source: str, expected: set[str]) -> None:
    doc = document(source)
    (link,) = all_links(doc)
    assert surroundings(doc, link.node) == expected


def test_a_caption_stands_in_a_link() -> None:
    doc = document("[[File:A.jpg|thumb|a [[x]]]]")
    outer, inner = all_links(doc)
    assert surroundings(doc, outer.node) == frozenset()
    assert surroundings(doc, inner.node) == frozenset({"link"})


def test_trail() -> None:
    doc = document("[[river]]s, [[Karl]]ö [[a]]B [[c]]")
    assert [trail(doc, link) for link in all_links(doc)] == ["s", "", "", ""]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("lake", "lake", True),
        ("lake", "Lake", True),
        ("lake", "laKe", False),
        ("lake", "lakes", False),
        ("", "lake", False),
    ],
)
def test_same_title(one: str, other: str, same: bool) -> None:
    assert same_title(Site.load("mediawiki"), one, other) is same


def test_a_wiki_that_tells_titles_apart_by_the_first_letter() -> None:
    site = Site({**Site.load("mediawiki").data, "capital_links": False})
    assert not same_title(site, "lake", "Lake")
    assert same_title(site, "lake", "lake")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a [[b]] c", "a b c"),
        ("a [[b|''c'' ]]d", "a ''c'' d"),
        ("a [[:Category:b]] c", "a Category:b c"),
        ("a [[ b ]] c", "a b c"),
    ],
)
def test_unlinked(source: str, expected: str) -> None:
    (link,) = all_links(document(source))
    assert SourceText(source).apply(unlinked(link)).text == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a {{}} b", "a {{}} b"),
        ("[[a]] {{}}", " {{}}"),
        ("<nowiki>{{}}</nowiki>", None),
        ("<!-- {{}} -->", None),
        ("<!-- {{}}", None),
    ],
)
def test_plain_text(text: str, found: str | None) -> None:
    at = text.index("{{}}")
    node = plain_text_at(document(text), at, at + 4)
    assert (None if node is None else str(node)) == found
