import pytest

from wikilint.analysis.citations import citations
from wikilint.analysis.ref_merging import (
    add_name,
    kept,
    mergeable,
    mergeable_names,
    removable,
    rename,
    reuse,
    speaks_of_its_place,
)
from wikilint.analysis.references import references
from wikilint.diagnostic import Edit
from wikilint.document import Document
from wikilint.rules.refs.near_duplicate_ref import differences, united
from wikilint.site import Site


def read(text):
    return references(Document.parse(text, site=Site.load("wikipedia-en")))


def copies(refs):
    return [reference for reference in refs.all if reference.content == "x"]


def test_reuse():
    assert reuse("a b", "") == '<ref name="a b" />'
    assert reuse("a", "n") == '<ref name="a" group="n" />'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<ref name=a>x</ref><ref>x</ref><ref name=a /><ref name=b>x</ref>", {"a": 2, "b": 1}),
        ("<ref name=a>x</ref><ref name=a>y</ref><ref name=b>x</ref>", {"b": 1}),
        ("<ref name=a>x</ref><ref name=a group=n>y</ref>", {"a": 1}),
        ("<ref name='a\"b'>x</ref><ref name='a &amp; b'>x</ref>", {}),
        ("<ref>x</ref><ref name=''>x</ref>", {}),
    ],
)
def test_mergeable_names(text, expected):
    refs = read(text)
    assert mergeable_names(refs, copies(refs)) == expected


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("<ref>x</ref><ref>x</ref>", 0),
        ("<ref>x</ref><ref name=a>x</ref>", 1),
        ("<ref name=a>x</ref><ref name=b>x</ref>", 0),
        ("<ref name=a>x</ref><ref name=b>x</ref><ref name=b />", 1),
        ("<ref name=:1>x</ref><ref name=b>x</ref><ref name=:1 /><ref name=:1 />", 1),
        ("<ref name=auto2>x</ref><ref name=b>x</ref>", 1),
        ("<ref name=ReferenceA>x</ref><ref name=b>x</ref>", 1),
        ("{{q|<ref name=a>x</ref>}}<ref name=:0>x</ref>", 1),
        ("{{q|<ref>x</ref>}}<ref>x</ref>", 1),
        ("<ref name=a>x</ref><references><ref name=:0>x</ref></references>", 1),
        ("<ref name=a>x</ref><ref name=a>y</ref><ref name=b>x</ref>", 1),
        ("<ref>x</ref><ref name=a>x</ref><ref name=a>y</ref>", 1),
    ],
)
def test_kept(text, index):
    refs = read(text)
    found = copies(refs)
    assert found.index(kept(found, mergeable_names(refs, found))) == index


def renamed(text, name):
    refs = read(text)
    edits = rename(refs, text, refs.all[0], name)
    if edits is None:
        return None
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span[0]] + edit.text + text[edit.span[1] :]
    return text


@pytest.mark.parametrize(
    ("rest", "name", "expected"),
    [
        ("", "b", ""),
        ("<ref name=a/>", "b", "<ref name=b/>"),
        ("<ref name=a/>", "b c", '<ref name="b c"/>'),
        ("<ref name='a' />", "é", "<ref name='é' />"),
        ("<ref name=a />", "é", '<ref name="é" />'),
        ("{{r|a|c}}{{refn|name=a}}", "b c", "{{r|b c|c}}{{refn|name=b c}}"),
        ('{{#tag:ref||name="a"}}', "b c", '{{#tag:ref||name="b c"}}'),
        ("<ref name=a group=n />", "b", "<ref name=a group=n />"),
        ("{{{c|<ref name=a />}}}", "b", None),
        ("<references><ref name=a>x</ref></references>", "b", None),
    ],
)
def test_rename(rest, name, expected):
    first = "<ref name=a>x</ref>"
    result = renamed(first + rest, name)
    assert result == (None if expected is None else first + expected)


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a<ref>x</ref>", Edit((5, 5), ' name="b c"')),
        ("<ref group=n>x</ref>", Edit((4, 4), ' name="b c"')),
        ('<ref name="">x</ref>', Edit((11, 11), "b c")),
        ("<ref name=0>x</ref>", Edit((10, 11), '"b c"')),
    ],
)
def test_add_name(text, edit):
    assert add_name(text, read(text).all[0], "b c") == edit


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("<ref>x</ref><ref name=a>x</ref><ref name=a group=n>x</ref>", 3),
        ("<ref name=a /><ref name=a></ref><ref name=1>x</ref>", 0),
        ("<ref follow=a>x</ref><ref dir=rtl>x</ref><ref name=a details=b>x</ref>", 0),
        ("{{efn|x}}{{#tag:ref|x}}{{#if:a|<ref>x</ref>}}<ref>{{{x}}}</ref>", 0),
        ("<references><ref name=a>x</ref><ref>x</ref></references><ref>x</ref>", 1),
        ("<ref>x</ref>{{notelist}}<ref>x</ref>{{reflist}}", 2),
    ],
)
def test_mergeable(text, count):
    doc = Document.parse(text, site=Site.load("wikipedia-en"))
    assert len(mergeable(doc)) == count


def test_texts_that_speak_of_their_place():
    refs = read("<ref>Ibid., p. 9</ref><ref>a{{pn}}</ref><ref>Doe, op. cit.</ref><ref>x</ref>")
    assert [speaks_of_its_place(reference) for reference in refs.all] == [True, True, True, False]


def test_removable():
    doc = Document.parse(
        "<ref name=a>x</ref><ref>x</ref><ref>x</ref>{{rp|9}}"
        "<references><ref name=b>x</ref></references>",
        site=Site.load("wikipedia-en"),
    )
    all_ = references(doc).all
    assert [all_.index(copy) for copy in removable(doc, all_, all_[0])] == [1]


NAMES = ("access-date", "archive-url", "language", "via")


def unite(keep, other):
    """The names that differ, and what the first citation becomes."""
    text = keep + other
    doc = Document.parse(text, site=Site.load("wikipedia-en"))
    one, two = citations(doc).all
    found = differences(one, two, NAMES, "en")
    edits = united(one, two, found, "en")
    if edits is None:
        return found, None
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span[0]] + edit.text + text[edit.span[1] :]
    return found, text.removesuffix(other)


@pytest.mark.parametrize(
    ("keep", "other", "found", "expected"),
    [
        ("|title=a", "|title=a", (), "|title=a"),
        ("|title=a", "|via=b|language=fr", ("language", "via"), "|title=a|language=fr|via=b"),
        ("|via=b", "|title=a", ("via",), "|via=b"),
        ("|language=en", "|language=English", (), "|language=en"),
        ("|language=en", "|language=fr", ("language",), None),
        ("|accessdate=1 May 2020", "|access-date=2020-05-01", (), "|accessdate=1 May 2020"),
        (
            *("|accessdate=1 May 2020", "|access-date=2020-06-01", ("access-date",)),
            "|accessdate=2020-06-01",
        ),
        (
            "|access-date=1 May 2020",
            "|access-date=2019-06-01",
            ("access-date",),
            "|access-date=1 May 2020",
        ),
        ("|access-date=1 May 2020", "|access-date=May", ("access-date",), None),
        ("|archive-url=b", "|archive-url=c", ("archive-url",), None),
        (
            *("|title=a|via=", "|via=b|access-date=2020-06-01", ("access-date", "via")),
            "|title=a|via=b|access-date=2020-06-01",
        ),
    ],
)
def test_uniting(keep, other, found, expected):
    result = unite(f"{{{{cite web{keep}}}}}", f"{{{{cite web{other}}}}}")
    assert result == (found, expected and f"{{{{cite web{expected}}}}}")
