"""The source line with carets. The span is given by its text in «…»."""

from __future__ import annotations

import pytest

from tests.output.made import report, warning
from wikilint.output.excerpt import WIDTH, excerpt


def shown(marked: str) -> list[str]:
    """The two lines for the text between « and », which are taken out first."""
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    shift = text.startswith("\ufeff")  # spans count without it
    inner = text[shift:].replace("\r\n", "\n")
    start -= shift + text[:start].count("\r\n")
    end -= shift + text[:end].count("\r\n")
    made = report("a.wiki", text, warning("a", start, end, "m"))
    assert made.source is not None
    assert made.source.text == inner
    return list(excerpt(made.source, made.diagnostics[0]))


@pytest.mark.parametrize(
    ("marked", "line", "carets"),
    [
        ("one\nthe «teh» end\nx", "the teh end", "    ^^^"),
        ("«teh»", "teh", "^^^"),
        ("ab«»cd", "abcd", "  ^"),
        ("ab«»", "ab", "  ^"),
        ("«»", "", "^"),
        ("ab«\n»cd", "ab", "  ^…"),
        ("a «b\nc\nd» e", "a b", "  ^…"),
        ("\ufeff\r\nx\r\n a «b» c\r\nd", " a b c", "   ^"),
        ("\ufeff«a»b", "ab", "^"),
        ("a\tb «c» \td", "a    b c     d", "       ^"),
        ("«a\tb»", "a    b", "^^^^^^"),
        ("漢字 «字» x", "漢字 字 x", "     ^^"),
        ("e\u0301e\u0301 «cafe\u0301» x", "e\u0301e\u0301 cafe\u0301 x", "   ^^^^"),
        ("😀«a»", "😀a", "  ^"),
        ("שלום «עולם» x", "שלום עולם x", "     ^^^^"),
        ("\x1b[2J«a»\u202eb", r"\x1b[2Ja\u202eb", "       ^"),
        ("a«\u200b»b", r"a\u200bb", " ^^^^^^"),
        ("a\u00a0«b»", "a\u00a0b", "  ^"),
    ],
)
def test_a_short_line_is_shown_whole(marked: str, line: str, carets: str) -> None:
    assert shown(marked) == [line, carets]


def test_a_long_line_is_cut_on_both_sides() -> None:
    line, carets = shown("x" * 5000 + "«teh»" + "y" * 5000)
    assert line == "…" + "x" * 48 + "teh" + "y" * 49 + "…"
    assert carets == " " * 49 + "^^^"


def test_near_the_start_the_end_gets_the_room() -> None:
    line, carets = shown("ab«teh»" + "y" * 5000)
    assert line == "abteh" + "y" * 95 + "…"
    assert carets == "  ^^^"


def test_near_the_end_the_start_gets_the_room() -> None:
    line, carets = shown("x" * 5000 + "«teh»yz")
    assert line == "…" + "x" * 95 + "tehyz"
    assert carets == " " * 96 + "^^^"


def test_a_line_that_fits_exactly_is_not_cut() -> None:
    line, carets = shown("x" * 48 + "«teh»" + "y" * 49)
    assert line == "x" * 48 + "teh" + "y" * 49
    assert carets == " " * 48 + "^^^"


def test_a_span_longer_than_the_room_is_cut() -> None:
    line, carets = shown("xy«" + "t" * 5000 + "»z")
    assert line == "…" + "t" * WIDTH + "…"
    assert carets == " " + "^" * WIDTH


def test_wide_characters_are_counted_as_wide() -> None:
    line, carets = shown("漢" * 5000 + "«字»" + "漢" * 5000)
    assert line == "…" + "漢" * 24 + "字" + "漢" * 25 + "…"
    assert carets == " " * 49 + "^^"


def test_nothing_follows_a_span_that_was_cut_before_a_wide_character() -> None:
    line, carets = shown("«a" + "漢" * 99 + "»z")
    assert line == "a" + "漢" * 49 + "…"
    assert carets == "^" * 99


def test_everywhere_on_a_line_the_carets_are_below_the_span() -> None:
    text = "".join(chr(33 + i % 90) for i in range(300)).replace("«", "")
    for at in range(299):
        line, carets = shown(f"{text[:at]}«{text[at : at + 2]}»{text[at + 2 :]}")
        assert len(line) <= WIDTH + 2
        assert line[carets.index("^") : len(carets)] == text[at : at + 2]
