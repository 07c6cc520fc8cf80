"""Files to results: configuration for each file, reading, linting, fixing, writing. Prints nothing.

One file never costs another: whatever goes wrong with a file is said in its own report, and
whatever goes wrong with a configuration or a plugin is said once, in `Session.log`. The process
that was started decides and writes; worker processes only read, and can be killed at any time.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from wikilint import changes, files
from wikilint.baseline import DEFAULT_NAME, Baselines
from wikilint.config import Config, ConfigError, find_config, load_config
from wikilint.deadline import TimedOut, deadline
from wikilint.discovery import DEFAULT_INCLUDE, DiscoveryError, Globs, discover
from wikilint.document import Document, no_garbage_collection
from wikilint.engine import diagnose, examine
from wikilint.fixer import FixPolicy, FixResult, fix
from wikilint.refusal import FIXES_REFUSED, NO_SIGNS, StopSigns
from wikilint.request import Options
from wikilint.results import Clock, FileReport, Format, Log, timed_out
from wikilint.rule import Ignore, Rule, RuleSet
from wikilint.suppression import FAULTS_OF_THE_RUN
from wikilint.text import SourceText

if TYPE_CHECKING:
    from wikilint.cache import Cache, PageKeys

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


@dataclass(slots=True)
class Session:
    """One run over some paths. `reports` does the work; `log` tells how it went.

    output: the bytes that `fix` made of standard input. kept: whether results are kept for the
        next run, which pays off from some files on.
    """

    options: Options
    paths: Sequence[Path]
    stdin: bytes | None = None
    log: Log = field(default_factory=Log)
    output: bytes = b""
    kept: bool = False
    rules: dict[str, Rule] = field(default_factory=dict)
    _configs: dict[Path | None, Config | None] = field(default_factory=dict)
    _found_configs: dict[Path, Path | None] = field(default_factory=dict)
    _baselines: Baselines = field(init=False)
    _keys: dict[Path | None, tuple[Cache, PageKeys]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._baselines = Baselines(self.log)

    def __reduce__(self) -> tuple[object, ...]:
        """For a worker that is not forked: where everything came from, to be loaded there."""
        return partial(Session, kept=self.kept), (self.options, self.paths, self.stdin)

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
        self.kept = cost >= LITTLE and self.options.cache and self.stdin is None
        if cost < LITTLE:
            treated = ((path, self.treat(path)) for path in first)
        else:
            treated = self._treated(chain(first, paths))
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
                for note in config.registry.notes:
                    self.log.note(note)
                self.rules.update(config.registry.rules)
                self._configs[path] = config
        return self._configs[path]

    def _targets(self) -> Iterator[Path | DiscoveryError]:
        if self.stdin is not None:
            yield STDIN
            return
        options = self.options
        paths = list(self.paths) or [Path()]
        found = discover(paths, self._globs, force_exclude=options.force_exclude)
        if not options.staged and options.since is None:
            yield from found
            return
        try:
            top = paths[0] if paths[0].is_dir() else paths[0].parent
            changed = {path.resolve() for path in changes.changed_files(top, options.since)}
        except changes.GitError as error:
            yield DiscoveryError(str(error))
            return
        for target in found:
            if isinstance(target, DiscoveryError):
                if self.paths:  # a commit without wikitext is none of our business
                    yield target
            elif target in self.paths or target.resolve() in changed:
                yield target

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
            with no_garbage_collection(), deadline(seconds) as look:
                return self._treat(path, name, config, Clock(self.log, name, look))
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

    def _treat(
        self, path: Path, name: str, config: Config, clock: Clock | None
    ) -> FileReport | None:
        source = self._read(path, name)
        self._propose(source.text, config)
        page = config.page(path=name, title=self.options.title, today=self.options.today)
        doc = Document(source, page, config.site)
        rules = self._rules(name, config)
        treat = self._check if self.options.command == "check" else self._fix
        report = treat(path, doc, rules, config, clock)
        doc.release()
        return report

    def _cache(self, config: Config, doc: Document) -> tuple[Cache, str] | None:
        """Where the result for a page may be kept, and under which key; None: nowhere.

        Without a configuration there is no folder that it could belong to.
        """
        folder = self.options.cache_dir
        if not self.kept or (folder is None and config.path is None):
            return None
        if config.path not in self._keys:
            from wikilint.cache import DEFAULT_FOLDER, Cache, PageKeys  # costs 8 ms

            signs = self._signs(config)
            what = self._policy(config) if self.options.command == "fix" else signs
            keys = PageKeys(config, self.options.command, what)
            self._keys[config.path] = Cache(folder or config.folder / DEFAULT_FOLDER), keys
        cache, keys = self._keys[config.path]
        rules = config.rules_for(doc.page.path)
        return cache, keys.key(doc.source.to_bytes(), doc.page, rules)

    def _treated(
        self, paths: Iterator[Path]
    ) -> Generator[tuple[Path, FileReport | None], None, None]:
        """Here as long as results are known from an earlier run, from then on by workers."""
        for path in paths:
            known = self._known(path) if self.kept else None
            if known is None:
                yield from self._treated_by_workers(chain([path], paths))
                return
            yield path, known

    def _known(self, path: Path) -> FileReport | None:
        config = self._config(path)
        try:
            return None if config is None else self._treat(path, self._name(path), config, None)
        except (files.FileError, changes.GitError):
            return None  # told when it is treated

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
            rule._replace(options=signs) if rule.rule is FIXES_REFUSED else rule
            for rule in rules.active
        )
        return rules._replace(active=active)

    def _check(
        self, path: Path, doc: Document, rules: RuleSet, config: Config, clock: Clock | None
    ) -> FileReport | None:
        place = self._cache(config, doc)
        diagnostics = place[0].get(place[1]) if place else None
        if diagnostics is None:
            if clock is None:
                return None
            diagnostics = tuple(diagnose(doc, examine(doc, rules, on_rule=clock)))
            if place:
                place[0].put(place[1], diagnostics)
        if self.options.since is not None or self.options.staged:
            lines = changes.changed_lines(path, self.options.since)
            diagnostics = tuple(
                d for d in diagnostics if d.rule in FAULTS_OF_THE_RUN or changes.on_lines(d, lines)
            )
        return FileReport(self._name(path), doc.source, diagnostics)

    def _fix(
        self, path: Path, doc: Document, rules: RuleSet, config: Config, clock: Clock | None
    ) -> FileReport | None:
        accepted = self._accepted(config, self._name(path))
        place = self._cache(config, doc) if not accepted else None
        left = place[0].get(place[1]) if place else None
        if left is not None:
            result = FixResult(doc.source.original, (), left, None, ())
        elif clock is None:
            return None
        else:
            rules = rules._replace(ignores=(*rules.ignores, *accepted))
            result = fix(doc, rules, self._policy(config), on_rule=clock)
            clock.look()
            if place and result.text == doc.source.original and not result.skipped:
                place[0].put(place[1], result.diagnostics)
        fixed = SourceText(result.text)
        name = self._name(path)
        return FileReport(name, fixed, result.diagnostics, fixed=result, original=doc.source)

    def _policy(self, config: Config) -> FixPolicy:
        return FixPolicy(
            unsafe=self.options.unsafe,
            cosmetic=self.options.cosmetic or config.cosmetic,
            stop_signs=self._signs(config),
        )

    def _accepted(self, config: Config, name: str) -> tuple[Ignore, ...]:
        """What the baseline accepts on a page is not fixed, either."""
        file = self.baseline_path(config)
        return () if file is None else self._baselines.ignores(file, name)

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
            ran = [active.rule.id for active in config.rules_for(name).active]
            self._baselines.accept(file, name, report.diagnostics, ran)
            faults = tuple(d for d in report.diagnostics if d.rule in FAULTS_OF_THE_RUN)
            return report._replace(diagnostics=faults)
        left = self._baselines.without(file, name, report.diagnostics)
        return report._replace(diagnostics=left)


def _treating(session: Session) -> Callable[[Path], tuple[FileReport | None, Log]]:
    """What a worker does with a path: the report, and what is told besides."""

    def treat(path: Path) -> tuple[FileReport | None, Log]:
        session.log = Log()
        return session.treat(path), session.log

    return treat
