from datetime import date

import pytest

from wikilint.site import Site
from wikilint.site.citations import NameField


@pytest.fixture
def facts():
    found = Site.load("wikipedia-en").citations
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("title", "title"),
        ("accessdate", "access-date"),
        ("lang", "language"),
        ("p", "page"),
        ("pp", "pages"),
        ("ISBN", "isbn"),
        ("origyear", "orig-date"),
        ("first1", "first"),
        ("last1", "last"),
        ("author1", "author"),
        ("last2", "last2"),
        ("surname12", "last12"),
        ("author2-last", "last2"),
        ("author-last2", "last2"),
        ("author-first", "first"),
        ("given", "first"),
        ("authorlink", "author-link"),
        ("author1-link", "author-link"),
        ("editor2-first", "editor-first2"),
        ("editor-given2", "editor-first2"),
        ("editor-surname1", "editor-last"),
        ("translator3", "translator3"),
        ("s2cid", "s2cid"),
        ("S2CID", "s2cid"),
        ("title2", "title2"),
        ("last٢", "last٢"),
        ("last²", "last²"),
        ("editor1-last2", "editor1-last2"),
        ("Title", "Title"),
        ("website", "website"),
        ("1", "1"),
        ("", ""),
    ],
)
def test_canonical(facts, name, expected):
    assert facts.canonical(name) == expected
    assert facts.canonical(expected) == expected


@pytest.mark.parametrize("name", ["title", "accessdate", "last", "last14", "editor2-last", "s2cid"])
def test_known(facts, name):
    assert facts.knows(name)


@pytest.mark.parametrize("name", ["titel", "title2", "Title", "dead-url", "editor1-last2", "1", ""])
def test_unknown(facts, name):
    assert not facts.knows(name)


def test_many_names_do_not_pile_up(facts):
    for number in range(20_100):
        facts.canonical(f"x{number}")
    assert len(facts._canonical) < 20_100
    assert facts.canonical("accessdate") == "access-date"


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("date", "publication"),
        ("air-date", "publication"),
        ("access-date", "access"),
        ("archive-date", "access"),
        ("title", "title"),
        ("script-title", "title"),
        ("website", "title"),
        ("quote", "quote"),
        ("trans-quote", "quote"),
        ("archive-url", "url"),
        ("doi", "identifier"),
        ("language", "language"),
        ("orig-date", "free"),
        ("last", "other"),
        ("publisher", "other"),
        ("date-of-birth", "other"),
    ],
)
def test_role(facts, name, role):
    assert facts.role(name) == role


@pytest.mark.parametrize(
    ("value", "own"),
    [
        ("en", True),
        ("English", True),
        ("en-GB", True),
        ("en, English", True),
        ("fr", False),
        ("English, French", False),
        ("", False),
    ],
)
def test_own_language(facts, value, own):
    assert facts.is_own_language(value) is own


def test_keywords(facts):
    assert "usurped" in facts.keywords("url-status")
    assert facts.keywords("title") == ()


def test_data_do_not_contradict_themselves(facts):
    known = facts.parameters
    assert "last" in known
    assert "editor-link" in known
    assert set(facts.aliases.values()) <= known
    assert not set(facts.aliases) & known
    assert set(facts.removed.values()) <= known
    assert not set(facts.removed) & (known | set(facts.aliases))
    assert not set(facts.data["reported"]) & (known | set(facts.aliases) | set(facts.removed))
    gone = facts.dropped | facts.date_parts
    assert not gone & (known | set(facts.aliases) | set(facts.removed))
    assert not set(facts.data["unconfirmed"]) & (known | set(facts.aliases) | gone)
    assert set(facts.data["replaced_values"]) <= set(facts.removed.values())
    for name, values in facts.data["replaced_values"].items():
        assert set(values.values()) <= set(facts.keywords(name))
    rivals = [name for names in facts.data["rivals"] for name in names]
    assert sorted(set(rivals)) == sorted(rivals)
    assert set(rivals) <= known
    for names in facts.data["own"].values():
        assert set(names) <= known
    assert set(facts.data["keywords"]) <= known
    roles = [name for names in facts.data["roles"].values() for name in names]
    assert sorted(set(roles)) == sorted(roles)
    assert set(roles) <= known
    for name in known:
        assert facts.canonical(name) == name


def test_month_of_the_data(facts):
    assert facts.as_of == date(2023, 1, 1)


@pytest.mark.parametrize("name", ["title", "accessdate", "editor#-last", "last#", "ISBN"])
def test_names(facts, name):
    assert name in facts.names


def test_what_may_be_known_by_now_is_not_unknown(facts):
    assert facts.knows("article-number")
    assert "article-number" not in facts.names


@pytest.mark.parametrize(
    ("template", "name", "takes"),
    [
        ("Cite web", "title", True),
        ("Cite conference", "book-title", True),
        ("Cite book", "book-title", False),
        ("Citation", "book-title", True),
    ],
)
def test_takes(facts, template, name, takes):
    assert facts.takes(template, name) is takes


def test_rivals(facts):
    assert "work" in facts.rivals("website")
    assert facts.rivals("last2") == ("author2", "host2", "last2", "subject2")
    assert facts.rivals("title") == ("title",)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("url-status", "Yes", "dead"),
        ("url-status", "no", "live"),
        ("url-status", "perhaps", None),
        ("trans-title", "Yes", "Yes"),
    ],
)
def test_replaced_value(facts, name, value, expected):
    assert facts.replaced_value(name, value) == expected


def test_names_that_are_gone(facts):
    assert "coauthors" in facts.dropped
    assert "month" in facts.date_parts


def test_generic_titles(facts):
    generic = facts.generic_titles
    assert "wayback machine" in generic.equal
    assert generic.maintenance <= generic.equal
    for title in (*generic.equal, *generic.begin, *generic.contain):
        assert title == title.lower()


@pytest.mark.parametrize(
    ("template", "code"),
    [("Fr icon", "fr"), ("In lang", ""), ("Icon", None), ("Flag icon", None), ("Cite web", None)],
)
def test_icon_code(facts, template, code):
    assert facts.icon_code(template) == code


def test_values(facts):
    assert facts.refused("ref") == ("harv",)
    assert facts.refused("title") == ()
    assert facts.numbers["display-authors"] == "etal"
    assert {"url-status", "ref", "display-editors"} <= set(facts.checked)


def test_name_fields(facts):
    assert facts.name_fields["host"] == NameField("author", last=True)
    assert facts.name_fields["editor-first"] == NameField("editor", last=False)


def test_generic_names(facts):
    generic = facts.generic_names
    assert "policy" in generic.contain
    assert "news" in generic.equal
    assert "staff" in generic.unlisted
    for words in (generic.contain, generic.words, generic.equal, generic.unlisted):
        assert all(word == word.lower() for word in words)


def test_lists_name_what_there_is(facts):
    known = facts.parameters
    assert set(facts.name_fields) <= known
    assert set(facts.unmarked) <= known
    assert set(facts.ignored) <= known
    assert set(facts.numbers) <= known
    assert set(facts.data["refused"]) <= known
    assert set(facts.requires) | {n for names in facts.requires.values() for n in names} <= known
    templates = Site.load("wikipedia-en").family("citation")
    assert {name for names in facts.ignored.values() for name in names} <= templates
    assert set(facts.needs_periodical) <= templates
    assert set(facts.of_periodicals) <= templates
    assert set(facts.data["own"]) <= templates
    assert set(facts.needs_periodical.values()) <= set(facts.rivals("periodical"))
    assert "encyclopedia" in facts.owned
    assert "The Guardian" in facts.works
    assert set(facts.articles) == {"the"}
    assert "now" in facts.name_notes
