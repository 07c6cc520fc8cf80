"""Places that whoever wrote the page takes for code."""

from __future__ import annotations

import pytest

from wikilint.analysis.code_places import is_code, is_raw
from wikilint.document import Document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a X b", False),
        (" a X b", True),
        ("\ta X b", True),
        ("a\n X", True),
        ("a `X` b", True),
        ("a `b` X `c` d", False),
        ("a `b X c", False),
        ("a `b\nX` c", False),
        ("a X `b`", False),
        ("<code>X</code>", True),
        ("<kbd>X</kbd>", True),
        ("<samp>''X''</samp>", True),
        ("<tt>X</tt>", True),
        ("<var>X</var>", True),
        ("<b>X</b> <code>a</code>", False),
        ("{{a|\n X\n}}", False),
        ("{{a|\n `X`\n}}", True),
        (" a<ref>X</ref>", False),
        ("<pre>X</pre>", True),
    ],
)
def test_is_code(text: str, expected: bool) -> None:
    place = text.index("X")
    assert is_code(Document.parse(text), place, place + 1) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a X b", False),
        (" `X`", False),
        ("<!-- X -->", True),
        ("<nowiki>X</nowiki>", True),
        ("<code>''X''</code>", True),
        ("<gallery>\nX.jpg|a\n</gallery>", False),
        ("a <!-- b X", True),
        ("X <!-- b", False),
    ],
)
def test_is_raw(text: str, expected: bool) -> None:
    assert is_raw(Document.parse(text), text.index("X")) is expected


def test_what_is_not_raw() -> None:
    text = "a<!-- b <nowiki>c</nowiki> --><pre>d</pre>e"
    doc = Document.parse(text)
    assert [c for i, c in enumerate(text) if c in "abcde" and not is_raw(doc, i)][-1] == "e"
    assert not is_raw(doc, text.index("a"))
    assert is_raw(doc, text.index("b "))
    assert is_raw(doc, text.index("c<"))
    assert is_raw(doc, text.index("d<"))
