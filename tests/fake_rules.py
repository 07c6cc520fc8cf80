"""Rules made for testing the engine and the fixer, so that no test of theirs needs a real one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint.diagnostic import Applicability, Edit, Effect, Finding, Fix, Severity
from wikilint.document import Document
from wikilint.rule import ActiveRule, Rule, RuleSet


def replacing(
    name: str,
    pattern: str,
    new: str,
    *,
    applicability: Applicability = "safe",
    effect: Effect = "visible",
    reshapes: bool = False,
) -> Rule:
    """A rule that finds a pattern in the raw text and replaces each match."""

    def find(doc: Document) -> Iterator[Finding]:
        for match in re.finditer(pattern, doc.text):
            edit = Edit(match.span(), match.expand(new))
            region = (0, len(doc.text)) if reshapes else None
            fix = Fix(f"write {new}", (edit,), applicability, effect=effect, reshapes=region)
            yield Finding(match.span(), f"found {match[0]}", fix)

    return Rule(name, find)


def made_of(name: str, *findings: Finding) -> Rule:
    """A rule that yields these findings wherever it runs."""
    return Rule(name, lambda _: findings)


def rule_set(*rules: Rule, severity: Severity = "warning", asked: bool = False) -> RuleSet:
    """The rules as they run, all on."""
    active = tuple(ActiveRule(rule, severity, asked=asked) for rule in rules)
    return RuleSet(active, {rule.name: rule.id for rule in rules})
