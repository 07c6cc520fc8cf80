"""The addresses of a page, and places where one could begin."""

import pytest

from wikilint.analysis.urls import (
    archived_address,
    is_archived,
    is_shown,
    may_begin_address,
    split_url,
    url_place,
    urls,
)
from wikilint.document import Document, Page
from wikilint.site import Site

SITE = Site.load("wikipedia-en")


def parse(text, **page):
    return Document.parse(text, page=Page(**page), site=SITE)


def test_all_addresses_in_order():
    doc = parse("https://a.example [//b.example B] {{x|url=http://c.example/}} mailto:a@d.example")
    assert [link.url for link in urls(doc).all] == [
        "https://a.example",
        "//b.example",
        "http://c.example/",
        "mailto:a@d.example",
    ]


def test_modules_have_none():
    assert urls(parse("https://a.example", title="Module:A")).all == ()


def test_none_in_names_of_arguments():
    doc = parse("{{x|https://a.example/?b=c}} {{x|1=https://a.example/?b=c}}")
    assert [link.start for link in urls(doc).all] == [35]
    assert not may_begin_address(doc, 4)
    assert may_begin_address(doc, 35)


def test_by_host_without_port_name_and_query():
    doc = parse("https://A.example/x http://u:p@a.example:80/ https://a.example?q=b/c //x [//b.ex]")
    found = urls(doc).by_host
    assert {host: [link.start for link in links] for host, links in found.items()} == {
        "a.example": [0, 20, 45],
        "b.ex": [73],
    }


def test_at_several_hosts_is_in_the_order_of_the_source():
    doc = parse("https://b.example/1 https://a.example/ https://b.example/2 https://c.example/")
    found = urls(doc).at(["a.example", "b.example", "d.example"])
    assert [link.start for link in found] == [0, 20, 39]


@pytest.mark.parametrize(
    ("url", "parts"),
    [
        (
            "https://u@Example.org:80/a/b?c=d?e#f?g#h",
            ("https://", "u@Example.org:80", "/a/b", "?c=d?e", "#f?g#h"),
        ),
        ("//example.org?a=//b", ("//", "example.org", "", "?a=//b", "")),
        ("https://example.org#//a", ("https://", "example.org", "", "", "#//a")),
        ("mailto:a@example.org", ("", "", "mailto:a@example.org", "", "")),
    ],
)
def test_pieces_make_the_address_again(url, parts):
    assert split_url(url) == parts
    assert "".join(split_url(url)) == url


def test_host():
    assert split_url("https://u@Example.org:80/a").host == "example.org"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://web.archive.org/web/2020*/example.org", True),
        ("https://archive.ph/aBcDe", True),
        ("https://example.org/to/http://example.com", True),
        ("https://example.org/?u=https%3A%2F%2Fexample.com", True),
        ("https://example.org/http:/example.com", True),
        ("https://archive.org/details/lakes", False),
        ("https://example.org/?a=b", False),
    ],
)
def test_archived(url, expected):
    assert is_archived(SITE, url) is expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://web.archive.org/web/20200102030405/http://e.org/?a#b", "http://e.org/?a#b"),
        ("https://web.archive.org/web/20200102030405id_/https://e.org", "https://e.org"),
        ("https://archive.today/20200102/https://e.org", "https://e.org"),
        ("https://web.archive.org/web/2020/https://e.org", None),
        ("https://web.archive.org/web/20200102030405/e.org", None),
        ("https://archive.ph/aBcDe", None),
    ],
)
def test_archived_address(url, expected):
    assert archived_address(url) == expected


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[https://e.org A]", "bracketed"),
        ("{{x|[https://e.org A]}}", "bracketed"),
        ("see https://e.org", "bare"),
        ("{{x|see https://e.org}}", "bare"),
        ("{{x|https://e.org}}", "argument"),
        ("{{x|url = https://e.org b}}", "argument"),
    ],
)
def test_place(text, place):
    (link,) = urls(parse(text)).all
    assert url_place(link) == place


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("see https://e.org", True),
        ("<code>https://e.org</code>", False),
        ("<tt>''https://e.org''</tt>", False),
        ("`https://e.org`", False),
        ("`a` https://e.org", True),
        ("a\n https://e.org", False),
        ("{{x\n | url=https://e.org}}", True),
        ("<ref>\n https://e.org</ref>", True),
        ("<!-- https://e.org", False),
        ("https://e.org <!-- a", True),
    ],
)
def test_shown(text, shown):
    doc = parse(text)
    (link,) = urls(doc).all
    assert is_shown(doc, link) is shown


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("a X b", True),
        ("{{x|a=X}}", True),
        ("<ref>X</ref>", True),
        ("[[a|X]]", True),
        ("'''X'''", True),
        ("[[X]]", False),
        ("{{X}}", False),
        ("{{x|X=a}}", False),
        ("{{{a|X}}}", False),
        ("https://e.org/X", False),
        ("[https://e.org X]", False),
        ('<span title="X">a</span>', False),
        ("<nowiki>X</nowiki>", False),
        ("<code>X</code>", False),
        ("<!-- X -->", False),
        ("`X`", False),
        ("a\n X", False),
        ("<!-- a\nX", False),
    ],
)
def test_where_an_address_may_begin(text, begins):
    assert may_begin_address(parse(text), text.index("X")) is begins


def test_an_address_begins_where_that_of_a_link_does():
    doc = parse("[https://e.org A]")
    assert may_begin_address(doc, 1)
    assert not may_begin_address(doc, 2)
    assert not may_begin_address(doc, len(doc.text))
