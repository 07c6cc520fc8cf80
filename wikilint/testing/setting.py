"""The setting in which a case runs: the rule with its options, the site."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from wikilint.config import Config, load_config
from wikilint.faults import ConfigError, Faults, Place
from wikilint.nearest import did_you_mean
from wikilint.options import OptionReader, kinds_of
from wikilint.plugins import Registry, load_registry
from wikilint.refusal import StopSigns
from wikilint.rule import Rule, RuleSet
from wikilint.settings import NOTHING_SAID, RuleSetting, activate
from wikilint.site import Site, SiteError
from wikilint.testing.cases import Case, CaseError, CaseFile
from wikilint.yamlmap import from_data


def find_rule(file: CaseFile) -> tuple[Rule, Mapping[str, str]]:
    """The rule that a file tests, and the names of all rules.

    Raises CaseError where there is no such rule, or no such plugin.
    """
    registry = _registry(file.plugin, file.path.parent if file.plugin else Path())
    refused = [*registry.unknown.values(), *map(str, registry.failures)]
    if refused:
        raise CaseError("\n".join(f"{file.path}:1:1: {message}" for message in refused))
    rules = [r for r in registry.rules.values() if file.rule in (r.id, r.name, *r.aliases)]
    if file.plugin is not None:
        rules = [rule for rule in rules if rule.plugin]
    if not rules:
        hint = did_you_mean(file.rule, registry.names)
        raise CaseError(f"{file.path}:1:1: there is no rule “{file.rule}”{hint}")
    return rules[0], registry.names


@cache
def _registry(plugin: str | None, base: Path) -> Registry:
    return load_registry([] if plugin is None else [plugin], base=base)


def rule_set(rule: Rule, case: Case, names: Mapping[str, str] | None) -> RuleSet:
    """The rule alone, on, with the options of the case over those of its preset.

    Raises CaseError for options and presets that do not exist.
    """
    names = names or dict.fromkeys((rule.id, rule.name, *rule.aliases), rule.id)
    below = NOTHING_SAID
    if case.preset is not None:
        below = _config(case, case.preset).rules.get(rule.id, NOTHING_SAID)
    setting = RuleSetting(options=_options(rule, case)).over(below)
    try:
        active = activate(rule, setting, StopSigns())
    except (ValueError, TypeError) as error:  # what the options' own class refuses
        raise CaseError(f"{_place(case)}: {rule.id}: {error}") from None
    if active.severity == "off":
        active = active._replace(severity="warning")
    return RuleSet((active,), names)


def site_of(case: Case) -> Site:
    """The site of the case, by default that of its preset. Raises CaseError for an unknown one."""
    if case.site is None and case.preset is not None:
        return _config(case, case.preset).site
    try:
        return Site.load(case.site)
    except SiteError as error:
        raise CaseError(f"{_place(case)}: {error}") from None


def _options(rule: Rule, case: Case) -> dict[str, Any]:
    faults = Faults()
    kinds = {} if rule.options is None else kinds_of(rule.options)
    reader = OptionReader(case.file.parent, faults)
    options = from_data(case.options, _place(case))
    read = reader.map(options, kinds, f"an option of {rule.id}")
    try:
        faults.raise_any()
    except ConfigError as error:
        raise CaseError(str(error)) from None
    return read


def _config(case: Case, preset: str) -> Config:
    try:
        return _preset(preset)
    except ConfigError as error:
        raise CaseError(f"{_place(case)}: {error}") from None


@cache
def _preset(name: str) -> Config:
    return load_config(preset=name)


def _place(case: Case) -> Place:
    return Place(str(case.file), case.line, 1)
