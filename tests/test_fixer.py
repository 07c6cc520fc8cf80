"""The fixer, tested with rules made to be difficult."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.fake_rules import made_of, replacing, rule_set
from wikilint.diagnostic import Edit, Finding, Fix
from wikilint.document import Document
from wikilint.fixer import FixPolicy, FixResult, fix
from wikilint.refusal import StopSigns
from wikilint.rule import ActiveRule, Rule, RuleSet
from wikilint.site import Site
from wikilint.suppression import UNUSED_SUPPRESSION


def fixed(text: str, *rules: Rule, **policy: Any) -> FixResult:
    doc = Document.parse(text, site=Site.load("wikipedia-en"))
    return fix(doc, rule_set(*rules), FixPolicy(**policy))


def names(result: FixResult) -> list[str]:
    return [applied.rule for applied in result.applied]


def unstable(result: FixResult) -> list[str]:
    return [d.message for d in result.diagnostics if d.rule == "unstable-fix"]


def test_a_safe_fix_is_applied_and_an_unsafe_one_only_on_request() -> None:
    safe = replacing("safe", "teh", "the")
    unsafe = replacing("unsafe", "foo", "bar", applicability="unsafe")
    assert fixed("teh foo", safe, unsafe).text == "the foo"
    assert fixed("teh foo", safe, unsafe, unsafe=True).text == "the bar"


def test_a_manual_fix_is_never_applied() -> None:
    manual = replacing("manual", "teh", "the", applicability="manual")
    result = fixed("teh", manual, unsafe=True)
    assert (result.text, result.applied, result.effect) == ("teh", (), None)
    assert [d.rule for d in result.diagnostics] == ["manual"]


def test_what_is_left_is_reported_for_the_fixed_text() -> None:
    result = fixed("teh foo", replacing("a", "teh", "longer"), made_of("b", Finding((0, 1), "m")))
    assert result.text == "longer foo"
    assert [(d.rule, d.start, d.end, d.text) for d in result.diagnostics] == [("b", 0, 1, "l")]


def test_line_endings_and_byte_order_mark_stay() -> None:
    result = fixed("\ufeffteh\r\nteh\rteh\nx", replacing("a", "teh", "t\\nh"))
    assert result.text == "\ufefft\r\nh\r\nt\r\nh\rt\rh\nx"


def test_of_two_overlapping_fixes_the_first_wins_and_the_other_waits() -> None:
    one = replacing("a-one", "abc", "b")
    other = replacing("b-other", "b", "x")
    result = fixed("abc", one, other)
    assert result.text == "x"
    assert names(result) == ["a-one", "b-other"]


def test_touching_fixes_are_made_in_different_passes() -> None:
    passes: list[str] = []

    def watch(doc: Document) -> Iterator[Finding]:
        passes.append(doc.text)
        return iter(())

    result = fixed("aabb", replacing("a", "aa", "A"), replacing("b", "bb", "B"), Rule("w", watch))
    assert result.text == "AB"
    assert passes == ["aabb", "Abb", "AB"]


def test_equal_insertions_at_one_place_are_one_edit() -> None:
    insertion = Edit((1, 1), "!")

    def once(name: str) -> Rule:
        def find(doc: Document) -> Iterator[Finding]:
            if "!" not in doc.text:
                yield Finding((0, 1), "m", Fix("t", (insertion,), "safe"))

        return Rule(name, find)

    result = fixed("ab", once("a"), once("b"))
    assert result.text == "a!b"
    assert names(result) == ["a", "b"]


def test_an_atomic_fix_with_distant_edits_does_not_lock_what_lies_between() -> None:
    def ends(doc: Document) -> Iterator[Finding]:
        if doc.text.startswith("("):
            last = len(doc.text)
            both = (Edit((0, 1), "["), Edit((last - 1, last), "]"))
            yield Finding((0, last), "m", Fix("t", both, "safe"))

    result = fixed("(teh)", Rule("ends", ends), replacing("typo", "teh", "the"))
    assert result.text == "[the]"


def test_an_atomic_fix_is_made_whole_or_not_at_all() -> None:
    def pair(doc: Document) -> Iterator[Finding]:
        if doc.text == "a-b":
            yield Finding((0, 1), "m", Fix("t", (Edit((0, 1), "X"), Edit((2, 3), "Y")), "safe"))

    # the other rule's edit comes first, so that it wins the “b”, and “a” must not change either
    other = replacing("other", "(?<=a)-b", "-c")
    taker = replacing("aa-taker", "^a-b", "a-c")
    assert fixed("a-b", Rule("pair", pair), taker).text == "a-c"
    assert fixed("a-b", Rule("pair", pair), other).text == "X-Y"


RENAMED = 'x<ref name="a">t</ref> <ref>t</ref>'


def test_a_fix_waits_for_another_that_changes_what_it_relies_on() -> None:
    def reuse(doc: Document) -> Iterator[Finding]:
        start = doc.text.find("<ref>t</ref>")
        if start >= 0 and 'name="a"' in doc.text:
            edit = Edit((start, start + 12), '<ref name="a" />')
            fix = Fix("reuse", (edit,), "safe", relies_on=((1, 15),))
            yield Finding((start, start + 12), "m", fix)

    rename = replacing("aa-rename", 'name="a"(?!>t</ref> <ref n)', 'name="b"')
    result = fixed(RENAMED, rename, Rule("reuse", reuse))
    assert result.text == 'x<ref name="b">t</ref> <ref>t</ref>'
    assert names(result) == ["aa-rename"]


def test_fixes_that_are_right_alone_and_wrong_together_are_seen() -> None:
    """Without `relies_on` the rename would leave the reuse without a definition."""

    def reuse(doc: Document) -> Iterator[Finding]:
        start = doc.text.find("<ref>t</ref>")
        if start >= 0 and 'name="a"' in doc.text:
            edit = Edit((start, start + 12), '<ref name="a" />')
            yield Finding((start, start + 12), "m", Fix("reuse", (edit,), "safe"))

    def rename(doc: Document) -> Iterator[Finding]:
        if doc.text == RENAMED:
            yield Finding((1, 15), "m", Fix("rename", (Edit((12, 13), "b"),), "safe"))

    result = fixed(RENAMED, Rule("rename", rename), Rule("reuse", reuse))
    assert result.text == 'x<ref name="b">t</ref> <ref>t</ref>'
    assert unstable(result) == [
        "the fixes of reuse left the reference name “a” undefined; they were dropped"
    ]


def test_rules_that_undo_each_other_lose_their_fixes_and_no_others() -> None:
    result = fixed(
        "cat teh",
        replacing("a", "cat", "dog"),
        replacing("b", "dog", "cat"),
        replacing("c", "teh", "the"),
    )
    assert result.text == "cat the"
    assert names(result) == ["c"]
    assert unstable(result) == ["the fixes of a, b undo each other"]


def test_a_longer_cycle_is_seen_too() -> None:
    rules = [replacing(f"{x}-rule", x, y) for x, y in ("ab", "bc", "ca")]
    result = fixed("a", *rules)
    assert unstable(result) == ["the fixes of a-rule, b-rule, c-rule undo each other"]
    assert result.text == "a"


def test_a_fix_without_end_is_dropped_with_all_it_added() -> None:
    result = fixed("a teh", replacing("grow", "^a", "aa"), replacing("typo", "teh", "the"))
    assert result.text == "a the"
    assert unstable(result) == ["the fixes of grow find no end; they were dropped"]


def test_a_fix_that_makes_markup_elsewhere_is_reverted() -> None:
    """A bracket typed at the end would make a link of all the text before it."""
    text = "a [http://x.org b teh"
    result = fixed(text, replacing("bracket", "teh$", "]"), replacing("c-rule", "^a", "A"))
    assert result.text == "A [http://x.org b teh"
    assert unstable(result) == [
        "the fixes of bracket made the external link on line 1, which no edit touched; "
        "they were dropped"
    ]


def test_a_repair_may_reshape_what_it_announces() -> None:
    repair = replacing("repair", "b$", "b}}", reshapes=True)
    result = fixed("a {{x|b", repair)
    assert result.text == "a {{x|b}}"
    assert unstable(result) == []


def test_a_repair_beyond_its_section_is_not_safe() -> None:
    repair = replacing("repair", "b$", "b}}", reshapes=True)
    result = fixed("a\n== H ==\n{{x|b", repair)
    assert result.text == "a\n== H ==\n{{x|b"
    assert [s.reason for s in result.skipped] == [
        "a fix that reshapes more than its section is never safe"
    ]
    assert fixed("a\n== H ==\n{{x|b", repair, unsafe=True).text == "a\n== H ==\n{{x|b}}"


def test_fixes_behind_broken_markup_of_the_section_are_refused() -> None:
    text = "teh {{x teh\n== H ==\nteh"
    result = fixed(text, replacing("typo", "teh", "the"))
    assert result.text == "the {{x teh\n== H ==\nthe"
    assert result.skipped[0].reason == "behind an unbalanced brace or tag of its section"
    assert result.skipped[0].rules == ("typo",)


@pytest.mark.parametrize("opening", ["<!-- ", "<nowiki> "])
def test_fixes_behind_an_unclosed_comment_are_refused(opening: str) -> None:
    result = fixed(f"teh {opening} teh\n== H ==\nteh", replacing("typo", "teh", "the"))
    assert result.text == f"the {opening} teh\n== H ==\nteh"
    assert result.skipped[0].reason == "behind an unclosed comment or nowiki"


def test_a_link_that_no_edit_touched_may_not_vanish() -> None:
    """Even inside the region that a repair reshapes."""
    eat = replacing("eat", "x ", "<nowiki>", reshapes=True)
    result = fixed("x [[A]] </nowiki>", eat)
    assert result.text == "x [[A]] </nowiki>"
    assert "lost “[[A]]” of line 1" in unstable(result)[0]


def test_what_the_history_is_to_say_goes_with_the_fix() -> None:
    own = Fix("write b", (Edit((0, 1), "b"),), "safe", summary="a to b")
    other = Fix("write d", (Edit((4, 5), "d"),), "safe")
    one, two = Finding((0, 1), "m", own), Finding((4, 5), "m", other)
    doc = Document.parse("a   c")
    rules = rule_set(
        Rule("one", lambda doc: [one] if doc.text[0] == "a" else []),
        Rule("two", lambda doc: [two] if doc.text[4] == "c" else []),
    )
    assert [a.summary for a in fix(doc, rules, FixPolicy()).applied] == ["a to b", None]


COSMETIC = replacing("blank", "  ", " ", effect="cosmetic")


def test_a_page_with_only_cosmetic_fixes_stays_as_it_is() -> None:
    result = fixed("a  b  c", COSMETIC, cosmetic="with-others")
    assert result.text == "a  b  c"
    assert result.applied == ()
    assert [(s.reason, s.rules) for s in result.skipped] == [
        ("2 cosmetic fixes only, not written", ("blank",))
    ]
    assert len(result.diagnostics) == 2


def test_cosmetic_fixes_go_along_with_others() -> None:
    result = fixed("a  teh", COSMETIC, replacing("typo", "teh", "the"), cosmetic="with-others")
    assert (result.text, result.effect) == ("a the", "visible")


def test_cosmetic_fixes_can_be_kept_out() -> None:
    result = fixed("a  teh", COSMETIC, replacing("typo", "teh", "the"), cosmetic="never")
    assert result.text == "a  the"


@pytest.mark.parametrize("cosmetic", ["with-others", "never"])
def test_a_cosmetic_fix_that_was_asked_for_by_name_is_made(cosmetic: Any) -> None:
    doc = Document.parse("a  b")
    result = fix(doc, rule_set(COSMETIC, asked=True), FixPolicy(cosmetic=cosmetic))
    assert (result.text, result.effect) == ("a b", "cosmetic")


@pytest.mark.parametrize(
    ("sign", "signs", "allowed"),
    [
        ("{{nobots}}", StopSigns(), False),
        ("{{nobots}}", StopSigns(obey="never"), True),
        ("{{nobots}}", StopSigns(obey="batch", batch=False), True),
        ("{{bots|deny=all}}", StopSigns(), False),
        ("{{bots|deny=Foo, Bar}}", StopSigns(name="bar"), False),
        ("{{bots|deny=Foo}}", StopSigns(name="Bar"), True),
        ("{{bots|allow=Bar}}", StopSigns(name="Bar"), True),
        ("{{bots|allow=Foo}}", StopSigns(name="Bar"), False),
        ("{{bots|allow=none}}", StopSigns(name="Bar"), False),
        ("{{bots|optout=all}}", StopSigns(), False),
        ("{{bots}}", StopSigns(), True),
        ("{{in use}}", StopSigns(), False),
        ("{{in use}}", StopSigns(batch=False), True),
        ("<nowiki>{{nobots}}</nowiki>", StopSigns(), True),
    ],
)
def test_stop_signs(sign: str, signs: StopSigns, allowed: bool) -> None:
    result = fixed(f"{sign} teh", replacing("typo", "teh", "the"), stop_signs=signs)
    assert ("the" in result.text) is allowed
    assert bool(result.skipped) is not allowed
    assert bool(result.applied) is allowed


def test_what_is_suppressed_is_not_fixed() -> None:
    text = "teh <!-- wikilint-disable-line typo -->\nteh"
    assert fixed(text, replacing("typo", "teh", "the")).text == text[:-3] + "the"


def test_an_unused_suppression_is_removed_with_its_line() -> None:
    result = fixed(
        "a\n<!-- wikilint-disable-next-line typo -->\nthe",
        replacing("typo", "teh", "the"),
        UNUSED_SUPPRESSION,
    )
    assert result.text == "a\nthe"
    assert result.effect == "cosmetic"


def test_a_crashed_rule_fixes_nothing_and_the_others_do() -> None:
    def crash(_: Document) -> Iterator[Finding]:
        yield Finding((0, 3), "m", Fix("t", (Edit((0, 3), "x"),), "safe"))
        raise RuntimeError("no")

    result = fixed("teh cat", Rule("crash", crash), replacing("cat", "cat", "dog"))
    assert result.text == "teh dog"
    assert [d.rule for d in result.diagnostics] == ["rule-crash", "crash"]


def test_a_ceiling_holds() -> None:
    doc = Document.parse("teh")
    active = ActiveRule(replacing("typo", "teh", "the"), "warning", ceiling="manual")
    assert fix(doc, RuleSet((active,), {}), FixPolicy(unsafe=True)).text == "teh"


def test_applied_fixes_say_what_was_done() -> None:
    result = fixed("\ufeffteh", replacing("typo", "teh", "the"))
    (applied,) = result.applied
    assert (applied.rule, applied.title, applied.edits) == (
        "typo",
        "write the",
        (Edit((1, 4), "the"),),
    )
    assert (applied.applicability, applied.effect) == ("safe", "visible")


def test_a_thousand_touching_fixes_converge() -> None:
    result = fixed("ab" * 1000, replacing("a", "a", "x"), replacing("b", "b", "y"))
    assert result.text == "xy" * 1000
    assert unstable(result) == []


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("<!-- the", "hid the page from line 1 on"),
        ("<nowiki> the", "hid the page from line 1 on"),
    ],
)
def test_a_fix_that_hides_the_rest_of_the_page_is_dropped(new: str, message: str) -> None:
    result = fixed("a teh b", replacing("typo", "teh", new))
    assert result.text == "a teh b"
    assert unstable(result) == [f"the fixes of typo {message}; they were dropped"]


def test_a_fix_that_lays_a_comment_open_is_dropped() -> None:
    result = fixed("a <!-- hidden --> b", replacing("dash", "--", "–"))
    assert result.text == "a <!-- hidden --> b"
    assert "lost “<!-- hidden -->” of line 1" in unstable(result)[0]
    assert fixed("a <!-- c --> b", replacing("all", " <!-- c -->", "")).text == "a b"
    assert fixed("a <!-- teh --> b", replacing("in", "teh", "the")).text == "a <!-- the --> b"


def test_the_findings_of_a_rule_whose_fixes_were_dropped_offer_none() -> None:
    result = fixed("a", replacing("grow", "^a", "aa"))
    assert [(d.rule, d.fix) for d in result.diagnostics] == [("unstable-fix", None), ("grow", None)]


def test_many_fixes_among_many_siblings_take_linear_time() -> None:
    text = "[[a]] teh " * 4_000
    assert fixed(text, replacing("typo", "teh", "the")).text == "[[a]] the " * 4_000
