"""Text of a page cannot drive the terminal, nor break a line."""

from __future__ import annotations

import pytest

from wikilint.output.printable import columns, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain “text” – it’s", "plain “text” – it’s"),
        ("a\nb\r\tc", r"a\nb\r\tc"),
        ("\x1b[31mred\x07", r"\x1b[31mred\x07"),
        ("\x9b31m\x7f", r"\x9b31m\x7f"),
        ("abc\u202edef\u2066", r"abc\u202edef\u2066"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
        ("lone\ud800surrogate", r"lone\ud800surrogate"),
        ("bytes\udcff.wiki", r"bytes\udcff.wiki"),
        ("tag\U000e0041", r"tag\U000e0041"),
        ("non-breaking\u00a0thin\u2009wide\u3000", "non-breaking\u00a0thin\u2009wide\u3000"),
        ("שלום 漢字 😀", "שלום 漢字 😀"),
    ],
)
def test_what_cannot_be_seen_is_escaped(text: str, shown: str) -> None:
    assert one_line(text) == shown


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("漢字", 4),
        ("ＡＢ", 4),
        ("ｱ", 1),
        ("😀", 2),
        ("e\u0301", 1),
        ("a\u20dd", 1),
        ("か\u302a", 2),
        ("שלום", 4),
    ],
)
def test_columns_in_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width
