"""HTML elements by name, and what takes their place."""

from __future__ import annotations

import pytest

from wikilint import Document
from wikilint.analysis.html_elements import (
    css_color,
    font_declaration,
    html_elements,
    in_unnamed_argument,
    unwrap,
)


def only(text: str, name: str = "span") -> list[str]:
    return [str(tag) for tag in html_elements(Document.parse(text)).get(name, [])]


def test_elements_are_grouped_by_name() -> None:
    text = "<B>a</b> <span>b</span> <b>c</b> '''d''' <ref>e</ref> <br/> <b>f"
    found = html_elements(Document.parse(text))
    assert {name: [tag.span for tag in tags] for name, tags in found.items()} == {
        "b": [(0, 8), (24, 32)],
        "span": [(9, 23)],
    }


def test_what_is_shown_as_code_is_left_out() -> None:
    text = "`<span>a</span>` <span>b</span> `x` <span>c</span>\n<code><span>d</span></code>"
    assert only(text) == ["<span>b</span>", "<span>c</span>"]


@pytest.mark.parametrize("text", ["a`b\n<span>c</span>", "a `b` `\n`c` <span>c</span>"])
def test_backticks_pair_within_a_line(text: str) -> None:
    assert only(text) == ["<span>c</span>"]


@pytest.mark.parametrize(
    ("text", "unwrapped"),
    [
        ("a <span>b</span> c", "a b c"),
        ("[[a]]<span>b</span>", None),
        ("[[a]]<span>.</span>", "[[a]]."),
        ("'<span>'a''</span>", None),
        ("https://a.example/<span>b</span>", None),
        ("a\n<span>* b</span>", None),
        ("a\n<span></span>\nb", None),
        ("{<span>|</span>", None),
        ("<span>a</span>", "a"),
        ("x<span></span>", "x"),
    ],
)
def test_unwrap(text: str, unwrapped: str | None) -> None:
    doc = Document.parse(text)
    edits = unwrap(doc, html_elements(doc)["span"][0])
    if edits is None:
        assert unwrapped is None
        return
    for edit in reversed(edits):
        text = text[: edit.span[0]] + edit.text + text[edit.span[1] :]
    assert text == unwrapped


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{a|<b>c</b>}}", True),
        ("{{a|b=<b>c</b>}}", False),
        ("{{a|b={{d|''<b>c</b>''}}}}", True),
        ("<b>c</b>", False),
    ],
)
def test_in_unnamed_argument(text: str, expected: bool) -> None:
    assert in_unnamed_argument(html_elements(Document.parse(text))["b"][0]) is expected


@pytest.mark.parametrize(
    ("value", "color"),
    [
        ("Red", "Red"),
        (" #abc ", "#abc"),
        ("#aabbcc", "#aabbcc"),
        ("aabb00", "#aabb00"),
        ("f00", None),  # HTML reads it as nearly black
        ("redd", None),
        ("decade", None),
        ("rgb(1,2,3)", None),
        ("transparent", None),
    ],
)
def test_css_color(value: str, color: str | None) -> None:
    assert css_color(Document.parse(""), value) == color


@pytest.mark.parametrize(
    ("attribute", "declaration"),
    [
        ('color="red"', "color:red"),
        ('size="1"', "font-size:x-small"),
        ('size="9"', "font-size:xxx-large"),
        ('size="-3"', "font-size:x-small"),
        ('size="+0"', "font-size:medium"),
        ('size="12px"', None),
        ('face="Arial, Noto Sans"', "font-family:Arial, Noto Sans"),
        ('face="x;color:red"', None),
    ],
)
def test_font_declaration(attribute: str, declaration: str | None) -> None:
    doc = Document.parse(f"<font {attribute}>a</font>")
    found = font_declaration(doc, html_elements(doc)["font"][0].attributes[0])
    assert found == declaration
