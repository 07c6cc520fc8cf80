from __future__ import annotations

import sys
import warnings

import pytest

from wikilint.analysis.typo_rules import TypoRule, load_rules, read_rules, widened


def hits(text: str, *rules: tuple[str, str], spared: str = "") -> list[tuple[str, str]]:
    listed = "\n".join(f'<Typo word="x" find="{find}" replace="{new}"/>' for find, new in rules)
    found = load_rules("typos.txt", listed).hits(text, spared)
    return [(text[hit.start : hit.end], hit.replacement) for hit in found]


def test_the_format() -> None:
    first = '<Typo word="Teh" find="\\bteh\\b" replace="the"/>'
    page = f'== A ==\n{first}\nx\n<Typo find="a" replace="" />'
    assert read_rules(page) == [TypoRule("Teh", r"\bteh\b", "the", 2), TypoRule("a", "a", "", 4)]


def test_what_is_disabled_by_another_name_is_no_rule() -> None:
    assert read_rules('<!Typo word="Teh" find="teh" replace="the"/>') == []


def test_groups_and_those_that_took_no_part() -> None:
    assert hits("recieves", (r"\b(re)?ciev(e)(x)?s\b", "$1ceiv$2${3}s")) == [
        ("recieves", "receives")
    ]


def test_a_match_that_stays_as_it_is_is_no_hit() -> None:
    assert hits("same", ("same", "same")) == []


def test_a_text_that_no_rule_hits() -> None:
    assert hits("right", ("teh", "the")) == []


def test_all_matches_of_a_rule() -> None:
    assert hits("teh Xteh teh", (r"\bteh\b", "the")) == [("teh", "the"), ("teh", "the")]


def test_a_rule_that_matches_in_what_is_spared_is_left_out() -> None:
    assert hits("teh adn", ("teh", "the"), ("adn", "and"), spared="Teh teh") == [("adn", "and")]


@pytest.mark.parametrize(
    ("text", "find"),
    [
        ("xteh", r"(?<=x)teh"),
        ("teh", r"(?<!x|yy)teh(?! \)\w)"),
        ("[teh]", r"(?<![(\[])?teh(?=[)\]])"),
        ("tehteh", r"(teh)\1"),
        ("één", r"\béén\b"),
        ("naïvve", r"\b\w+vve\b"),
        ("a b", r"a\sb"),
        ("teh", r"(?>te)h"),
        ("xé", r"\Bé"),
        ("a'b", r"a\'b"),
    ],
)
def test_expressions_of_net_that_re2_does_not_know(text: str, find: str) -> None:
    assert [new for _, new in hits(text, (find, "!"))] == ["!"]


def test_a_condition_that_fails() -> None:
    assert hits("xteh", (r"(?<!x)teh", "the")) == []


def test_a_rule_that_does_not_compile_is_named_once_and_left_out() -> None:
    listed = '\n<Typo word="Bad" find="te(h" replace="the"/>\n<Typo find="adn" replace="and"/>'
    with pytest.warns(UserWarning, match=r"typos\.txt:2: the rule “Bad” is left out"):
        rules = load_rules("typos.txt", listed)
    with warnings.catch_warnings(action="error"):
        assert [hit.replacement for hit in rules.hits("te(h adn", "")] == ["and"]


def test_a_missing_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "re2", None)
    with pytest.raises(ModuleNotFoundError, match=r"wikilint\[retf\]"):
        load_rules("typos.txt", '<Typo find="missing" replace="x"/>')


def test_what_re2_is_given() -> None:
    assert widened(r"\b(?<!x)teh(?=y)\s[\w-]") == r"\b(?:)teh(?:)[\s\pZ][\pL\pN\pM_-]"
    assert widened(r"\bé\B") == "é"
