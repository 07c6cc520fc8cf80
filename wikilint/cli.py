"""The command line: arguments in, output and an exit status out. No logic of its own."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wikilint.arguments import parser

if TYPE_CHECKING:
    from wikilint.config import Config
    from wikilint.diagnostic import Severity
    from wikilint.request import Options
    from wikilint.runner import Session

FOUND, FAILED, INTERRUPTED = 1, 2, 130


class UsageError(Exception):
    """Arguments that do not go together."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status: 0 nothing to report, 1 errors or warnings, 2 a failure."""
    parsed = parser().parse_args(arguments)
    _survive_any_text(sys.stdout, sys.stderr)
    try:
        return _COMMANDS[parsed.command](parsed)
    except UsageError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        print("wikilint: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        sys.stderr.close()
        return FAILED


def _survive_any_text(*streams: TextIO) -> None:
    """A page or a file name may hold what the terminal's encoding does not: show it escaped."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace", newline="")


def _options(parsed: argparse.Namespace) -> Options:
    from wikilint.request import Options

    return Options(
        command="fix" if parsed.command == "fix" else "check",
        config=parsed.config,
        preset=parsed.preset,
        rules_files=tuple(parsed.rules_file),
        local_plugins=not parsed.no_local_plugins,
        select=parsed.select,
        ignore=parsed.ignore,
        extend_select=parsed.extend_select,
        force_exclude=getattr(parsed, "force_exclude", False),
        title=getattr(parsed, "title", None),
        today=getattr(parsed, "today", None),
        stdin_filename=getattr(parsed, "stdin_filename", None),
        baseline=getattr(parsed, "baseline", None),
        write_baseline=getattr(parsed, "write_baseline", False),
        since=getattr(parsed, "since", None),
        staged=getattr(parsed, "staged", False),
        unsafe=getattr(parsed, "unsafe_fixes", False),
        cosmetic=getattr(parsed, "cosmetic", None),
        cache=not (getattr(parsed, "no_cache", False) or getattr(parsed, "timings", False)),
        cache_dir=getattr(parsed, "cache_dir", None),
        ignore_stop_signs=getattr(parsed, "ignore_stop_signs", False),
        write=not getattr(parsed, "diff", False),
        jobs=getattr(parsed, "jobs", 1),
        timeout=getattr(parsed, "timeout", None),
    )


def _session(parsed: argparse.Namespace) -> Session:
    from wikilint.runner import Session

    paths = list(getattr(parsed, "paths", ()))
    stdin = None
    if Path("-") in paths:
        stdin = sys.stdin.buffer.read()
        paths.remove(Path("-"))
        if paths:
            raise UsageError("standard input cannot be mixed with files")
    return Session(_options(parsed), paths, stdin)


def _execute(parsed: argparse.Namespace) -> int:
    """Run `check` or `fix` and print what its format makes of the reports as they come."""
    from wikilint.output import FORMATS, FormatError, format_named
    from wikilint.progress import Bar
    from wikilint.results import Run, Tally

    if getattr(parsed, "diff", False) and parsed.format not in ("text", "diff"):
        return _fail(f"--diff prints a diff, not {parsed.format}")
    session = _session(parsed)
    is_fix = session.options.command == "fix"
    name: str = "diff" if getattr(parsed, "diff", False) else parsed.format
    minimum: Severity = parsed.severity or ("warning" if name == "text" else "info")
    tally = Tally(minimum, strict=parsed.strict)
    # `fix -` prints the fixed text and that alone on standard output
    stream = sys.stderr if session.stdin is not None and is_fix and name != "diff" else sys.stdout
    bar = Bar(wanted=sys.stderr.isatty() and not parsed.quiet)
    try:
        others = {} if name in FORMATS else session.formatters()
        made = format_named(name, others)
        with closing(session.reports()) as reports:
            run = Run(
                command=session.options.command,
                reports=bar.following(tally.counting(reports)),
                rules=session.rules,
                minimum=minimum,
                statistics=parsed.statistics,
                color=parsed.output_file is None and stream.isatty(),
                quiet=parsed.quiet,
                strict=parsed.strict,
                summary=getattr(parsed, "summary", False),
                arguments=_again(parsed),
                failures=session.log.failures,
            )
            if parsed.output_file is None:
                _write(stream, bar.hidden(made(run)))
            else:
                with parsed.output_file.open(
                    "w", encoding="utf-8", errors="backslashreplace", newline=""
                ) as file:
                    _write(file, made(run))
    except FormatError as error:
        return _fail(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        name = parsed.output_file or "standard output"
        return _fail(f"{name}: cannot be written: {error.strerror}")
    if stream is sys.stderr:
        failed = session.log.failures or tally.failed
        sys.stdout.buffer.write(session.stdin or b"" if failed else session.output)
        sys.stdout.flush()
    if session.options.write_baseline:
        session.write_baselines()
    _tell(parsed, session, tally.errors)
    if session.log.failures or tally.failed:
        return FAILED
    if getattr(parsed, "exit_non_zero_on_fix", False) and tally.fixed_files:
        return FOUND
    return FOUND if tally.left and not parsed.exit_zero else 0


def _again(parsed: argparse.Namespace) -> tuple[str, ...]:
    """What `wikilint fix` must be given to treat the same files by the same rules."""
    words = []
    for option in ("config", "preset", "select", "ignore", "extend_select"):
        value = getattr(parsed, option)
        if value:
            text = ",".join(value) if isinstance(value, tuple) else str(value)
            words += [f"--{option.replace('_', '-')}", text]
    for path in parsed.rules_file:
        words += ["--rules-file", str(path)]
    for flag in ("no_local_plugins", "ignore_stop_signs", "unsafe_fixes"):
        if getattr(parsed, flag, False):
            words.append(f"--{flag.replace('_', '-')}")
    paths = [str(path) for path in parsed.paths]
    return (*words, *(f"./{path}" if path.startswith("-") else path for path in paths))


def _write(stream: TextIO, pieces: Iterable[str]) -> None:
    for piece in pieces:
        stream.write(piece)
    stream.flush()


def _tell(parsed: argparse.Namespace, session: Session, errors: Iterable[str]) -> None:
    """On standard error: what failed, what it cost, what a first-time user may want to know."""
    for message in (*session.log.failures, *errors):
        _fail(message)
    if parsed.verbose:
        for path, what, trace in session.log.crashes:
            print(f"{path}: {what}:\n{trace}", file=sys.stderr, end="")
    if parsed.timings:
        for rule, seconds in sorted(session.log.seconds.items(), key=lambda item: -item[1]):
            print(f"{seconds * 1000:9.2f} ms  {rule}", file=sys.stderr)
    if not parsed.quiet:
        for note in session.log.notes:
            print(f"wikilint: {note}", file=sys.stderr)


def _fail(message: str) -> int:
    print(f"wikilint: {message}", file=sys.stderr)
    return FAILED


def _listing(parsed: argparse.Namespace, lines: Callable[[Config], Iterable[str]]) -> int:
    """Print what `lines` makes of the configuration that holds in this folder."""
    session = _session(parsed)
    config = session.config_for(Path())
    if config is not None:
        _write(sys.stdout, (f"{line}\n" for line in lines(config)))
    for message in session.log.failures:
        _fail(message)
    return FAILED if session.log.failures else 0


def _rules(parsed: argparse.Namespace) -> int:
    from wikilint.output import listing

    return _listing(parsed, listing.rules_json if parsed.format == "json" else listing.rules)


def _rule(parsed: argparse.Namespace) -> int:
    from wikilint.output import listing

    try:
        return _listing(parsed, lambda config: listing.rule(config, parsed.name))
    except listing.UnknownNameError as error:
        return _fail(str(error))


def _presets(parsed: argparse.Namespace) -> int:
    from wikilint.output import listing

    return _listing(parsed, listing.presets)


def _plugins(parsed: argparse.Namespace) -> int:
    from wikilint.output import listing

    return _listing(parsed, listing.plugins)


def _config(parsed: argparse.Namespace) -> int:
    from wikilint.output import listing

    return _listing(parsed, listing.settings)


def _test(parsed: argparse.Namespace) -> int:
    from wikilint.testing.suite import report, run_suite

    outcomes = list(run_suite(parsed.paths or [Path()]))
    _write(sys.stdout, report(outcomes))
    states = {outcome.state for outcome in outcomes}
    return FAILED if "refused" in states else FOUND if "failed" in states else 0


def _init(parsed: argparse.Namespace) -> int:
    from wikilint import initial
    from wikilint.files import FileError
    from wikilint.progress import Bar

    bar = Bar(wanted=sys.stderr.isatty())
    try:
        begun = initial.initialise(parsed.folder, parsed.jobs, bar.following)
    except FileError as error:
        return _fail(str(error))
    _write(sys.stdout, (f"{line}\n" for line in begun.lines))
    for message in begun.failures:
        _fail(message)
    return FAILED if begun.failures else 0


def _new(parsed: argparse.Namespace) -> int:
    from wikilint import scaffold
    from wikilint.files import FileError

    make = scaffold.new_rule if parsed.command == "new-rule" else scaffold.new_plugin
    try:
        made = make(parsed.name, parsed.folder)
    except (scaffold.ScaffoldError, FileError) as error:
        return _fail(str(error))
    written = (f"wrote {path}\n" for path in made.files)
    _write(sys.stdout, (*written, "\n", *(f"{line}\n" for line in made.advice)))
    return 0


def _schema(parsed: argparse.Namespace) -> int:
    import json

    from wikilint import schema

    def lines(config: Config) -> Iterable[str]:
        return [json.dumps(schema.rules_schema(config.registry), ensure_ascii=False, indent=1)]

    if parsed.of == "rules":
        return _listing(parsed, lines)
    _write(sys.stdout, (json.dumps(schema.output_schema(), ensure_ascii=False, indent=1), "\n"))
    return 0


def _tree(parsed: argparse.Namespace) -> int:
    from wikilint import files
    from wikilint.output import listing
    from wikilint.site import Site, SiteError

    name, _, line = parsed.file.rpartition(":")
    if not (name and line.isdecimal()):
        name, line = parsed.file, ""
    try:
        data = sys.stdin.buffer.read() if name == "-" else None
        source = files.read(Path(name))[1] if data is None else files.decode(data, name)
        site = Site.load(parsed.site)
        lines = listing.tree_json if parsed.format == "json" else listing.tree
        made = lines(source, site, int(line) if line else None)
        _write(sys.stdout, (f"{text}\n" for text in made))
    except (files.FileError, SiteError, IndexError) as error:
        return _fail(str(error))
    return 0


def _site_info(parsed: argparse.Namespace) -> int:
    import json

    from wikilint.faults import ConfigError, Faults
    from wikilint.site_files import converted

    faults = Faults()
    try:
        is_input = parsed.file == "-"
        data = sys.stdin.buffer.read() if is_input else Path(parsed.file).read_bytes()
        made = converted(data, "<stdin>" if is_input else parsed.file, faults)
        faults.raise_any()
    except OSError as error:
        return _fail(f"{parsed.file}: cannot be read: {error.strerror}")
    except ConfigError as error:
        return _fail(str(error))
    _write(sys.stdout, (json.dumps(made, ensure_ascii=False, indent=1), "\n"))
    return 0


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _execute,
    "fix": _execute,
    "rules": _rules,
    "rule": _rule,
    "presets": _presets,
    "plugins": _plugins,
    "config": _config,
    "test": _test,
    "init": _init,
    "new-rule": _new,
    "new-plugin": _new,
    "schema": _schema,
    "tree": _tree,
    "site-info": _site_info,
}
