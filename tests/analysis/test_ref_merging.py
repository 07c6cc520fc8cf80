import pytest

from wikilint.analysis.ref_merging import add_name, kept, mergeable_names, rename, reuse
from wikilint.analysis.references import references
from wikilint.diagnostic import Edit
from wikilint.document import Document
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
