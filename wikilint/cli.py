"""The command line: arguments in, output and an exit status out. No logic of its own."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wikilint.version import __version__

if TYPE_CHECKING:
    from datetime import date

    from wikilint.config import Config
    from wikilint.diagnostic import Severity
    from wikilint.runner import Options, Session

FOUND, FAILED, INTERRUPTED = 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the exit status: 0 nothing to report, 1 errors or warnings, 2 a failure."""
    parser = _parser()
    parsed = parser.parse_args(arguments)
    _survive_any_text(sys.stdout, sys.stderr)
    try:
        status: int = parsed.run(parsed)
    except KeyboardInterrupt:
        print("wikilint: interrupted", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader, `head` perhaps, has seen enough
        sys.stderr.close()
        return FAILED
    return status


def _survive_any_text(*streams: TextIO) -> None:
    """A page or a file name may hold what the terminal's encoding does not: show it escaped."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace", newline="")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wikilint",
        description="A linter and fixer for wikitext, the markup of Wikipedia and of every "
        "MediaWiki wiki.",
        epilog="Exit status: 0 nothing left to report, 1 errors or warnings left, 2 a usage, "
        "configuration, plugin or internal error or an unreadable file, 130 interrupted.",
    )
    parser.add_argument("--version", action="version", version=f"wikilint {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands.add_parser("check", help="report what the rules find"))
    _add_fix(commands.add_parser("fix", help="apply fixes, and report what is left"))
    for name, help_text, run in (
        ("rules", "list every rule, on or off", _rules),
        ("presets", "list the presets", _presets),
        ("plugins", "list installed and loaded plugins", _plugins),
        ("config", "show the resolved configuration and where each value comes from", _config),
    ):
        command = commands.add_parser(name, help=help_text)
        _add_configuration(command)
        if name == "rules":
            command.add_argument("--format", choices=("text", "json"), default="text")
        command.set_defaults(run=run)
    one = commands.add_parser("rule", help="explain a rule")
    one.add_argument("name", help="the rule's name, or that of the same check in another tool")
    _add_configuration(one)
    one.set_defaults(run=_rule)
    tree = commands.add_parser("tree", help="print the node tree of a page with its offsets")
    tree.add_argument("file", metavar="FILE[:LINE]", help="- is standard input")
    tree.add_argument("--format", choices=("text", "json"), default="text")
    tree.add_argument("--site", metavar="NAME", help="whose templates and functions are known")
    tree.set_defaults(run=_tree)
    return parser


def _add_configuration(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("configuration")
    add = group.add_argument
    add("--config", type=Path, metavar="FILE", help="instead of the rules.yaml found upward")
    add("--preset", metavar="NAME", help="in place of the presets that the file extends")
    add("--select", type=_names, default=(), metavar="RULES", help="only these rules, switched on: "
        "names, tags, families, plugin/* or ALL, with commas")  # fmt: skip
    add("--ignore", type=_names, default=(), metavar="RULES", help="not these rules")
    add("--extend-select", type=_names, default=(), metavar="RULES", help="these rules, too")
    add("--rules-file", type=Path, action="append", default=[], metavar="FILE.py",
        help="a Python file with rules")  # fmt: skip
    add("--no-local-plugins", action="store_true", help="refuse Python files named by rules.yaml")


def _add_run(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="- is standard input")
    _add_configuration(command)
    group = command.add_argument_group("pages")
    add = group.add_argument
    add("--stdin-filename", metavar="NAME", help="the name that standard input goes by")
    add("--title", help="the page's title, with its namespace")
    add("--today", type=_date, metavar="YYYY-MM-DD", help="the day that counts as the present one")
    add("--force-exclude", action="store_true", help="excludes hold for named files, too")
    add("--baseline", type=Path, metavar="FILE", help="old findings to leave out")
    add("--no-cache", action="store_true", help="read every page anew (there is no cache yet)")
    add("--jobs", type=_jobs, default=_cores(), metavar="N", help="processes for many files; "
        "default: the cores, here %(default)s")  # fmt: skip
    add("--timeout", type=_seconds, metavar="SECONDS", help="give up a file that takes longer; "
        "default: 10, or what rules.yaml says")  # fmt: skip
    group = command.add_argument_group("output")
    add = group.add_argument
    add("--output-file", type=Path, metavar="FILE", help="write the report there")
    add("--severity", choices=("error", "warning", "info"), help="show from this severity on")
    add("--strict", action="store_true", help="info counts for the exit status, too")
    add("--statistics", action="store_true", help="add a table of findings per rule")
    add("--timings", action="store_true", help="add the time spent in each rule, to stderr")
    add("--quiet", "-q", action="store_true", help="print diagnostics only")
    add("--verbose", "-v", action="store_true", help="print tracebacks of crashed rules")
    add("--exit-zero", action="store_true", help="exit with 0 even if something is left")


def _add_check(command: argparse.ArgumentParser) -> None:
    _add_run(command)
    _add_format(command, "text")
    add = command.add_argument
    add("--write-baseline", action="store_true", help="accept all that is found from now on")
    lines = command.add_mutually_exclusive_group()
    lines.add_argument("--since", metavar="REV", help="only findings on lines changed since then")
    lines.add_argument("--staged", action="store_true", help="only findings on staged lines")
    command.set_defaults(run=_check)


def _add_fix(command: argparse.ArgumentParser) -> None:
    _add_run(command)
    _add_format(command, "text")
    add = command.add_argument
    add("--diff", action="store_true", help="show what would change, write nothing")
    add("--unsafe-fixes", action="store_true", help="apply fixes that a person should look at, too")
    add("--cosmetic", choices=("with-others", "always", "never"), help="fixes no reader sees: "
        "beside others, always, or never")  # fmt: skip
    add("--summary", action="store_true", help="add an edit summary for each page")
    add("--ignore-stop-signs", action="store_true", help="do not obey {{bots}}, {{in use}} …")
    add("--exit-non-zero-on-fix", action="store_true", help="exit with 1 if anything was fixed")
    command.set_defaults(run=_fix)


def _add_format(command: argparse.ArgumentParser, default: str) -> None:
    names = "text, concise, json, jsonl, github, sarif, diff, or one of a plugin"
    command.add_argument("--format", default=default, metavar="NAME", help=names)


def _names(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _date(value: str) -> date:
    from datetime import date

    return date.fromisoformat(value)


def _cores() -> int:
    """How many processes can run at once: the cores that this one may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _jobs(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number from 1 on, not “{value}”")
    return int(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise argparse.ArgumentTypeError(f"expected seconds, more than 0, not “{value}”")
    return seconds


def _options(parsed: argparse.Namespace) -> Options:
    from wikilint.runner import Options

    return Options(
        command="fix" if parsed.run is _fix else "check",
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
            raise SystemExit("wikilint: standard input cannot be mixed with files")
    return Session(_options(parsed), paths, stdin)


def _check(parsed: argparse.Namespace) -> int:
    return _execute(parsed)


def _fix(parsed: argparse.Namespace) -> int:
    return _execute(parsed)


def _execute(parsed: argparse.Namespace) -> int:
    """Run `check` or `fix` and print what its format makes of the reports as they come."""
    from wikilint.output import FORMATS, FormatError, format_named
    from wikilint.progress import Bar
    from wikilint.results import Run, Tally

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
    except OSError as error:
        if parsed.output_file is None:
            raise
        return _fail(f"{parsed.output_file}: cannot be written: {error.strerror}")
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
    return (*words, *map(str, parsed.paths))


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


def _tree(parsed: argparse.Namespace) -> int:
    from wikilint import files
    from wikilint.output import listing
    from wikilint.site import Site, SiteError

    name, colon, line = parsed.file.rpartition(":")
    if not (colon and line.isdecimal()):
        name, line = parsed.file, ""
    try:
        data = sys.stdin.buffer.read() if name == "-" else None
        source = files.read(Path(name))[1] if data is None else files.decode(data, name)
        site = Site.load(parsed.site)
    except (files.FileError, SiteError) as error:
        return _fail(str(error))
    lines = listing.tree_json if parsed.format == "json" else listing.tree
    _write(sys.stdout, (f"{text}\n" for text in lines(source, site, int(line) if line else None)))
    return 0
