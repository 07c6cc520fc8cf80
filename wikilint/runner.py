"""Files to results: configuration for each file, reading, linting, fixing, writing. Prints nothing.

One file never costs another: whatever goes wrong with a file is said in its own report, and
whatever goes wrong with a configuration or a plugin is said once, in `Session.failures`.
"""

from __future__ import annotations

import gc
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from wikilint import baseline, changes, files
from wikilint.config import Config, ConfigError, find_config, load_config
from wikilint.discovery import DEFAULT_INCLUDE, DiscoveryError, Globs, discover
from wikilint.document import Document
from wikilint.engine import Crash, diagnose, examine
from wikilint.fixer import CosmeticPolicy, FixPolicy, fix
from wikilint.refusal import FIXES_REFUSED, NO_SIGNS, StopSigns
from wikilint.results import FileReport, Format
from wikilint.rule import Rule, RuleSet
from wikilint.text import SourceText

STDIN = Path("-")

ENWIKI_SIGNS = (
    "{{Use dmy dates",
    "{{Use mdy dates",
    "{{Short description|",
    "{{short description|",
)
PROPOSAL = (
    "this looks like the English Wikipedia: --preset wikipedia-en knows its house style "
    "(or `extends: wikipedia-en` in rules.yaml)"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What a run was asked to do; the defaults are those of the command line.

    config, preset: instead of the configuration found upward from each file.
    stdin_filename: the name that standard input goes by, for configuration and messages.
    since: only findings on lines changed since that revision; staged: only on staged lines.
    write: put fixed text into the files; otherwise it is only in the reports.
    """

    command: Literal["check", "fix"]
    config: Path | None = None
    preset: str | None = None
    rules_files: tuple[Path, ...] = ()
    local_plugins: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    force_exclude: bool = False
    title: str | None = None
    today: date | None = None
    stdin_filename: str | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    since: str | None = None
    staged: bool = False
    unsafe: bool = False
    cosmetic: CosmeticPolicy | None = None
    ignore_stop_signs: bool = False
    write: bool = True


@dataclass(slots=True)
class Session:
    """One run over some paths. `reports` does the work; the rest tells how it went.

    failures: what went wrong beyond single files, one line each.
    notes: what a person may want to know besides, one line each.
    seconds: time spent in each rule. crashes: the exceptions that rules raised, with the path.
    output: the bytes that `fix` made of standard input.
    """

    options: Options
    paths: Sequence[Path]
    stdin: bytes | None = None
    failures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    output: bytes = b""
    seconds: dict[str, float] = field(default_factory=dict)
    crashes: list[tuple[str, Crash]] = field(default_factory=list)
    rules: dict[str, Rule] = field(default_factory=dict)
    _accepted: dict[Path, Counter[baseline.Key]] = field(default_factory=dict)
    _configs: dict[Path | None, Config | None] = field(default_factory=dict)
    _found_configs: dict[Path, Path | None] = field(default_factory=dict)
    _baselines: dict[Path, Counter[baseline.Key]] = field(default_factory=dict)

    def reports(self) -> Iterator[FileReport]:
        """Treat file after file, in a stable order."""
        for target in self._targets():
            if isinstance(target, DiscoveryError):
                self._fail(str(target))
                continue
            with _no_garbage_collection():
                report = self._report(target)
            if report is not None:
                yield report

    def config_for(self, folder: Path) -> Config | None:
        """The configuration that holds in a folder; None if it has faults, which are then told."""
        options = self.options
        if options.config is not None or options.preset is not None:
            return self._load(options.config)
        if folder not in self._found_configs:
            self._found_configs[folder] = find_config(folder)
        return self._load(self._found_configs[folder])

    def baseline_path(self, config: Config) -> Path | None:
        """The baseline that holds under a configuration, named there or on the command line."""
        if self.options.baseline is not None:
            return self.options.baseline
        if config.baseline is not None:
            return config.folder / config.baseline
        return config.folder / baseline.DEFAULT_NAME if self.options.write_baseline else None

    def formatters(self) -> Mapping[str, Format]:
        """The formats that the plugins of this folder's configuration bring."""
        config = self.config_for(Path())
        return config.registry.formatters if config is not None else {}

    def write_baselines(self) -> None:
        """Write down what `check --write-baseline` found."""
        for file, accepted in self._accepted.items():
            try:
                files.write_new(file, baseline.dump(accepted).encode())
            except files.FileError as error:
                self._fail(str(error))
            else:
                self.notes.append(f"{accepted.total()} findings are accepted in {file}")

    def _load(self, path: Path | None) -> Config | None:
        if path not in self._configs:
            options = self.options
            try:
                config = load_config(
                    path,
                    preset=options.preset,
                    rules_files=options.rules_files,
                    local_plugins=options.local_plugins,
                ).selecting(
                    select=options.select,
                    ignore=options.ignore,
                    extend_select=options.extend_select,
                )
            except ConfigError as error:
                for message in error.messages:
                    self._fail(message)
                self._configs[path] = None
            else:
                for failure in config.registry.failures:
                    self._fail(str(failure))
                self.rules.update(config.registry.rules)
                self._configs[path] = config
        return self._configs[path]

    def _fail(self, message: str) -> None:
        if message not in self.failures:
            self.failures.append(message)

    def _targets(self) -> Iterator[Path | DiscoveryError]:
        if self.stdin is not None:
            yield STDIN
            return
        options = self.options
        paths = list(self.paths)
        if not paths and (options.staged or options.since is not None):
            try:
                changed = changes.changed_files(Path(), options.since)
            except changes.GitError as error:
                yield DiscoveryError(str(error))
                return
            paths = [path for path in changed if self._is_included(path)]
        elif not paths:
            paths = [Path()]
        yield from discover(paths, self._globs, force_exclude=options.force_exclude)

    def _is_included(self, path: Path) -> bool:
        globs = self._globs(path.parent)
        found = discover([path], lambda _: globs, force_exclude=True)
        matches = any(path.match(glob) for glob in globs.include)
        return matches and any(isinstance(file, Path) for file in found)

    def _globs(self, folder: Path) -> Globs:
        config = self.config_for(folder)
        if config is None:
            return Globs(folder)
        return Globs(config.folder, config.include or DEFAULT_INCLUDE, config.exclude)

    @property
    def _is_batch(self) -> bool:
        return len(self.paths) != 1 or self.paths[0].is_dir()

    def _report(self, path: Path) -> FileReport | None:
        name = str(path)
        if self.stdin is not None:
            name = self.options.stdin_filename or "-"
        folder = Path(name).parent
        config = self.config_for(folder)
        if config is None:
            return None
        try:
            data, source = self._read(path, name)
        except (files.FileError, changes.GitError) as error:
            return FileReport(name, None, (), error=str(error))
        self._propose(source.text, config)
        if self.options.command == "check":
            return self._check(path, name, source, config)
        return self._fix(path, name, data, source, config)

    def _propose(self, text: str, config: Config) -> None:
        """Without configuration, name the preset that a page seems to want; never switch to it."""
        unset = config.path is None and self.options.preset is None
        if unset and PROPOSAL not in self.notes and any(sign in text for sign in ENWIKI_SIGNS):
            self.notes.append(PROPOSAL)

    def _read(self, path: Path, name: str) -> tuple[bytes, SourceText]:
        if self.stdin is not None:
            return self.stdin, files.decode(self.stdin, name)
        if self.options.staged:
            data = changes.staged(path)
            return data, files.decode(data, name)
        return files.read(path)

    def _document(self, name: str, source: SourceText, config: Config) -> Document:
        page = config.page(path=name, title=self.options.title, today=self.options.today)
        return Document(source, page, config.site)

    def _signs(self, config: Config) -> StopSigns:
        if self.options.ignore_stop_signs:
            return NO_SIGNS
        return replace(config.stop_signs, batch=self.stdin is None and self._is_batch)

    def _rules(self, name: str, config: Config) -> RuleSet:
        rules = config.rules_for(name)
        signs = self._signs(config)
        active = tuple(
            replace(rule, options=signs) if rule.rule is FIXES_REFUSED else rule
            for rule in rules.active
        )
        return replace(rules, active=active)

    def _check(self, path: Path, name: str, source: SourceText, config: Config) -> FileReport:
        doc = self._document(name, source, config)
        found = examine(doc, self._rules(name, config), on_rule=self._clock(name))
        diagnostics = tuple(diagnose(doc, found))
        try:
            if self.options.since is not None or self.options.staged:
                lines = changes.changed_lines(path, self.options.since)
                diagnostics = tuple(d for d in diagnostics if changes.on_lines(d, lines))
        except changes.GitError as error:
            return FileReport(name, None, (), error=f"{name}: {error}")
        file = self.baseline_path(config)
        if file is not None and self.options.write_baseline:
            keys = baseline.keys(diagnostics, _key(name, file))
            self._accepted[file] = self._accepted.get(file, Counter()) + keys
            diagnostics = ()
        elif file is not None:
            diagnostics = baseline.without(diagnostics, _key(name, file), self._baseline(file))
        return FileReport(name, source, diagnostics)

    def _fix(
        self, path: Path, name: str, data: bytes, source: SourceText, config: Config
    ) -> FileReport:
        doc = self._document(name, source, config)
        policy = FixPolicy(
            unsafe=self.options.unsafe,
            cosmetic=self.options.cosmetic or config.cosmetic,
            stop_signs=self._signs(config),
        )
        result = fix(doc, self._rules(name, config), policy, on_rule=self._clock(name))
        fixed = SourceText(result.text)
        self.output = fixed.to_bytes()
        if result.text != source.original and self.options.write and self.stdin is None:
            try:
                files.write(path, fixed.to_bytes(), data)
            except files.FileError as error:
                return FileReport(name, source, (), error=str(error))
        diagnostics = result.diagnostics
        file = self.baseline_path(config)
        if file is not None:
            diagnostics = baseline.without(diagnostics, _key(name, file), self._baseline(file))
        return FileReport(name, fixed, diagnostics, fixed=result, original=source)

    def _baseline(self, file: Path) -> Counter[baseline.Key]:
        if file not in self._baselines:
            try:
                self._baselines[file] = baseline.load(file)
            except baseline.BaselineError as error:
                self._fail(str(error))
                self._baselines[file] = Counter()
        return self._baselines[file]

    def _clock(self, name: str) -> _Clock:
        return _Clock(self, name)


class _Clock:
    """Adds up the time between the ends of rules, and collects their crashes."""

    def __init__(self, session: Session, path: str) -> None:
        self._session = session
        self._path = path
        self._last = time.perf_counter()

    def __call__(self, rule: Rule, crash: Crash | None) -> None:
        now = time.perf_counter()
        seconds = self._session.seconds
        seconds[rule.id] = seconds.get(rule.id, 0.0) + now - self._last
        self._last = now
        if crash is not None:
            self._session.crashes.append((self._path, crash))


def _key(name: str, file: Path) -> str:
    """A file's path as its baseline knows it: from the baseline's folder, with slashes."""
    try:
        return Path(name).resolve().relative_to(file.resolve().parent).as_posix()
    except ValueError:
        return Path(name).as_posix()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A page makes some ten thousand nodes at once: collecting meanwhile costs a third more."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
