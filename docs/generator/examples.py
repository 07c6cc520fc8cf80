"""An example of each rule, made of its cases as the rule judges them now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from wikilint import Diagnostic, Document, Rule
from wikilint.engine import diagnose, examine
from wikilint.reference import Example
from wikilint.testing import Case, load_cases
from wikilint.testing.setting import rule_set, site_of

CASES = Path(__file__).resolve().parents[2] / "tests" / "rules"


def examples(rules: Mapping[str, Rule]) -> dict[str, Example]:
    """The examples of all rules that have cases, by the rules' ids."""
    made = ((name, _example(rule, rules)) for name, rule in sorted(rules.items()))
    return {name: example for name, example in made if example is not None}


def _example(rule: Rule, rules: Mapping[str, Rule]) -> Example | None:
    """The first case with a finding, and the first without."""
    path = CASES / rule.family / f"{rule.name.replace('-', '_')}.yaml"
    if not path.exists():
        return None
    cases = load_cases(path).cases
    bad = next((case for case in cases if case.at), None)
    good = next((case for case in cases if not case.at), None)
    if bad is None:
        return None
    found = _found(rule, bad, rules)
    unsafe = any(d.fix and d.fix.applicability == "unsafe" for d in found)
    safe = bad.safe if unsafe or bad.fixed is None else bad.fixed
    return Example(
        _setting(bad),
        bad.text,
        [_told(diagnostic) for diagnostic in found],
        None if safe == bad.text else safe,
        bad.fixed if unsafe else None,
        [] if good is None else _setting(good),
        None if good is None else good.text,
    )


def _found(rule: Rule, case: Case, rules: Mapping[str, Rule]) -> list[Diagnostic]:
    doc = Document.parse(case.text, page=case.page, site=site_of(case))
    names = {other.name: other.name for other in rules.values()}
    return diagnose(doc, examine(doc, rule_set(rule, case, names)))


def _told(found: Diagnostic) -> str:
    told = f"Line {found.line}, column {found.column}: {found.message}"
    if found.fix is not None:
        return f"{told}. Fix ({found.fix.applicability}): {found.fix.title}"
    if found.alternatives:
        return f"{told}. Choose: {'; or '.join(fix.title for fix in found.alternatives)}"
    return told


def _setting(case: Case) -> list[str]:
    """What the case needs besides its text."""
    page = [("title", case.page.title), ("path", case.page.path), ("today", case.page.today)]
    said = {f"option {key}": value for key, value in case.options.items()}
    told = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
    return told + [f"{key}: {value}" for key, value in page if value is not None]
