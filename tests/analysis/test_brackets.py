"""Brackets and braces without a partner, and what the paired braces hold."""

from __future__ import annotations

import pytest

from wikilint.analysis.brackets import brackets, is_only_one_of_its_section
from wikilint.document import Document

# (start, end, kind) of each
LONE: dict[str, list[tuple[int, int, str]]] = {
    "{{a}} [[b]] {{{c}}} [http://d e] [f] ]": [],
    "{{a": [(0, 2, "{{")],
    "{{a|{{b}}": [(0, 2, "{{")],
    "{{a}}}}": [(5, 7, "}}")],
    "{{{a}}": [],
    "{{{a": [(0, 3, "{{")],
    "[[a": [(0, 2, "[[")],
    "[[a]": [(0, 2, "[[")],
    "a]]": [(1, 3, "]]")],
    "]]]]": [(0, 2, "]]"), (2, 4, "]]")],
    "[http://a b": [(0, 1, "[")],
    "[http://a\nb]": [(0, 1, "[")],
    "[http://a [[b]]": [(0, 1, "[")],
    "[http://a [[b]] c]": [],
    "[[a|b [//c d] e": [(0, 2, "[[")],
    "[[a|[http://b]]]": [],
    "[[[http://a b]]]": [],
    # of two that cross, the one inside is at fault
    "{{a|[[b}}": [(4, 6, "[[")],
    "{{a|b]]}}": [(5, 7, "]]")],
    "[[a|{{b]]}}": [(4, 6, "{{"), (9, 11, "}}")],
    "[[a|[http://b [[c]]": [(0, 2, "[["), (4, 5, "[")],
    # raw contents, comments, tables
    "<nowiki>{{</nowiki>}}": [(19, 21, "}}")],
    "<!-- {{ --> <!-- [[": [],
    "{{a <!-- }}": [(0, 2, "{{")],
    "{|\n| {{\n|}": [(5, 7, "{{")],
    "{ { [ }": [],
}


@pytest.mark.parametrize("text", LONE)
def test_lone_brackets(text: str) -> None:
    assert brackets(Document.parse(text)).lone == tuple(LONE[text])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("{{a}} {{b|c}}", []),
        ("{{a|[[b]]}}", ["{{a|[[b]]}}"]),
        ("{{{a|b}}}", ["{{{a|b}}}"]),
        ("{{{{a}}}}", ["{{{a}}}"]),
        ("{{{{{a}}}}}", ["{{{a}}}", "{{{{{a}}}}}"]),
        ("{{a|{{{b|}}}}}", ["{{{b|}}}", "{{a|{{{b|}}}}}"]),
        ("{{#if:a|{{b|''c''}}|d}}", ["{{b|''c''}}", "{{#if:a|{{b|''c''}}|d}}"]),
        ("{{{a}}", ["{{a}}"]),
    ],
)
def test_what_braces_hold(text: str, held: list[str]) -> None:
    assert [text[start:end] for start, end in brackets(Document.parse(text)).braces] == held


def test_the_only_one_of_its_section() -> None:
    doc = Document.parse("{{a\n== B ==\n[[b\n== C ==\n[[c [[d")
    alone = [is_only_one_of_its_section(doc, lone) for lone in brackets(doc).lone]
    assert alone == [True, True, False, False]


@pytest.mark.parametrize(
    ("unit", "each"),
    [("{{a|", 1), ("[[a|", 1), ("[http://a ", 1), ("}}", 0), ("]]", 1), ("{{a", 1), ("{{a}}", 0)],
)
def test_hostile_repetition(unit: str, each: int) -> None:
    found = brackets(Document.parse(unit * 3_000)).lone
    assert len(found) == each * 3_000 or (unit == "}}" and found == ((0, 6_000, "}}"),))


def test_closing_braces_do_not_search_all_that_is_open() -> None:
    count = 60_000  # minutes, if each did
    found = brackets(Document.parse("[[a " * count + "}} " * count)).lone
    assert [lone.kind for lone in found] == ["[["] * count + ["}}"] * count
