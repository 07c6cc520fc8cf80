from __future__ import annotations

import pytest

from wikilint.analysis import word_lists
from wikilint.analysis.word_lists import (
    Correction,
    accepted_words,
    codespell_corrections,
    frequent_words,
    is_in_its_language,
    is_passage_in_language,
    language_words,
    misspellings,
)
from wikilint.document import Document, Page


def test_the_core_list_is_one_correction_a_word_in_lower_case() -> None:
    words = misspellings("en-GB")
    assert words["aslyum"] == "asylum"
    assert [wrong for wrong in words if not wrong.islower() or len(wrong) < 5] == []
    assert words.keys() & set(words.values()) == set()
    assert words.keys() & accepted_words("en") == set()


def test_a_language_without_words() -> None:
    assert misspellings("de") == {}
    assert language_words("spelling", "../x") == {}
    assert accepted_words("de") == frozenset()


def test_no_spelling_of_one_variety_is_one_of_the_other() -> None:
    data = language_words("varieties", "en")
    first = {**data["spellings"], **data["also_second"]}
    assert first.keys() & set(first.values()) == set()


def test_no_misspelling_is_a_frequent_word() -> None:
    assert misspellings("en").keys() & frequent_words() == set()


def test_codespell() -> None:
    assert list(codespell_corrections(["absorbant", "asylum", "lates", "zzz"])) == [
        Correction("absorbant", ("absorbent",)),
        Correction("lates", ("later", "latest")),
    ]


def test_codespell_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_lists, "_codespell_lines", lambda: ["clas->class, a variable"])
    assert list(codespell_corrections(["clas"])) == [Correction("clas", ("class",), "a variable")]


@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("codespell", lambda: list(codespell_corrections(["a"]))),
        ("words", frequent_words),
    ],
)
def test_a_missing_package(module: str, call: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_lists, "find_spec", lambda _: None)
    word_lists._codespell_lines.cache_clear()
    frequent_words.cache_clear()
    with pytest.raises(ModuleNotFoundError, match=rf"wikilint\[{module}\]"):
        call()  # type: ignore[operator]


GERMAN = "Der Begriff ist ein Wort, das alle kennen und keiner versteht. " * 10
ENGLISH = "The term is a word that all know, and of which none has heard. " * 10


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Kurz", "en", True),
        (ENGLISH, "en", True),
        (ENGLISH, "en-GB", True),
        (GERMAN, "en", False),
        (GERMAN + " in the Journal of Words", "en", False),
        (GERMAN, "de", False),
    ],
)
def test_a_page_in_its_language(text: str, language: str, *, expected: bool) -> None:
    assert is_in_its_language(Document.parse(text, page=Page(language=language))) is expected


def test_a_passage_in_the_page_language() -> None:
    text = f"{GERMAN}\n\nHere they met.\n\n{GERMAN}"
    doc = Document.parse(text)
    at = text.index("met")
    assert is_passage_in_language(doc, at, at + 3)
    assert not is_passage_in_language(doc, 10, 15)
