import pytest

from wikilint.analysis.ref_names import propose_name
from wikilint.analysis.references import references
from wikilint.document import Document
from wikilint.site import Site


def name(content, taken=(), site="wikipedia-en"):
    doc = Document.parse(f"<ref>x</ref><ref>{content}</ref>", site=Site.load(site))
    return propose_name(doc, references(doc).all[1], taken)


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ("last=Doe|first=J.|date=1 May 2020|website=The Lake", "Doe-2020"),
        ("last1=Doe|last2=Poe|year=1999", "Doe-1999"),
        ("author=Doe, John|date=May 2020", "Doe-2020"),
        ("author=John Doe|date=2020", "John Doe-2020"),
        ("author=[[John Doe (lawyer)|John Doe]]|date=2020", "John Doe-2020"),
        ("vauthors=Doe J, Poe M|date=2020", "Doe J-2020"),
        ("last=Doe", "Doe"),
        ("last=Müller-Łódź|year=2020", "Muller-Lodz-2020"),
        ("last=O'Brien & Søn|year=2020", "O Brien Son-2020"),
        ("last=李|date=2020|website=Lake", "Lake-2020"),
        ("website=[[The Lake]]|date=1 May 2020", "The Lake-2020-05-01"),
        ("newspaper=Lake News|date=September 3, 2020", "Lake News-2020-09-03"),
        ("publisher=Lake|date=2020-05-01", "Lake-2020-05-01"),
        ("publisher=Lake|date=May 2020", "Lake-2020"),
        ("publisher=Lake|date=1 Foo 2020", "Lake-2020"),
        ("publisher=Lake|date=Spring–Summer", "Lake"),
        ("url=https://www.lake.example.org/a?b=1|title=c", "lake.example.org"),
        ("url=HTTP://e.org:80/a|title=c|date=2020", "e.org-2020"),
        ("title=Lakes", "Lakes"),
        ("title=2020", "ref-2020"),
        ("title=湖", "ref"),
        (
            "publisher=The Society of the Friends of Deep Lakes|year=2020",
            "The Society of the Friends of-2020",
        ),
    ],
)
def test_names_of_citations(params, expected):
    assert name(f"{{{{cite web|{params}}}}}") == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("John Doe, ''The Lakes'', 2020, p. 12.", "John Doe The-2020"),
        ("[http://www.e.org/a The lakes], 1 May 2020", "e.org-2020"),
        ("{{harvnb|Doe|Poe|1999|p=12}}", "Doe Poe 1999"),
        ("<small>See&nbsp;above</small>", "See above"),
        ("12", "ref-12"),
    ],
)
def test_names_of_other_texts(content, expected):
    assert name(content) == expected


def test_a_name_that_is_taken_gets_a_number():
    text = "{{cite web|last=Doe|year=2020}}"
    assert name(text, {"Doe-2020"}) == "Doe-2020-2"
    assert name(text, {"Doe-2020", "Doe-2020-2", "Doe-2020-3"}) == "Doe-2020-4"


def test_without_facts_about_citations():
    assert (
        name("{{cite web|last=Doe|url=https://e.org/a|year=2020}}", site="mediawiki")
        == "e.org-2020"
    )


def test_digits_of_other_scripts_are_no_crash() -> None:
    assert name("{{cite web|website=W|date=² May 2020}}") == "W-2020"
