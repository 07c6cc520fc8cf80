"""Which tokens a text has, and which it does not need to have."""

from __future__ import annotations

import pytest

from wikilint.syntax.scan import Scan, scan


def shown(text: str, found: Scan) -> list[str]:
    """Each token as its kind and its source."""
    return [f"{token.kind} {text[token.start : token.end]}" for token in found.tokens]


TOKENS = {
    # brackets and braces
    "{{a|[[b]]}}": ["{ {{", "} }}"],
    "{{{a|b}}}": ["{ {{{", "} }}}", "} }}"],
    "{{#if:a|b}}": ["{ {{", "} }}"],
    "{{{{a}}": ["{ {{{{", "} }}"],
    "[http://a b] [//c] [d]": ["x [", "] ]", "x [", "] ]", "] ]"],
    "[[[a]]]": ["[ [[", "] ]]", "] ]]", "] ]"],
    "[[a\nb]] {{c\nd}}": ["[ [[", "] ]]", "] ]", "{ {{", "} }}"],
    "}}} ]]": ["} }}}", "} }}", "] ]]", "] ]"],
    "a { b } c [ d": [],
    # what closes within itself and holds no markup
    "{{a}} {{a|b\nc}} [[d]] [[e|f]] <br> <br/> <br />": [],
    # tags
    "<b>a</b> <B >c</B >": ["< <b>", "> </b>", "< <B >", "> </B >"],
    "<p;q> <a b='c'>": ["< <p;q>", "< <a b='c'>"],
    "<a <b>": ["< <a", "< <b>"],
    "</a": ["> </a"],
    "< b> <!DOCTYPE> <!- <> <-": [],
    # raw contents
    "<nowiki>{{ ''</nowiki> ''": ["< <nowiki>", "> </nowiki>", "' ''"],
    "<PRE><b></pre ><i>": ["< <PRE>", "> </pre >", "< <i>"],
    "<math>{{ <math>''": ["< <math>", "{ {{", "< <math>", "' ''"],
    # comments
    "a <!-- {{ --> b": [],
    "a <!-- {{ b": ["! <!--", "{ {{"],
    "a <!-- <!-- [[": ["! <!--", "! <!--", "[ [["],
    "<!-- <nowiki> --> '' <!-- -->": ["' ''"],
    # quotes
    "'a' ''b''' '''''c ''''''": ["' ''", "' '''", "' '''''", "' ''''''"],
    # tables, at the start of a line
    "{|\n| a\n|}": ["| {|", "}| |}"],
    " : :{|\n \t|}": ["| {|", "}| |}"],
    "a {|\nb |}\n* {|": [],
    "{{a|''b''\n|}}": ["{ {{", "' ''", "' ''", "}| |}", "} }}"],
    "{{a|\n|}}": [],
    "": [],
}


@pytest.mark.parametrize("text", TOKENS)
def test_tokens(text: str) -> None:
    assert shown(text, scan(text)) == TOKENS[text]


def test_places_and_names() -> None:
    found = scan("a<Ref name=b>{{</ref x>")
    assert found.tokens == [
        (1, 13, "<", "ref"),
        (13, 15, "{", ""),
        (15, 23, ">", "ref"),
    ]
    assert scan("<b {{c}}").tokens == [(0, 2, "<", "")]


def test_tags_without_contents() -> None:
    text = "<b/><hr><br clear=a><br><br /><ref name='a{{b}}'/><references />"
    found = scan(text)
    assert [(text[t.start : t.end], t.name) for t in found.empty_tags] == [
        ("<b/>", "b"),
        ("<hr>", "hr"),
        ("<br clear=a>", "br"),
        ("<ref name='a{{b}}'/>", "ref"),
        ("<references />", "references"),
    ]
    assert {token.kind for token in found.empty_tags} == {"/"}


@pytest.mark.parametrize(
    ("text", "hidden_from"),
    [
        ("a", None),
        ("a <!-- b -->", None),
        ("a <!-- b", 2),
        ("a<nowiki>b", 1),
        ("a<nowiki>b <!-- c", 1),
        ("<!-- a <nowiki>", 0),
        ("<nowiki>a</nowiki><nowiki>b", 18),
        ("<pre>a <math>", None),
    ],
)
def test_where_the_page_is_hidden(text: str, hidden_from: int | None) -> None:
    assert scan(text).hidden_from == hidden_from


@pytest.mark.parametrize(
    ("unit", "tokens"),
    [
        ("{{a|", 1),
        ("{{{a|", 1),
        ("[[a|", 1),
        ("[http://a ", 1),
        ("<a ", 1),
        ("<ref name='a ", 1),
        ("<pre>", 1),
        ("<nowiki>", 1),
        ("<!--", 1),
        ("<!-- -->", 0),
        ("{|\n", 1),
        ("'' ", 1),
        ("{{a}}", 0),
        ("{{a|b\n", 1),
        ("]", 1),
    ],
)
def test_hostile_repetition_gives_no_more_tokens_than_openers(unit: str, tokens: int) -> None:
    times = 20_000
    assert len(scan(unit * times).tokens) in range(tokens * (times - 2), tokens * times + 1)
