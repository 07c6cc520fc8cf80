"""Where a page refuses fixes."""

from __future__ import annotations

import pytest

from wikilint.diagnostic import Edit, Fix
from wikilint.document import Document
from wikilint.refusal import ALL_SIGNS, NO_SIGNS, refusals, stop_sign
from wikilint.site import Site


def document(text: str) -> Document:
    return Document.parse(text, site=Site.load("wikipedia-en"))


def reason(text: str, at: int, reshapes: tuple[int, int] | None = None) -> str | None:
    fix = Fix("t", (Edit((at, at + 1), "x"),), "safe", reshapes=reshapes)
    return refusals(document(text), NO_SIGNS).reason(fix)


UNBALANCED = "behind an unbalanced brace or tag of its section"
HIDDEN = "behind an unclosed comment or nowiki"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {{b c", UNBALANCED),
        ("a b}} c", UNBALANCED),
        ("a <div> c", UNBALANCED),
        ("a </div> c", UNBALANCED),
        ("a <ref>b c", UNBALANCED),
        ("a\n{|\n| a\nb c", UNBALANCED),
        ("a <br> <li> c", None),
        ("a <word> c", None),
        ("a {{b}} c", None),
        ("a <nowiki>{{</nowiki> c", None),
        ("a <!-- {{ --> c", None),
        ("a <!-- b c", HIDDEN),
        ("a <nowiki> b c", HIDDEN),
        ("a <nowiki /> b c", None),
        ("<pre><!-- </pre> c", None),
    ],
)
def test_broken_markup_refuses_what_follows(text: str, expected: str | None) -> None:
    assert reason(text, len(text) - 1) == expected
    assert reason(text, 0) is None


def test_a_section_answers_for_itself() -> None:
    text = "== A ==\na {{b\n== C ==\nc\n"
    assert reason(text, text.index("a {{")) is None
    assert reason(text, text.index("b\n")) == UNBALANCED
    assert reason(text, text.index("c\n")) is None


def test_the_repair_itself_is_welcome() -> None:
    text = "a {{b c"
    assert reason(text, 6, reshapes=(2, 7)) is None
    assert reason(text, 6, reshapes=(5, 7)) == UNBALANCED


def test_degenerate_markup_refuses_everything() -> None:
    text = "teh " + "{{a|" * 20_000
    assert refusals(document(text), NO_SIGNS).page == "the markup is degenerate"


def test_a_sign_is_a_template_that_the_page_shows() -> None:
    text = "<!-- {{nobots}} --> a {{NoBots}} {{bots|deny=all}}"
    sign = stop_sign(document(text), ALL_SIGNS)
    assert sign is not None
    assert str(sign) == "{{bots|deny=all}}"
    assert stop_sign(document(text), NO_SIGNS) is None
