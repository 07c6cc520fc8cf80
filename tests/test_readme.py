"""What the README shows is run."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.readme_rules import README, with_table
from wikilint import lint_text, load_config
from wikilint.cli import main
from wikilint.testing import check_cases
from wikilint.testing.suite import run_suite

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


def test_the_rule_table_is_fresh() -> None:
    assert with_table(TEXT) == TEXT, "run python -m tests.readme_rules"


def test_the_first_rule_is_the_local_plugin() -> None:
    (rule,) = blocks("python")
    plugin = (ROOT / "plugins" / "house_rules.py").read_text(encoding="utf-8")
    assert plugin.endswith(rule)


def test_the_first_rule_passes_its_cases(tmp_path: Path) -> None:
    cases = next(block for block in blocks("yaml") if "cases:" in block)
    (tmp_path / "okay.yaml").write_text(cases, encoding="utf-8")
    config = load_config(rules_files=[ROOT / "plugins" / "house_rules.py"])
    check_cases(config.registry.rules["local/okay"], tmp_path / "okay.yaml")


def test_the_configuration_is_valid(tmp_path: Path) -> None:
    text = next(block for block in blocks("yaml") if "extends: wikipedia-en" in block)
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    config = load_config(tmp_path / "rules.yaml")
    assert [d.rule for d in lint_text("An aslyum.", config=config)] == ["typo"]


def test_the_pattern_passes_its_tests(tmp_path: Path) -> None:
    text = next(block for block in blocks("yaml") if block.startswith("patterns:"))
    (tmp_path / "rules.yaml").write_text(text, encoding="utf-8")
    outcomes = list(run_suite([tmp_path / "rules.yaml"]))
    assert [outcome.failures for outcome in outcomes] == [(), ()]


def test_the_hooks_that_are_shown_exist() -> None:
    shown = next(block for block in blocks("yaml") if "hooks:" in block)
    defined = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    names = re.findall(r"- id: (\S+)", shown)
    assert names
    assert all(f"- id: {name}\n" in defined for name in names)


def test_the_commands_that_are_shown_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = next(block for block in blocks("sh") if "wikilint rules" in block)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article.wiki").write_text("Nothing wrong.\n")
    for line in shown.splitlines():
        words = line.partition("#")[0].split()[1:]
        if words[-1] != "-":
            assert main(words) == 0, line
    assert capsys.readouterr().err == ""


def test_ci_runs_the_test_command() -> None:
    assert "sed -n '/^python3 -m venv .*pytest/p' README.md" in (ROOT / ".ci" / "run").read_text()
    assert sum(1 for block in blocks("sh") if re.search(r"^python3 -m venv .*pytest", block)) == 1


@pytest.mark.installs
@pytest.mark.long
def test_the_main_job_runs_from_nothing(tmp_path: Path) -> None:
    (command,) = (b for b in blocks("sh") if "fix --diff" in b and b.startswith("python3 -m venv"))
    for part in ("wikilint", "seeds", "pyproject.toml", "README.md", "LICENSE", "rules.yaml"):
        source = ROOT / part
        if source.is_dir():
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, tmp_path / part, ignore=ignored)
        else:
            shutil.copy(source, tmp_path / part)
    done = subprocess.run(
        command, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "68:188: warning duplicate-ref" in done.stdout
    assert "\n+Government loyalists" in done.stdout
