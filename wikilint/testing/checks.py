"""Run a case, and try everything that must hold for any rule and any text."""

from __future__ import annotations

import difflib
import itertools
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from wikilint.diagnostic import Diagnostic
from wikilint.document import Document
from wikilint.engine import Crash, diagnose, examine
from wikilint.fixer import FixPolicy, FixResult, fix
from wikilint.rule import Found, Rule, RuleSet
from wikilint.site import Site
from wikilint.testing.cases import Case, CaseError, load_cases
from wikilint.testing.setting import rule_set, site_of

_VISIBLE = str.maketrans({"\n": "⏎", "\t": "→", "\xa0": "⍽", "\r": "␍"})
_FAULTS = ("rule-crash", "unstable-fix")


def check_cases(rule: Rule, path: Path | str, *, names: Mapping[str, str] | None = None) -> None:
    """Run all cases of a file against a rule.

    Raises AssertionError with all that failed, CaseError for a file that is refused.
    """
    file = load_cases(path)
    failures = [
        f"{file.path}:{case.line}: {case.name}: {failure}"
        for case in file.cases
        for failure in run_case(rule, case, names=names)
    ]
    if file.rule not in (rule.name, rule.id, *rule.aliases):
        failures.insert(0, f"{file.path}:1: cases of {file.rule!r}, not of {rule.id!r}")
    if failures:
        raise AssertionError("\n\n".join(failures))


def run_case(rule: Rule, case: Case, *, names: Mapping[str, str] | None = None) -> list[str]:
    """What fails in a case, each with texts as a diff; empty if all is well.

    names: the names of all rules, for those that read suppressions; by default this rule's.

    Tested unasked: the rule does not crash; its fixes are of the kinds that it declares; what was
    fixed is found no more; fixing again changes nothing; safe fixes alone give `fixed`, `safe` or
    the text as it was; a suppression comment silences each finding; with CRLF line endings, the
    same is found at the same lines and columns, and fixed alike.
    """
    try:
        return failures_on(site_of(case), rule, case, names=names)
    except CaseError as error:
        return [str(error)]


def failures_on(
    site: Site, rule: Rule, case: Case, *, names: Mapping[str, str] | None = None
) -> list[str]:
    """As `run_case`, on a site that need not be one that ships."""
    try:
        trial = _Trial(case, site, rule_set(rule, case, names))
        found = trial.examine(case.text)
        failures = list(_findings(rule, case, found))
        failures += _fixes(trial, found)
        failures += _suppression(trial, rule, found)
        failures += _crlf(trial, found)
    except (CaseError, _CrashedError) as error:
        return [str(error)]
    return failures


def observed(site: Site, rule: Rule, case: Case) -> Case:
    """The case with what the rule makes of its text, for tests that say less than a case.

    Raises CaseError where the rule crashes.
    """
    try:
        trial = _Trial(case, site, rule_set(rule, case, None))
        found = trial.examine(case.text)
        fixed, safe = (trial.fix(case.text, unsafe=unsafe).text for unsafe in (True, False))
    except _CrashedError as error:
        raise CaseError(str(error)) from None
    return replace(
        case,
        at=_sources(case.text, found),
        fixed=None if fixed == case.text else fixed,
        safe=safe if safe not in (fixed, case.text) else None,
    )


class _CrashedError(Exception):
    """The rule raised, or its fixes had to be dropped."""


class _Trial:
    """Runs the rule over texts, in the setting of one case."""

    def __init__(self, case: Case, site: Site, rules: RuleSet) -> None:
        self.case = case
        self.site = site
        self.rules = rules

    def document(self, text: str) -> Document:
        return Document.parse(text, page=self.case.page, site=self.site)

    def examine(self, text: str) -> list[Found]:
        crashes: list[Crash] = []

        def note(_: Rule, crash: Crash | None) -> None:
            crashes.extend([crash] if crash else [])

        found = examine(self.document(text), self.rules, on_rule=note)
        for crash in crashes:
            lines = "".join(traceback.format_exception(crash.error))
            raise _CrashedError(f"crashed on {text!r}:\n{lines}")
        return found

    def diagnostics(self, text: str) -> list[Diagnostic]:
        return diagnose(self.document(text), self.examine(text))

    def fix(self, text: str, *, unsafe: bool = True) -> FixResult:
        policy = FixPolicy(unsafe=unsafe, cosmetic="always")
        result = fix(self.document(text), self.rules, policy)
        faults = [d for d in result.diagnostics if d.rule in _FAULTS]
        if faults:
            messages = "; ".join(fault.message for fault in faults)
            raise _CrashedError(f"fixing {text!r}: {messages}")
        return result


def _findings(rule: Rule, case: Case, found: Sequence[Found]) -> Iterator[str]:
    """Whether what was found is what the case says."""
    sources = _sources(case.text, found)
    if sources != case.at:
        messages = "".join(f"\n    {f.finding.span}: {f.finding.message}" for f in found)
        yield f"found is not what `at` says\n{_diff(case.at, sources)}{messages}"
    if case.message is not None and found and case.message not in found[0].finding.message:
        yield f"`message`: {case.message!r} is not in {found[0].finding.message!r}"
    severities = tuple(item.severity for item in found)
    if case.severity is not None and severities != case.severity:
        yield f"the severities are {list(severities)}, not {list(case.severity)}"
    if rule.fixes is None:
        return
    made = {item.finding.fix.applicability for item in found if item.finding.fix}
    for kind in sorted(made.difference(rule.fixes)):
        yield f"a fix is {kind}, but the rule declares fixes={rule.fixes!r}"


def _fixes(trial: _Trial, found: Sequence[Found]) -> Iterator[str]:
    """Whether fixing gives what the case says, and is at its end then."""
    case = trial.case
    result = trial.fix(case.text)
    expected = case.text if case.fixed is None else case.fixed
    if result.text != expected:
        yield f"fixed is not what `fixed` says\n{_diff(expected, result.text)}"
    yield from _safe_fixes(trial, result)
    left = tuple(d.text for d in result.diagnostics)
    if case.left is not None and left != case.left:
        yield f"left after fixing is not what `left` says\n{_diff(case.left, left)}"
    if case.left is None:
        unfixable = (i for i in found if result.skipped or not _has_applicable_fix(i))
        surplus = Counter(left) - Counter(_sources(case.text, unfixable))
        if surplus:
            yield f"found after fixing, and no `left` says so: {list(surplus.elements())}"
    again = trial.fix(result.text)
    if again.applied:
        yield f"fixing again changes more\n{_diff(result.text, again.text)}"


def _safe_fixes(trial: _Trial, result: FixResult) -> Iterator[str]:
    case = trial.case
    kinds = {applied.applicability for applied in result.applied}
    if case.safe is not None:
        expected = case.safe
    elif "unsafe" not in kinds:
        expected = result.text
    elif kinds == {"unsafe"}:
        expected = case.text
    else:
        yield "some fixes are safe, some not: `safe` must say what the safe ones give"
        return
    safe = trial.fix(case.text, unsafe=False).text
    if safe != expected:
        yield f"the safe fixes alone give another text\n{_diff(expected, safe)}"


def _has_applicable_fix(item: Found) -> bool:
    fix = item.finding.fix
    return fix is not None and fix.applicability != "manual"


def _suppression(trial: _Trial, rule: Rule, found: Sequence[Found]) -> Iterator[str]:
    """Whether a comment silences each finding: on its line or, where that is no comment, elsewhere.

    In a nowiki or a heading, for one, a comment behind the line would be text or change the page.
    What the engine itself reports cannot be suppressed.
    """
    if rule.function is None:
        return
    text = trial.case.text
    doc = trial.document(text)
    whole_file = f"<!-- wikilint-disable-file {rule.id} -->"
    for item in found:
        start, end = item.finding.span
        _, line_end = doc.lines.line_span(doc.lines.line_of(max(start, end - 1)))
        line = f" <!-- wikilint-disable-line {rule.id} -->"
        if _silent(trial, doc.text[:line_end] + line + doc.text[line_end:], item):
            continue
        if trial.examine(f"{text}\n{whole_file}") and trial.examine(f"{whole_file}\n{text}"):
            yield f"no suppression comment silences the finding at {item.finding.span}"


def _silent(trial: _Trial, text: str, item: Found) -> bool:
    place = item.finding.span[0], item.finding.message
    return all((f.finding.span[0], f.finding.message) != place for f in trial.examine(text))


def _crlf(trial: _Trial, found: Sequence[Found]) -> Iterator[str]:
    """Whether the same is found and fixed in the text with CRLF line endings."""
    text = trial.case.text
    if "\n" not in text or "\r" in text:
        return
    twin = text.replace("\n", "\r\n")
    expected = [_place(d) for d in diagnose(trial.document(text), found)]
    places = [_place(d) for d in trial.diagnostics(twin)]
    if places != expected:
        yield f"with CRLF line endings, something else is found\n{_diff(expected, places)}"
    fixed = trial.fix(text).text.replace("\n", "\r\n")
    fixed_twin = trial.fix(twin).text
    if fixed_twin != fixed:
        yield f"with CRLF line endings, fixing gives another text\n{_diff(fixed, fixed_twin)}"


def _place(d: Diagnostic) -> str:
    return f"{d.line}:{d.column}-{d.end_line}:{d.end_column} {d.severity} {d.message}"


def _sources(text: str, found: Iterable[Found]) -> tuple[str, ...]:
    inner = Document.parse(text).text
    return tuple(inner[slice(*item.finding.span)] for item in found)


def _diff(expected: str | Sequence[str], actual: str | Sequence[str]) -> str:
    """Both as lines, with blanks that nobody sees made visible."""
    diff = difflib.unified_diff(_lines(expected), _lines(actual), lineterm="", n=2)
    without_header = itertools.islice(diff, 2, None)
    return "\n".join(f"    {line}" for line in without_header if not line.startswith("@@"))


def _lines(value: str | Sequence[str]) -> list[str]:
    lines = value.splitlines(keepends=True) if isinstance(value, str) else value
    return [line.translate(_VISIBLE) for line in lines]
