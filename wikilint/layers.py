"""The files and presets that make up a configuration, from the lowest to the one that wins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from wikilint.diagnostic import Severity
from wikilint.faults import Faults, Place
from wikilint.fixer import CosmeticPolicy
from wikilint.globs import spec
from wikilint.nearest import did_you_mean
from wikilint.options import Kind, MisfitError, OptionReader, entries, items, kinds_of, shown
from wikilint.plugins import Registry, is_local, load_registry
from wikilint.rule import Ceiling, Ignore, Rule
from wikilint.settings import RuleSetting, RuleSettings, options_type
from wikilint.site import Site
from wikilint.yamlmap import Value, from_data, read_yaml

DEFAULT_PRESET = "mediawiki"

SINGLE: dict[str, Kind] = {
    "site": str,
    "language": str | None,
    "cosmetic": CosmeticPolicy,
    "timeout": float,
    "baseline": str | None,
}
GROUPS: dict[str, dict[str, Kind]] = {
    "files": {"include": tuple[str, ...], "exclude": tuple[str, ...]},
    "bot": {"name": str | None, "obey": Literal["batch", "always", "never"]},
}
_PRESET_KEYS = ("documentation", "extends", "site", "language", "cosmetic", "rules")
FILE_KEYS = ("extends", "plugins", *SINGLE, *GROUPS, "rules", "per-file", "ignore", "patterns")
RULE_KINDS: dict[str, Kind] = {"severity": Severity, "fix": Ceiling, "promote": bool}
IGNORE_KINDS: dict[str, Kind] = dict.fromkeys(("path", "rule", "text"), str)


class PerFile(NamedTuple):
    """What holds for some files only. folder: what the glob is relative to."""

    glob: str
    folder: Path
    rules: RuleSettings


class PathIgnore(NamedTuple):
    """A finding that is accepted, in the files that the glob means; None: in all."""

    glob: str | None
    folder: Path
    ignore: Ignore


class Layer(NamedTuple):
    """What one file or preset says.

    values: single values by key, those of a group as ``group.key``. places: where they stand.
    folder: what a path in it is relative to.
    """

    folder: Path
    values: Mapping[str, Any]
    places: Mapping[str, Place]
    rules: RuleSettings
    per_file: tuple[PerFile, ...] = ()
    ignores: tuple[PathIgnore, ...] | None = None


class Layers(NamedTuple):
    """All that was read, lowest first. files: YAML, local plugins, and files that options name."""

    registry: Registry
    layers: list[Layer]
    presets: list[str]
    files: list[Path]


class _Raw(NamedTuple):
    """A file or preset before plugins are known. preset: its name; None for a file."""

    value: Value
    folder: Path
    preset: str | None = None


class _PresetName(NamedTuple):
    name: str
    place: Place


def read_layers(
    path: Path | None,
    *,
    preset: str | None,
    rules_files: Sequence[Path],
    local_plugins: bool,
    faults: Faults,
) -> Layers:
    """Read a file with all that it extends. `preset` takes the place of those that it names."""
    files: list[Path] = []
    chain: list[_Raw | _PresetName] = []
    if path is not None:
        chain += _read_file(path, Place(str(path)), faults, files, ())
    raws = [link for link in chain if isinstance(link, _Raw)]
    if preset is not None:
        chain = [_PresetName(preset, Place("--preset")), *raws]
    elif len(raws) == len(chain):
        chain.insert(0, _PresetName(DEFAULT_PRESET, Place("wikilint")))
    patterns = _read_patterns(raws, faults)
    registry = _load_plugins(raws, patterns, rules_files, local_plugins, faults)
    read = Layers(registry, [], [], [*files, *registry.local_files])
    for link in chain:
        for raw in [link] if isinstance(link, _Raw) else _expand(link, registry, faults, ()):
            if raw.preset is not None:
                read.presets.append(raw.preset)
            reader = _LayerReader(raw, registry, faults)
            read.layers.append(reader.layer())
            read.files.extend(reader.options.files)
    return read


def _read_file(
    path: Path, asked: Place, faults: Faults, files: list[Path], above: tuple[Path, ...]
) -> Iterator[_Raw | _PresetName]:
    """What a file extends, then the file itself. asked: where it was asked for."""
    if path.resolve() in above:
        faults.add(asked, f"{path} extends itself")
        return
    try:
        data = path.read_bytes()
    except OSError as error:
        what = "" if asked.source == str(path) else f"{path} "
        faults.add(asked, f"{what}cannot be read: {error.strerror}")
        return
    files.append(path)
    value = read_yaml(data, str(path), faults)
    for name in _names(value, "extends", faults):
        if name.text.endswith((".yaml", ".yml")):
            file = path.parent / name.text
            yield from _read_file(file, name.place, faults, files, (*above, path.resolve()))
        else:
            yield _PresetName(name.text, name.place)
    yield _Raw(value, path.parent)


def _names(value: Value, key: str, faults: Faults) -> Iterator[Value]:
    """The texts of a list, or the one text that stands in its place."""
    named = value.data.get(key) if isinstance(value.data, dict) else None
    if named is None:
        return
    for name in named.data if isinstance(named.data, list) else [named]:
        if isinstance(name.data, str):
            yield name
        elif name.data is not None:
            faults.add(name.place, f"{key}: expected text, not {shown(name)}")


def _read_patterns(raws: list[_Raw], faults: Faults) -> dict[Path, list[Rule]]:
    """The rules that the files themselves hold, by file."""
    found: dict[Path, list[Rule]] = {}
    for raw in raws:
        top = raw.value.data if isinstance(raw.value.data, dict) else {}
        if "patterns" in top:
            from wikilint.patterns import read_patterns

            read = read_patterns(top["patterns"], OptionReader(raw.folder, faults), faults)
            found[Path(raw.value.place.source)] = [pattern.rule for pattern in read]
    return found


def _load_plugins(
    raws: list[_Raw],
    patterns: Mapping[Path, Sequence[Rule]],
    rules_files: Sequence[Path],
    local_plugins: bool,
    faults: Faults,
) -> Registry:
    """Plugins of all files together: what a file extends may configure rules of its own ones."""
    asked: dict[str, Place] = {}
    for raw in raws:
        for name in _names(raw.value, "plugins", faults):
            plugin = str(raw.folder / name.text) if is_local(name.text) else name.text
            asked.setdefault(plugin, name.place)
    registry = load_registry(
        list(asked),
        base=Path(),
        local=local_plugins,
        rules_files=rules_files,
        patterns=patterns,
    )
    for plugin, message in registry.unknown.items():
        faults.add(asked.get(plugin, Place("--rules-file")), message)
    return registry


def _expand(
    preset: _PresetName, registry: Registry, faults: Faults, above: tuple[str, ...]
) -> Iterator[_Raw]:
    """What a preset extends, then the preset itself."""
    if preset.name not in registry.presets:
        hint = did_you_mean(preset.name, registry.presets)
        faults.add(preset.place, f"there is no preset “{preset.name}”{hint}")
        return
    if preset.name in above:
        faults.add(preset.place, f"the preset “{preset.name}” extends itself")
        return
    place = Place(f"preset {preset.name}")
    try:
        value = from_data(registry.presets[preset.name], place)
    except TypeError as error:
        faults.add(place, str(error))
        return
    for name in _names(value, "extends", faults):
        below = _PresetName(name.text, place)
        yield from _expand(below, registry, faults, (*above, preset.name))
    yield _Raw(value, Path(), preset.name)


class _LayerReader:
    """Reads one file or preset, now that all rules are known."""

    def __init__(self, raw: _Raw, registry: Registry, faults: Faults) -> None:
        self._raw = raw
        self._registry = registry
        self._faults = faults
        self.options = OptionReader(raw.folder, faults)

    def layer(self) -> Layer:
        top = self._known()
        single = {key: value for key, value in top.items() if key in SINGLE}
        values, places = self._read("", Value(dict(single), self._raw.value.place), SINGLE)
        self._check(values, single)
        if "site" in values:
            values["site"] = self._site(values["site"], single["site"].place)
        for group, kinds in GROUPS.items():
            if group in top:
                more_values, more_places = self._read(f"{group}.", top[group], kinds)
                values |= more_values
                places |= more_places
        return Layer(
            self._raw.folder,
            values,
            places,
            self._rules(top.get("rules")),
            tuple(self._per_file(top.get("per-file"))),
            tuple(self._ignores(top["ignore"])) if "ignore" in top else None,
        )

    def _known(self) -> dict[str, Value]:
        """The entries at the top whose keys mean something."""
        kind, known = "configuration", FILE_KEYS
        if self._raw.preset is not None:
            kind, known = "preset", _PRESET_KEYS
        top = entries(self._raw.value, self._faults)
        for key in top.keys() - set(known):
            message = f"“{key}” is not a key of a {kind}{did_you_mean(key, known)}"
            self._faults.add(top[key].key_place, message)
        return {key: value for key, value in top.items() if key in known}

    def _read(
        self, prefix: str, value: Value, kinds: Mapping[str, Kind]
    ) -> tuple[dict[str, Any], dict[str, Place]]:
        """The values of a map and where they stand, by key with the prefix."""
        read = self.options.map(value, kinds, f"a key of {prefix.removesuffix('.')}")
        found = entries(value, self._faults)
        places = {f"{prefix}{key}": found[key].key_place for key in read}
        return {f"{prefix}{key}": item for key, item in read.items()}, places

    def _check(self, values: Mapping[str, Any], single: Mapping[str, Value]) -> None:
        """What is not a matter of types."""
        timeout = values.get("timeout")
        if timeout is not None and not timeout > 0:
            self._faults.add(single["timeout"].place, "timeout: expected seconds, more than 0")

    def _site(self, name: str, place: Place) -> Site | None:
        """The site that ships by this name, or that a JSON file of this name describes."""
        if name in Site.names():
            return Site.load(name)
        if not name.endswith(".json"):
            hint = did_you_mean(name, Site.names()) or f"; known are {', '.join(Site.names())}"
            self._faults.add(place, f"there is no site “{name}”{hint}")
            return None
        path = self._raw.folder / name
        try:
            data = path.read_bytes()
        except OSError as error:
            self._faults.add(place, f"{path} cannot be read: {error.strerror}")
            return None
        self.options.files.append(path)
        from wikilint.site_files import read_site  # which few runs need

        return read_site(data, str(path), path.stem, self._faults)

    def _rules(self, value: Value | None) -> RuleSettings:
        settings: dict[str, RuleSetting] = {}
        named: dict[str, str] = {}
        for name, entry in ({} if value is None else entries(value, self._faults)).items():
            rule = self._rule(name, entry.key_place)
            if rule is None:
                continue
            if rule.id in named:
                message = f"“{name}” and “{named[rule.id]}” are names of the same rule"
                self._faults.add(entry.key_place, message)
            named[rule.id] = name
            settings[rule.id] = self._setting(rule, entry)
        return settings

    def _rule(self, name: str, place: Place) -> Rule | None:
        """The rule of that name; None, which is a fault, if there is none."""
        registry = self._registry
        rule = registry.find(name, place)
        if name in registry.ambiguous:
            ids = " and ".join(registry.ambiguous[name])
            self._faults.add(place, f"“{name}” may mean {ids}: write one of these")
        elif rule is None and not registry.may_lack(name):
            hint = did_you_mean(name, registry.names)
            self._faults.add(place, f"there is no rule “{name}”{hint}")
        return rule

    def _setting(self, rule: Rule, value: Value) -> RuleSetting:
        by_user = self._raw.preset is None
        if not isinstance(value.data, dict):
            try:
                severity = self.options.read(value, Severity)
            except MisfitError as misfit:
                for faulty, message in misfit.faults:
                    self._faults.add(faulty.place, f"{rule.id}: {message}")
                return RuleSetting()
            return _setting({"severity": severity}, {"severity": value.key_place}, by_user)
        options = options_type(rule)
        own = {} if options is None else kinds_of(options)
        read = self.options.map(value, {**RULE_KINDS, **own}, f"an option of {rule.id}")
        return _setting(read, {key: value.data[key].key_place for key in read}, by_user)

    def _per_file(self, value: Value | None) -> Iterator[PerFile]:
        for glob, entry in ({} if value is None else entries(value, self._faults)).items():
            self._check_glob(glob, entry.key_place)
            inner = entries(entry, self._faults)
            for key, other in inner.items():
                if key != "rules":
                    message = f"“{key}” is not a key of per-file{did_you_mean(key, ['rules'])}"
                    self._faults.add(other.key_place, message)
            yield PerFile(glob, self._raw.folder, self._rules(inner.get("rules")))

    def _ignores(self, value: Value) -> Iterator[PathIgnore]:
        for item in items(value, self._faults):
            read = self.options.map(item, IGNORE_KINDS, "a key of ignore")
            inner = entries(item, self._faults)
            if item.data is None or item.data == {}:
                self._faults.add(item.place, "this would ignore everything: name a path, a rule …")
            glob, name, text = (read.get(key) for key in IGNORE_KINDS)
            if glob is not None:
                self._check_glob(glob, inner["path"].place)
            rule = None if name is None else self._rule(name, inner["rule"].place)
            accepted = Ignore(None if rule is None else rule.id, text)
            if accepted.rule or name is None:
                yield PathIgnore(glob, self._raw.folder, accepted)

    def _check_glob(self, glob: str, place: Place) -> None:
        try:
            spec((glob,))
        except ValueError:
            self._faults.add(place, f"“{glob}” is no glob")


def _setting(read: Mapping[str, Any], places: Mapping[str, Place], by_user: bool) -> RuleSetting:
    options = {key: value for key, value in read.items() if key not in RULE_KINDS}
    severity, ceiling, promote = (read.get(key) for key in RULE_KINDS)
    return RuleSetting(severity, ceiling, promote, by_user, options, places)
