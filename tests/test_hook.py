"""The hooks, with the real pre-commit program, from this checkout as it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("wikilint", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

PAGE = """{{Use dmy dates|date=May 2025}}
The aslyum opened on 5 May 2020.<ref name="a">{{cite web |url=https://example.org |title=A}}</ref>

== References ==
<references />
"""
OLD_FAULTS = '{{Use dmy dates}}\nAn old aslyum.<ref name="nowhere" />\n'
RULES = "extends: wikipedia-en\nrules: {typo: {words: {aslyum: asylum}}}\n"


def run(folder: Path, *command: str, status: int = 0) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GIT_", "COVERAGE"))}
    environment["PRE_COMMIT_HOME"] = str(folder.parent / "pre-commit-home")
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
    return done.stdout + done.stderr


def new_repository(folder: Path) -> Path:
    folder.mkdir()
    run(folder, "git", "init", "-q")
    run(folder, "git", "config", "user.name", "t")
    run(folder, "git", "config", "user.email", "t@example.org")
    return folder


@pytest.fixture(scope="module")
def wikis(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of pages whose hooks come from a snapshot of this checkout."""
    top = tmp_path_factory.mktemp("hook")
    snapshot = new_repository(top / "wikilint")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, snapshot / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, snapshot / part)
    run(snapshot, "git", "add", ".")
    run(snapshot, "git", "commit", "-qm", "snapshot")
    revision = run(snapshot, "git", "rev-parse", "HEAD").strip()

    pages = new_repository(top / "pages")
    (pages / "rules.yaml").write_text(RULES, encoding="utf-8")
    (pages / "old.mediawiki").write_text(OLD_FAULTS, encoding="utf-8")
    run(pages, "git", "add", ".")
    run(pages, "git", "commit", "-qm", "before the hook")
    (pages / ".pre-commit-config.yaml").write_text(
        f"""repos:
  - repo: {snapshot}
    rev: {revision}
    hooks:
      - id: wikilint-fix
      - id: wikilint
        args: [--staged]
""",
        encoding="utf-8",
    )
    run(pages, "git", "add", ".")
    run(pages, "pre-commit", "install")
    return pages


@pytest.mark.installs
@pytest.mark.long
def test_a_commit_is_refused_then_repaired_then_accepted(wikis: Path) -> None:
    page = wikis / "page.mediawiki"
    page.write_text(PAGE, encoding="utf-8")
    run(wikis, "git", "add", ".")
    refused = run(wikis, "git", "commit", "-m", "a page", status=1)
    assert "files were modified by this hook" in refused
    assert page.read_text(encoding="utf-8") == PAGE.replace("aslyum", "asylum")

    run(wikis, "git", "add", ".")
    run(wikis, "git", "commit", "-m", "a page")
    assert "page.mediawiki" in run(wikis, "git", "show", "--stat", "HEAD")


@pytest.mark.installs
@pytest.mark.long
def test_what_no_fix_can_mend_keeps_the_commit_out(wikis: Path) -> None:
    page = wikis / "other.mediawiki"
    page.write_text('A fact.<ref name="nowhere" />\n<references />\n', encoding="utf-8")
    run(wikis, "git", "add", "other.mediawiki")
    refused = run(wikis, "git", "commit", "-m", "other", status=1)
    assert "undefined-ref-name" in refused
    page.write_text("A fact.\n", encoding="utf-8")
    run(wikis, "git", "add", "other.mediawiki")
    run(wikis, "git", "commit", "-m", "other")


@pytest.mark.installs
@pytest.mark.long
def test_a_page_full_of_old_faults_can_be_edited(wikis: Path) -> None:
    """With `--staged` only what the commit changes is judged."""
    (wikis / ".pre-commit-config.yaml").write_text(
        (wikis / ".pre-commit-config.yaml").read_text().replace("      - id: wikilint-fix\n", "")
    )
    page = wikis / "old.mediawiki"
    page.write_text(OLD_FAULTS + "A new line.\n", encoding="utf-8")
    run(wikis, "git", "add", ".")
    run(wikis, "git", "commit", "-m", "a line")
    page.write_text(OLD_FAULTS + "A new line.\nA new aslyum.\n", encoding="utf-8")
    run(wikis, "git", "add", ".")
    refused = run(wikis, "git", "commit", "-m", "a fault", status=1)
    assert "old.mediawiki:4:7" in refused
    assert "old.mediawiki:2" not in refused
