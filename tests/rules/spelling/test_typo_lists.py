import pytest

from wikilint.document import Document
from wikilint.rule import File
from wikilint.rules.spelling.typo import TypoOptions, typo


def found(text: str, options: TypoOptions) -> list[tuple[str, str]]:
    assert typo.function is not None
    findings = typo.function(Document.parse(text), options)
    return sorted((text[slice(*finding.span)], finding.message) for finding in findings)


def words(text: str) -> tuple[dict[str, File], ...]:
    return ({"words": File("words.tsv", text)},)


def test_a_list_of_words() -> None:
    options = TypoOptions(lists=words("# ours\n\nteh\tthe\nof of -> of\n"))
    assert found("teh end of of it", options) == [
        ("of of", "“of of” is misspelt: “of” (words.tsv)"),
        ("teh", "“teh” is misspelt: “the” (words.tsv)"),
    ]


def test_without_words_nothing_is_found() -> None:
    assert found("teh aslyum", TypoOptions()) == []


def test_the_users_own_words_outrank_a_list() -> None:
    options = TypoOptions(words={"teh": "tea"}, lists=words("teh\tthe"))
    assert found("teh", options) == [("teh", "“teh” is misspelt: “tea” (own words)")]


def test_a_long_list() -> None:
    numbers = "".join(f"{chr(97 + i // 26)}{chr(97 + i % 26)}q\tx\n" for i in range(200))
    options = TypoOptions(lists=words(f"{numbers}Teh\tThe\nof of\tof\nbaq\tbad"))
    assert found("baq Teh teh TEH of of", options) == [
        ("Teh", "“Teh” is misspelt: “The” (words.tsv)"),
        ("baq", "“baq” is misspelt: “bad” (words.tsv)"),
        ("of of", "“of of” is misspelt: “of” (words.tsv)"),
    ]


@pytest.mark.parametrize("line", ["teh", "teh\t", "\tthe", "teh ->", "teh the"])
def test_a_line_that_is_no_pair(line: str) -> None:
    with pytest.raises(ValueError, match=r"words\.tsv:2: expected `wrong<TAB>right`"):
        TypoOptions(lists=words(f"a\tb\n{line}"))


def test_an_empty_word() -> None:
    with pytest.raises(ValueError, match="neither may be empty"):
        TypoOptions(words={" ": "a"})
