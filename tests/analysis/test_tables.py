"""Tables that nothing closes."""

from __future__ import annotations

import pytest

from wikilint.analysis.tables import unclosed_tables
from wikilint.document import Document

CASES = {
    "{|\n| a\n|}": [],
    "{|\n| a": [0],
    "{|\n| a\n{|\n| b\n|}": [0],
    "{|\n| a\n{|\n| b": [0, 7],
    "{|\n{|\n| a\n|}": [],  # the second is dropped
    "{| class=a\n\n{|\n| a\n|}": [],
    ":: {|\n| a": [3],
    "* {|\n| a": [],
    "|}\n|}": [],
    "{|\n| a\n|}\n|}\n{|": [13],
    "{{{!}}\n{{{!}}}": [],
    "{|}}": [0],
    "{{x|\n{|\n| a\n|}}": [5],
    "{|\n| {{x|y=\n|}}": [0],
    "{|\n| a\n|}}}": [],
    "{|\n| a\n<!--\n|}\n-->": [0],
    "a <!--\n{|": [],
    "<nowiki>\n{|\n</nowiki>": [],
}


@pytest.mark.parametrize("text", CASES)
def test_unclosed_tables(text: str) -> None:
    assert [token.start for token in unclosed_tables(Document.parse(text))] == CASES[text]


@pytest.mark.parametrize(("unit", "each"), [("{|\n| a\n", 1), ("|}\n", 0), ("{|\n| a\n|}\n", 0)])
def test_hostile_repetition(unit: str, each: int) -> None:
    assert len(unclosed_tables(Document.parse(unit * 2_000))) == each * 2_000
