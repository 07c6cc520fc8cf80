import pytest

from wikilint.analysis.ref_contents import (
    normal_content,
    only_citation,
    same_contents,
    same_day,
    shared_sources,
    source_key,
)
from wikilint.analysis.references import references
from wikilint.document import Document
from wikilint.rules.refs.near_duplicate_ref import cited_work
from wikilint.site import Site


def parse(*contents):
    text = "".join(f"<ref>{content}</ref>" for content in contents)
    return Document.parse(text, site=Site.load("wikipedia-en"))


def same(*contents):
    doc = parse(*contents)
    return len({normal_content(doc, reference) for reference in references(doc).all}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Doe, 2020", " John  Doe,\t2020\n"),
        ("{{cite web|title=a|url=b}}", "{{Cite_web\n|url= b |title = a|via=}}"),
        ("{{cite web|title=a|accessdate=b}}", " {{citeweb|access-date=b|title=a}}\n"),
        (
            "{{cite web|title=a}} {{dead link|a=b|c=d}}",
            "{{Cite web|title=a}}  {{Dead link|c=d|a= b}}",
        ),
        ("a {{x|y}} b", "a {{X|y}} b"),
        ("a\n* b", "a  \n*  b"),
    ],
)
def test_the_same(one, other):
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a {{x|y|z=}} b", "a {{x|y}} b"),  # {{{z|default}}} tells empty from absent
        ("John Doe, 2020", "John Doe, 2021"),
        ("{{cite web|title=a}}", "{{cite news|title=a}}"),
        ("{{cite web|title=a|access-date=b}}", "{{cite web|title=a}}"),
        ("{{cite web|title=a}}", "{{cite web|title=a}}<!-- b -->"),
        ("{{cite web|title=a}}", "{{cite web|title=a}} p. 9"),
        ("{{x|a|b}}", "{{x|b|a}}"),
        ("{{x||b}}", "{{x|b}}"),
        ("a\n* b", "a * b"),
        ("a\n b", "a\nb"),
        ("''a''", "'''a'''"),
        ("[http://e.org a]", "[http://e.org/b a]"),
    ],
)
def test_not_the_same(one, other):
    assert not same(one, other)


def test_sets():
    doc = parse(
        "a b", "c", "{{cite web|title=d|url=e}}", "a  b", "{{cite web|url=e|title=d}}", " a b"
    )
    found = same_contents(doc, references(doc).all)
    assert [[r.content for r in copies] for copies in found] == [
        ["a b", "a  b", " a b"],
        ["{{cite web|title=d|url=e}}", "{{cite web|url=e|title=d}}"],
    ]


def test_sets_of_the_same_source():
    doc = parse("a b", "c", "a  b", " a b\n")
    found = same_contents(doc, references(doc).all, normalise=False)
    assert [[r.content for r in copies] for copies in found] == [["a b", " a b\n"]]


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.E.org/A/", "e.org/A"),
        ("http://e.org:80", "e.org"),
        ("https://e.org:443/a", "e.org/a"),
        ("http://e.org:443/a", "e.org:443/a"),
        ("//e.org/a?b=1&utm_source=x&c=2&fbclid=y#d", "e.org/a?b=1&c=2#d"),
        ("https://e.org/a?utm_source=x#", "e.org/a"),
        ("https://e.org/a?post=2#p", "e.org/a?post=2#p"),
        ("u", "u"),
    ],
)
def test_source_key(url, key):
    assert source_key(Site.load("wikipedia-en"), url) == key


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2020-05-02", "2020-05-02"),
        ("2 May 2020", "2020-05-02"),
        ("May 2, 2020", "2020-05-02"),
        ("May 2020", "May 2020"),
        ("2–3 May 2020", "2–3 May 2020"),
        ("on 2 May 2020", "on 2 May 2020"),
        ("", ""),
    ],
)
def test_same_day(value, day):
    assert same_day(value, "en") == day


def test_only_citation():
    doc = parse("a {{cite web|title=b}}", "{{cite web|title=c}} {{citation|title=d}}", "{{x|y}}")
    found = [only_citation(doc, reference) for reference in references(doc).all]
    assert [citation and citation.get("title") for citation in found] == ["b", None, None]


def works(*contents):
    doc = parse(*contents)
    found = references(doc).all
    return [cited_work(doc, reference, ("access-date", "via")) for reference in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{{cite web|url=//e.org/|title=a|via=b}}", "{{Cite web|title=a|url=http://www.e.org}}"),
        (
            "{{cite web|url=//e.org|date=2 May 2020}} b",
            "{{cite web|date=2020-05-02|url=//e.org|accessdate=1 June 2020}}  b",
        ),
    ],
)
def test_one_work(one, other):
    first, second = works(one, other)
    assert first is not None
    assert first == second


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{{cite web|url=//e.org|title=a}}", "{{cite news|url=//e.org|title=a}}"),
        ("{{cite web|url=//e.org|title=a}}", "{{cite web|url=//e.org|title=b}}"),
        ("{{cite web|url=//e.org|title=a}}", "{{cite web|url=//e.org#p|title=a}}"),
        ("{{cite web|url=//e.org|title=a}}", "{{cite web|url=//e.org|title=a}} p. 9"),
        ("{{cite web|url=//e.org|title=a}}", "{{cite web|url=//e.org|title=a|language=fr}}"),
    ],
)
def test_two_works(one, other):
    first, second = works(one, other)
    assert first != second


def test_no_work():
    twice = "{{cite web|url=//e.org|title=a}}" * 2
    assert works("a", "{{cite web|title=a}}", "[http://e.org a]", twice) == [None] * 4


def test_shared_sources():
    doc = parse(
        "[http://www.e.org/a/ x]",
        "{{cite web|url=https://e.org/a|archive-url=http://f.org/1}}",
        "{{cite web|archive-url=https://web.archive.org/web/1/http://e.org:80/a?utm_id=2|title=x}}",
        "http://e.org/a#b",
        "http://e.org/a?c",
        "e.org/a",
    )
    all_ = references(doc).all
    assert [[all_.index(r) for r in same] for same in shared_sources(doc)] == [[0, 1, 2]]
