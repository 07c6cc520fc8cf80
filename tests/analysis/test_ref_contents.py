import pytest

from wikilint.analysis.ref_contents import normal_content, same_contents
from wikilint.analysis.references import references
from wikilint.document import Document
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
