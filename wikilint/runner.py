"""Files to results: configuration for each file, reading, linting, fixing, writing. Prints nothing.

One file never costs another: whatever goes wrong with a file is said in its own report, and
whatever goes wrong with a configuration or a plugin is said once, in `Session.log`. The process
that was started decides and writes; worker processes only read, and can be killed at any time.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Literal

from wikilint import changes, files
from wikilint.baseline import DEFAULT_NAME, Baselines
from wikilint.config import Config, ConfigError, find_config, load_config
from wikilint.deadline import TimedOut, deadline
from wikilint.discovery import DEFAULT_INCLUDE, DiscoveryError, Globs, discover
from wikilint.document import Document
from wikilint.engine import Crash, diagnose, examine
from wikilint.fixer import CosmeticPolicy, FixPolicy, fix
from wikilint.refusal import FIXES_REFUSED, NO_SIGNS, StopSigns
from wikilint.results import FileReport, Format, Log, timed_out
from wikilint.rule import Rule, RuleSet
from wikilint.text import SourceText

STDIN = Path("-")

LITTLE = 256 * 1024  # characters, which take a third of a second
FILE_COST = 1024  # an empty file takes as long as so many characters
MAX_SECONDS = 24 * 60 * 60.0  # more than timers take on some systems is no limit anyway

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
    jobs: worker processes at most. timeout: seconds for each file, instead of what its
        configuration says.
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
    jobs: int = 1
    timeout: float | None = None


@dataclass(slots=True)
class Session:
    """One run over some paths. `reports` does the work; `log` tells how it went.

    output: the bytes that `fix` made of standard input.
    """

    options: Options
    paths: Sequence[Path]
    stdin: bytes | None = None
    log: Log = field(default_factory=Log)
    output: bytes = b""
    rules: dict[str, Rule] = field(default_factory=dict)
    _configs: dict[Path | None, Config | None] = field(default_factory=dict)
    _found_configs: dict[Path, Path | None] = field(default_factory=dict)
    _baselines: Baselines = field(init=False)

    def __post_init__(self) -> None:
        self._baselines = Baselines(self.log)

    def __reduce__(self) -> tuple[object, ...]:
        """For a worker that is not forked: where everything came from, to be loaded there."""
        return Session, (self.options, self.paths, self.stdin)

    def reports(self) -> Generator[FileReport, None, None]:
        """Treat file after file, in a stable order: a little here, more in worker processes."""
        paths = self._files()
        first: list[Path] = []
        cost = 0
        for path in paths:
            first.append(path)
            cost += FILE_COST + self._size(path)
            if cost >= LITTLE:
                break
        if cost < LITTLE:
            treated = ((path, self.treat(path)) for path in first)
        else:
            treated = self._treated_by_workers(chain(first, paths))
        with closing(treated):
            for path, report in treated:
                if report is not None:
                    yield self._finish(path, report)

    def _files(self) -> Iterator[Path]:
        """Those that can be found and have a configuration."""
        for target in self._targets():
            if isinstance(target, DiscoveryError):
                self.log.fail(str(target))
            elif self._config(target) is not None:
                yield target

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
        return config.folder / DEFAULT_NAME if self.options.write_baseline else None

    def formatters(self) -> Mapping[str, Format]:
        """The formats that the plugins of this folder's configuration bring."""
        config = self.config_for(Path())
        return config.registry.formatters if config is not None else {}

    def write_baselines(self) -> None:
        """Write down what `check --write-baseline` found."""
        self._baselines.write()

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
                    self.log.fail(message)
                self._configs[path] = None
            else:
                for failure in config.registry.failures:
                    self.log.fail(str(failure))
                self.rules.update(config.registry.rules)
                self._configs[path] = config
        return self._configs[path]

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

    def _name(self, path: Path) -> str:
        return str(path) if self.stdin is None else self.options.stdin_filename or "-"

    def _config(self, path: Path) -> Config | None:
        return self.config_for(Path(self._name(path)).parent)

    def _size(self, path: Path) -> int:
        try:
            return len(self.stdin) if self.stdin is not None else path.stat().st_size
        except OSError:
            return 0  # what is wrong with it is told when it is read

    def _seconds(self, path: Path) -> float:
        config = self._config(path)
        return min(self.options.timeout or (config.timeout if config else MAX_SECONDS), MAX_SECONDS)

    def treat(self, path: Path) -> FileReport | None:
        """What is found in one file, or made of it; None if its configuration has faults.

        Only reads, so that it can be stopped at any time, and knows of no other file; `_finish`
        does the rest. What is told besides goes into `log`.
        """
        config = self._config(path)
        if config is None:
            return None
        name, seconds = self._name(path), self._seconds(path)
        try:
            with _no_garbage_collection(), deadline(seconds) as look:
                return self._treat(path, name, config, _Clock(self.log, name, look))
        except TimedOut:
            return timed_out(name, seconds)
        except files.FileError as error:
            return FileReport(name, None, (), error=str(error))
        except changes.GitError as error:
            return FileReport(name, None, (), error=f"{name}: {error}")
        except Exception as error:  # a fault of ours: costs this file only
            self.log.crash(name, "wikilint", error)
            message = f"{name}: internal error: {type(error).__name__}: {error}"
            return FileReport(name, None, (), error=f"{message} (--verbose shows where)")

    def _treat(self, path: Path, name: str, config: Config, clock: _Clock) -> FileReport:
        source = self._read(path, name)
        self._propose(source.text, config)
        page = config.page(path=name, title=self.options.title, today=self.options.today)
        doc = Document(source, page, config.site)
        rules = self._rules(name, config)
        if self.options.command == "check":
            return self._check(path, doc, rules, clock)
        return self._fix(path, doc, rules, config, clock)

    def _treated_by_workers(
        self, paths: Iterator[Path]
    ) -> Generator[tuple[Path, FileReport | None], None, None]:
        from wikilint import workers  # costs 15 ms, which a short run does not need

        tasks = ((path, self._seconds(path)) for path in paths)
        with closing(workers.run(partial(_treating, self), tasks, self.options.jobs)) as results:
            for path, result in results:
                if not isinstance(result, workers.Lost):
                    report, log = result
                    self.log.add(log)
                    yield path, report
                elif result.timed_out:
                    yield path, timed_out(self._name(path), self._seconds(path))
                else:
                    name = self._name(path)
                    yield path, FileReport(name, None, (), error=f"{name}: {result.why}")

    def _propose(self, text: str, config: Config) -> None:
        """Without configuration, name the preset that a page seems to want; never switch to it."""
        unset = config.path is None and self.options.preset is None
        if unset and any(sign in text for sign in ENWIKI_SIGNS):
            self.log.note(PROPOSAL)

    def _read(self, path: Path, name: str) -> SourceText:
        if self.stdin is not None:
            return files.decode(self.stdin, name)
        if self.options.staged:
            return files.decode(changes.staged(path), name)
        return files.read(path)[1]

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

    def _check(self, path: Path, doc: Document, rules: RuleSet, clock: _Clock) -> FileReport:
        diagnostics = tuple(diagnose(doc, examine(doc, rules, on_rule=clock)))
        if self.options.since is not None or self.options.staged:
            lines = changes.changed_lines(path, self.options.since)
            diagnostics = tuple(d for d in diagnostics if changes.on_lines(d, lines))
        return FileReport(self._name(path), doc.source, diagnostics)

    def _fix(
        self, path: Path, doc: Document, rules: RuleSet, config: Config, clock: _Clock
    ) -> FileReport:
        policy = FixPolicy(
            unsafe=self.options.unsafe,
            cosmetic=self.options.cosmetic or config.cosmetic,
            stop_signs=self._signs(config),
        )
        result = fix(doc, rules, policy, on_rule=clock)
        clock.look()
        fixed = SourceText(result.text)
        name = self._name(path)
        return FileReport(name, fixed, result.diagnostics, fixed=result, original=doc.source)

    def _finish(self, path: Path, report: FileReport) -> FileReport:
        """What is not done by workers: write a fixed file, and leave out what is accepted."""
        source, original, name = report.source, report.original, report.path
        config = self._config(path)
        if source is None or config is None:
            return report
        if original is not None:
            self.output = source.to_bytes()
            if report.changed and self.options.write and self.stdin is None:
                try:
                    files.write(path, self.output, original.to_bytes())
                except files.FileError as error:
                    return FileReport(name, original, (), error=str(error))
        file = self.baseline_path(config)
        if file is None:
            return report
        if self.options.write_baseline:
            self._baselines.accept(file, name, report.diagnostics)
            return replace(report, diagnostics=())
        left = self._baselines.without(file, name, report.diagnostics)
        return replace(report, diagnostics=left)


def _treating(session: Session) -> Callable[[Path], tuple[FileReport | None, Log]]:
    """What a worker does with a path: the report, and what is told besides."""

    def treat(path: Path) -> tuple[FileReport | None, Log]:
        session.log = Log()
        return session.treat(path), session.log

    return treat


class _Clock:
    """Called when a rule has ended: adds up times, keeps crashes, ends what takes too long."""

    def __init__(self, log: Log, path: str, look: Callable[[], None]) -> None:
        self.look = look
        self._log = log
        self._path = path
        self._last = time.perf_counter()

    def __call__(self, rule: Rule, crash: Crash | None) -> None:
        now = time.perf_counter()
        self._log.spend(rule.id, now - self._last)
        self._last = now
        if crash is not None:
            self._log.crash(self._path, rule.id, crash.error)
        self.look()


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
