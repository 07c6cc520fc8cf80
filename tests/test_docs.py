"""What the documentation shows is run, and what it is made of is complete."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from ruamel.yaml import YAML

from docs.generator import api_pages, command_page, module_page, public_lines, rule_pages
from docs.generator.markdown import linked
from wikilint import analysis, load_config
from wikilint.analysis import contexts
from wikilint.arguments import parser
from wikilint.layers import FILE_KEYS, GROUPS, IGNORE_KINDS, RULE_KINDS
from wikilint.patterns import ACTIONS_OF, KINDS, WHERE
from wikilint.plugins import RESERVED_OPTIONS
from wikilint.testing.suite import run_suite

DOCS = Path(__file__).parents[1] / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
PATTERNS = (DOCS / "how-to" / "patterns.md").read_text(encoding="utf-8")
CONFIGURATION = (DOCS / "reference" / "configuration.md").read_text(encoding="utf-8")


@cache
def generated() -> dict[str, str]:
    """The pages that are made from the code."""
    pages = {**rule_pages().pages, **api_pages()}
    pages["reference/command-line.md"] = command_page()
    return {**pages, "reference/modules.md": module_page()}


class Block(NamedTuple):
    """A block of code on a page. title: the file that it is saved as."""

    line: int
    language: str
    title: str
    text: str


def blocks(text: str) -> list[Block]:
    fences = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)
    found = fences.finditer(text)
    return [Block(text.count("\n", 0, m.start()) + 1, m[1], m[2] or "", m[3]) for m in found]


def of(path: Path) -> list[Block]:
    return blocks(path.read_text(encoding="utf-8"))


def named(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def test_every_block_is_a_file_or_a_session() -> None:
    others = {
        f"{named(path)}:{block.line}"
        for path in PAGES
        for block in of(path)
        if not block.title and block.language not in ("console", "text")
    }
    assert others == set()
    assert all(
        path.read_text(encoding="utf-8").count("\n```") == 2 * len(of(path)) for path in PAGES
    )


@pytest.mark.long
@pytest.mark.parametrize("path", [p for p in PAGES if of(p)], ids=named)
def test_what_a_page_shows_is_run(path: Path, tmp_path: Path) -> None:
    for block in of(path):
        if block.title:
            file = tmp_path / block.title
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(block.text, encoding="utf-8")
        elif block.language == "console":
            for command, expected in sessions(block.text):
                shown = output(command, tmp_path)
                assert re.fullmatch(pattern_of(expected), shown), (
                    f"{path}:{block.line}: $ {command}\n{shown}"
                )


def sessions(text: str) -> list[tuple[str, str]]:
    """The commands of a session, each with the output that is shown."""
    parts = re.split(r"^\$ (.*)\n", text, flags=re.MULTILINE)
    assert parts[0] == ""
    return list(zip(parts[1::2], parts[2::2], strict=True))


def output(command: str, folder: Path) -> str:
    """What a command prints, on both streams."""
    folders = (str(Path(sys.executable).parent), os.environ["PATH"])
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": os.pathsep.join(folders), "PYTHONIOENCODING": "utf-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


def pattern_of(expected: str) -> str:
    """The expected output as a pattern: a line `…` stands for any lines, `…` at an end for more."""
    lines = expected.split("\n")
    parts = [
        r"(?:.*\n)*"
        if line == "…"
        else f"{re.escape(line.removesuffix('…'))}.*\n"
        if line.endswith(": …")
        else f"{re.escape(line)}\n"
        for line in lines[:-1]
    ]
    return "".join(parts)


def files_named(*titles: str) -> list[str]:
    return [block.text for path in PAGES for block in of(path) if block.title in titles]


@pytest.mark.parametrize(
    "text", files_named(".pre-commit-config.yaml", ".github/workflows/wikitext.yml")
)
def test_what_hooks_and_workflows_call_exists(text: str) -> None:
    data = YAML(typ="safe").load(text)
    hooks = (DOCS.parent / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = {hook["id"]: hook["entry"] for hook in YAML(typ="safe").load(hooks)}
    commands = re.findall(r"run: (wikilint .*)", text)
    for repo in data.get("repos", ()):
        for hook in repo["hooks"]:
            commands.append(" ".join((entries[hook["id"]], *hook.get("args", ()))))
    assert commands
    for command in commands:
        words = re.sub(r"\$\{\{.*?\}\}", "x", command).split()
        parser().parse_args(words[1:])


def pattern_files() -> list[Block]:
    return [block for block in blocks(PATTERNS) if block.text.startswith("patterns:")]


@pytest.mark.parametrize("block", pattern_files(), ids=lambda block: f"line {block.line}")
def test_the_patterns_pass_their_tests(block: Block, tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(block.text, encoding="utf-8")
    outcomes = list(run_suite([file]))
    assert [outcome for outcome in outcomes if outcome.failures] == []
    assert len(outcomes) >= block.text.count("- id:") == block.text.count("tests:")


def test_every_finder_action_and_condition_has_an_example() -> None:
    patterns = [
        pattern
        for block in pattern_files()
        for pattern in YAML(typ="safe").load(block.text)["patterns"]
    ]
    wanted = {(finder, action) for finder, actions in ACTIONS_OF.items() for action in actions}
    shown = {(f, a) for p in patterns for f in p.keys() & ACTIONS_OF for a in p.keys() - {f}}
    assert wanted - shown == set()
    assert set(WHERE) - {key for p in patterns for key in p.get("where", ())} == set()
    assert set(KINDS) - {key for p in patterns for key in p} == set()
    assert {"param", "attr"} <= {key for p in patterns for key in p if "where" in p}


def test_the_tables_of_patterns_are_complete() -> None:
    rows = re.findall(r"^\| `([^`]+)` \|.*\| ((?:`[a-z-]+`(?:, )?)+) \|$", PATTERNS, re.MULTILINE)
    actions = {finder: tuple(re.findall("`(.*?)`", cell)) for finder, cell in rows}
    assert {finder: actions.get(finder) for finder in ACTIONS_OF} == ACTIONS_OF
    first_cells = set(re.findall(r"^\| `([^`]+)` \|", PATTERNS, re.MULTILINE))
    names = re.findall(r"^([a-z]+)  +\S", contexts.__doc__ or "", re.MULTILINE)
    assert len(names) > 10
    assert {*names, *WHERE, "id", "message", "severity", "fix", "effect"} <= first_cells


def test_every_key_of_the_configuration_is_explained() -> None:
    headings = set(re.findall(r"^## (\S+)$", CONFIGURATION, re.MULTILINE))
    assert headings == set(FILE_KEYS)
    inner = {*RULE_KINDS, *IGNORE_KINDS, *(key for group in GROUPS.values() for key in group)}
    explained = set(re.findall(r"`([a-z-]+)(?:: true)?`", CONFIGURATION))
    assert inner - explained == set()
    assert set(RESERVED_OPTIONS) == set(RULE_KINDS)


def test_links_are_made_behind_a_block_of_code() -> None:
    text = "A:\n\n    `typo`\n\n`typo` of [[Help:A b]]"
    assert linked(text, {"typo": "typo.md"}.get) == (
        "A:\n\n    `typo`\n\n[`typo`](typo.md) of "
        "[Help:A b](https://en.wikipedia.org/wiki/Help:A_b)"
    )


def test_every_rule_has_a_page_with_what_it_says() -> None:
    for rule in load_config().registry.rules.values():
        page = generated()[f"rules/{rule.name}.md"]
        assert page.startswith(f"# {rule.name}\n")
        assert f"| fixes | {(rule.fixes or ('none',))[0]}" in page
        if rule.family != "engine":
            assert "## Example\n" in page
            assert "\n- Line 1, column " in page or "\n- Line " in page
            assert "\nNothing is found here:\n" in page


def test_a_page_shows_the_text_before_and_after() -> None:
    page = generated()["rules/conflicting-ref-name.md"]
    assert "[Help:Cite errors](https://en.wikipedia.org/wiki/Help:Cite_errors/" in page
    assert "[`duplicate-ref`](duplicate-ref.md)" in page
    page = generated()["rules/date-format-mismatch.md"]
    assert "December 8, 2024.\n```\n\n- Line 1, column 38: date is month-first" in page
    assert "After `wikilint fix --unsafe-fixes`:" in page
    assert "| `prose` | `bool` | `true` |" in page


def test_the_options_that_are_shown_can_be_set(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    for name, page in generated().items():
        for block in blocks(page) if name.startswith("rules/") else ():
            if block.language == "yaml":
                file.write_text(block.text, encoding="utf-8")
                assert load_config(file).rules, name


def test_links_lead_somewhere() -> None:
    pages = generated() | {named(path): path.read_text(encoding="utf-8") for path in PAGES}
    for name, text in pages.items():
        without_code = re.sub(r"^(`{3,}).*?^\1$|(`+).+?\2", "", text, flags=re.DOTALL | re.M)
        for target, anchor in re.findall(r"\]\(([^)#:\s]+\.md)(#[^)\s]*)?\)", without_code):
            parts = os.path.normpath(Path(name).parent / target)
            assert Path(parts).as_posix() in pages, f"{name}: {target}{anchor}"


def test_every_command_and_option_is_listed() -> None:
    page = generated()["reference/command-line.md"]
    commands = re.findall(r"^    (\S+)  ", parser().format_help(), re.MULTILINE)
    assert {"check", "fix", "test"} <= set(commands)
    assert all(f"## wikilint {command}\n" in page for command in commands)
    assert "| `--since REV` | only findings on lines changed since then |" in page


def test_every_module_is_listed() -> None:
    page = generated()["reference/modules.md"]
    assert (
        page.index("`wikilint.text`") < page.index("`wikilint.rule`") < page.index("`wikilint.cli`")
    )
    assert re.findall(r"^\| `([^`]+)` \|  ?\|$", page, re.MULTILINE) in ([], ["wikilint.__main__"])


def test_every_public_name_is_listed() -> None:
    page = generated()["reference/api/wikilint.analysis.md"]
    assert all(f"## {name}\n" in page for name in analysis.__all__)


def test_public_names_and_signatures_stay() -> None:
    """A line that goes or changes breaks plugins: see docs/api-promise.md. What is new is pinned by
    `python -m docs.generator`.
    """
    pinned = (DOCS / "public-api.txt").read_text(encoding="utf-8").splitlines()
    assert pinned == public_lines()
