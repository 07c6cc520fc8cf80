"""The engine, with rules made to misbehave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fake_rules import made_of, replacing, rule_set
from wikilint.diagnostic import Diagnostic, Edit, Finding, Fix, Related, RelatedPlace
from wikilint.document import Document, Page
from wikilint.engine import RULE_CRASH, Crash, FindingError, diagnose, examine
from wikilint.rule import ActiveRule, Rule, RuleSet
from wikilint.suppression import UNUSED_SUPPRESSION

FIX = Fix("write x", (Edit((0, 1), "x"),), "safe")


def lint(text: str, *rules: Rule | ActiveRule) -> list[Diagnostic]:
    active = tuple(r if isinstance(r, ActiveRule) else ActiveRule(r, "warning") for r in rules)
    doc = Document.parse(text)
    return diagnose(doc, examine(doc, RuleSet(active, {})))


def brief(diagnostics: list[Diagnostic]) -> list[tuple[str, int, int, str]]:
    return [(d.rule, d.start, d.end, d.message) for d in diagnostics]


def test_a_diagnostic_says_it_all_in_offsets_of_the_text_as_given() -> None:
    fix = Fix(
        "rewrite",
        (Edit((5, 6), "x\ny"), Edit((2, 3), "z")),
        "safe",
        effect="markup",
        relies_on=((5, 7),),
        reshapes=(3, 7),
    )
    finding = Finding((2, 6), "m", fix, alternatives=(FIX,), related=(Related((3, 5), "there"),))
    rule = Rule("some-rule", lambda _: [finding], url="https://a.b/c")
    doc = Document.parse("\ufeffa\r\nb\r\ncdef", page=Page(path="p.wiki"))
    (diagnostic,) = diagnose(doc, examine(doc, rule_set(rule, severity="info")))
    assert diagnostic == Diagnostic(
        rule="some-rule",
        severity="info",
        message="m",
        start=4,
        end=9,
        line=2,
        column=1,
        end_line=3,
        end_column=3,
        text="b\r\ncd",
        path="p.wiki",
        url="https://a.b/c",
        fix=Fix(
            "rewrite",
            (Edit((4, 5), "z"), Edit((8, 9), "x\r\ny")),
            "safe",
            effect="markup",
            relies_on=((8, 10),),
            reshapes=(5, 10),
        ),
        alternatives=(Fix("write x", (Edit((1, 2), "x"),), "safe"),),
        related=(RelatedPlace(5, 8, 2, 2, "there"),),
    )


def test_diagnostics_come_in_the_order_of_the_text_then_by_name() -> None:
    b = made_of("b", Finding((2, 3), "m"), Finding((0, 1), "m"), Finding((0, 2), "m"))
    a = made_of("a", Finding((0, 1), "m"), Finding((3, 3), "m"))
    assert brief(lint("abc", b, a)) == [
        ("a", 0, 1, "m"),
        ("b", 0, 1, "m"),
        ("b", 0, 2, "m"),
        ("b", 2, 3, "m"),
        ("a", 3, 3, "m"),
    ]


def test_the_same_finding_counts_once() -> None:
    same = made_of("a", Finding((0, 1), "m"), Finding((0, 1), "m"), Finding((0, 1), "n"))
    assert brief(lint("abc", same)) == [("a", 0, 1, "m"), ("a", 0, 1, "n")]
    twins = made_of("a", Finding((0, 1), "m")), made_of("b", Finding((0, 1), "m"))
    assert brief(lint("abc", *twins)) == [("a", 0, 1, "m"), ("b", 0, 1, "m")]


def test_after_a_crash_what_was_found_stands_without_fixes_and_others_run_on() -> None:
    def find(_: Document) -> Iterator[Finding]:
        yield Finding((1, 2), "first", FIX, alternatives=(FIX,))
        raise LookupError("no such thing")

    crashing = Rule("crashing", find)
    other = made_of("other", Finding((0, 1), "m", FIX))
    diagnostics = lint("abc", crashing, other)
    assert brief(diagnostics) == [
        ("other", 0, 1, "m"),
        ("rule-crash", 1, 1, "crashing crashed: LookupError: no such thing"),
        ("crashing", 1, 2, "first"),
    ]
    assert [d.severity for d in diagnostics] == ["warning", "error", "warning"]
    assert [d.fix for d in diagnostics] == [FIX, None, None]
    assert [d.alternatives for d in diagnostics] == [(), (), ()]


def test_after_each_rule_somebody_may_be_told_of_its_crash() -> None:
    error = LookupError("no")

    def find(doc: Document) -> Iterator[Finding]:
        if not doc.text:
            raise error
        yield Finding((0, 0), "never")

    bad, good = Rule("bad", find), made_of("good")
    told: list[tuple[Rule, Crash | None]] = []
    examine(Document.parse(""), rule_set(bad, good), on_rule=lambda r, c: told.append((r, c)))
    (first, crash), second = told
    assert first is bad
    assert crash is not None
    assert (crash.rule, crash.error, crash.traceback) == (bad, error, error.__traceback__)
    assert second == (good, None)


NOT_FINDINGS: list[tuple[object, str]] = [
    ("text", "FindingError: yielded 'text', which is no Finding"),
    (Finding((0, 4), "m"), "FindingError: finding 0-4 lies outside the page's 0-3"),
    (Finding((-1, 2), "m"), "FindingError: finding -1-2 lies outside the page's 0-3"),
    (Finding((2, 1), "m"), "FindingError: finding 2-1 lies outside the page's 0-3"),
    (
        Finding((0.5, 1.0), "m"),  # type: ignore[arg-type]
        "FindingError: finding 0.5-1.0 is no pair of whole numbers",
    ),
    (
        Finding((0, "1"), "m"),  # type: ignore[arg-type]
        "FindingError: finding 0-1 is no pair of whole numbers",
    ),
    (
        Finding((0, 1), "m", related=(Related((0, 9), "r"),)),
        "FindingError: related place 0-9 lies outside the page's 0-3",
    ),
    (
        Finding((0, 1), "m", Fix("t", (Edit((0, 9), "x"),))),
        "FindingError: edit 0-9 lies outside the page's 0-3",
    ),
    (
        Finding((0, 1), "m", Fix("t", FIX.edits, relies_on=((9, 9),))),
        "FindingError: span to rely on 9-9 lies outside the page's 0-3",
    ),
    (
        Finding((0, 1), "m", Fix("t", FIX.edits, reshapes=(0, 9))),
        "FindingError: span to reshape 0-9 lies outside the page's 0-3",
    ),
    (
        Finding((0, 1), "m", alternatives=(Fix("t", (Edit((8, 9), "x"),)),)),
        "FindingError: edit 8-9 lies outside the page's 0-3",
    ),
    (
        Finding((0, 1), "m", Fix("t", (Edit((1, 3), "x"), Edit((0, 2), "y")))),
        "FindingError: the fix 't' has overlapping edits at 1",
    ),
    (
        Finding((0, 1), "m", Fix("t", (Edit((1, 1), "x"), Edit((1, 1), "y")))),
        "FindingError: the fix 't' has overlapping edits at 1",
    ),
    (
        Finding((0, 1), "m", Fix("t", (Edit((0, 1), None),))),  # type: ignore[arg-type]
        "FindingError: the fix 't' puts in None, which is no text",
    ),
    (
        Finding([0, 1], "m"),  # type: ignore[arg-type]
        "TypeError: unhashable type: 'list'",
    ),
    (
        Finding(None, "m"),  # type: ignore[arg-type]
        "TypeError: cannot unpack non-iterable NoneType object",
    ),
]


@pytest.mark.parametrize(("yielded", "message"), NOT_FINDINGS)
def test_what_is_no_finding_of_the_page_is_a_crash(yielded: object, message: str) -> None:
    def find(_: Document) -> Iterator[Any]:
        yield Finding((2, 3), "good")
        yield yielded
        yield Finding((2, 3), "never reached")

    assert brief(lint("abc", Rule("odd", find))) == [
        ("rule-crash", 2, 2, f"odd crashed: {message}"),
        ("odd", 2, 3, "good"),
    ]


def test_the_error_for_no_finding_is_a_value_error() -> None:
    assert issubclass(FindingError, ValueError)


def test_a_function_that_returns_nothing_is_a_crash() -> None:
    silent: Any = lambda _: None  # noqa: E731
    message = "silent crashed: TypeError: 'NoneType' object is not iterable"
    assert brief(lint("abc", Rule("silent", silent))) == [("rule-crash", 0, 0, message)]


def test_edits_of_one_fix_may_touch() -> None:
    edits = (Edit((1, 2), "y"), Edit((0, 1), "x"), Edit((1, 1), "-"))
    (diagnostic,) = lint("abc", made_of("a", Finding((0, 1), "m", Fix("t", edits))))
    assert diagnostic.fix is not None
    assert diagnostic.fix.edits == (Edit((0, 1), "x"), Edit((1, 1), "-"), Edit((1, 2), "y"))


@pytest.mark.parametrize(
    ("own", "configured", "capped", "expected"),
    [
        (None, "warning", False, "warning"),
        (None, "error", True, "error"),
        ("error", "warning", False, "error"),
        ("info", "warning", False, "info"),
        ("error", "warning", True, "warning"),
        ("info", "warning", True, "info"),
        ("off", "error", True, None),
        ("off", "error", False, None),
        ("error", "info", True, "info"),
    ],
)
def test_configuration_caps_the_severity_of_a_finding(
    own: Any, configured: Any, capped: bool, expected: str | None
) -> None:
    rule = made_of("a", Finding((0, 1), "m", severity=own))
    severities = [d.severity for d in lint("abc", ActiveRule(rule, configured, capped=capped))]
    assert severities == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("own", "ceiling", "promote", "expected"),
    [
        ("safe", "safe", False, "safe"),
        ("unsafe", "safe", False, "unsafe"),
        ("safe", "unsafe", False, "unsafe"),
        ("safe", "manual", False, "manual"),
        ("manual", "unsafe", False, "manual"),
        ("safe", "off", False, None),
        ("unsafe", "safe", True, "safe"),
        ("manual", "safe", True, "manual"),
        ("unsafe", "unsafe", True, "unsafe"),
        ("unsafe", "off", True, None),
    ],
)
def test_configuration_limits_and_lifts_fixes(
    own: Any, ceiling: Any, promote: bool, expected: str | None
) -> None:
    active = ActiveRule(
        replacing("a", "b", "x", applicability=own), "warning", ceiling=ceiling, promote=promote
    )
    (diagnostic,) = lint("abc", active)
    assert (diagnostic.fix and diagnostic.fix.applicability) == expected


def test_where_fixes_are_off_there_are_no_alternatives() -> None:
    rule = made_of("a", Finding((0, 1), "m", alternatives=(FIX,)))
    assert [d.alternatives for d in lint("abc", ActiveRule(rule, "info", ceiling="off"))] == [()]
    assert [d.alternatives for d in lint("abc", ActiveRule(rule, "info"))] == [(FIX,)]


@pytest.mark.parametrize("new", ["\0", "\ud800", "a\udfffb"])
def test_what_no_page_can_hold_is_refused(new: str) -> None:
    fix = Fix("t", (Edit((0, 1), new),), "safe")
    rule = Rule("bad", lambda _: [Finding((0, 1), "m", fix)])
    (found,) = examine(Document.parse("abc"), RuleSet((ActiveRule(rule, "warning"),), {}))
    assert found.active.rule is RULE_CRASH
    assert "which is no text" in found.finding.message


def test_a_rule_that_exits_has_crashed() -> None:
    def leave(_: Document) -> Iterator[Finding]:
        raise SystemExit(0)

    (found,) = examine(
        Document.parse("abc"), RuleSet((ActiveRule(Rule("leave", leave), "warning"),), {})
    )
    assert found.finding.message == "leave crashed: SystemExit: 0"


def test_suppressions_of_a_crashed_rule_are_not_called_unused() -> None:
    def crash(_: Document) -> Iterator[Finding]:
        raise ValueError

    rules = (
        ActiveRule(Rule("boom", crash), "warning"),
        ActiveRule(UNUSED_SUPPRESSION, "warning"),
    )
    text = "a <!-- wikilint-disable-line boom -->\n<!-- wikilint-disable-line -->"
    found = examine(Document.parse(text), RuleSet(rules, {"boom": "boom"}))
    assert [item.active.rule.name for item in found] == ["rule-crash"]
