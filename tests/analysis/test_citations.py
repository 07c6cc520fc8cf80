import pytest

from wikilint.analysis.citations import citations
from wikilint.document import Document
from wikilint.site import Site, merge


def found(text, site="wikipedia-en"):
    return citations(Document.parse(text, site=Site.load(site)))


def one(text):
    (citation,) = found(text).all
    return citation


def test_all_are_in_the_order_of_the_source():
    text = "{{citation}} {{x|{{Cite tweet}}}} {{#if:{{Citenews}}|{{cite}}}} {{cite_book}}"
    assert [(c.name, c.template.start, c.wrapper) for c in found(text).all] == [
        ("Citation", 0, False),
        ("Cite tweet", 17, True),
        ("Cite news", 40, False),
        ("Cite book", 64, False),
    ]


def test_of():
    doc = Document.parse("{{cite web}}{{x}}", site=Site.load("wikipedia-en"))
    cite, other = doc.tree.templates
    assert citations(doc).of(cite) is citations(doc).all[0]
    assert citations(doc).of(other) is None


def test_none_where_nothing_is_known_of_citations():
    assert found("{{cite web|title=a}}", "mediawiki").all == ()
    stock = Site.load("mediawiki").data
    other = Site(merge(stock, {"templates": {"citation": {"Cite web": []}}}))
    assert citations(Document.parse("{{cite web}}", site=other)).all == ()


def test_params_have_canonical_names():
    text = "{{cite web|accessdate=a|first1=b|surname2=c|stray|URL=d|made-up=e}}"
    params = one(text).params
    assert {name: text[slice(*param.span)] for name, param in params.items()} == {
        "access-date": "accessdate=a",
        "first": "first1=b",
        "last2": "surname2=c",
        "1": "stray",
        "url": "URL=d",
        "made-up": "made-up=e",
    }


@pytest.mark.parametrize(
    ("params", "value"),
    [
        ("access-date= a ", "a"),
        ("accessdate=a", "a"),
        ("access-date=a|access-date=b", "b"),
        ("access-date=a|access-date=", ""),
        ("access-date=a|accessdate=", "a"),
        ("access-date=|accessdate=a", "a"),
        ("access-date=a|accessdate=b", "b"),
        ("access-date=a|accessdate=b|access-date=", "b"),
        ("title=a", ""),
    ],
)
def test_get(params, value):
    assert one(f"{{{{cite web|{params}}}}}").get("access-date") == value


def test_role_of():
    citation = one("{{cite web|accessdate=a|date=b|work=c|orig-year=d|first2=e|f|lang=g}}")
    assert [citation.role_of(param) for param in citation.template.params] == [
        "access",
        "publication",
        "title",
        "free",
        "other",
        "other",
        "language",
    ]


@pytest.mark.parametrize(
    ("params", "english"),
    [
        ("", True),
        ("language=", True),
        ("language=en-GB", True),
        ("lang=English", True),
        ("language=fr", False),
        ("language=en, ar", False),
    ],
)
def test_is_english(params, english):
    assert one(f"{{{{cite web|{params}}}}}").is_english is english


BASE = "{{cite web|title=A b|last=C|first=D|access-date=1 May 2020|url=http://e.org}}"


@pytest.mark.parametrize(
    "text",
    [
        BASE,
        "{{Cite_web|title=A b|last=C|first=D|access-date=1 May 2020|url=http://e.org}}",
        "{{citeweb|title=A b|last=C|first=D|access-date=1 May 2020|url=http://e.org}}",
        "{{cite web|url=http://e.org|access-date=1 May 2020|title=A b|first=D|last=C}}",
        "{{cite web|title=A b|last1=C|first1=D|accessdate=1 May 2020|URL=http://e.org}}",
        "{{cite web\n| title = A\n  b\n| last=C |first=D |access-date=1 May  2020\n"
        "|url=http://e.org\n}}",
        "{{cite web|title=A b|last=C|first=D|access-date=1 May 2020|url=http://e.org|via=| }}",
        "{{cite web|title=Z|title=A b|last=C|first=D|access-date=1 May 2020|url=http://e.org}}",
    ],
)
def test_same_normal_form(text):
    assert one(text).normal_form == (
        "Cite web",
        frozenset(
            {
                ("title", "A b"),
                ("last", "C"),
                ("first", "D"),
                ("access-date", "1 May 2020"),
                ("url", "http://e.org"),
            }
        ),
    )


@pytest.mark.parametrize(
    "text",
    [
        BASE.replace("web", "news"),
        BASE.replace("A b", "a b"),
        BASE.replace("e.org", "www.e.org"),
        BASE.replace("|last", "|stray|last"),
        BASE.replace("|last=C", "|last2=C"),
        BASE.replace("|last=C", "|last=C|accessdate=2 May 2020"),
        BASE.replace("|last=C", "|last=C|author=C"),
        BASE.replace("A b", "A <!-- sic --> b"),
    ],
)
def test_other_normal_form(text):
    assert one(text).normal_form != one(BASE).normal_form


def test_normal_form_keeps_the_names_of_a_wrappers_parameters():
    assert one("{{cite tweet|p=1| accessdate = 1 May 2020}}").normal_form == (
        "Cite tweet",
        frozenset({("p", "1"), ("accessdate", "1 May 2020")}),
    )


def test_numbers_of_unnamed_parameters():
    assert one("{{cite web|a|b}}").normal_form == one("{{cite web|2=b|1=a}}").normal_form


def test_computed_once():
    citation = one(BASE)
    assert citation.params is citation.params
    assert citation.effective is citation.effective
