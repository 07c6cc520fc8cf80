"""Which tags MediaWiki reads as tags, and what becomes of the others."""

from __future__ import annotations

import pytest

from wikilint.analysis.page_tags import PageTags, page_tags
from wikilint.document import Document


def sources(text: str, found: PageTags) -> dict[str, list[str]]:
    """The four lists, those left out that are empty."""
    lists = {name: getattr(found, name) for name in ("tags", "unclosed", "nested", "unopened")}
    return {name: [text[t.start : t.end] for t in lists[name]] for name in lists if lists[name]}


CASES = {
    "a <foo> </foo> <p;q>": {},
    "<b>a</b> <I x='y'>": {"tags": ["<b>", "</b>", "<I x='y'>"]},
    "<ref>a</ref>": {"tags": ["<ref>", "</ref>"]},
    "<ref>a<ref>b</ref></ref>": {
        "tags": ["<ref>", "</ref>"],
        "nested": ["<ref>"],
        "unopened": ["</ref>"],
    },
    "<ref><b></ref></b>": {"tags": ["<ref>", "<b>", "</ref>", "</b>"]},
    "<nowiki>a <gallery>b": {"unclosed": ["<nowiki>", "<gallery>"]},
    "</nowiki> </ref>": {"unopened": ["</nowiki>", "</ref>"]},
    "<gallery>\nA.jpg|<b>\n</gallery><s>": {"tags": ["<s>"]},
    "<math><b></math><i>": {"tags": ["<i>"]},
    "<imagemap>\n<b>\n</imagemap>": {},
    "<poem><u></poem>": {"tags": ["<poem>", "<u>", "</poem>"]},
    "<noinclude><b></noinclude>": {"tags": ["<b>"]},
    "<b/><br><hr>": {},
    "<!-- <b> --><i>": {"tags": ["<i>"]},
}


@pytest.mark.parametrize("text", CASES)
def test_page_tags(text: str) -> None:
    found = page_tags(Document.parse(text))
    assert sources(text, found) == CASES[text]
    assert found.end == len(text)


def test_an_unclosed_comment_ends_the_page() -> None:
    found = page_tags(Document.parse("<b> <ref>x</ref> <!-- <i> </b>"))
    assert [token.name for token in found.tags] == ["b", "ref", "ref"]
    assert found.end == 17


@pytest.mark.parametrize(
    ("unit", "field", "each"),
    [("<b>", "tags", 1), ("<ref>", "unclosed", 1), ("</ref>", "unopened", 1), ("<foo>", "tags", 0)],
)
def test_hostile_repetition(unit: str, field: str, each: int) -> None:
    found = page_tags(Document.parse(unit * 20_000))
    assert len(getattr(found, field)) == each * 20_000


def test_hostile_nesting() -> None:
    text = "<ref>" * 5_000 + "</ref>" * 5_000
    found = page_tags(Document.parse(text))
    assert [len(part) for part in (found.tags, found.nested, found.unopened)] == [2, 4_999, 4_999]
