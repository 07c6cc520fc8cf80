import pytest

from wikilint.document import Document
from wikilint.rule import File
from wikilint.rules.spelling.typo import Source, TypoOptions, typo


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
    assert found("teh aslyum", TypoOptions(lists=())) == []


def test_a_word_is_reported_once_by_the_first_source_that_has_it() -> None:
    options = TypoOptions(words={"recieve": "get"}, lists=("core", "codespell"))
    text = "They will recieve and acheive the ability that is absorbant."
    assert found(text, options) == [
        ("absorbant", "“absorbant” is misspelt: “absorbent” (codespell)"),
        ("acheive", "“acheive” is misspelt: “achieve” (core list)"),
        ("recieve", "“recieve” is misspelt: “get” (own words)"),
    ]


def test_allowed_words_of_the_lists() -> None:
    options = TypoOptions(allow=("Recieve",))
    assert found("They will recieve it.", options) == []


RULES = """== Ours ==
<Typo word="Receive" find="\\b([Rr])eciev(ed?|ing)\\b" replace="$1eceiv$2"/>
<Typo word="Century" find="\\b(1\\dth)\\s+[Cc]entruy\\b" replace="$1 century" />
<Typo find="\\bsame\\b" replace="same"/>
"""


def test_rules_of_regextypofix() -> None:
    options = TypoOptions(lists=({"retf": File("typos.txt", RULES)},))
    text = "They recieved it in the 19th centruy; the same. ''Xrecieved'' [[it|Recieving the]]"
    assert found(text, options) == [
        (
            "19th centruy",
            "“19th centruy” is misspelt: “19th century” (rule “Century” of typos.txt)",
        ),
        ("Recieving", "“Recieving” is misspelt: “Receiving” (rule “Receive” of typos.txt)"),
        ("recieved", "“recieved” is misspelt: “received” (rule “Receive” of typos.txt)"),
    ]


@pytest.mark.parametrize("text", ["They recieved [[recieved|the]]", "[sic] They recieved the"])
def test_a_rule_that_hits_a_link_target_and_a_page_with_a_sic(text: str) -> None:
    assert found(text, TypoOptions(lists=({"retf": File("typos.txt", RULES)},))) == []


def test_blanks_that_a_rule_only_looks_at_are_not_part_of_the_finding() -> None:
    rules = r'<Typo word="Etc." find="\betc([\s)])" replace="etc.$1"/>'
    options = TypoOptions(lists=({"retf": File("typos.txt", rules)},))
    assert [place for place, _ in found("the pens, etc\nand the (ink, etc)", options)] == [
        "etc",
        "etc)",
    ]


def test_a_list_without_rules() -> None:
    with pytest.raises(ValueError, match=r"typos\.txt: no rule `<Typo"):
        TypoOptions(lists=({"retf": File("typos.txt", "teh\tthe")},))


@pytest.mark.parametrize(
    ("lists", "module", "message"),
    [
        (("codespell",), "codespell_lib", r"'wikilint\[codespell\]'"),
        (({"retf": File("typos.txt", RULES)},), "re2", r"'wikilint\[retf\]'"),
    ],
)
def test_a_missing_extra(
    lists: tuple[Source, ...], module: str, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wikilint.rules.spelling.typo.is_installed", lambda name: name != module)
    with pytest.raises(ValueError, match=message):
        TypoOptions(lists=lists)


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
