"""What configuration says about single rules, and how what stands higher wins."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from wikilint.diagnostic import Severity
from wikilint.faults import Faults, Place
from wikilint.refusal import FIXES_REFUSED, StopSigns
from wikilint.rule import ActiveRule, Ceiling, Rule


class RuleSetting(NamedTuple):
    """What is said about one rule; None and missing options: nothing.

    by_user: whether the severity is a user's, not a preset's.
    options: by their names in a configuration.
    places: where all that is said stands, by its key; what won last comes last.
    """

    severity: Severity | None = None
    ceiling: Ceiling | None = None
    promote: bool | None = None
    by_user: bool = False
    options: Mapping[str, Any] = MappingProxyType({})
    places: Mapping[str, Place] = MappingProxyType({})

    def over(self, below: RuleSetting) -> RuleSetting:
        """Both, this one winning: options that are maps merge, all else replaces."""
        return RuleSetting(
            severity=self.severity or below.severity,
            ceiling=self.ceiling or below.ceiling,
            promote=below.promote if self.promote is None else self.promote,
            by_user=below.by_user if self.severity is None else self.by_user,
            options=_merged(below.options, self.options),
            places={k: v for k, v in below.places.items() if k not in self.places}
            | dict(self.places),
        )


NOTHING_SAID = RuleSetting()

RuleSettings = Mapping[str, RuleSetting]
"""By the rule's id."""


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merge_maps = isinstance(old, dict) and isinstance(value, dict)
        merged[key] = old | value if merge_maps else value
    return merged


def merge(below: RuleSettings, above: RuleSettings) -> dict[str, RuleSetting]:
    """Both, the second winning."""
    merged = dict(below)
    for rule, setting in above.items():
        merged[rule] = setting.over(merged.get(rule, NOTHING_SAID))
    return merged


def options_type(rule: Rule) -> type | None:
    """The class of the options that configuration can set; None if there are none."""
    if rule is FIXES_REFUSED:
        return None  # `bot:` sets them, for the rule and the fixer alike
    return rule.options


def options_of(rule: Rule, setting: RuleSetting, signs: StopSigns) -> Any:
    """The options that a rule runs with. Raises what their class raises."""
    if rule is FIXES_REFUSED:
        return signs
    if rule.options is None:
        return None
    return rule.options(**{key.replace("-", "_"): v for key, v in setting.options.items()})


def check_options(rule: Rule, setting: RuleSetting, faults: Faults) -> None:
    """Note what the options' class says against the values, at the last of them."""
    if not setting.options:
        return
    try:
        options_of(rule, setting, StopSigns())
    except (ValueError, TypeError) as error:
        place = [place for key, place in setting.places.items() if key in setting.options][-1]
        faults.add(place, f"{rule.id}: {error}")


def activate(
    rule: Rule, setting: RuleSetting, signs: StopSigns, *, asked: bool = False
) -> ActiveRule:
    """The rule as it runs."""
    return ActiveRule(
        rule,
        severity=setting.severity or rule.severity,
        options=options_of(rule, setting, signs),
        ceiling=setting.ceiling or "safe",
        promote=bool(setting.promote),
        capped=setting.by_user,
        asked=asked,
    )
