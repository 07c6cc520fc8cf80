"""Which rules a run is about: `--select`, `--ignore`, `--extend-select`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wikilint.faults import Faults, Place
from wikilint.nearest import did_you_mean
from wikilint.plugins import Registry

ALL = "ALL"


class Selection(NamedTuple):
    """Ids of rules. only: those to run, None for those that are on.

    on: those to switch on where they are off. without: those not to run.
    asked: those that were asked for by more than ``ALL``.
    """

    only: frozenset[str] | None = None
    on: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()

    def includes(self, rule: str) -> bool:
        """Whether a rule may run, if it is on."""
        return rule not in self.without and (self.only is None or rule in self.only)

    @property
    def is_partial(self) -> bool:
        """Whether rules that are on may be left out."""
        return self.only is not None or bool(self.without)


def resolve(
    registry: Registry,
    select: Iterable[str],
    ignore: Iterable[str],
    extend_select: Iterable[str],
) -> Selection:
    """What names, tags, families, ``plugin/*`` and ``ALL`` mean. Raises ConfigError."""
    faults = Faults()

    def ids(selectors: Iterable[str], option: str) -> frozenset[str]:
        found = (_ids(registry, selector, Place(option), faults) for selector in selectors)
        return frozenset[str]().union(*found)

    chosen, extra = list(select), list(extend_select)
    selected, added = ids(chosen, "--select"), ids(extra, "--extend-select")
    without = ids(ignore, "--ignore")
    faults.raise_any()
    return Selection(
        only=selected | added if chosen else None,
        on=selected | added,
        without=without,
        asked=ids((s for s in chosen if s != ALL), "--select")
        | ids((s for s in extra if s != ALL), "--extend-select"),
    )


def _ids(registry: Registry, selector: str, place: Place, faults: Faults) -> set[str]:
    rules = registry.rules.values()
    if selector == ALL:
        return set(registry.rules)
    named = registry.find(selector, place)
    if named is not None:
        return {named.id}
    if selector.endswith("/*"):
        found = {rule.id for rule in rules if rule.plugin and rule.plugin == selector[:-2]}
    else:
        found = {rule.id for rule in rules if selector in (rule.family, *rule.tags)}
    if found or registry.may_lack(selector):
        return found
    if selector in registry.ambiguous:
        ids = " and ".join(registry.ambiguous[selector])
        faults.add(place, f"“{selector}” may mean {ids}: name one of these")
        return set()
    groups = {group for rule in rules for group in (rule.family, *rule.tags) if group}
    plugins = {f"{rule.plugin}/*" for rule in rules if rule.plugin}
    hint = did_you_mean(selector, [*registry.names, *groups, *plugins, ALL])
    faults.add(place, f"there is no rule, tag, family or plugin “{selector}”{hint}")
    return set()
