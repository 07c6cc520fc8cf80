import pytest

from wikilint.analysis.ref_attributes import read_attributes, written_attributes
from wikilint.analysis.references import references
from wikilint.document import Document
from wikilint.site import Site


def parse(text, site="wikipedia-en"):
    return Document.parse(text, site=Site.load(site))


def read(text, site="wikipedia-en"):
    return references(parse(text, site))


def one(text):
    (reference,) = read(text).all
    return reference


def source(text, span):
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("<ref>", {}),
        ("<ref >", {}),
        ("<ref name=a>", {"name": "a"}),
        ("<ref name=a/b>", {"name": "a/b"}),
        ("<ref name = 'a b' group=n>", {"name": "a b", "group": "n"}),
        ('<ref name="a"group="n">', {"name": "a", "group": "n"}),
        ('<ref name="a>', {"name": "a"}),
        ('<ref name="a"">', {"name": "a"}),
        ('<ref name=a">', {"name": 'a"'}),
        ("<ref name=“a”>", {"name": "“a”"}),
        ('<ref NAME=" a\n\tb ">', {"name": "a b"}),
        ('<ref name="a &amp; b &#x41; &c">', {"name": "a & b A &c"}),
        ('<ref name="a\xa0">', {"name": "a\xa0"}),
        ('<ref name="a" name="b">', {"name": "b"}),
        ("<ref name=a b>", {"name": "a", "b": ""}),
        ('<ref name"a">', {"name": "", "a": ""}),
        ("<ref name=>", {"name": ""}),
        ('<ref name="">', {"name": ""}),
        ("<ref follow=a dir=rtl>", {"follow": "a", "dir": "rtl"}),
    ],
)
def test_attributes(opening, expected):
    found = read_attributes(opening, 4, len(opening) - 1)
    assert {name: attribute.value for name, attribute in found.items()} == expected


def test_attributes_as_they_are_written():
    text = """<ref name='a' NAME="b" group= n dir follow="c>"""
    found = written_attributes(text, 4, len(text) - 1)
    assert [(a.name, a.value, a.quote, a.closed) for a in found] == [
        ("name", "a", "'", True),
        ("name", "b", '"', True),
        ("group", "n", "", True),
        ("dir", "", "", True),
        ("follow", "c", '"', False),
    ]
    assert [(source(text, a.span), source(text, a.value_span)) for a in found] == [
        ("name='a'", "a"),
        ('NAME="b"', "b"),
        ("group= n", "n"),
        ("dir", ""),
        ('follow="c', "c"),
    ]


def test_spans_of_attributes():
    text = "x<ref name = ' a ' group=n follow>"
    found = read_attributes(text, 5, len(text) - 1)
    assert [(source(text, a.span), a.span.start) for a in found.values()] == [
        (" a ", 14),
        ("n", 25),
        ("", 33),
    ]


def test_a_definition():
    text = 'ab<ref name="x y" group=n> Lake </ref>'
    found = one(text)
    assert found.node.span == (2, 38)
    assert (found.kind, found.group, found.name) == ("ref", "n", "x y")
    assert found.span == (2, 38)
    assert source(text, found.name_span) == "x y"
    assert source(text, found.opening_span) == '<ref name="x y" group=n>'
    assert source(text, found.content_span) == found.content == " Lake "
    flags = (found.list_defined, found.conditional, found.computed, found.sub_reference)
    assert not any(flags)
    assert (found.list_index, found.in_template) == (0, None)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<ref name=x/>", "x"),
        ("<ref name=x />", "x"),
        ('<REF NAME="x"/>', "x"),
        ("<ref name='x'></ref>", "x"),
        ('<ref\tname="x"> \n</ref>', "x"),
        ('<ref name="" />', None),
        ('<ref name="0" />', None),
        ("<ref />", None),
        ("<ref/>", None),
    ],
)
def test_reuses(text, name):
    found = one(text)
    assert (found.name, found.content_span) == (name, None)
    assert found.opening_span.start == 0


@pytest.mark.parametrize(
    ("text", "kind", "group", "name", "content"),
    [
        ("{{#tag:ref|a=b [http://e.org/?c=d] |name=x|group=n}}", "tag", "n", "x", True),
        ('{{#tag:ref||name="x"}}', "tag", "", "x", False),
        ("{{#tag: REF }}", "tag", "", None, False),
        ("{{refn|Lake|name=x}}", "refn", "", "x", True),
        ("{{refn|group=n|1=Lake|name='x'}}", "refn", "n", "x", True),
        ("{{Refn|name=x}}", "refn", "", "x", False),
        ("{{efn|Lake}}", "efn", "lower-alpha", None, True),
        ("{{efn|name=0|Lake}}", "efn", "lower-alpha", None, True),
        ("{{Efn|name= x |group=n|Lake}}", "efn", "n", "x", True),
        ("{{efn-ua|Lake|name=x}}", "efn", "upper-alpha", "x", True),
        ("{{efn-lr|name=x}}", "efn", "lower-roman", "x", False),
        ("{{NoteTag|Lake}}", "efn", "note", None, True),
        ("{{sfn|Doe|2020|p=9}}", "sfn", "", None, False),
    ],
)
def test_templates(text, kind, group, name, content):
    found = one(text)
    assert (found.kind, found.group, found.name) == (kind, group, name)
    assert (found.content_span is not None) is content
    assert source(text, found.name_span) == (name or ("0" if "name=0" in text else None))
    assert not found.computed


def test_contents_and_openings_of_templates():
    text = "{{#tag:ref| a=b |name=x}}{{efn|1= c |name=y}}{{refn|d}}"
    found = read(text).all
    assert [source(text, r.content_span) for r in found] == [" a=b ", " c ", "d"]
    assert [source(text, r.opening_span) for r in found] == ["x", "y", "{{refn"]


def test_a_use_for_each_name_of_r():
    text = "{{r|a| b |p1=9|group=n|name3=c||0}}"
    found = read(text).all
    assert [(r.kind, r.group, r.name, source(text, r.span)) for r in found] == [
        ("r", "n", "a", "a"),
        ("r", "n", "b", "b"),
        ("r", "n", "c", "c"),
        ("r", "n", None, "0"),
    ]
    assert {r.node.span for r in found} == {(0, len(text))}


def test_all_are_in_the_order_of_the_source():
    text = (
        "{{efn|a<ref>b</ref>}}<ref>c</ref>{{#tag:ref|d}}{{r|e}}"
        "<gallery>\nA|f<ref>g</ref>\n</gallery>"
    )
    assert [(r.kind, r.span.start) for r in read(text).all] == [
        ("efn", 0),
        ("ref", 7),
        ("ref", 21),
        ("tag", 33),
        ("r", 51),
        ("ref", 67),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <ref>a</ref> {{efn|b}} -->",
        "<nowiki><ref>a</ref>{{r|b}}</nowiki>",
        "<pre><ref>a</ref></pre>",
        "<syntaxhighlight><ref name=x /></syntaxhighlight>",
        "<reference /> <refs>a</refs> {{#tag:b|ref}} {{ref|a}}",
        "",
    ],
)
def test_what_is_no_reference(text):
    assert read(text).all == ()


def test_families_are_the_sites():
    assert read("{{efn|a}}{{r|b}}{{reflist}}", "mediawiki").all == ()
    assert read("{{efn|a}}{{reflist}}", "mediawiki").lists == ()


def test_lists():
    text = (
        '<references /><references group="a" /><references group=b></references>{{Reflist}}'
        "{{Reflist|30em|group=c}}{{notelist}}{{notelist-ur}}{{notelist|group=d}}"
        "{{#tag:references||group=e}}<references/>"
    )
    found = read(text + "<ref>x</ref>").lists
    assert [item.group for item in found] == [
        *("", "a", "b", "", "c"),
        *("lower-alpha", "upper-roman", "d", "e", ""),
    ]
    assert [item.span.start for item in found] == sorted(item.span.start for item in found)
    assert all(item.span == item.node.span for item in found)


def test_list_index():
    text = (
        "<ref>a</ref><ref group=n>b</ref><references><ref name=c>c</ref></references><ref>d</ref>"
        "<references group=n /><ref group=n>e</ref>{{reflist}}<ref>f</ref>"
    )
    assert [(r.content, r.list_index) for r in read(text).all] == [
        *(("a", 0), ("b", 0), ("c", 0), ("d", 1), ("e", 1), ("f", 2)),
    ]


def test_list_defined():
    text = (
        "<references group=n><ref name=a>x</ref></references>"
        "{{reflist|2|group=m|refs=<ref name=b>x</ref><ref name=c group=l>x</ref>}}"
        "{{notelist|refs={{efn|name=d|x}}<ref name=e>x</ref>}}"
        "{{#tag:references|<ref name=f>x</ref>|group=k}}<ref name=g>x</ref>"
    )
    found = read(text).all
    assert [(r.name, r.group) for r in found if r.list_defined] == [
        *(("a", "n"), ("b", "m"), ("c", "l"), ("d", "lower-alpha")),
        *(("e", "lower-alpha"), ("f", "k")),
    ]
    assert [r.in_template for r in found] == [None] * 7


def test_in_template():
    text = "{{a|b={{c|<ref>x</ref>}}}}{{reflist|title=<ref>y</ref>|refs={{d|e=<ref>z</ref>}}}}"
    found = read(text).all
    assert [str(r.in_template) for r in found] == ["<ref>x</ref>", "None", "e=<ref>z</ref>"]
    assert [r.list_defined for r in found] == [False, False, True]


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("{{#if:a|<ref>x</ref>}}", True),
        ("{{a|{{#switch:b|c=<ref>x</ref>}}}}", True),
        ("<noinclude>a<ref>x</ref></noinclude>", True),
        ("<includeonly><b><ref>x</ref></b></includeonly>", True),
        ("<onlyinclude>{{a|<ref>x</ref>}}</onlyinclude>", True),
        ("{{a|<ref>x</ref>}}", False),
        ("{|\n| <small><ref>x</ref></small>\n|}", False),
        ("{{#if:a|b}}<ref>x</ref>", False),
        ("{{#tag:b|<ref>x</ref>}}", False),
    ],
)
def test_conditional(text, conditional):
    assert one(text).conditional is conditional


@pytest.mark.parametrize(
    ("text", "computed"),
    [
        ("<ref>{{{a}}}</ref>", True),
        ("<ref name={{{a}}}>b</ref>", True),
        ('<ref name="a{{b}}" />', True),
        ('<ref name="a>b" />', True),
        ("{{{a|<ref>b</ref>}}}", True),
        ("{{efn|{{{a}}}}}", True),
        ("{{efn|name={{{a}}}|b}}", True),
        ("{{refn|group={{{a}}}|b}}", True),
        ("{{r|{{{a}}}}}", True),
        ("<ref>{{a}}</ref>", False),
        ('<ref name="{a}">b</ref>', False),
        ("{{efn|{{a}}}}", False),
    ],
)
def test_computed(text, computed):
    assert one(text).computed is computed


def test_a_footnote_in_a_footnote_is_computed():
    found = read("<ref>a<ref>b</ref></ref>{{efn|c<ref>d</ref>}}<ref>e{{r|f}}</ref>").all
    assert [r.computed for r in found] == [True, True, False, False, False, True]


def test_sub_references():
    found = read("<ref name=a details=b /><ref follow=a>c</ref><ref name=a dir=rtl>d</ref>").all
    assert [r.sub_reference for r in found] == [True, True, False]


def test_names():
    text = (
        '<ref name=b /><ref name=a>x</ref><ref name="a" group=n /><ref name=b>y</ref><ref>z</ref>'
    )
    refs = read(text + "{{r|b}}")
    assert refs.names == (("", "b"), ("", "a"), ("n", "a"))
    assert [r.span.start for r in refs.named("", "b")] == [0, 57, 92]
    assert [r.content for r in refs.definitions("", "b")] == ["y"]
    assert [r.kind for r in refs.uses("", "b")] == ["ref", "r"]
    assert refs.definitions("n", "a") == refs.named("", "c") == ()


def test_unknown_definers():
    text = "{{cite web}}{{x}}{{#if:{{:Y}}}}{{reflist}}{{#invoke:z|a}}{{#lst:b|c}}{{PAGENAME}}"
    found = read(text).unknown_definers
    assert [(template.kind, template.name) for template in found] == [
        *(("template", "X"), ("template", ":Y"), ("function", "#invoke"), ("function", "#lst")),
    ]


def test_the_text_of_a_note_in_a_list_is_no_list():
    found = read(
        "{{notelist|refs={{efn|name=a|b<ref>c</ref>}}}}<references><ref name=d>e</ref></references>"
    )
    assert [(r.kind, r.group, r.list_group) for r in found.all] == [
        ("efn", "lower-alpha", "lower-alpha"),
        ("ref", "", None),
        ("ref", "", ""),
    ]


def test_the_group_of_a_list_template_may_be_quoted():
    assert [item.group for item in read('{{reflist|group="n"}}{{notes|notes=a}}').lists] == [
        "n",
        "lower-alpha",
    ]
