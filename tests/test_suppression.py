"""Suppression comments: what they cover, and what is said about those that cover nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest

from tests.fake_rules import made_of
from wikilint.diagnostic import Finding
from wikilint.document import Document
from wikilint.engine import examine
from wikilint.rule import ActiveRule, Found, Ignore, Rule, RuleSet
from wikilint.suppression import UNKNOWN_RULE, UNUSED_SUPPRESSION


def matching(name: str, pattern: str, *aliases: str) -> Rule:
    """A rule that finds each match and says its source."""

    def find(doc: Document) -> Iterator[Finding]:
        return (Finding(match.span(), match[0]) for match in re.finditer(pattern, doc.text))

    return Rule(name, find, aliases=aliases)


CAPITALS = matching("capital-letter", "[A-Z]", "big")
DIGITS = matching("digit", r"\d")
LOCAL = made_of("other").named("local")
OFF = made_of("is-off")
ALL = (CAPITALS, DIGITS, LOCAL, UNUSED_SUPPRESSION, UNKNOWN_RULE)
NAMES = {
    "capital-letter": "capital-letter",
    "big": "capital-letter",
    "digit": "digit",
    "local/other": "local/other",
    "other": "local/other",
    "is-off": "is-off",
}


def lint(
    text: str, *rules: Rule, partial: bool = False, ignores: tuple[Ignore, ...] = ()
) -> list[Found]:
    active = tuple(ActiveRule(rule, "warning") for rule in rules or ALL)
    rule_set = RuleSet(active, NAMES, ignores=ignores, partial=partial)
    return examine(Document.parse(text), rule_set)


def found(text: str, *rules: Rule) -> list[str]:
    """The capital letters and digits that are found."""
    return [item.finding.message for item in lint(text, *rules or (CAPITALS, DIGITS))]


def said(text: str, *rules: Rule, partial: bool = False) -> list[tuple[str, str]]:
    """What is said about the comments: the source and the message."""
    return [
        (text[slice(*item.finding.span)], item.finding.message)
        for item in lint(text, *rules, partial=partial)
        if item.active.rule in (UNUSED_SUPPRESSION, UNKNOWN_RULE)
    ]


def fixed(text: str) -> str:
    """The text after the fixes of the one comment that is unused."""
    (fix,) = (item.finding.fix for item in lint(text) if item.active.rule is UNUSED_SUPPRESSION)
    assert fix is not None
    assert (fix.applicability, fix.effect) == ("safe", "cosmetic")
    (edit,) = fix.edits
    return text[: edit.span[0]] + edit.text + text[edit.span[1] :]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("A\nB <!-- wikilint-disable-line -->\nC", ["A", "C"], id="line"),
        pytest.param("<!-- wikilint-disable-line --> B\nC", ["C"], id="line, before"),
        pytest.param("A <!-- wikilint-disable-line\n--> B\nC", ["B", "C"], id="line, two lines"),
        pytest.param("A\n<!-- wikilint-disable-next-line -->\nB\nC", ["A", "C"], id="next line"),
        pytest.param("A <!-- wikilint-disable-next-line --> B\nC", ["A", "B"], id="not this line"),
        pytest.param("<!-- wikilint-disable-next-line\n--> A\nB", ["A"], id="next of the last"),
        pytest.param("<!-- wikilint-disable-next-line -->", [], id="no next line"),
        pytest.param("A<!-- wikilint-disable -->B\nC", ["A"], id="up to the end"),
        pytest.param(
            "A<!-- wikilint-disable -->B\nC<!-- wikilint-enable -->D", ["A", "D"], id="region"
        ),
        pytest.param("A\nB\n<!-- wikilint-disable-file -->", [], id="file, at its end"),
        pytest.param("A1<!-- wikilint-disable-line digit -->", ["A"], id="by name"),
        pytest.param("A1<!-- wikilint-disable-line big -->", ["1"], id="by alias"),
        pytest.param("A1<!-- wikilint-disable-line digit big -->", [], id="by two names"),
        pytest.param("A1<!--wikilint-disable-line digit,big-->", [], id="comma, no blanks"),
        pytest.param("A1<!--\n wikilint-disable-line\n digit,\n\tbig\n-->", [], id="over lines"),
        pytest.param("A1<!-- wikilint-disable-line digit -- big -->", ["A"], id="with reason"),
        pytest.param("A1<!-- wikilint-disable-line -- see digit -->", [], id="reason only"),
        pytest.param("A1<!-- wikilint-disable-line digit --\nbig -->", ["A"], id="reason below"),
        pytest.param("A1<!-- wikilint-disable-line digit --big -->", ["A"], id="no reason"),
        pytest.param("A1<!-- wikilint-disable-line is-off -->", ["A", "1"], id="another rule"),
        pytest.param("A1<!-- wikilint-disable-line nonsense -->", ["A", "1"], id="unknown rule"),
        pytest.param("A<!-- wikilint-disable-lines -->", ["A"], id="unknown directive"),
        pytest.param("A<!-- see wikilint-disable-line -->", ["A"], id="other words before"),
        pytest.param("A<!-- wikilint- -->", ["A"], id="no directive"),
        pytest.param("A<!-- b -->", ["A"], id="another comment"),
        pytest.param("A<!-- b --><!-- wikilint-disable-line -->", [], id="one of two"),
        pytest.param("A<nowiki><!-- wikilint-disable-line --></nowiki>", ["A"], id="nowiki"),
        pytest.param("A<pre><!-- wikilint-disable-line --></pre>", ["A"], id="pre"),
        pytest.param("A<!-- wikilint-disable-line", ["A"], id="unclosed"),
        pytest.param("{{a|B<!-- wikilint-disable-line -->|c=D}}\nE", ["E"], id="in a template"),
    ],
)
def test_what_a_comment_covers(text: str, left: list[str]) -> None:
    assert found(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("(a\nb\nc) <!-- wikilint-disable-line -->", [], id="its last line"),
        pytest.param("<!-- wikilint-disable-line --> (a\nb\nc)", [], id="its first line"),
        pytest.param("(a)\n <!-- wikilint-disable-line -->", ["(a)"], id="the line below"),
        pytest.param(
            "(a\n<!-- wikilint-disable-line -->\nb)",
            ["(a\n<!-- wikilint-disable-line -->\nb)"],
            id="a line between",
        ),
        pytest.param(
            "(a<!-- wikilint-disable -->b)(c)", ["(a<!-- wikilint-disable -->b)"], id="region"
        ),
    ],
)
def test_a_finding_counts_on_its_first_and_last_line(text: str, left: list[str]) -> None:
    assert found(text, matching("bracket", r"\([^)]*\)")) == left


def test_a_finding_that_ends_with_its_line_is_not_on_the_next_one() -> None:
    rule = made_of("a", Finding((0, 2), "first line"), Finding((2, 2), "second line"))
    text = "b\nc <!-- wikilint-disable-line -->"
    assert found(text, rule) == ["first line"]


def test_a_region_ends_for_the_names_that_are_enabled() -> None:
    start, end = "<!-- wikilint-disable {} -->", "<!-- wikilint-enable {} -->"
    text = f"A1{start.format('big digit')}B2{end.format('digit')}C3{end.format('big')}D4"
    assert found(text) == ["A", "1", "3", "D", "4"]
    assert said(text) == []
    text = f"A1{start.format('big digit')}B2{end.format('')}C3"
    assert found(text) == ["A", "1", "C", "3"]
    assert said(text) == []


def test_regions_may_follow_each_other() -> None:
    text = "A<!-- wikilint-disable -->B<!-- wikilint-enable -->" * 3
    assert found(text) == ["A", "A", "A"]
    assert said(text) == []


def test_what_all_names_disabled_one_name_enables_for_itself() -> None:
    disable, enable = "<!-- wikilint-disable -->", "<!-- wikilint-enable digit -->"
    text = f"{disable}A1{enable}B2<!-- wikilint-enable -->C3{disable}D4"
    assert found(text) == ["2", "C", "3"]
    assert said(text) == []


def test_a_misspelt_directive_is_reported() -> None:
    comment = "<!-- wikilint-disable-nextline big -->"
    (told,) = said(f"{comment}\nA")
    assert told[0] == "wikilint-disable-nextline"
    assert told[1].endswith("did you mean “wikilint-disable-next-line”?")


def test_of_two_comments_for_one_thing_the_second_is_unused() -> None:
    disable = "<!-- wikilint-disable{} big -->"
    for form in ("", "-line", "-file"):
        comment = disable.format(form)
        text = f"{comment}{comment}A"
        assert found(text) == []
        assert [
            item.finding.span for item in lint(text) if item.active.rule is UNUSED_SUPPRESSION
        ] == [(len(comment), 2 * len(comment))]


def test_one_name_and_all_names_are_both_used() -> None:
    text = "<!-- wikilint-disable-file --><!-- wikilint-disable-line big -->A"
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a <!-- wikilint-disable-line -->", "this comment suppresses nothing"),
        ("a <!-- wikilint-disable-file -->", "this comment suppresses nothing"),
        ("A <!-- wikilint-disable-next-line -->", "this comment suppresses nothing"),
        ("A <!-- wikilint-disable -->", "this comment suppresses nothing"),
        ("A <!-- wikilint-disable-line digit -->", "nothing to suppress here for digit"),
        (
            "a <!-- wikilint-disable-line digit big -->",
            "nothing to suppress here for capital-letter, digit",
        ),
        ("A <!-- wikilint-disable-line digit big -->", "nothing to suppress here for digit"),
        ("a <!-- wikilint-disable-line other -->", "nothing to suppress here for local/other"),
        ("A <!-- wikilint-enable -->", "this comment enables nothing that was disabled"),
        ("A <!-- wikilint-enable big -->", "this comment enables nothing that was disabled"),
    ],
)
def test_an_unused_comment_is_reported(text: str, message: str) -> None:
    assert said(text) == [(text[2:], message)]


def test_only_rules_that_ran_are_judged() -> None:
    assert said("a <!-- wikilint-disable-line is-off -->") == []
    assert said("a <!-- wikilint-disable-line is-off digit -->") == [
        ("<!-- wikilint-disable-line is-off digit -->", "nothing to suppress here for digit")
    ]


def test_in_a_partial_run_a_comment_without_names_is_not_judged() -> None:
    assert said("a <!-- wikilint-disable-line -->", partial=True) == []
    assert said("a <!-- wikilint-enable -->", partial=True) == []
    assert said("a <!-- wikilint-disable-line digit -->", partial=True) == [
        ("<!-- wikilint-disable-line digit -->", "nothing to suppress here for digit")
    ]


def test_an_unknown_name_is_reported_with_the_nearest_one() -> None:
    assert said("a <!-- wikilint-disable-line captial-letter, xyz -->") == [
        (
            "captial-letter",
            "there is no rule named “captial-letter”; did you mean “capital-letter”?",
        ),
        ("xyz", "there is no rule named “xyz”"),
    ]


def test_nothing_is_said_where_those_rules_are_off() -> None:
    assert said("a <!-- wikilint-disable-line digit xyz -->", CAPITALS, DIGITS) == []


def test_what_is_said_about_comments_cannot_be_suppressed() -> None:
    text = "<!-- wikilint-disable-file --><!-- wikilint-disable-line digit xyz -->A"
    assert [message for _, message in said(text)] == [
        "nothing to suppress here for digit",
        "there is no rule named “xyz”",
    ]


def test_a_crash_cannot_be_suppressed_nor_ignored() -> None:
    def find(doc: Document) -> Iterator[Finding]:
        if doc.text:
            raise LookupError
        yield Finding((0, 0), "never")

    text = "a<!-- wikilint-disable-file -->"
    items = lint(text, Rule("bad", find), ignores=(Ignore(), Ignore("rule-crash")))
    assert [item.active.rule.id for item in items] == ["rule-crash"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a <!-- wikilint-disable-line -->\nb", "a\nb"),
        ("a \t<!-- wikilint-disable-line -->", "a"),
        ("a <!-- wikilint-disable-line --> b", "a b"),
        ("a<!-- wikilint-disable-line -->b", "ab"),
        ("<!-- wikilint-disable-line --> b", "b"),
        ("a\n<!-- wikilint-disable-next-line -->\nb", "a\nb"),
        ("a\n \t<!-- wikilint-disable-next-line --> \nb", "a\nb"),
        ("a\n<!-- wikilint-disable-file -->", "a\n"),
        ("a\n<!-- wikilint-disable-file\n-- reason -->\n", "a\n"),
        ("<!-- wikilint-disable-line digit -->a", "a"),
        ("<!-- wikilint-disable-line digit, digit -->a", "a"),
        ("A <!-- wikilint-disable-line digit big -->", "A <!-- wikilint-disable-line big -->"),
        ("A <!-- wikilint-disable-line big digit -->", "A <!-- wikilint-disable-line big -->"),
        (
            "A <!-- wikilint-disable-line digit,is-off, other,\nbig -- why -->",
            "A <!-- wikilint-disable-line is-off, big -- why -->",
        ),
        ("<!-- wikilint-disable-line digit xyz -->a", "<!-- wikilint-disable-line xyz -->a"),
        ("A <!-- wikilint-enable -->", "A"),
    ],
)
def test_the_fix_removes_what_is_unused(text: str, expected: str) -> None:
    assert fixed(text) == expected


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        (Ignore(), []),
        (Ignore("digit"), ["A", "B"]),
        (Ignore("digit", "1"), ["A", "B", "2"]),
        (Ignore(None, "B"), ["A", "1", "2"]),
        (Ignore("big", "A"), ["A", "1", "B", "2"]),
        (Ignore("digit", "A"), ["A", "1", "B", "2"]),
    ],
)
def test_configuration_accepts_findings(ignore: Ignore, left: list[str]) -> None:
    items = lint("A1 B2", CAPITALS, DIGITS, ignores=(ignore,))
    assert [item.finding.message for item in items] == left


def test_an_accepted_finding_uses_no_comment() -> None:
    text = "A <!-- wikilint-disable-line big -->"
    (item,) = lint(text, ignores=(Ignore("capital-letter"),))
    assert item.finding.message == "nothing to suppress here for capital-letter"


def test_the_cost_is_linear() -> None:
    comment = "<!-- wikilint-disable-line big -->A\n<!-- wikilint-disable digit -->1"
    blanks = f"A <!-- wikilint-disable-line {' ' * 50_000}> -->"
    start = time.perf_counter()
    lint(comment * 2_000 + blanks)
    assert time.perf_counter() - start < 5
