"""Pages that are put into others, and places that a parser function decides about."""

from __future__ import annotations

import pytest

from wikilint.analysis.transclusion import completing_templates, is_conditional, is_transcluded
from wikilint.document import Document, Page


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("a", None, False),
        ("a", "A", False),
        ("a", "Template:A", True),
        ("a", "Module:A", True),
        ("a", "Template talk:A", False),
        ("{{{1}}}", None, True),
        ("<noinclude>a</noinclude>", None, True),
        ("<includeonly>", None, True),
        ("a</onlyinclude>", None, True),
        ("<translate>a</translate>", None, True),
        ("<nowiki>{{{1}}}<noinclude></nowiki> <!-- <noinclude> -->", "A", False),
    ],
)
def test_is_transcluded(text: str, title: str | None, expected: bool) -> None:
    assert is_transcluded(Document.parse(text, page=Page(title=title))) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <b>", False),
        ("{{#if:a|<b>}}", True),
        ("{{#switch:{{x}}|a=<b>|c={{y|''z''}}}}", True),
        ("{{{a|<b>}}}", True),
        ("{{a|<b>}}", False),
        ("{{a|{{#if:c|<b>}}}}", True),
        ("{{#if:a|c}}<b>", False),
        ("{{#if:a|<b>", False),
    ],
)
def test_is_conditional(text: str, expected: bool) -> None:
    place = text.index("<b>")
    assert is_conditional(Document.parse(text), place, place + 3) is expected


def test_conditions_side_by_side_and_in_each_other() -> None:
    text = "0{{#if:a|1{{#if:b|2}}3}}4{{x|{{{5|6}}}7}}8"
    doc = Document.parse(text)
    places = {char: text.index(char) for char in "012345678"}
    inside = [char for char, at in places.items() if is_conditional(doc, at, at + 1)]
    assert inside == ["1", "2", "3", "5", "6"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", (1, -1)),
        ("{{box start}}{{box start}}{{x end}}{{box end}}", (0, 35)),
        ("{{x}}", (5, -1)),
    ],
)
def test_completing_templates(text: str, expected: tuple[int, int]) -> None:
    assert completing_templates(Document.parse(text)) == expected
