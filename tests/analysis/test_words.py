from __future__ import annotations

import pytest

from wikilint.analysis import prose
from wikilint.analysis.words import (
    Sieve,
    has_sic,
    is_quoted,
    is_subject,
    occurrences,
    plain_words,
    spelling_applicability,
    whole_words,
)
from wikilint.document import Document, Page


def test_plain_words_and_distinct_words() -> None:
    doc = Document.parse("The cat, [[x|The]] dog’s ''den'' {{x}} 2nd")
    assert b" ".join(plain_words(doc)) == b"the cat the dog s den 2nd"
    assert prose(doc).words == {"the", "cat", "dog", "s", "den", "nd"}


def test_a_sieve_leaves_out_only_what_is_not_there() -> None:
    doc = Document.parse("(Teh cat—naïve), Ÿ Ωmega")
    words = ["Teh", "TEH", "teh", "dog", "ca", "naïve", "Ωmega", "Ÿ", "a-b", ""]
    assert sorted(Sieve(words).of(plain_words(doc))) == sorted(set(words) - {"dog", "ca"})


def test_occurrences_are_words_that_may_be_judged() -> None:
    text = "teh tehx {{sic|teh}} {{lang|ms|teh}} teh [sic] [[teh]] [[x|teh]]\n teh"
    spans = list(occurrences(Document.parse(text, page=Page(site="wikipedia-en")), "teh"))
    assert spans == [(0, 3), (text.index("|teh]]") + 1, text.index("|teh]]") + 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a teh", "unsafe"),
        ("* teh", "unsafe"),
        ("“teh”", "manual"),
        ("''teh''", "manual"),
        ("== teh ==", "manual"),
        ("a<ref>teh</ref>", "manual"),
        ("{{cite web|title=A teh}}", "manual"),
        ("{{cite web|quote=A teh}}", "manual"),
    ],
)
def test_what_a_correction_nobody_asked_for_may_be(text: str, expected: str) -> None:
    doc = Document.parse(text, page=Page(site="wikipedia-en"))
    assert spelling_applicability(doc, text.index("teh")) == expected


def test_quoted() -> None:
    doc = Document.parse("teh “teh”")
    assert [is_quoted(doc, at) for at in (0, 5)] == [False, True]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Teh", True), ("blue", True), ("lue", False), ("label", False), ("title", True)],
)
def test_subject(word: str, *, expected: bool) -> None:
    doc = Document.parse("[[Blue teh|label]]", page=Page(title="A title"))
    assert is_subject(doc, word) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a [sic]", True),
        ("{{Sic|a}}", True),
        ("a (sic)", True),
        ("[''sic'']", True),
        ("sic", False),
    ],
)
def test_sic(text: str, *, expected: bool) -> None:
    assert has_sic(Document.parse(text)) is expected


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(2, 4, "recieved"), (0, 8, "recieved"), (8, 11, " it"), (9, 10, "it")],
)
def test_whole_words(start: int, end: int, expected: str) -> None:
    text = "recieved it"
    assert text[slice(*whole_words(text, start, end))] == expected
