"""Siteinfo answers, cut down to what the tests look at."""

from __future__ import annotations

import json
from typing import Any

import pytest

from wikilint import Document
from wikilint.analysis import prose
from wikilint.site import Site, SiteError
from wikilint.site.given import given_site
from wikilint.site.siteinfo import is_siteinfo, site_data

QUERY: dict[str, Any] = {
    "general": {
        "sitename": "Musterwiki", "lang": "de", "case": "case-sensitive",
        "server": "//wiki.example", "servername": "wiki.example", "wikiid": "muster",
        "articlepath": "/w/$1", "linktrail": "/^([äöüßa-z]+)(.*)$/sDu",
        "thumblimits": [120, 180, 250],
    },
    "namespaces": {
        "-1": {"id": -1, "name": "Spezial", "canonical": "Special"},
        "0": {"id": 0, "name": ""},
        "6": {"id": 6, "name": "Datei", "canonical": "File"},
        "10": {"id": 10, "name": "Vorlage", "canonical": "Template"},
        "3000": {"id": 3000, "name": "Rezept", "canonical": "Rezept"},
    },
    "namespacealiases": [{"id": 6, "alias": "Bild"}, {"id": 6, "alias": "Image"}],
    "magicwords": [
        {"name": "if", "aliases": ["wenn", "if"], "case-sensitive": False},
        {"name": "lc", "aliases": ["KLEIN:", "LC:"], "case-sensitive": False},
        {"name": "language", "aliases": ["#SPRACHE:", "#LANGUAGE:"], "case-sensitive": False},
        {"name": "arraymap", "aliases": ["arraymap"], "case-sensitive": False},
        {"name": "defaultsort", "aliases": ["SORTIERUNG:", "DEFAULTSORT:"],
         "case-sensitive": True},
        {"name": "pagename", "aliases": ["SEITENNAME", "PAGENAME"], "case-sensitive": True},
        {"name": "server", "aliases": ["SERVER"], "case-sensitive": False},
        {"name": "notoc", "aliases": ["__KEIN_IVZ__", "__NOTOC__"], "case-sensitive": False},
        {"name": "index", "aliases": ["__INDEX__"], "case-sensitive": True},
        {"name": "redirect", "aliases": ["#WEITERLEITUNG", "#REDIRECT"], "case-sensitive": False},
        {"name": "subst", "aliases": ["ERS:", "SUBST:"], "case-sensitive": False},
        {"name": "img_thumbnail", "aliases": ["mini", "thumb"], "case-sensitive": True},
        {"name": "img_page", "aliases": ["seite=$1", "seite $1", "page=$1"],
         "case-sensitive": True},
        {"name": "img_width", "aliases": ["$1px"], "case-sensitive": True},
        {"name": "timedmedia_noicon", "aliases": ["noicon"], "case-sensitive": False},
    ],
    "variables": ["pagename", "server"],
    "functionhooks": ["if", "lc", "language", "arraymap", "defaultsort", "pagename"],
    "extensiontags": ["<pre>", "<nowiki>", "<ref>", "<Rezept>"],
    "protocols": ["http://", "https://", "mailto:", "//"],
    "fileextensions": [{"ext": "png"}, {"ext": "jpg"}],
    "interwikimap": [
        {"prefix": "wikipedia", "url": "https://de.wikipedia.org/wiki/$1"},
        {"prefix": "wp", "url": "https://de.wikipedia.org/wiki/$1"},
        {"prefix": "fr", "url": "https://fr.wikipedia.org/wiki/$1", "language": "français"},
        {"prefix": "muster", "url": "//wiki.example/wiki/$1", "local": True},
        {"prefix": "rfc", "url": "https://rfc.example/$1"},
    ],
    "defaultoptions": {"thumbsize": 2},
}  # fmt: skip


def answer(**changes: Any) -> dict[str, Any]:
    return {"batchcomplete": True, "query": QUERY | changes}


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return site_data(answer(), "siteinfo answer x.json")


@pytest.fixture(scope="module")
def site() -> Site:
    return given_site(answer(), "x.json")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("source", "siteinfo answer x.json"),
        ("name", "wiki.example"),
        ("extends", "mediawiki"),
        ("language", "de"),
        ("host", "wiki.example"),
        ("article_path", "/w/"),
        ("capital_links", False),
        ("link_trail", "[äöüßa-z]+"),
        ("thumbnail_width", 250),
        ("own_prefixes", ["muster"]),
        ("sister_hosts", {"de.wikipedia.org": "wp", "fr.wikipedia.org": ":fr"}),
        ("namespaces", {"-1": ["Spezial", "Special"], "6": ["Datei", "Bild", "Image", "File"],
                        "10": ["Vorlage", "Template"], "3000": ["Rezept"]}),
        ("functions", ["#wenn", "#if", "klein", "lc", "#sprache", "#language", "#arraymap"]),
        ("exact_functions", ["SORTIERUNG", "DEFAULTSORT", "SEITENNAME", "PAGENAME"]),
        ("variables", ["server"]),
        ("exact_variables", ["SEITENNAME", "PAGENAME"]),
        ("magic_word_aliases", {"#sprache": "#language", "#wenn": "#if", "klein": "lc",
                                "seitenname": "pagename", "sortierung": "defaultsort"}),
        ("switches", ["kein_ivz", "notoc"]),
        ("exact_switches", ["INDEX"]),
        ("redirect_words", ["#weiterleitung", "#redirect"]),
        ("modifiers", ["ers:", "subst:"]),
        ("page_settings", {"default_sort": ["SORTIERUNG", "DEFAULTSORT"]}),
        ("file_options", {"mini": "format", "thumb": "format", "noicon": "player"}),
        ("file_option_values", {"seite": "page", "page": "page"}),
        ("protocols", ["http://", "https://", "mailto:"]),
        ("file_extensions", ["jpg", "png"]),
    ],
)  # fmt: skip
def test_data(data: dict[str, Any], key: str, value: object) -> None:
    assert data[key] == value


def test_tags_are_those_that_the_wiki_has(data: dict[str, Any], site: Site) -> None:
    assert {"pre", "nowiki", "ref", "rezept", "noinclude"} <= set(data["extension_tags"])
    assert "rezept" in site.extension_tags
    assert "poem" not in site.extension_tags
    assert "div" in site.html_tags


def test_it_is_the_whole_truth_about_functions(site: Site) -> None:
    assert site.classify("#wenn:") == ("function", "#if")
    assert site.classify("KLEIN:X") == ("function", "lc")
    assert site.classify("SEITENNAME") == ("variable", "PAGENAME")
    assert site.classify("SORTIERUNG:X") == ("function", "defaultsort")
    assert site.classify("ERS:Vorlage:Kasten") == ("template", "Kasten")
    assert site.classify("UC:X") == ("template", "UC:X"), "an answer without it has none"
    assert site.split_title("module:x") == (0, "Module:x")
    assert site.split_title("bild:x.png") == (6, "X.png")


def test_a_page_is_read_by_it(site: Site) -> None:
    doc = Document.parse("Der [[Datei:a.png|mini|seite=3|Ein Bild]] Text", site=site)
    assert prose(doc).text.replace("\0", "").split() == ["Der", "Ein", "Bild", "Text"]


def test_what_is_made_can_be_written_edited_and_read_again(data: dict[str, Any]) -> None:
    written = json.loads(json.dumps(data))
    assert not is_siteinfo(written)
    written["templates"] = {"reflist": {"Quellen": ["Belege"]}}
    site = given_site(written, "x")
    assert site.classify("belege") == ("template", "Quellen")
    assert site.classify("UC:X") == ("template", "UC:X")


def test_the_first_format_version() -> None:
    query = {
        "general": {"lang": "de", "server": "http://wiki.example", "case": "first-letter"},
        "namespaces": {"10": {"id": 10, "case": "first-letter", "*": "Vorlage",
                              "canonical": "Template"}},
        "namespacealiases": [{"id": 10, "*": "V"}],
        "magicwords": [{"name": "pagename", "aliases": ["SEITENNAME"], "case-sensitive": ""},
                       {"name": "server", "aliases": ["SERVER"]}],
        "variables": ["pagename", "server"],
    }  # fmt: skip
    data = site_data({"query": query}, "x")
    assert data["namespaces"] == {"10": ["Vorlage", "V", "Template"]}
    assert (data["variables"], data["exact_variables"]) == (["server"], ["SEITENNAME"])
    assert (data["name"], data["capital_links"]) == ("wiki.example", True)


def test_what_is_lacking_stays_as_it_is() -> None:
    data = site_data({"query": {"general": {"servername": "a.example"}}}, "x")
    assert data == {
        "source": "x", "name": "a.example", "extends": "mediawiki", "language": "en",
        "host": "a.example", "exact": [],
    }  # fmt: skip
    site = given_site({"query": {}}, "x")
    assert site.namespace_names(6) == ["File", "Image"]
    assert "poem" in site.extension_tags


@pytest.mark.parametrize(("host", "base"), [("de.wikipedia.org", "wikipedia-de"),
                                            ("en.wikipedia.org", "wikipedia-en")])  # fmt: skip
def test_an_answer_of_a_known_wiki_goes_on_top_of_it(host: str, base: str) -> None:
    data = site_data({"query": {"general": {"servername": host}}}, "x")
    assert data["extends"] == base
    assert given_site(data, "x").family("citation") == Site.load(base).family("citation")


def test_a_link_trail_that_python_cannot_read_is_left_out() -> None:
    for trail in (r"/^([\p{L}]+)(.*)$/sDu", "/^()(.*)$/sD", "nonsense"):
        assert "link_trail" not in site_data(answer(general={"linktrail": trail}), "x")


@pytest.mark.parametrize(
    ("value", "message", "path"),
    [
        ([], "expected a map, not []", ()),
        ({}, "no siteinfo answer: it has no “query”", ()),
        ({"query": 1}, "expected a map, not 1", ("query",)),
        ({"error": {"code": "readapidenied"}},
         "the wiki answered with an error: {'code': 'readapidenied'}", ("error",)),
        (answer(namespaces=[]), "expected a map, not []", ("query", "namespaces")),
        (answer(namespaces={"1": 7}), "expected a map, not 7", ("query", "namespaces", "1")),
        (answer(protocols=["a", 1]), "expected text, not 1", ("query", "protocols", 1)),
        (answer(magicwords=[{"name": "x", "aliases": "y"}]),
         "expected a list, not 'y'", ("query", "magicwords", 0, "aliases")),
        (answer(general={"thumblimits": ["a"]}),
         "expected a number, not 'a'", ("query", "general", "thumblimits", 0)),
    ],
)  # fmt: skip
def test_answers_of_another_shape(value: object, message: str, path: tuple[object, ...]) -> None:
    with pytest.raises(SiteError) as error:
        site_data(value, "x")
    assert (str(error.value), error.value.path) == (message, path)
