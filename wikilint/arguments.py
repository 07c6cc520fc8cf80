"""What can be typed on the command line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

from wikilint.version import __version__


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="wikilint",
        description="A linter and fixer for wikitext, the markup of Wikipedia and of every "
        "MediaWiki wiki.",
        epilog="Exit status: 0 nothing left to report, 1 errors or warnings left, 2 a usage, "
        "configuration, plugin or internal error or an unreadable file, 130 interrupted.",
    )
    made.add_argument("--version", action="version", version=f"wikilint {__version__}")
    commands = made.add_subparsers(
        dest="command", title="commands", metavar="COMMAND", required=True
    )
    _add_check(commands.add_parser("check", help="report what the rules find"))
    _add_fix(commands.add_parser("fix", help="apply fixes, and report what is left"))
    for name, help_text in (
        ("rules", "list every rule, on or off"),
        ("presets", "list the presets"),
        ("plugins", "list installed and loaded plugins"),
        ("config", "show the resolved configuration and where each value comes from"),
    ):
        command = commands.add_parser(name, help=help_text)
        _add_configuration(command)
        if name == "rules":
            command.add_argument("--format", choices=("text", "json"), default="text")
    one = commands.add_parser("rule", help="explain a rule")
    one.add_argument("name", help="the rule's name, or that of the same check in another tool")
    _add_configuration(one)
    test = commands.add_parser("test", help="run cases of rules and the tests of patterns")
    test.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files, and folders that "
        "are searched for YAML files with cases; the current folder by default")  # fmt: skip
    _add_makers(commands.add_parser)
    tree = commands.add_parser("tree", help="print the node tree of a page with its offsets")
    tree.add_argument("file", metavar="FILE[:LINE]", help="- is standard input")
    tree.add_argument("--format", choices=("text", "json"), default="text")
    tree.add_argument("--site", metavar="NAME", help="whose templates and functions are known")
    info = commands.add_parser(
        "site-info",
        help="turn a wiki's siteinfo answer into site data",
        description="Turn what a wiki answers to api.php?action=query&meta=siteinfo&format=json"
        "&formatversion=2&siprop=general|namespaces|namespacealiases|magicwords|variables|"
        "functionhooks|extensiontags|protocols|fileextensions|interwikimap|defaultoptions into "
        "site data, to be edited and named by “site:” in rules.yaml.",
    )
    info.add_argument("file", metavar="FILE", help="the answer, JSON; - is standard input")
    schema = commands.add_parser("schema", help="print a JSON Schema")
    schema.add_argument("of", choices=("rules", "output"), help="of rules.yaml, with the rules "
        "that this folder's configuration knows, or of --format json")  # fmt: skip
    _add_configuration(schema)
    return made


def _add_makers(add_parser: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands that write files to start from."""
    init = add_parser("init", help="look at the pages of a folder, begin their rules.yaml")
    init.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="PATH",
        help="the current folder by default")  # fmt: skip
    init.set_defaults(jobs=_cores())
    for command, help_text, where in (
        ("new-rule", "write a rule with its cases", "a folder, or that of a plugin to add it to"),
        ("new-plugin", "write an installable package of rules", "where to make its folder"),
    ):
        one = add_parser(command, help=help_text)
        one.add_argument("name", metavar="NAME", help="lower-case words with hyphens")
        one.add_argument("--in", type=Path, default=Path(), dest="folder", metavar="PATH",
            help=f"{where}; the current folder by default")  # fmt: skip


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
    add("--no-cache", action="store_true", help="neither use nor keep results of earlier runs")
    add("--cache-dir", type=Path, metavar="DIR", help="where results are kept; default: "
        ".wikilint_cache beside rules.yaml")  # fmt: skip
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
    lines = command.add_mutually_exclusive_group()
    lines.add_argument(
        "--write-baseline", action="store_true", help="accept all that is found from now on"
    )
    lines.add_argument("--since", metavar="REV", help="only findings on lines changed since then")
    lines.add_argument("--staged", action="store_true", help="only findings on staged lines")


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


def _add_format(command: argparse.ArgumentParser, default: str) -> None:
    names = "text, concise, json, jsonl, github, sarif, diff, or one of a plugin"
    command.add_argument("--format", default=default, metavar="NAME", help=names)


def _names(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def _date(value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"expected YYYY-MM-DD, not “{value}”") from error


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
