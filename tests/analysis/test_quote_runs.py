"""Which runs of apostrophes nothing closes on their line."""

from __future__ import annotations

import pytest

from wikilint.analysis.quote_runs import unclosed_quotes
from wikilint.document import Document
from wikilint.syntax import Heading, Parameter, Tag, Tree, Wikilink

ITALIC, BOLD = 2, 3

# (start, width, where the line ends) of each
CASES: dict[str, list[tuple[int, int, int]]] = {
    "''a'' '''b''' '''''c'''''": [],
    "''a": [(0, ITALIC, 3)],
    "'''a\n''b''": [(0, BOLD, 4)],
    "''a\nb''": [(0, ITALIC, 3), (5, ITALIC, 7)],
    "* ''a\n* b''\n": [(2, ITALIC, 5), (9, ITALIC, 11)],
    "a''''b": [(1, BOLD, 6)],
    "''''a'''": [],
    "'''a''b'''": [(4, ITALIC, 10)],
    "''a '''b'' c": [(4, BOLD, 12)],
    "'''''a'''": [(0, ITALIC, 9)],
    "'''''a''": [(0, BOLD, 8)],
    "'''a'' b'' '''c": [],
    "l'''a'' b": [],  # MediaWiki reads an apostrophe and italics
    "'a' b' ' c": [],
    # what ends no line
    "''a {{x|b\nc}} d''": [],
    "''a <!--\n--> b''": [],
    "''a<ref>b\nc</ref> d''": [],
    "''a <!-- x\n ''b": [(0, ITALIC, 10)],
    "''a <b>\nc</b>''": [(0, ITALIC, 7), (13, ITALIC, 15)],
    # what is no markup, or undecidable
    "<nowiki>''</nowiki>''a": [(19, ITALIC, 22)],
    "<!-- '' -->''a": [(11, ITALIC, 14)],
    "{{#if:x|''a}}''b": [],
    "{{{1|''a}}}": [],
    "[[''a]] [http://e.org/''a b]": [],
}


@pytest.mark.parametrize("text", CASES)
def test_unclosed_quotes(text: str) -> None:
    found = unclosed_quotes(Document.parse(text))
    assert [(run.start, run.width, run.line_end) for run in found] == CASES[text]


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("''a {{b}}", (0, 2), Tree),
        ("== ''A ==\nb", (3, 5), Heading),
        ("{{x|''a\n|''b''}}", (4, 6), Parameter),
        ("{{x|y=''a}}", (6, 8), Parameter),
        ("[[a|''b]]", (4, 6), Wikilink),
        ("{|\n| ''a || b\n|}", (5, 7), Tag),
        ("a<ref>''b</ref>", (6, 8), Tag),
    ],
)
def test_whose_line_it_is(text: str, place: tuple[int, int], kind: type) -> None:
    (run,) = unclosed_quotes(Document.parse(text))
    assert (run.start, run.end) == place
    assert type(run.within) is kind


@pytest.mark.parametrize(
    ("unit", "lone"),
    [("''a\n", 4_000), ("''a''\n", 0), ("{{a|''b}}\n", 4_000), ("''a {{b|\n", 4_000)],
)
def test_hostile_repetition(unit: str, lone: int) -> None:
    assert len(unclosed_quotes(Document.parse(unit * 4_000))) == lone
