"""Apply fixes to a document: choose, apply, verify, and repeat until nothing changes.

There are no phases and the fixer knows of no pair of rules: a fix that loses a conflict waits for
the next pass, where it is found again if it is still wanted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.sections import section_at, sections
from wikilint.diagnostic import (
    EFFECTS,
    Applicability,
    Diagnostic,
    Edit,
    Effect,
    Finding,
    Fix,
)
from wikilint.document import Document
from wikilint.engine import OnRule, diagnose, examine, outer_fix
from wikilint.refusal import ALL_SIGNS, NO_SIGNS, Refusals, StopSigns, refusals
from wikilint.rule import ActiveRule, Found, Rule, RuleSet
from wikilint.verify import surprise

CosmeticPolicy: TypeAlias = Literal["with-others", "always", "never"]
"""When fixes are made that no reader sees: beside others, always, or never."""

MAX_PASSES = 10

UNSTABLE_FIX = Rule(
    "unstable-fix",
    None,
    severity="error",
    family="engine",
    fixes=(),
    documentation="""Fixes undid each other, or changed more of the page than they announced.

After each pass the page is parsed again: what no edit touched must be the same, no reference name
may become undefined, and no text may come back that was there before. The fixes of the rules that
failed this are dropped for the page, all others are kept. Report it to the rules' authors.
""",
)


class FixPolicy(NamedTuple):
    """Which fixes are wanted.

    unsafe: also those that a person should look at. stop_signs: the signs on a page that hold.
    """

    unsafe: bool = False
    cosmetic: CosmeticPolicy = "always"
    stop_signs: StopSigns = ALL_SIGNS


@dataclass(frozen=True, slots=True)
class AppliedFix:
    """A fix that was made. The edits count the text as it was before the pass that made them.

    summary: what the page's history should say of it, if the rule has words of its own for it.
    """

    rule: str
    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability
    effect: Effect
    summary: str | None = None


class Skipped(NamedTuple):
    """Fixes that were wanted and not made, with the reason."""

    reason: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FixResult:
    """A page after fixing.

    text: as it is to be written: line endings and byte-order mark as they were.
    diagnostics: what is left in it. effect: the strongest effect of what was applied.
    """

    text: str
    applied: tuple[AppliedFix, ...]
    diagnostics: tuple[Diagnostic, ...]
    effect: Effect | None
    skipped: tuple[Skipped, ...]


class _State(NamedTuple):
    """How far a page has come: the document and the fixes that led to it."""

    doc: Document
    applied: list[AppliedFix]
    made: list[Document]  # all documents of this run
    asked: bool = False


@dataclass(slots=True)
class _Dropped:
    """Rules whose fixes are out for this page, with the finding that says so."""

    rules: set[str] = field(default_factory=set)
    findings: list[tuple[str, int]] = field(default_factory=list)  # message, line

    def add(self, rules: Iterable[str], message: str, line: int) -> None:
        self.rules.update(rules)
        self.findings.append((message, line))


def fix(
    doc: Document, rules: RuleSet, policy: FixPolicy, *, on_rule: OnRule | None = None
) -> FixResult:
    """Apply the fixes of every finding that is on, as far as the policy and the page allow."""
    dropped = _Dropped()
    made: list[Document] = []
    state = _State(doc, [], made)
    skipped: list[Skipped] = []
    found = first = examine(doc, rules, on_rule=on_rule)
    wanted = [item for item in found if _applicable(item, policy)]
    if wanted:
        refused = refusals(doc, policy.stop_signs)
        if refused.page is not None:
            skipped = [Skipped(refused.page, _rules(wanted))]
        else:
            state, found, skipped = _converge(state, found, rules, policy, dropped)
            if _cosmetic_only(state, policy):
                number = len(state.applied)
                fixes = "fix" if number == 1 else "fixes"
                reason = f"{number} cosmetic {fixes} only, not written"
                skipped = [Skipped(reason, tuple(sorted({a.rule for a in state.applied})))]
                state, found = _State(doc, [], made), first
    found = [_without_fix(item) if item.active.rule.id in dropped.rules else item for item in found]
    found += _unstable(state.doc, dropped)
    found.sort(key=lambda item: item.order)
    result = FixResult(
        text=state.doc.source.original,
        applied=tuple(state.applied),
        diagnostics=tuple(diagnose(state.doc, found)),
        effect=min((a.effect for a in state.applied), key=EFFECTS.index, default=None),
        skipped=tuple(skipped),
    )
    for document in made:
        document.release()
    return result


def _without_fix(item: Found) -> Found:
    """A finding of a rule whose fixes were dropped: none of them is to be had."""
    return item._replace(finding=replace(item.finding, fix=None))


def _applicable(item: Found, policy: FixPolicy) -> bool:
    fix = item.finding.fix
    if fix is None:
        return False
    if fix.effect == "cosmetic" and policy.cosmetic == "never" and not item.active.asked:
        return False
    return fix.applicability == "safe" or (fix.applicability == "unsafe" and policy.unsafe)


def _cosmetic_only(state: _State, policy: FixPolicy) -> bool:
    if policy.cosmetic != "with-others" or state.asked or not state.applied:
        return False
    return all(applied.effect == "cosmetic" for applied in state.applied)


def _rules(items: Iterable[Found]) -> tuple[str, ...]:
    return tuple(sorted({item.active.rule.id for item in items}))


def _converge(
    start: _State, found: list[Found], rules: RuleSet, policy: FixPolicy, dropped: _Dropped
) -> tuple[_State, list[Found], list[Skipped]]:
    """Pass after pass until nothing changes; rules that prevent it lose their fixes."""
    history = [start]
    first_found = found
    while True:
        state = history[-1]
        refused = refusals(state.doc, NO_SIGNS)  # the page as a whole was let through
        chosen, skipped = _choose(state.doc, found, policy, refused, dropped.rules)
        if not chosen:
            return state, found, skipped
        if len(history) > MAX_PASSES:
            names = _rules(chosen)
            line = state.doc.lines.line_of(chosen[0].finding.span[0])
            message = f"the fixes of {', '.join(names)} find no end; they were dropped"
            dropped.add(names, message, line)
            history, found = [start], first_found  # what they grew on the page must go, too
            continue
        following = _apply(state, chosen)
        fault = surprise(state.doc, following.doc, _edits(chosen), _reshaped(chosen))
        if fault is not None:
            _blame(state, chosen, dropped)
            continue
        seen = [past.doc.text for past in history]
        if following.doc.text in seen:
            since = seen.index(following.doc.text)
            undone = {a.rule for a in following.applied[len(history[since].applied) :]}
            names = tuple(sorted(undone))
            line = state.doc.lines.line_of(chosen[0].finding.span[0])
            dropped.add(names, f"the fixes of {', '.join(names)} undo each other", line)
            history, found = [start], first_found
        else:
            history.append(following)
            found = examine(following.doc, rules)


def _choose(
    doc: Document, found: Sequence[Found], policy: FixPolicy, refused: Refusals, out: set[str]
) -> tuple[list[Found], list[Skipped]]:
    """The fixes of one pass: by position, then rule name; whoever conflicts waits.

    Also says which were refused because of the broken markup before them.
    """
    chosen: list[Found] = []
    skipped: dict[str, set[str]] = {}
    taken = _Taken()
    for item in sorted((i for i in found if _applicable(i, policy)), key=_fix_order):
        fix = item.finding.fix
        if fix is None or item.active.rule.id in out:
            continue
        reason = refused.reason(fix)
        if reason is not None:
            skipped.setdefault(reason, set()).add(item.active.rule.id)
            continue
        if fix.applicability == "safe" and not policy.unsafe and _reaches_too_far(doc, fix):
            reason = "a fix that reshapes more than its section is never safe"
            skipped.setdefault(reason, set()).add(item.active.rule.id)
        elif taken.accepts(fix):
            taken.add(fix)
            chosen.append(item)
    return chosen, [Skipped(why, tuple(sorted(names))) for why, names in skipped.items()]


def _fix_order(item: Found) -> tuple[int, str, int]:
    fix = item.finding.fix
    assert fix is not None
    return min(edit.span[0] for edit in fix.edits), item.active.rule.id, fix.edits[0].span[1]


def _reaches_too_far(doc: Document, fix: Fix) -> bool:
    if fix.reshapes is None:
        return False
    section = section_at(sections(doc), min(edit.span[0] for edit in fix.edits))
    return fix.reshapes[0] < section.start or fix.reshapes[1] > section.end


class _Taken:
    """The places that chosen fixes edit or rely on, looked up by block of the text.

    Equal insertions at one place are one edit, so that two fixes may ask for the same one.
    """

    _BLOCK = 512

    def __init__(self) -> None:
        self._edits: dict[int, list[Edit]] = {}
        self._relied: dict[int, list[tuple[int, int]]] = {}

    def _blocks(self, span: tuple[int, int]) -> range:
        # one character farther on both sides, because touching counts
        return range(max(0, span[0] - 1) // self._BLOCK, (span[1] + 1) // self._BLOCK + 1)

    def accepts(self, fix: Fix) -> bool:
        """Whether no edit of the fix touches another's edit or lies in what another relies on."""
        return not any(self._conflicts(fix))

    def _conflicts(self, fix: Fix) -> Iterator[bool]:
        for edit in fix.edits:
            for block in self._blocks(edit.span):
                for other in self._edits.get(block, ()):
                    yield _touch(edit.span, other.span) and not _same_insertion(edit, other)
                for span in self._relied.get(block, ()):
                    yield _touch(edit.span, span)
        for span in fix.relies_on:
            for block in self._blocks(span):
                for other in self._edits.get(block, ()):
                    yield _touch(span, other.span)

    def add(self, fix: Fix) -> None:
        """Take the places of a chosen fix."""
        for edit in fix.edits:
            for block in self._blocks(edit.span):
                self._edits.setdefault(block, []).append(edit)
        for span in fix.relies_on:
            for block in self._blocks(span):
                self._relied.setdefault(block, []).append(span)


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _same_insertion(one: Edit, other: Edit) -> bool:
    return one == other and one.span[0] == one.span[1]


def _edits(chosen: Iterable[Found]) -> list[Edit]:
    """All edits of one pass in the order of the text, equal insertions once."""
    edits = {edit for item in chosen if item.finding.fix for edit in item.finding.fix.edits}
    return sorted(edits, key=lambda edit: (*edit.span, edit.text))


def _reshaped(chosen: Iterable[Found]) -> list[tuple[int, int]]:
    """Where fixes announce that nodes will change, beyond the smallest node round each edit."""
    return [f.reshapes for item in chosen if (f := item.finding.fix) and f.reshapes is not None]


def _apply(state: _State, chosen: Sequence[Found]) -> _State:
    doc = state.doc
    source = doc.source.apply(_edits(chosen))
    applied = list(state.applied)
    for item in chosen:
        assert item.finding.fix is not None
        made = outer_fix(doc, item.finding.fix)
        rule = item.active.rule.id
        applied.append(
            AppliedFix(
                *(rule, made.title, made.edits, made.applicability, made.effect, made.summary)
            )
        )
    asked = state.asked or any(item.active.asked for item in chosen)
    following = Document(source, doc.page, doc.site)
    state.made.append(following)
    return _State(following, applied, state.made, asked)


def _blame(state: _State, chosen: Sequence[Found], dropped: _Dropped) -> None:
    """Find the rules whose fixes change more than they say: add one rule at a time and verify."""
    good: list[Found] = []
    for rule in _rules(chosen):
        mine = [item for item in chosen if item.active.rule.id == rule]
        trial = sorted(good + mine, key=_fix_order)
        following = _apply(state, trial)
        fault = surprise(state.doc, following.doc, _edits(trial), _reshaped(trial))
        if fault is None:
            good = trial
            continue
        line = state.doc.lines.line_of(mine[0].finding.span[0])
        dropped.add([rule], f"the fixes of {rule} {fault}; they were dropped", line)


def _unstable(doc: Document, dropped: _Dropped) -> Iterator[Found]:
    active = ActiveRule(UNSTABLE_FIX, "error")
    for message, line in dropped.findings:
        start = doc.lines.line_span(min(line, len(doc.lines)))[0]
        yield Found(active, "error", Finding((start, start), message))
