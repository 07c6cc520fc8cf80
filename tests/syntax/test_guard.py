"""The guard acts on what would not end, and on nothing else."""

from __future__ import annotations

import pytest

from wikilint.syntax import parse
from wikilint.syntax.guard import Guarded
from wikilint.syntax.guard import guard as guard_tokens
from wikilint.syntax.scan import scan

SIZE = 20_000


def guard(text: str) -> Guarded:
    return guard_tokens(text, scan(text))


HOSTILE = {
    "templates": "{{a|",
    "arguments": "{{{a|",
    "links": "[[a|",
    "external links": "[http://a ",
    "tags": "<a ",
    "references": '<ref name="a ',
    "elements": "<div>",
    "tables": "{|\n",
    "comments": "<!--",
    "templates and comments": "{{a|<!--",
    "raw elements": "<pre>",
    "mixed": "<ref>{{a|[[x|",
    "cells": "<tr><td>a",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_openers_that_nothing_closes_are_made_inert(unit: str) -> None:
    text = (unit * SIZE)[:SIZE]
    guarded = guard(text)
    assert len(guarded.text) == len(text)
    assert len(guarded.places) > SIZE / len(unit) / 4
    assert guarded.places == tuple(sorted(set(guarded.places)))
    tree = parse(text)
    assert tree.inert == guarded.places
    assert str(tree) == text


@pytest.mark.parametrize("end", ['"></span>', '" />'])
def test_openers_in_the_attributes_of_a_long_tag_are_made_inert(end: str) -> None:
    text = '<span title="' + "{{a|[[b|" * 2_000 + end
    assert guard(text).text.count("{{") == guard(text).text.count("[[") == 0
    assert str(parse(text)) == text


def test_openers_in_the_caption_of_a_gallery_are_made_inert() -> None:
    caption = "{{a|" * 5_000
    text = f"<gallery>\na.jpg|{caption}\nb.jpg|{{{{c}}}}\n</gallery>"
    tree = parse(text)
    assert len(tree.inert) == 5_000
    assert {text[place : place + 4] for place in tree.inert} == {"{{a|"}
    assert [str(node) for node in tree.templates] == ["{{c}}"]


@pytest.mark.parametrize(
    ("opener", "closer"), [("{{a|", "}}"), ("[[a|", "]]"), ("<b>", "</b>"), ("{{{a|", "}}}")]
)
def test_what_lies_too_deep_is_made_inert(opener: str, closer: str) -> None:
    text = opener * 500 + closer * 500
    guarded = guard(text)
    assert guarded.places
    assert guarded.places[0] > 20 * len(opener)
    assert parse(text).end == len(text)


def test_a_line_of_equals_signs_does_not_crash_the_tokenizer() -> None:
    text = "=a" * 100_000
    assert parse(text).inert == (0,)


def test_quotes_beyond_a_thousand_on_a_line_are_text() -> None:
    line = "'''a''' " * 1000
    assert parse(line[: 8 * 500]).inert == ()
    assert parse(f"{line[: 8 * 400]}\n{line[: 8 * 400]}").inert == ()
    assert parse(line).inert[0] == 8 * 500


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{{a|b}} [[c|d]] <ref name=x>e</ref> '''f''' {|\n|-\n| g\n|}",
        "{{unclosed [[ unclosed <div> unclosed <!-- unclosed",
        "{{{{{a}}}}} {{{{b}} }} {{a|{{{b|{{c}}}}}}}",
        "<2 Kb and <foo> and a < b",
        "= x = y =\n== h ==",
        "<nowiki>{{ [[ <ref></nowiki> {{a}}",
        "{{a|" * 25 + "}}" * 25,
    ],
)
def test_ordinary_markup_comes_through_untouched(text: str) -> None:
    assert guard(text) == (text, ())


def test_the_mark_is_a_character_that_the_page_does_not_hold() -> None:
    text = "\ue000" + "{{a|" * 5000
    assert "\ue001" in guard(text).text
    assert guard(text).text[0] == "\ue000"


def test_comments_swallow_what_they_hold() -> None:
    text = "<!-- " + "{{a|" * 5000 + " -->"
    assert guard(text) == (text, ())


@pytest.mark.parametrize(
    "text",
    [
        "<''a " * 1_200,
        "<<b>" * 1_500,
        "<div>" + '<ref name="a \n{|\n!a||b\n' * 300,
        "<!--[http://x <<div " * 300,
    ],
)
def test_a_mark_never_makes_a_tag(text: str) -> None:
    """A mark behind “<” would be a tag's name, and what it hides must be seen by the guard."""
    guarded = guard(text)
    assert guarded.places
    assert not any(f"<{mark}" in guarded.text for mark in ("\ue000", "\ue001"))
