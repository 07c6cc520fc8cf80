"""The rules that wikilint ships, behind the same door as those of plugins.

A rule is a module ``FAMILY/RULE_NAME.py`` that holds the rule under its own name. Nothing else
registers it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from wikilint import Rule, hookimpl

_ENGINE = (  # what the engine itself reports, by module and name
    ("engine", "RULE_CRASH"),
    ("fixer", "UNSTABLE_FIX"),
    ("refusal", "FIXES_REFUSED"),
    ("results", "TIMED_OUT"),
    ("suppression", "UNKNOWN_RULE"),
    ("suppression", "UNUSED_SUPPRESSION"),
)


@hookimpl
def wikilint_rules() -> list[Rule]:
    """All rules that ship with wikilint."""
    engine = [getattr(importlib.import_module(f"wikilint.{m}"), name) for m, name in _ENGINE]
    return [*engine, *_shipped()]


def _shipped() -> Iterator[Rule]:
    for family in pkgutil.iter_modules(__path__, f"{__name__}."):
        package = importlib.import_module(family.name)
        for module in pkgutil.iter_modules(package.__path__, f"{family.name}."):
            yield _only_rule(module.name)


def _only_rule(module: str) -> Rule:
    name = module.rpartition(".")[2]
    found = getattr(importlib.import_module(module), name, None)
    if not isinstance(found, Rule) or found.name != name.replace("_", "-"):
        raise TypeError(f"{module} holds no rule {name.replace('_', '-')!r} under the name {name}")
    return found
