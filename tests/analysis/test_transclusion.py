"""Pages that are put into others, and places that a parser function decides about."""

from __future__ import annotations

import pytest

from wikilint.analysis.transclusion import is_conditional, is_transcluded
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
