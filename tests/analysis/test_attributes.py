"""Attributes of elements and of wiki tables, each kind of tag read once."""

from __future__ import annotations

import pytest

from wikilint.analysis.attributes import FILLER, attributed_tags, is_raw_html
from wikilint.document import Document

# (element, whether it is wiki markup, the attributes' names and values, places) of each
CASES: dict[str, list[tuple[str, bool, list[tuple[str, str]], list[int]]]] = {
    "<b>a</b> <br /> <br> <hr/> </b x=y>": [],
    "<b id=a>c</b> <b id=a>": [("b", False, [("id", "a")], [2, 16])],
    "<Br clear='all' /><hr width=3/>": [
        ("br", False, [("clear", "all")], [3]),
        ("hr", False, [("width", "3")], [21]),
    ],
    "<b\nid=a class>": [("b", False, [("id", "a"), ("class", "")], [2])],
    "{| id=a\n|+ id=b | c\n|----id=d\n! id=e | f\n| id=b | g\n|}": [
        ("table", True, [("id", "a")], [3]),
        ("caption", True, [("id", "b")], [10]),
        ("tr", True, [("id", "d")], [25]),
        ("th", True, [("id", "e")], [32]),
        ("td", True, [("id", "b")], [43]),
    ],
    "<!-- <b id=a> --><nowiki><b id=a></nowiki><ref name=b>c</ref><foo id=a>": [],
    "<b id={{a|{{b}}}}>": [("b", False, [("id", FILLER * 11)], [2])],
    "<b id={{{a|{{{b|}}}}}}>": [("b", False, [("id", FILLER * 16)], [2])],
    "<b {{a id=b>": [],
    "{|\n| id=a <!-- id=b --> | c\n|}": [("td", True, [("id", "a")], [5])],
    "<b " + "a" * 2_001 + ">": [],
}


@pytest.mark.parametrize("text", CASES)
def test_attributed_tags(text: str) -> None:
    found = [
        (tags.element, tags.markup, [(a.name, a.value) for a in tags.attributes], tags.places)
        for tags in attributed_tags(Document.parse(text))
    ]
    assert found == CASES[text]


def test_spans_count_from_each_place() -> None:
    text = "<b id='a'>c</b><b id='a'>d</b>"
    (tags,) = attributed_tags(Document.parse(text))
    (attribute,) = tags.attributes
    start, end = attribute.value_span
    assert [text[place + start : place + end] for place in tags.places] == ["a", "a"]
    assert tags.source == " id='a'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("<!--{if $a}--><a>", True), ("<html><a></html>", True), ("<!-- {a} --><html>", False)],
)
def test_is_raw_html(text: str, expected: bool) -> None:
    assert is_raw_html(Document.parse(text)) is expected


@pytest.mark.parametrize(
    ("text", "kinds", "places"),
    [
        ("<b id=a>" * 5_000, 1, 5_000),
        ("{|\n" + "| id=a | b\n" * 2_000 + "|}", 1, 2_000),
        ("<b {{a " * 5_000, 0, 0),
        ('<b x="{{a}}{{b}}">' * 2_000, 1, 2_000),
    ],
)
def test_hostile_repetition(text: str, kinds: int, places: int) -> None:
    found = attributed_tags(Document.parse(text))
    assert len(found) == kinds
    assert sum(len(tags.places) for tags in found) == places
