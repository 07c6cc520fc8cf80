import pytest

from wikilint.site import Site


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
    assert set(facts.data["keywords"]) <= known
    roles = [name for names in facts.data["roles"].values() for name in names]
    assert sorted(set(roles)) == sorted(roles)
    assert set(roles) <= known
    for name in known:
        assert facts.canonical(name) == name
