"""Load plugins: what wikilint ships, installed ones, local files. The only foreign code we run.

Each plugin is loaded and called on its own. One that fails is left out as a whole and named in
`Registry.failures`; the run goes on without it.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import metadata
from inspect import isfunction
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import NamedTuple, get_type_hints

import pluggy

from wikilint import hookspecs
from wikilint.nearest import did_you_mean
from wikilint.results import Format
from wikilint.rule import Rule
from wikilint.version import __version__

LOCAL = "local"
"""The plugin name of rules from local files."""

RESERVED_OPTIONS = ("severity", "fix", "promote")
"""Keys of a rule's map in rules.yaml that are no options of the rule."""

_SHIPPED = ("wikilint.rules", "wikilint.presets")

_HOOKS = tuple(name for name in vars(hookspecs) if name.startswith("wikilint_"))


class PluginFailure(NamedTuple):
    """Why a plugin is left out. version: with its distribution; empty for a local file."""

    plugin: str
    version: str
    message: str

    def __str__(self) -> str:
        version = f" ({self.version})" if self.version else ""
        return f"plugin {self.plugin}{version}: {self.message}"


class InstalledPlugin(NamedTuple):
    """An entry point of the group ``wikilint``: installed, and enabled only where it is named."""

    name: str
    distribution: str
    version: str
    entry_point: metadata.EntryPoint


class LoadedPlugin(NamedTuple):
    """A plugin that was loaded. origin: its distribution or its file. rules: how many it brought"""

    name: str
    version: str
    origin: str
    rules: int


Preset = Mapping[str, object]
"""What a preset says: the data of a rules.yaml."""


@dataclass(slots=True)
class Registry:
    """All that plugins brought.

    rules: by id. names: every name by which a rule may be called, with the rule's id: ids, and
        bare names and aliases that belong to one rule only.
    ambiguous: the other bare names, with the ids of their rules.
    presets, formatters: by name. loaded: what did not fail, wikilint itself first.
    notes: uses of old names, each with its place and the new name.
    unknown: plugins that do not exist or are refused, as they were asked for, with the reason.
    local_files: the local files that were read.
    """

    rules: dict[str, Rule] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    ambiguous: dict[str, list[str]] = field(default_factory=dict)
    presets: dict[str, Preset] = field(default_factory=dict)
    formatters: dict[str, Format] = field(default_factory=dict)
    failures: list[PluginFailure] = field(default_factory=list)
    loaded: list[LoadedPlugin] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    local_files: list[Path] = field(default_factory=list)

    def find(self, name: str, place: object) -> Rule | None:
        """The rule of that name, which stands at a place; a name that it had once is noted."""
        rule = self.rules.get(self.names.get(name, name))
        if rule is not None and name.rpartition("/")[2] in rule.aliases:
            self.notes.append(f"{place}: the rule “{name}” is now called “{rule.id}”")
        return rule

    def may_lack(self, name: str) -> bool:
        """Whether a rule of that name may have been left out with a plugin that failed."""
        failed = {failure.plugin for failure in self.failures}
        plugin, slash, _ = name.partition("/")
        return plugin in failed if slash else bool(failed)


class _PluginError(Exception):
    """What a plugin brings is refused."""


class _Brought(NamedTuple):
    """What one plugin brings, before it is compared with what is there."""

    rules: list[Rule]
    presets: Mapping[str, Preset]
    formatters: Mapping[str, Format]


class _Source(NamedTuple):
    """A plugin to load. origin: its distribution or its file, as messages name it."""

    plugin: str
    version: str
    origin: str
    read: Callable[[], _Brought]

    @property
    def title(self) -> str:
        """Distribution and version, or the file."""
        return f"{self.origin} {self.version}" if self.version else self.origin


def is_local(plugin: str) -> bool:
    """Whether `plugins:` names a file rather than something installed."""
    return plugin.endswith(".py") or "/" in plugin or "\\" in plugin


def load_registry(
    plugins: Sequence[str],
    *,
    base: Path,
    local: bool = True,
    rules_files: Sequence[Path] = (),
    patterns: Mapping[Path, Sequence[Rule]] = MappingProxyType({}),
) -> Registry:
    """Load what wikilint ships and these plugins; whatever they raise is told in the registry.

    plugins: names of entry points or of distributions, and files relative to the folder `base`.
    local: whether such files are allowed. rules_files: more files, which always are. patterns: the
    rules that files of a configuration hold.
    """
    registry = Registry()
    files = [(str(path), path) for path in rules_files]
    for plugin in filter(is_local, plugins):
        if local:
            files.append((plugin, base / plugin))
        else:
            registry.unknown[plugin] = f"{plugin} is a local plugin, and these are switched off"
    sources = [_Source("", __version__, "wikilint", _shipped)]
    sources += _installed([name for name in plugins if not is_local(name)], registry)
    sources += _local(files, registry)
    for path, rules in patterns.items():
        read = partial(_Brought, list(rules), {}, {})
        sources.append(_Source(LOCAL, "", str(path), read))
    owners: dict[tuple[str, str], str] = {}
    for source in sources:
        try:
            _admit(registry, source, source.read(), owners)
        except (Exception, SystemExit) as error:  # foreign code may do anything
            version = source.title if source.version else ""
            failure = PluginFailure(source.plugin or "wikilint", version, _told(error, source))
            registry.failures.append(failure)
    _name_rules(registry)
    return registry


def installed_plugins() -> list[InstalledPlugin]:
    """All entry points of the group ``wikilint``, named in `plugins:` or not."""
    found = []
    for entry_point in metadata.entry_points(group=hookspecs.PROJECT):
        dist = entry_point.dist
        name, version = ("unknown", "") if dist is None else (dist.name, dist.version)
        found.append(InstalledPlugin(entry_point.name, name, version, entry_point))
    return sorted(found, key=lambda plugin: plugin[:3])


def _shipped() -> _Brought:
    rules, presets = (_call(importlib.import_module(module), module) for module in _SHIPPED)
    return _Brought(rules.rules, presets.presets, {})


def _installed(names: Sequence[str], registry: Registry) -> list[_Source]:
    if not names:
        return []
    everything = installed_plugins()
    chosen: dict[InstalledPlugin, None] = {}
    for name in names:
        found = [p for p in everything if _normal(p.distribution) == _normal(name)]
        found = found or [p for p in everything if p.name == name]
        distributions = [p.distribution for p in found]
        if not found:
            known = {known for p in everything for known in (p.name, p.distribution)}
            hint = did_you_mean(name, known)
            registry.unknown[name] = f"no plugin “{name}” is installed{hint}"
        elif len(set(distributions)) > 1:
            owners = " and ".join(distributions)
            registry.unknown[name] = f"“{name}” is a plugin of {owners}; name one of these instead"
        else:
            chosen.update(dict.fromkeys(found))
    return [
        _Source(p.name, p.version, p.distribution, partial(_load, p.entry_point)) for p in chosen
    ]


def _normal(distribution: str) -> str:
    """A distribution's name as package indexes compare it (PEP 503)."""
    return distribution.lower().replace("_", "-").replace(".", "-")


def _load(entry_point: metadata.EntryPoint) -> _Brought:
    if entry_point.name == LOCAL:
        raise _PluginError(f"“{LOCAL}” is the name of local files; the entry point needs another")
    return _call(entry_point.load(), entry_point.name)


def _call(plugin: object, name: str) -> _Brought:
    """Ask one plugin for all that it has; a manager of its own keeps it from all others."""
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.register(plugin, name)
    implemented = manager.get_hookcallers(plugin) or []
    marked = {caller.name for caller in implemented}
    looks = {k for k, v in getattr(plugin, "__dict__", {}).items() if isfunction(v)}
    for hook in sorted(marked | {name for name in looks if name.startswith("wikilint_")}):
        if hook not in _HOOKS:
            raise _PluginError(f"there is no hook {hook}{did_you_mean(hook, _HOOKS)}")
        if hook not in marked:
            raise _PluginError(f"{hook} is not marked with @hookimpl")
    if not implemented:
        raise _PluginError(f"it implements no hook; there are {', '.join(_HOOKS)}")
    return _Brought(
        [rule for rules in manager.hook.wikilint_rules() for rule in rules],
        {k: v for presets in manager.hook.wikilint_presets() for k, v in presets.items()},
        {k: v for formats in manager.hook.wikilint_formatters() for k, v in formats.items()},
    )


def _local(files: Iterable[tuple[str, Path]], registry: Registry) -> list[_Source]:
    sources: dict[Path, _Source] = {}
    for asked_for, path in files:
        if not path.is_file():
            registry.unknown[asked_for] = f"there is no file {path}"
        elif path.resolve() not in sources:
            registry.local_files.append(path)
            sources[path.resolve()] = _Source(LOCAL, "", str(path), partial(_run, path))
    return list(sources.values())


def _run(path: Path) -> _Brought:
    """Run a local file and collect the rules at its top level.

    It becomes a module under a name that no other has. The import path stays as it is, and no
    ``__pycache__`` appears in a folder of pages.
    """
    name = f"wikilint {LOCAL} {path.resolve()}"
    module = ModuleType(name)
    module.__file__ = str(path)
    code = compile(path.read_bytes(), str(path), "exec")
    sys.modules[name] = module  # dataclasses look their annotations up there
    try:
        exec(code, module.__dict__)
        rules = list(dict.fromkeys(v for v in vars(module).values() if isinstance(v, Rule)))
        if not rules:
            raise _PluginError(f"{path}: there is no rule at its top level")
    except BaseException:
        del sys.modules[name]
        raise
    return _Brought(rules, {}, {})


def _check_options(options: type, rule: str) -> None:
    """Find faults of an options class before a run does. Raises _PluginError."""
    for key in RESERVED_OPTIONS:
        if key in getattr(options, "__dataclass_fields__", ()):
            raise _PluginError(f"no option may be called {key}, as one of {rule} is")
    try:
        get_type_hints(options)
        options()
    except Exception as error:
        raise _PluginError(f"the options of {rule}: {type(error).__name__}: {error}") from error


def _admit(
    registry: Registry, source: _Source, brought: _Brought, owners: dict[tuple[str, str], str]
) -> None:
    """Register all that a plugin brings, or nothing of it. Raises _PluginError."""
    rules: dict[str, Rule] = {}
    for rule in brought.rules:
        if not isinstance(rule, Rule):
            raise _PluginError(f"wikilint_rules gave {rule!r}, which is no Rule")
        named = rule.named(source.plugin) if source.plugin else rule
        if named.id in rules:
            raise _PluginError(f"two of its rules are named {named.id}")
        if rule.options is not None and source.plugin:  # ours are tested; the look costs start-up
            _check_options(rule.options, named.id)
        rules[named.id] = named
    new = [("rule", name) for name in rules]
    new += [("preset", name) for name in brought.presets]
    new += [("format", name) for name in brought.formatters]
    if source.plugin not in ("", LOCAL):
        new.append(("plugin", source.plugin))
    for kind, name in new:
        if (kind, name) in owners:
            raise _PluginError(
                f"the {kind} {name} of {source.title} is also one of {owners[kind, name]}"
            )
    owners.update(dict.fromkeys(new, source.title))
    registry.rules.update(rules)
    registry.presets.update(brought.presets)
    registry.formatters.update(brought.formatters)
    name = source.plugin or "wikilint"
    registry.loaded.append(LoadedPlugin(name, source.version, source.origin, len(rules)))


def _told(error: BaseException, source: _Source) -> str:
    """One line that says what went wrong, for a local file with its line."""
    if isinstance(error, _PluginError):
        return str(error)
    if isinstance(error, SyntaxError) and error.lineno is not None:
        return f"{error.filename}:{error.lineno}: {type(error).__name__}: {error.msg}"
    message = f"{type(error).__name__}: {error}".partition("\n")[0]
    if source.plugin != LOCAL:
        return message
    import traceback  # half a millisecond of start-up that few runs need

    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == source.origin]
    return f"{source.origin}:{lines[-1]}: {message}" if lines else f"{source.origin}: {message}"


def _name_rules(registry: Registry) -> None:
    """Give every rule the names that are its own; a full name outranks bare ones and aliases."""
    claims: dict[str, list[str]] = {}
    registry.names.update((name, name) for name in registry.rules)
    for rule in registry.rules.values():
        for name in dict.fromkeys((rule.name, *rule.aliases)):
            claims.setdefault(name, []).append(rule.id)
            if rule.plugin:
                registry.names.setdefault(f"{rule.plugin}/{name}", rule.id)
    for name, ids in claims.items():
        if name in registry.rules:
            continue
        if len(ids) == 1:
            registry.names[name] = ids[0]
        else:
            registry.ambiguous[name] = ids
