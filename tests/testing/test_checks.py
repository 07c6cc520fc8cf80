"""Running cases: what fails, with rules made to fail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_rules import made_of, replacing
from wikilint.diagnostic import Edit, Finding, Fix
from wikilint.document import Document
from wikilint.rule import Rule, rule
from wikilint.suppression import UNKNOWN_RULE
from wikilint.testing import Case, check_cases, run_case

TYPO = replacing("typo", "teh", "the")
UNSAFE = replacing("typo", "teh", "the", applicability="unsafe")


def failures(rule: Rule, text: str, *at: str, **case: Any) -> list[str]:
    return run_case(rule, Case(text, at=at, **case))


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        pytest.param(TYPO, Case("the"), id="good"),
        pytest.param(TYPO, Case("teh\nteh", at=("teh", "teh"), fixed="the\nthe"), id="bad"),
        pytest.param(UNSAFE, Case("teh", at=("teh",), fixed="the"), id="unsafe"),
        pytest.param(
            replacing("a", "b", "c", applicability="manual"), Case("b", at=("b",)), id="manual"
        ),
        pytest.param(made_of("a", Finding((0, 1), "m")), Case("b\n", at=("b",)), id="no fix"),
        pytest.param(
            TYPO,
            Case("teh", at=("teh",), fixed="the", message="d te", severity=("warning",), left=()),
            id="all keys",
        ),
        pytest.param(TYPO, Case("<nowiki>teh</nowiki>x\n", ("teh",), "<nowiki>the</nowiki>x\n")),
        pytest.param(TYPO, Case("<nowiki>teh\n</nowiki>", ("teh",), "<nowiki>the\n</nowiki>")),
        pytest.param(TYPO, Case("== teh ==\na", ("teh",), "== the ==\na"), id="heading"),
        pytest.param(TYPO, Case("\ufeffteh\r\nx\rteh", ("teh",) * 2, "\ufeffthe\r\nx\rthe")),
    ],
)
def test_what_passes(rule: Rule, case: Case) -> None:
    assert run_case(rule, case) == []


def test_what_is_found_must_be_what_the_case_says() -> None:
    assert failures(TYPO, "teh b\u00a0teh", "teh", fixed="the b\u00a0the") == [
        "found is not what `at` says\n"
        "     teh\n"
        "    +teh\n"
        "    (0, 3): found teh\n"
        "    (6, 9): found teh"
    ]
    assert failures(TYPO, "the", "teh") == ["found is not what `at` says\n    -teh"]
    (found, fixed) = failures(TYPO, "teh")
    assert found == "found is not what `at` says\n    +teh\n    (0, 3): found teh"
    assert fixed == "fixed is not what `fixed` says\n    -teh\n    +the"


def test_texts_are_shown_as_a_diff_with_blanks_to_see() -> None:
    rule = replacing("blanks", "\u00a0", "\t")
    text = "one\ntwo\nthree\nfour \u00a0\nfive\n"
    (failure,) = failures(rule, text, "\u00a0", fixed=text.replace("\u00a0", ""))[:1]
    assert failure == (
        "fixed is not what `fixed` says\n"
        "     two⏎\n"
        "     three⏎\n"
        "    -four ⏎\n"
        "    +four →⏎\n"
        "     five⏎"
    )


def test_the_first_message_and_all_severities() -> None:
    assert failures(TYPO, "teh", "teh", fixed="the", message="nothing") == [
        "`message`: 'nothing' is not in 'found teh'"
    ]
    rule = made_of("a", Finding((0, 1), "m", severity="info"), Finding((1, 2), "n"))
    assert failures(rule, "bc", "b", "c", severity=("info", "warning")) == []
    assert failures(rule, "bc", "b", "c", severity=("info", "info")) == [
        "the severities are ['info', 'warning'], not ['info', 'info']"
    ]


def test_a_rule_that_is_off_by_default_runs_all_the_same() -> None:
    rule = Rule("a", lambda _: [Finding((0, 1), "m")], severity="off")
    assert failures(rule, "b", "b", severity=("warning",)) == []


def test_fixes_must_be_of_the_declared_kinds() -> None:
    def declared(*fixes: Any) -> Rule:
        return Rule("typo", TYPO.function, fixes=fixes)

    assert failures(declared("safe", "manual"), "teh", "teh", fixed="the") == []
    assert failures(declared("manual"), "teh", "teh", fixed="the") == [
        "a fix is safe, but the rule declares fixes=('manual',)"
    ]
    assert failures(declared(), "teh", "teh", fixed="the") == [
        "a fix is safe, but the rule declares fixes=()"
    ]


def test_a_fix_that_is_not_in_the_case_fails_and_one_that_is_not_made_too() -> None:
    assert failures(TYPO, "teh", "teh") == ["fixed is not what `fixed` says\n    -teh\n    +the"]
    rule = made_of("a", Finding((0, 1), "m"))
    assert failures(rule, "b", "b", fixed="c") == [
        "fixed is not what `fixed` says\n    -c\n    +b",
    ]


def mixed(doc: Document) -> Iterator[Finding]:
    kinds: dict[str, Any] = {"s": "safe", "u": "unsafe", "m": "manual"}
    for match in re.finditer("[sum]", doc.text):
        fix = Fix("t", (Edit(match.span(), match[0].upper()),), kinds[match[0]])
        yield Finding(match.span(), match[0], fix)


def test_where_only_some_fixes_are_safe_the_case_says_what_they_give() -> None:
    rule = Rule("mixed", mixed)
    assert failures(rule, "s u", "s", "u", fixed="S U", safe="S u") == []
    assert failures(rule, "s u", "s", "u", fixed="S U") == [
        "some fixes are safe, some not: `safe` must say what the safe ones give"
    ]
    assert failures(rule, "s u", "s", "u", fixed="S U", safe="s u") == [
        "the safe fixes alone give another text\n    -s u\n    +S u"
    ]
    assert failures(rule, "s m", "s", "m", fixed="S m", left=("m",)) == []
    assert failures(rule, "u", "u", fixed="U", safe="u") == []


def test_what_is_left_after_fixing() -> None:
    rule = Rule("mixed", mixed)
    assert failures(rule, "s m", "s", "m", fixed="S m") == []
    assert failures(rule, "s m", "s", "m", fixed="S m", left=()) == [
        "left after fixing is not what `left` says\n    +m"
    ]


def test_what_was_fixed_is_found_no_more() -> None:
    def find(doc: Document) -> Iterator[Finding]:
        at = doc.text.find("a")
        if at >= 0:
            yield Finding((at, at + 1), "m", Fix("t", (Edit((at, at + 1), "b"),), "safe"))
        elif doc.text:
            yield Finding((0, 1), "still")

    assert failures(Rule("a", find), "a", "a", fixed="b") == [
        "found after fixing, and no `left` says so: ['b']"
    ]
    assert failures(Rule("a", find), "a", "a", fixed="b", left=("b",)) == []


def test_fixes_that_find_no_end_fail() -> None:
    rule = replacing("longer", "a$", "aa")
    (failure,) = failures(rule, "a", "a", fixed="aa")
    assert failure.startswith("fixing 'a': the fixes of longer find no end")


def test_a_crash_fails_with_its_traceback() -> None:
    def find(doc: Document) -> Iterator[Finding]:
        yield Finding((0, 1), "m")
        raise LookupError(f"no {doc.text}")

    (failure,) = failures(Rule("a", find), "b", "b")
    assert failure.startswith("crashed on 'b':\nTraceback (most recent call last):\n")
    assert failure.endswith("LookupError: no b\n")


def test_a_crash_on_the_fixed_text_fails_too() -> None:
    def find(doc: Document) -> Iterator[Finding]:
        if doc.text == "c":
            raise LookupError
        yield Finding((0, 1), "m", Fix("t", (Edit((0, 1), "c"),), "safe"))

    (failure,) = failures(Rule("a", find), "b", "b", fixed="c")
    assert failure == "fixing 'b': a crashed: LookupError: "


def test_a_finding_that_no_comment_silences_fails() -> None:
    rule = Rule("unused-suppression", lambda _: [Finding((0, 1), "m")])
    assert failures(rule, "b", "b") == [
        "no suppression comment silences the finding at (0, 1)",
    ]


def test_what_depends_on_the_line_endings_fails() -> None:
    def find(doc: Document) -> Iterator[Finding]:
        crlf = "\r" in doc.source.original
        fix = Fix("t", (Edit((0, 1), "d" if crlf else "c"),), "safe")
        if doc.text[0] == "b":
            yield Finding((0, 2 if crlf else 1), "m", fix)

    assert failures(Rule("a", find), "b\n", "b", fixed="c\n") == [
        "with CRLF line endings, something else is found\n"
        "    -1:1-1:2 warning m\n"
        "    +1:1-2:1 warning m",
        "with CRLF line endings, fixing gives another text\n    -c␍⏎\n    +d␍⏎",
    ]


def test_fixing_again_changes_nothing() -> None:
    seen: list[str] = []

    def find(doc: Document) -> Iterator[Finding]:
        seen.append(doc.text)
        # after fixing all, and after the safe fixes alone, the text is done; the third time not
        if doc.text == "b" or (doc.text == "c" and seen.count("c") == 3):
            new = "c" if doc.text == "b" else "d"
            yield Finding((0, 1), "m", Fix("t", (Edit((0, 1), new),), "safe"))

    assert failures(Rule("a", find), "b", "b", fixed="c") == [
        "fixing again changes more\n    -c\n    +d"
    ]


def test_the_names_of_other_rules_may_be_given() -> None:
    text = "a <!-- wikilint-disable-line typo -->"
    assert run_case(UNKNOWN_RULE, Case(text), names={"typo": "typo"}) == []
    assert run_case(UNKNOWN_RULE, Case(text, at=("typo",))) == []


@rule("word")
def _plain(doc: Document) -> Iterator[Finding]:
    yield Finding((0, len(doc.text)), "m")


def test_a_file_of_cases(tmp_path: Path) -> None:
    file = tmp_path / "typo.yaml"
    file.write_text("rule: typo\ncases:\n- {bad: teh, at: [teh], fixed: the}\n- good: the\n")
    check_cases(TYPO, file)
    check_cases(TYPO, str(file))
    with pytest.raises(AssertionError) as error:
        check_cases(_plain, file)
    assert str(error.value).split("\n\n") == [
        f"{file}:1: cases of 'typo', not of 'word'",
        f"{file}:3: bad in line 3: fixed is not what `fixed` says\n    -the\n    +teh",
        f"{file}:4: good in line 4: found is not what `at` says\n    +the\n    (0, 3): m",
    ]
