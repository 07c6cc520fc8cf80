"""The configuration that holds for some pages: found, read, checked, merged."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any, NamedTuple

from wikilint import globs
from wikilint.document import Page
from wikilint.faults import ConfigError, Faults, Place
from wikilint.fixer import CosmeticPolicy
from wikilint.layers import PathIgnore, PerFile, read_layers
from wikilint.plugins import Registry
from wikilint.refusal import StopSigns
from wikilint.rule import ActiveRule, Ignore, Rule, RuleSet
from wikilint.selection import Selection, resolve
from wikilint.settings import (
    NOTHING_SAID,
    RuleSetting,
    RuleSettings,
    activate,
    check_options,
    merge,
    options_of,
    options_type,
)
from wikilint.site import Site

__all__ = ["NAMES", "Config", "ConfigError", "Setting", "find_config", "load_config"]

NAMES = (".wikilint.yaml", "rules.yaml")
"""Names of configuration files; in one folder the first, which can belong to no other program."""

DEFAULT_TIMEOUT = 10.0  # seconds; the slowest real page seen takes less than one

_DEFAULT = Place("default")


class Setting(NamedTuple):
    """One resolved value, and where it comes from: a place, a preset, ``default``."""

    key: str
    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Config:
    """What holds for some pages. Made by `load_config`.

    path: the file, None without one. presets: those that were applied, in order.
    include, exclude: globs as in a gitignore file in `folder`. timeout: seconds per page.
    baseline: a path, from `folder`. stop_signs: which signs on a page forbid fixes.
    files_named: every file that was read to make this, for the key of a cache.
    """

    path: Path | None
    presets: tuple[str, ...]
    registry: Registry
    site: Site
    language: str | None
    cosmetic: CosmeticPolicy
    include: tuple[str, ...]
    exclude: tuple[str, ...]
    timeout: float
    baseline: str | None
    stop_signs: StopSigns
    files_named: tuple[Path, ...]
    rules: RuleSettings
    per_file: tuple[PerFile, ...]
    ignores: tuple[PathIgnore, ...]
    selection: Selection
    places: Mapping[str, Place]
    _rule_sets: dict[tuple[tuple[int, ...], tuple[Ignore, ...]], RuleSet] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )  # made when first asked for; whichever thread comes second makes an equal one

    @property
    def folder(self) -> Path:
        """What globs and the baseline are relative to."""
        return Path() if self.path is None else self.path.parent

    def page(
        self, path: str | None = None, title: str | None = None, today: date | None = None
    ) -> Page:
        """What is known about a page; without a title, the name of its file is one."""
        if title is None and path is not None and path != "-":
            title = PurePath(path).stem.replace("_", " ")
        return Page(title, path, site=self.site.name, language=self.language, today=today)

    def rules_for(self, path: str | None = None) -> RuleSet:
        """The rules as they run over a page; the path is seen from where the program runs."""
        parts = tuple(
            index
            for index, part in enumerate(self.per_file)
            if path is not None and globs.matches((part.glob,), path, part.folder)
        )
        ignores = tuple(
            item.ignore
            for item in self.ignores
            if item.glob is None
            or (path is not None and globs.matches((item.glob,), path, item.folder))
        )
        key = (parts, ignores)
        if key not in self._rule_sets:
            active = self._active([self.per_file[index] for index in parts])
            names, partial = self.registry.names, self.selection.is_partial
            self._rule_sets[key] = RuleSet(tuple(active), names, ignores, partial)
        return self._rule_sets[key]

    def _active(self, per_file: Sequence[PerFile]) -> Iterator[ActiveRule]:
        for rule in self.registry.rules.values():
            if not self.selection.includes(rule.id):
                continue
            setting = self._switched_on(rule)
            for part in per_file:
                setting = part.rules.get(rule.id, NOTHING_SAID).over(setting)
            if (setting.severity or rule.severity) != "off":
                asked = rule.id in self.selection.asked
                yield activate(rule, setting, self.stop_signs, asked=asked)

    def _switched_on(self, rule: Rule) -> RuleSetting:
        setting = self.rules.get(rule.id, NOTHING_SAID)
        severity = setting.severity or rule.severity
        if severity != "off" or rule.id not in self.selection.on:
            return setting
        own = "warning" if rule.severity == "off" else rule.severity
        return setting._replace(severity=own, by_user=False)

    def selecting(
        self,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        extend_select: Iterable[str] = (),
    ) -> Config:
        """The same for some rules only: by names, tags, families, ``plugin/*`` or ``ALL``.

        What is selected is switched on where it is off for all files; what is off for some files
        stays off there. Raises ConfigError for what selects nothing.
        """
        return replace(self, selection=resolve(self.registry, select, ignore, extend_select))

    def settings(self) -> list[Setting]:
        """Every resolved value with where it comes from, options at their defaults too."""
        values: dict[str, object] = {
            "site": self.site.name,
            "language": self.language,
            "cosmetic": self.cosmetic,
            "files.include": self.include,
            "files.exclude": self.exclude,
            "timeout": self.timeout,
            "baseline": self.baseline,
            "bot.name": self.stop_signs.name,
            "bot.obey": self.stop_signs.obey,
        }
        found = [
            Setting(key, _shown(value), str(self.places.get(key, _DEFAULT)))
            for key, value in values.items()
        ]
        for rule in self.registry.rules.values():
            setting = self.rules.get(rule.id, NOTHING_SAID)
            for key, value in _rule_values(rule, setting).items():
                origin = str(setting.places.get(key, _DEFAULT))
                found.append(Setting(f"rules.{rule.id}.{key}", _shown(value), origin))
        return found


def _rule_values(rule: Rule, setting: RuleSetting) -> dict[str, object]:
    values: dict[str, object] = {"severity": setting.severity or rule.severity}
    if setting.ceiling is not None:
        values["fix"] = setting.ceiling
    if setting.promote is not None:
        values["promote"] = setting.promote
    if options_type(rule) is not None:
        options = options_of(rule, setting, StopSigns())
        for option in fields(options):
            values[option.name.replace("_", "-")] = getattr(options, option.name)
    return values


def _shown(value: object) -> str:
    """A value as YAML; JSON is YAML too."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=lambda file: file.path)


def find_config(start: Path) -> Path | None:
    """The configuration that holds in a folder: there or in the nearest folder above it."""
    here = Path.cwd()
    top = start.resolve()
    for folder in (top, *top.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file():
                return path.relative_to(here) if path.is_relative_to(here) else path
    return None


def load_config(
    path: str | os.PathLike[str] | None = None,
    *,
    preset: str | None = None,
    rules_files: Iterable[str | os.PathLike[str]] = (),
    local_plugins: bool = True,
) -> Config:
    """Read a configuration; without a path, that of a preset, ``mediawiki`` by default.

    preset: takes the place of the presets that the file extends. rules_files: Python files with
    rules, beside those named in `plugins`. local_plugins: whether `plugins` may name such files,
    which are run. Plugins that fail are left out, and told in `Config.registry.failures`.
    Raises ConfigError, with everything that is wrong.
    """
    faults = Faults()
    path = None if path is None else Path(path)
    read = read_layers(
        path,
        preset=preset,
        rules_files=[Path(file) for file in rules_files],
        local_plugins=local_plugins,
        faults=faults,
    )
    rules: dict[str, RuleSetting] = {}
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    ignores: tuple[PathIgnore, ...] = ()
    folder = Path() if path is None else path.parent
    for layer in read.layers:
        rules = merge(rules, layer.rules)
        values |= layer.values
        if layer.values.get("baseline") is not None:
            values["baseline"] = os.path.relpath(layer.folder / values["baseline"], folder)
        places |= layer.places
        ignores = ignores if layer.ignores is None else layer.ignores
    per_file = tuple(part for layer in read.layers for part in layer.per_file)
    _check(read.registry, [rules, *(merge(rules, part.rules) for part in per_file)], faults)
    faults.raise_any(map(str, read.registry.failures))
    return Config(
        path=path,
        presets=tuple(read.presets),
        registry=read.registry,
        site=values.get("site") or Site.load(),
        language=values.get("language"),
        cosmetic=values.get("cosmetic", "always"),
        include=values.get("files.include", ()),
        exclude=values.get("files.exclude", ()),
        timeout=values.get("timeout", DEFAULT_TIMEOUT),
        baseline=values.get("baseline"),
        stop_signs=StopSigns(values.get("bot.name"), values.get("bot.obey", "always")),
        files_named=tuple(dict.fromkeys(read.files)),
        rules=rules,
        per_file=per_file,
        ignores=ignores,
        selection=Selection(),
        places=places,
    )


def _check(registry: Registry, settings: Iterable[RuleSettings], faults: Faults) -> None:
    for part in settings:
        for rule, setting in part.items():
            check_options(registry.rules[rule], setting, faults)
