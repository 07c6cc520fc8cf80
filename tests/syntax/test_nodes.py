"""What nodes say about themselves: names, values, and their places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from wikilint.site import Site
from wikilint.syntax import (
    Argument,
    Attribute,
    ExternalLink,
    Heading,
    Node,
    Parameter,
    Tag,
    Template,
    Text,
    Wikilink,
    parse,
)


def template(text: str) -> Template:
    return parse(text, Site.load("wikipedia-en").classify).templates[0]


def source(node: Node, span: tuple[int, int] | None) -> str | None:
    return None if span is None else node.source[slice(*span)]


@pytest.mark.parametrize(
    ("text", "kind", "name", "written"),
    [
        ("{{a}}", "template", "A", "a"),
        ("{{\n cite_web \n|b}}", "template", "Cite web", "cite_web"),
        ("{{Template: a  b}}", "template", "A b", "Template: a  b"),
        ("{{<!-- c -->a}}", "template", "A", "<!-- c -->a"),
        ("{{#if: x |b}}", "function", "#if", "#if: x"),
        ("{{PAGENAME}}", "variable", "PAGENAME", "PAGENAME"),
        ("{{subst:a|b}}", "template", "A", "subst:a"),
        ("{{a{{b}}}}", "template", "A{{b}}", "a{{b}}"),
    ],
)
def test_names_of_templates(text: str, kind: str, name: str, written: str) -> None:
    node = template(text)
    assert (node.kind, node.name, source(node, node.name_span)) == (kind, name, written)


def test_without_a_site_a_template_is_a_template() -> None:
    node = parse("{{ #if:a }}").templates[0]
    assert (node.kind, node.name) == ("template", "#if:a")


@pytest.mark.parametrize(
    ("text", "params"),
    [
        ("{{a}}", []),
        ("{{a|}}", [("1", "", None, "", "")]),
        ("{{a| b = c }}", [("b", "c", "b", "c", " c ")]),
        ("{{a| b |c}}", [("1", "b", None, "b", " b "), ("2", "c", None, "c", "c")]),
        (
            "{{a|b|2=c|d|x=e=f}}",
            [
                ("1", "b", None, "b", "b"),
                ("2", "c", "2", "c", "c"),
                ("2", "d", None, "d", "d"),
                ("x", "e=f", "x", "e=f", "e=f"),
            ],
        ),
        ("{{a|\nb\n=\n}}", [("b", "", "b", "", "\n")]),
        ("{{a|=b}}", [("", "b", "", "b", "b")]),
        ("{{a|b<!-- c --> =d}}", [("b", "d", "b<!-- c -->", "d", "d")]),
        ("{{a|{{b|c=d}}}}", [("1", "{{b|c=d}}", None, "{{b|c=d}}", "{{b|c=d}}")]),
        (
            "{{a|\u00a0b=\u00a0c\u00a0}}",
            [
                (
                    "\u00a0b",
                    "\u00a0c\u00a0",
                    "\u00a0b",
                )
                + ("\u00a0c\u00a0",) * 2
            ],
        ),
    ],
)
def test_parameters(text: str, params: list[tuple[str, str, str | None, str, str]]) -> None:
    assert [
        (
            param.name,
            param.value,
            source(param, param.key_span),
            source(param, param.value_span),
            source(param, param.raw_value_span),
        )
        for param in template(text).params
    ] == params


def test_the_exact_places_in_a_template() -> None:
    text = "x{{ a | b = c |d}}"
    node = template(text)
    assert (node.span, node.name_span) == ((1, 18), (4, 5))
    first, second = node.params
    assert (first.span, first.key_span, first.raw_value_span, first.value_span) == (
        (7, 14),
        (8, 9),
        (11, 14),
        (12, 13),
    )
    assert (second.span, second.key_span, second.raw_value_span, second.value_span) == (
        (15, 16),
        None,
        (15, 16),
        (15, 16),
    )
    assert (first.named, second.named) == (True, False)


def test_an_empty_value_stands_where_the_value_would_begin() -> None:
    (param,) = template("{{a|b=  }}").params
    assert (param.value_span, param.raw_value_span) == ((6, 6), (6, 8))


def test_of_equal_keys_the_last_counts() -> None:
    node = template("{{a|b=1|c=2|b=3|4}}")
    found = node.get("b")
    assert found is node.params[2]
    assert node.get("x", "c") is node.params[1]
    assert node.get("1") is node.params[3]
    assert node.get("x") is None


def test_of_several_names_the_last_parameter_counts() -> None:
    node = template("{{a|accessdate=1|access-date=2}}")
    assert node.get("accessdate", "access-date") is node.params[1]


@pytest.mark.parametrize(
    ("text", "level", "title", "span"),
    [
        ("== a ==", 2, "a", (3, 4)),
        ("=== ''b'' <!-- c --> ===", 3, "''b'' <!-- c -->", (4, 20)),
        ("==a===", 2, "a=", (2, 4)),
        ("= =", 1, "", (1, 1)),
    ],
)
def test_headings(text: str, level: int, title: str, span: tuple[int, int]) -> None:
    (node,) = parse(text).headings
    assert (node.level, node.title, node.title_span) == (level, title, span)


@pytest.mark.parametrize(
    ("text", "target", "target_span", "label_span"),
    [
        ("[[a]]", "a", (2, 3), None),
        ("[[ a # b | c ]]", "a # b", (3, 8), (10, 13)),
        ("[[a|]]", "a", (2, 3), (4, 4)),
        ("[[File:a.jpg|thumb|b [[c]]]]", "File:a.jpg", (2, 12), (13, 26)),
    ],
)
def test_wikilinks(
    text: str, target: str, target_span: tuple[int, int], label_span: tuple[int, int] | None
) -> None:
    node = parse(text).wikilinks[0]
    assert (node.target, node.target_span, node.label_span) == (target, target_span, label_span)


@pytest.mark.parametrize(
    ("text", "url", "url_span", "label_span"),
    [
        ("http://a.b c", "http://a.b", (0, 10), None),
        ("[http://a.b]", "http://a.b", (1, 11), None),
        ("[http://a.b  c d ]", "http://a.b", (1, 11), (13, 16)),
        ("[http://a.b''c'']", "http://a.b", (1, 11), (11, 16)),
        ("[//a b]", "//a", (1, 4), (5, 6)),
        ("[http://a{{b}} c]", "http://a{{b}}", (1, 14), (15, 16)),
    ],
)
def test_external_links(
    text: str, url: str, url_span: tuple[int, int], label_span: tuple[int, int] | None
) -> None:
    (node,) = parse(text).external_links
    assert (node.url, node.url_span, node.label_span) == (url, url_span, label_span)


@pytest.mark.parametrize(
    ("text", "attributes"),
    [
        ("<ref name=a>b</ref>", [("name", "a", (5, 9), (10, 11), (5, 11), None)]),
        ("<ref name='a' />", [("name", "a", (5, 9), (11, 12), (5, 13), "'")]),
        ('<ref  NAME = " a "/>', [("name", " a ", (6, 10), (14, 17), (6, 18), '"')]),
        ("<ref name />", [("name", "", (5, 9), None, (5, 9), None)]),
        (
            "<div hidden a=>b</div>",
            [
                ("hidden", "", (5, 11), None, (5, 11), None),
                ("a", "", (12, 13), (14, 14), (12, 14), None),
            ],
        ),
        ('<a b="{{c|d}}">e</a>', [("b", "{{c|d}}", (3, 4), (6, 13), (3, 14), '"')]),
        ('{|\n| a="b" | c\n|}', []),
    ],
)
def test_attributes(
    text: str,
    attributes: list[tuple[str, str, tuple[int, int], tuple[int, int] | None, object, str | None]],
) -> None:
    tag = parse(text).tags[0]
    assert [
        (a.name, a.value, a.name_span, a.value_span, a.span, a.quotes) for a in tag.attributes
    ] == attributes


def test_of_equal_attributes_the_last_counts() -> None:
    (tag,) = parse("<ref name=a NAME=b group>c</ref>").tags
    assert tag.get("name") is tag.attributes[1]
    assert tag.get("group") is tag.attributes[2]
    assert tag.get("follow") is None


@pytest.mark.parametrize(
    ("text", "name", "markup", "opening", "content", "closing"),
    [
        ("<ref name=a>b</ref>", "ref", None, (0, 12), (12, 13), (13, 19)),
        ("<REF>b</Ref >", "ref", None, (0, 5), (5, 6), (6, 13)),
        ("<br>", "br", None, (0, 4), None, None),
        ("<br />a", "br", None, (0, 6), None, None),
        ("</br>", "br", None, (0, 5), None, None),
        ("''a''", "i", "''", (0, 2), (2, 3), (3, 5)),
        ("'''a'''", "b", "'''", (0, 3), (3, 4), (4, 7)),
        ("* a", "li", "*", (0, 1), None, None),
        ("; a", "dt", ";", (0, 1), None, None),
        ("-----", "hr", "-----", (0, 5), None, None),
        ("{| a\n|}", "table", "{|", (0, 5), (5, 5), (5, 7)),
        ("<pre></pre>", "pre", None, (0, 5), (5, 5), (5, 11)),
    ],
)
def test_tags(
    text: str, name: str, markup: str | None, opening: object, content: object, closing: object
) -> None:
    tag = parse(text).tags[0]
    assert (tag.name, tag.markup) == (name, markup)
    assert (tag.opening_span, tag.content_span, tag.closing_span) == (opening, content, closing)
    assert tag.content == (source(tag, tag.content_span) or "")


@pytest.mark.parametrize(
    ("text", "self_closing", "implicit", "invalid"),
    [
        ("<br>", True, True, False),
        ("<br/>", True, False, False),
        ("</br>", True, True, True),
        ("<b>a</b>", False, False, False),
        ("* a", True, False, False),
    ],
)
def test_how_a_tag_is_written(text: str, self_closing: bool, implicit: bool, invalid: bool) -> None:
    tag = parse(text).tags[0]
    assert (tag.self_closing, tag.implicit, tag.invalid) == (self_closing, implicit, invalid)


CHILDREN = [
    ("== a[[b]] ==", Heading, ["' a'", "'[[b]]'", "' '"]),
    ("{{a|b|c=d}}", Template, ["'a'", "'b'", "'c=d'"]),
    ("{{a|b{{c}}=d}}", Parameter, ["'b'", "'{{c}}'", "'d'"]),
    ("{{a|b}}", Parameter, ["'b'"]),
    ("{{{a|b}}}", Argument, ["'a'", "'b'"]),
    ("{{{a}}}", Argument, ["'a'"]),
    ("[[a|b]]", Wikilink, ["'a'", "'b'"]),
    ("[[a]]", Wikilink, ["'a'"]),
    ("[//a b]", ExternalLink, ["'//a'", "'b'"]),
    ("[//a]", ExternalLink, ["'//a'"]),
    ("<b c=d e>f</b>", Attribute, ["'c'", "'d'"]),
    ("<b e>f</b>", Attribute, ["'e'"]),
    ("<b c=d>f</b>", Tag, ["'b'", "'c=d'", "'f'", "'b'"]),
    ("''a''", Tag, ["'a'"]),
    ("<br/>", Tag, ["'br'"]),
    ("a", Text, []),
]


@pytest.mark.parametrize(("text", "kind", "children"), CHILDREN)
def test_children_come_in_the_order_of_the_source(
    text: str, kind: type[Node], children: list[str]
) -> None:
    node = next(node for node in parse(text).walk() if type(node) is kind)
    assert [repr(str(child)) for child in node.children()] == children


def test_a_node_is_its_source_and_knows_where_it_is() -> None:
    text = "a{{b|[[c]]}}"
    tree = parse(text)
    (link,) = tree.wikilinks
    assert str(link) == "[[c]]"
    assert repr(link) == "<Wikilink 5-10>"
    assert [repr(node) for node in link.ancestors()] == [
        "<Parameter 5-10>",
        "<Template 1-12>",
        "<Tree 0-12>",
    ]
    assert link.source == tree.text
    assert (str(tree), tree.source, tree.parent) == (text, text, None)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 1, "<Text 0-1>"),
        (1, 3, "<Template 1-12>"),
        (3, 4, "<Text 3-4>"),
        (7, 8, "<Text 7-8>"),
        (5, 10, "<Wikilink 5-10>"),
        (0, 12, "<Tree 0-13>"),
        (12, 13, "<Text 12-13>"),
    ],
)
def test_the_smallest_node_round_a_place(start: int, end: int, expected: str) -> None:
    tree = parse("a{{b|[[c]]}}d")
    assert repr(tree.at(start, end)) == expected


def test_whoever_asks_for_many_places_pays_once(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "{{a|" + "b ]] [[c]] " * 100 + "}}"
    tree = parse(text)
    read: list[Parameter] = []
    children = Parameter.children

    def counted(node: Parameter) -> Iterator[Node]:
        read.append(node)
        return children(node)

    monkeypatch.setattr(Parameter, "children", counted)
    found = {repr(tree.at(place, place + 2)) for place in range(6, len(text) - 9, 11)}
    assert (len(found), len(read)) == (100, 1)


def test_the_familiar_object_is_a_copy() -> None:
    node = template("a{{b|c=d}}")
    code = node.wikicode
    code.filter_templates()[0].add("c", "e")
    assert str(code) == "{{b|c=e}}"
    assert (str(node), str(node.wikicode)) == ("{{b|c=d}}", "{{b|c=d}}")
