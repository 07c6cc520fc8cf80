import pytest

from wikilint.analysis.ref_openings import (
    unclosed_lists,
    unusual_closings,
    unusual_openings,
)
from wikilint.document import Document, Page
from wikilint.site import Site


def parse(text, title=None):
    return Document.parse(text, page=Page(title=title), site=Site.load("wikipedia-en"))


def found(text, title=None):
    return [text[slice(*opening.span)] for opening in unusual_openings(parse(text, title))]


@pytest.mark.parametrize(
    "text",
    [
        "a<ref>b</ref>",
        '<ref name="a b">c</ref>',
        '<ref name="a"/><ref name="a" /><ref group="n">b</ref>',
        '<ref name="a" group="n" /><ref group="n" name="a">b</ref>',
        '<references /><references group="n">',
        "<reflist><refs a><ref name=x",
        "<!-- <ref name=x> --><nowiki><ref name=x></nowiki><pre><ref name=x></pre>",
        "<nowiki>a</nowiki><!-- <ref name=x> <nowiki></nowiki> -->",
        "<code><ref name=x>a</ref></code><code><ref name=x></code>",
        "`<ref name=x>` and `<REF>`",
        "a<!-- <ref name=x>b</ref>",
        "<ref " + 2_000 * "a" + ">",
    ],
)
def test_plain_tags_and_what_is_none(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<ref name=x>b</ref>", ["<ref name=x>"]),
        ("a<REF>b</REF><Ref name=x />", ["<REF>", "<Ref name=x />"]),
        ("a<ref name='x' /><ref name=\"\">", ["<ref name='x' />", '<ref name="">']),
        ('a<ref name="x>b</ref> c<ref name="y">d', ['<ref name="x>']),
        ("a<ref/ name=x>b<refname=x>c", ["<ref/ name=x>", "<refname=x>"]),
        ("a<ref\nname=x\n/>", ["<ref\nname=x\n/>"]),
        ("<gallery>\nA.jpg|b<ref name=x />\n</gallery>", ["<ref name=x />"]),
        ("<code>a</code><ref name=x>b</ref>", ["<ref name=x>"]),
    ],
)
def test_unusual_tags(text, expected):
    assert found(text) == expected


def test_modules_have_none():
    assert found("<ref name=x />", "Module:A") == []


def test_parts_of_a_tag():
    text = "a<ref group=n name=x name='y' />"
    (opening,) = unusual_openings(parse(text))
    assert opening.self_closing
    assert opening.is_tag
    assert text[slice(*opening.inner)] == " group=n name=x name='y' "
    assert [a.name for a in opening.attributes] == ["group", "name", "name"]
    assert (opening.value("name"), opening.value("group")) == ("y", "n")
    assert opening.value("dir") == ""
    assert opening.get("dir") is None


def test_no_tag_has_no_attributes():
    (opening,) = unusual_openings(parse("a<ref/ name=x>"))
    assert not opening.is_tag
    assert not opening.self_closing
    assert opening.attributes == ()


def test_closing_tags():
    text = "<ref>a</ref ><ref>b</REF><ref>c</ref>\n</REF></ref ><!-- <ref>a</ref > -->"
    text += "<code><ref>d</REF></code></references><reflist></reflist >"
    assert [text[slice(*span)] for span in unusual_closings(parse(text))] == ["</ref >", "</REF>"]
    assert unusual_closings(parse("<ref>a</ref>")) == ()


def test_unclosed_lists():
    text = '<references><references group="n" ><references /><nowiki><references></nowiki>'
    found = [text[slice(*span)] for span in unclosed_lists(parse(text))]
    assert found == ["<references>", '<references group="n" >']
    assert unclosed_lists(parse("<ref>a</ref>")) == ()
