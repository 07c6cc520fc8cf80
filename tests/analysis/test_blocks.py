"""Where lines of the page end, and what they are."""

from __future__ import annotations

import pytest

from wikilint.analysis.blocks import lines
from wikilint.document import Document

CASES: dict[str, list[tuple[str, str]]] = {
    "": [("", "blank")],
    "a\n\n b\n": [("a", "text"), ("", "blank"), (" b", "indented"), ("", "blank")],
    "* a\n#b\n;c\n:d": [("* a", "list"), ("#b", "list"), (";c", "list"), (":d", "list")],
    "== a ==\n=b= \n=c= d\n==\n= =": [
        ("== a ==", "heading"),
        ("=b= ", "heading"),
        ("=c= d", "text"),
        ("==", "text"),
        ("= =", "heading"),
    ],
    "----\n-----a\n---": [("----", "rule"), ("-----a", "rule"), ("---", "text")],
    "{|\n|-\n! a\n|b\n|}": [
        ("{|", "table"),
        ("|-", "row"),
        ("! a", "cell"),
        ("|b", "cell"),
        ("|}", "end"),
    ],
    "::{|\n {|\n  |-\n\t|a\n |}\n|}}": [
        ("::{|", "table"),
        (" {|", "table"),
        ("  |-", "row"),
        ("\t|a", "cell"),
        (" |}", "end"),
        ("|}}", "cell"),
    ],
    # one thing over several lines
    "{{a|\n* b}}\nc": [("{{a|\n* b}}", "text"), ("c", "text")],
    "{{a|[[b|c\nd]]\n}}e": [("{{a|[[b|c\nd]]\n}}e", "text")],
    "[[a|b\nc]]\n[[d]]": [("[[a|b\nc]]", "text"), ("[[d]]", "text")],
    "<ref>a\n* b</ref>\n* c": [("<ref>a\n* b</ref>", "text"), ("* c", "list")],
    "<nowiki>a\n* b</nowiki>": [("<nowiki>a\n* b</nowiki>", "text")],
    "<div\nid=a>\nb": [("<div\nid=a>", "text"), ("b", "text")],
    "<div>\nb</div>": [("<div>", "text"), ("b</div>", "text")],
    "<poem>\n a\n</poem>": [("<poem>\n a\n</poem>", "text")],
    # overlapping spans of a broken page
    "<div {{a|\n>b\n}}\nc": [("<div {{a|\n>b\n}}", "text"), ("c", "text")],
    # comments
    "a <!-- b\nc -->\nd": [("a <!-- b\nc -->", "text"), ("d", "text")],
    "<!-- a -->\n<!-- b --> \nc": [("c", "text")],
    "<!-- a -->* b\n== c == <!-- d -->": [
        ("<!-- a -->* b", "list"),
        ("== c == <!-- d -->", "heading"),
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_lines(text: str) -> None:
    found = list(lines(Document.parse(text)))
    assert [(text[line.start : line.end], line.kind) for line in found] == CASES[text]


@pytest.mark.parametrize("unit", ["a\n", "* a\n", "<ref>a\n", "{{a|\n", "{|\n", "<div\n", "[[a|\n"])
def test_hostile_repetition_ends_every_line(unit: str) -> None:
    assert len(list(lines(Document.parse(unit * 3_000)))) == 3_001
