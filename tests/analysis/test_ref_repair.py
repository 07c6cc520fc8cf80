import pytest

from wikilint.analysis.ref_openings import unusual_openings
from wikilint.analysis.ref_repair import (
    is_empty,
    read_openings,
    ref_reading,
    takes_text,
    unknown_attributes,
)
from wikilint.document import Document
from wikilint.site import Site


def parse(text):
    return Document.parse(text, site=Site.load("wikipedia-en"))


def fault(text):
    ((_, found),) = read_openings(parse(text))
    return found


def reading(text):
    (opening,) = unusual_openings(parse(text))
    return ref_reading(text, opening)


@pytest.mark.parametrize(
    "text",
    [
        "<ref name=x />",
        "<ref name=x group='n'>a</ref>",
        "<ref  name = x >a</ref>",
        "<ref name={{{1}}} x y>a</ref>",
        '<ref name="x" details="">a</ref>',
        "<ref name=http://e.org/ >a</ref>",
        '<ref name="x/ " >a</ref>',
        "<ref follow='x'>a</ref>",
        "<ref dir=auto>a</ref>",
    ],
)
def test_sound_tags(text):
    assert fault(text) is None


@pytest.mark.parametrize(
    ("text", "message", "error"),
    [
        ("<ref name=x y>a</ref>", "“y” is no attribute of a reference", True),
        (
            "<ref NAEM=x>a</ref>",
            "“NAEM” is no attribute of a reference; did you mean “name”?",
            True,
        ),
        ("<ref abcdefghijklm=x>a</ref>", "“abcdefghijklm” is no attribute of a reference (", True),
        ("<ref follow=x details=y>a</ref>", "“follow” and “details” exclude", True),
        ("<ref dir=>a</ref>", "“dir” is ltr or rtl, not “”", True),
        ("<ref name=x/ >", "slash and “>” stand apart", True),
        ('<ref name="x"/ >', "slash and “>” stand apart", True),
        ("<ref name=x' >a</ref>", "the mark ' joins the name", False),
        ("<ref group=>a</ref>", "the group is empty", False),
        ("<ref , name=x>a</ref>", "“,” belongs to no attribute", False),
        ('<ref name="x" , group=n>a</ref>', "“,” belongs to no attribute", False),
    ],
)
def test_faults(text, message, error):
    found = fault(text)
    assert found.message.startswith(message)
    assert found.error is error


@pytest.mark.parametrize(
    ("text", "attributes", "certain"),
    [
        ("<ref name=a b group=n>", (("name", "a b"), ("group", "n")), True),
        ("<ref name='a b>", (("name", "a b"),), True),
        ("<ref name=“a”>", (("name", "a"),), True),
        ("<ref name=''a''>", (("name", "a"),), True),
        ("<ref name=a group >", (("name", "a"),), True),
        ('<ref name=a group">', (("name", "a group"),), True),
        ("<ref name: a>", (("name", "a"),), True),
        ("<ref name+'a'>", (("name", "a"),), True),
        ("<ref NAME=a b>", (("name", "a b"),), True),
        ("<ref 'a b'>", (("name", "a b"),), False),
        ("<ref/ name=a>", (("name", "a"),), False),
        ("<ref nam=a>", (("name", "a"),), False),
        ("<ref / >", None, None),
        ("<ref 'a\"b'>", None, None),
        ("<ref a>", None, None),
        ("<ref a name=b>", None, None),
        ("<ref name=a name=b>", None, None),
        ("<ref name=a url=b>", None, None),
        ("<ref name=a follow=b>", None, None),
        ("<ref name=O'>", None, None),
        ('<ref name="a" b">', None, None),
        ("<ref name={{a}} b>", None, None),
        ('<ref name="a" <b>', None, None),
    ],
)
def test_readings(text, attributes, certain):
    found = reading(text)
    assert (found and found.attributes) == attributes
    assert (found and found.certain) == certain


def test_a_reading_knows_its_values_and_its_slash():
    found = reading('<ref name="a"/ >')
    assert (found.value("name"), found.value("group"), found.slashed) == ("a", "", True)
    assert not reading("<ref name='a b>").slashed


@pytest.mark.parametrize(
    ("text", "takes", "empty"),
    [
        ("<ref name=a>b</ref>", True, False),
        ("<ref name=a></ref>", True, True),
        ("<ref name=a>b<ref>c</ref>", False, False),
        ("<ref name=a />", False, True),
    ],
)
def test_what_follows(text, takes, empty):
    opening = unusual_openings(parse(text))[0]
    assert takes_text(text, opening) is takes
    assert is_empty(text, opening) is empty


def test_attributes_of_lists_and_functions():
    text = "a{{#tag:ref|b|nam=x|name=y}}{{efn|nam=z|c}}<references goup=n group=m responsive />"
    text += '<references group="{{a}}" x="" />{{reflist}}{{#tag:references||x=y}}'
    found = [(text[slice(*span)], message) for span, message in unknown_attributes(parse(text))]
    assert [place for place, _ in found] == ["goup=n", "{{#tag:ref|b|nam=x|name=y}}"]
    assert found[0][1].endswith("(cite_error_references_invalid_parameters)")
    assert list(unknown_attributes(parse("<references /><references group=n />"))) == []
