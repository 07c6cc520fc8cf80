from __future__ import annotations

import pytest

from wikilint import Document, Site
from wikilint.analysis.own_words import is_own_words


def own(text: str) -> bool:
    doc = Document.parse(text, site=Site.load("wikipedia-en"))
    at = text.index("five miles")
    return is_own_words(doc, at, at + len("five miles"))


@pytest.mark.parametrize(
    "text",
    [
        "He ran five miles.",
        "* He ran five miles.",
        "[[Run|five miles]]",
        "[[File:A.jpg|thumb|He ran five miles.]]",
        "{{infobox|note=He ran five miles.}}",
    ],
)
def test_the_words_of_the_page(text):
    assert own(text)


@pytest.mark.parametrize(
    "text",
    [
        "== five miles ==",
        ": He ran five miles.",
        "; five miles",
        " He ran five miles.",
        "He ran `five miles`.",
        "''five miles''",
        'He "ran five miles".',
        "{{blockquote|He ran five miles.}}",
        "{{lang|fr|five miles}}",
        "{{sic|five miles}}",
        "{{cite web|title=He ran five miles}}",
        "{{cite web|quote=He ran five miles}}",
        "He ran.<ref>five miles</ref>",
        "{|\n| five miles\n|}",
        "<code>five miles</code>",
        "[[five miles]]",
        "<!-- five miles -->",
    ],
)
def test_what_is_not(text):
    assert not own(text)


def test_a_place_with_markup_in_it():
    text = "He ran five [[mile]]s."
    doc = Document.parse(text)
    assert is_own_words(doc, 3, 11)
    assert not is_own_words(doc, 3, 18)
