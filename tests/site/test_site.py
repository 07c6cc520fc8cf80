import pytest

from wikilint.site import Site, SiteError, merge


@pytest.fixture
def enwiki():
    return Site.load("wikipedia-en")


def site(**data):
    return Site(merge(Site.load("mediawiki").data, data))


@pytest.mark.parametrize(
    ("raw", "kind", "name"),
    [
        ("lc:x", "function", "lc"),
        ("LC:x", "function", "lc"),
        ("lc", "template", "Lc"),
        ("lc :x", "template", "Lc :x"),
        ("#if:", "function", "#if"),
        ("\n#IF: {{{1|}}} ", "function", "#if"),
        ("#invoke", "function", "#invoke"),
        ("#unheard-of:x", "function", "#unheard-of"),
        ("{{{|safesubst:}}}#invoke:Unsubst", "function", "#invoke"),
        ("PAGENAME", "variable", "PAGENAME"),
        ("PAGENAME:Foo", "function", "pagename"),
        ("pagename", "template", "Pagename"),
        ("CURRENTYEAR", "variable", "CURRENTYEAR"),
        ("server", "variable", "SERVER"),
        ("!", "variable", "!"),
        ("=", "variable", "="),
        ("DEFAULTSORT:x", "function", "defaultsort"),
        ("DEFAULTSORT", "template", "DEFAULTSORT"),
        ("defaultsort:x", "template", "Defaultsort:x"),
        ("subst:foo", "template", "Foo"),
        ("safesubst: #if:x", "function", "#if"),
        ("subst:PAGENAME", "variable", "PAGENAME"),
        (":Main page", "template", ":Main page"),
        ("Template:Foo", "template", "Foo"),
        ("template : foo_bar", "template", "Foo bar"),
        ("user:foo", "template", "User:Foo"),
        ("R:Duden", "template", "R:Duden"),
        (" cite_web <!-- c --> ", "template", "Cite web"),
        ("cite<!-- a\nb --> web", "template", "Cite web"),
        ("Citenews", "template", "Cite news"),
        ("cn", "template", "Citation needed"),
        ("project:x", "template", "Wikipedia:X"),
        ("tm:cn", "template", "Citation needed"),
        ("", "template", ""),
    ],
)
def test_classification(enwiki, raw, kind, name):
    assert enwiki.classify(raw) == (kind, name)
    assert enwiki.classify(raw) == (kind, name), "the second answer comes from the cache"


def test_no_redirects_without_a_wiki():
    assert Site.load().classify("cn") == ("template", "Cn")


def test_many_names_do_not_pile_up():
    one = site()
    for number in range(20_100):
        one.classify(f"x{number}")
    assert len(one._classified) < 200
    assert one.classify("x7") == ("template", "X7")


def test_names_are_wikis_only():
    assert Site.names() == ["mediawiki", "wikipedia-de", "wikipedia-en"]


@pytest.mark.parametrize("name", ["nowiki", "citations.en", "language.en", "../__init__"])
def test_unknown_site(name):
    with pytest.raises(SiteError, match="known are mediawiki, wikipedia-de, wikipedia-en"):
        Site.load(name)


def test_default_site():
    assert Site.load() is Site.load("mediawiki")
    assert Site.load().name == "mediawiki"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Foo", (0, "Foo")),
        (" foo__bar ", (0, "Foo bar")),
        (":category:x", (14, "X")),
        ("Image: a.png", (6, "A.png")),
        ("user_talk:Jo", (3, "Jo")),
        ("WP:Bots", (4, "Bots")),
        ("Foo: bar", (0, "Foo: bar")),
    ],
)
def test_split_title(enwiki, raw, expected):
    assert enwiki.split_title(raw) == expected


def test_namespace_names_start_with_the_wikis_own(enwiki):
    assert enwiki.namespace_names(4) == ["Wikipedia", "WP", "Project"]
    assert enwiki.namespace_names(10) == ["Template", "TM"]
    assert enwiki.namespace_names(6) == ["File", "Image"]
    assert enwiki.namespace_names(4711) == []


def test_families(enwiki):
    assert "Cite web" in enwiki.family("citation")
    assert "Citeweb" not in enwiki.family("citation")
    assert enwiki.family("no-such-family") == frozenset()
    assert enwiki.template_redirects("efn")["Efn"] == ["Explanatory footnote"]
    assert enwiki.template_redirects("no-such-family") == {}
    assert Site.load().family("citation") == frozenset()


def test_tags():
    stock = Site.load()
    assert {"ref", "nowiki", "gallery"} <= stock.extension_tags
    assert {"div", "br"} <= stock.html_tags
    assert "br" in stock.void_tags
    assert {"div", "ref", "b"} <= stock.paired_tags
    assert not {"br", "li", "td", "blink"} & stock.paired_tags


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Use dmy dates"], "dmy"),
        (["use_mdy dates"], "mdy"),
        (["Use mdy dates", "Use dmy dates"], "dmy"),
        (["Use DMY dates", "Use MDY dates"], "mdy"),
        (["mdy", "dmy"], "mdy"),
        (["DMY", "Usemdydates"], "dmy"),
        (["Use ymd dates", "Cite web"], None),
        ([], None),
    ],
)
def test_the_list_decides_on_the_date_format_not_the_page(enwiki, names, expected):
    assert enwiki.page_date_format(names) == expected


def test_no_date_format_without_a_wiki():
    assert Site.load().page_date_format(["Use dmy dates"]) is None


def test_language_data():
    english = Site.language_data("en-GB")
    assert english is Site.language_data("en")
    assert english["months"][8] == "September"
    assert english["short_months"][8] == "Sep"
    assert english["other_months"]["Sept"] == 9
    assert Site.language_data("tlh") == {}


def test_citation_facts():
    assert Site.load().citations is None
    facts = Site.load("wikipedia-en").citations
    assert facts is not None
    assert facts is Site.load("wikipedia-en").citations
    with pytest.raises(SiteError, match="no data named"):
        _ = site(citations="citations.xx").citations


def test_merge():
    base = {"a": {"x": 1, "y": [1, 2]}, "b": 1, "c": [3]}
    more = {"a": {"y": [3, 1]}, "b": {"z": 1}, "d": []}
    assert merge(base, more) == {"a": {"x": 1, "y": [3, 1, 2]}, "b": {"z": 1}, "c": [3], "d": []}
    assert base == {"a": {"x": 1, "y": [1, 2]}, "b": 1, "c": [3]}
