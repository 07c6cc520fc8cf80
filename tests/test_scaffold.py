"""What `new-rule` and `new-plugin` write works as it is written."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from wikilint import lint_text, load_config
from wikilint.cli import main
from wikilint.files import FileError
from wikilint.scaffold import ScaffoldError, create, new_plugin, new_rule
from wikilint.testing.suite import run_suite

ROOT = Path(__file__).resolve().parent.parent


def outcomes(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(outcome.name, outcome.failures) for outcome in run_suite([path])]


def names_of_cases(path: Path) -> list[str]:
    """The names of the cases below a folder, all of which hold."""
    found = outcomes(path)
    assert [failures for _, failures in found if failures] == []
    return [name for name, _ in found]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The plugin `house` as it is generated, and as pip would make it importable."""
    top = new_plugin("house", tmp_path).files[0].parent
    project = tomllib.loads((top / "pyproject.toml").read_text())["project"]
    info = top / "wikilint_house.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    points = [f"{key} = {value}" for key, value in project["entry-points"]["wikilint"].items()]
    (info / "entry_points.txt").write_text("\n".join(["[wikilint]", *points]))
    monkeypatch.syspath_prepend(top)
    yield top
    for module in [name for name in sys.modules if name.partition(".")[0] == "wikilint_house"]:
        del sys.modules[module]


def test_a_local_rule_with_its_cases(tmp_path: Path) -> None:
    made = new_rule("stray-bold", tmp_path)
    assert made.files == (tmp_path / "stray_bold.py", tmp_path / "stray_bold.yaml")
    assert names_of_cases(tmp_path) == [
        "bad in line 5",
        "good in line 9",
        "the target of a link, a quotation",
    ]
    config = tmp_path / "rules.yaml"
    config.write_text("plugins: [./stray_bold.py]\n")
    (found,) = lint_text("It is okay.", config=load_config(config))
    assert (found.rule, found.text) == ("local/stray-bold", "okay")


def test_the_cases_can_fail(tmp_path: Path) -> None:
    module, cases = new_rule("stray-bold", tmp_path).files
    module.write_text(module.read_text().replace("bokay", "bokey"))
    assert outcomes(cases)[0][1] != ()


def test_a_plugin_passes_its_tests_and_finds_its_rules(house: Path) -> None:
    assert names_of_cases(house)[0] == "bad in line 5"
    config = house.parent / "rules.yaml"
    config.write_text("plugins: [house]\n")
    (found,) = lint_text("It is okay.", config=load_config(config))
    assert found.rule == "house/okay"


def test_one_more_rule_of_a_plugin_is_found_by_itself(house: Path) -> None:
    made = new_rule("stray-bold", house)
    assert made.files == (
        house / "wikilint_house" / "stray_bold.py",
        house / "tests" / "rules" / "stray_bold.yaml",
    )
    assert len(made.advice) == 1
    assert len(names_of_cases(house)) == 6


def test_a_plugin_that_lists_its_rules_must_list_this_one(tmp_path: Path) -> None:
    package = tmp_path / "src" / "mine" / "rules"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    entry = '[project.entry-points.wikilint]\nmine = "mine.rules"\n'
    (tmp_path / "pyproject.toml").write_text(entry)
    made = new_rule("stray-bold", tmp_path)
    assert made.files[0] == package / "stray_bold.py"
    assert made.advice[1].endswith("must give it: from mine.rules.stray_bold import stray_bold")
    assert "rule: mine/stray-bold\nplugin: mine\n" in made.files[1].read_text()


def test_other_pyprojects_are_no_plugins(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "bot"\n')
    assert new_rule("stray-bold", tmp_path).files[0] == tmp_path / "stray_bold.py"


@pytest.mark.parametrize(
    ("pyproject", "message"),
    [
        ("[project", "not TOML: "),
        (
            '[project.entry-points.wikilint]\nmine = "gone"\n',
            "the plugin mine is “gone”, and there is no such package",
        ),
    ],
)
def test_pyprojects_that_are_refused(tmp_path: Path, pyproject: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(pyproject)
    with pytest.raises(ScaffoldError) as caught:
        new_rule("stray-bold", tmp_path)
    assert f"pyproject.toml: {message}" in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["pyproject.toml"]


@pytest.mark.parametrize("name", ["wikilint-house", "house"])
def test_the_names_of_a_plugin(tmp_path: Path, name: str) -> None:
    top = tmp_path / "wikilint-house"
    new_plugin(name, tmp_path)
    project = tomllib.loads((top / "pyproject.toml").read_text())["project"]
    assert project["name"] == "wikilint-house"
    assert project["entry-points"]["wikilint"] == {"house": "wikilint_house"}
    assert (top / ".pre-commit-hooks.yaml").read_text().startswith("- id: wikilint-house\n")
    assert "*.egg-info/\n" in (top / ".gitignore").read_text()
    assert "rule: house/okay\nplugin: house\n" in (top / "tests/rules/okay.yaml").read_text()


def test_the_hooks_are_those_of_wikilint_but_for_the_name(tmp_path: Path) -> None:
    new_plugin("house", tmp_path)
    made = (tmp_path / "wikilint-house" / ".pre-commit-hooks.yaml").read_text()
    assert made.replace("wikilint-house", "wikilint") == (
        ROOT / ".pre-commit-hooks.yaml"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Stray Bold", "did you mean “stray-bold”?"),
        ("stray_bold", "did you mean “stray-bold”?"),
        ("2-stray", "did you mean “stray”?"),
        ("../x", "did you mean “x”?"),
        ("", "“” is no name: lower-case words with hyphens, such as stray-bold"),
        ("é", "“é” is no name"),
        ("class", "“class” means something else in Python"),
        ("prose", "“prose” means something else in Python"),
        ("json", "“json” means something else in Python"),
    ],
)
def test_names_that_no_rule_can_have(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ScaffoldError) as caught:
        new_rule(name, tmp_path)
    assert message in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["local", "wikilint", "wikilint-local", "House"])
def test_names_that_no_plugin_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(ScaffoldError):
        new_plugin(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "stray_bold.yaml").write_text("mine")
    with pytest.raises(FileError) as caught:
        new_rule("stray-bold", tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'stray_bold.yaml'}: there already; nothing was written"
    )
    assert [path.read_text() for path in tmp_path.iterdir()] == ["mine"]

    readme = tmp_path / "wikilint-house" / "README.md"
    readme.parent.mkdir()
    readme.write_text("mine")
    with pytest.raises(FileError):
        new_plugin("house", tmp_path)
    assert [path.read_text() for path in readme.parent.iterdir()] == ["mine"]


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: "):
        new_rule("x" * 300, tmp_path)
    (tmp_path / "a").write_text("mine")
    with pytest.raises(FileError, match="there already, and left as it is"):
        create(tmp_path / "a", "new")
    assert (tmp_path / "a").read_text() == "mine"


def test_a_file_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "house_rules.py").write_text("mine")
    for make in (new_rule, new_plugin):
        with pytest.raises(ScaffoldError, match=r"house_rules\.py is no folder"):
            make("stray-bold", tmp_path / "house_rules.py")


def test_advice_can_be_typed_where_a_folder_has_a_blank(tmp_path: Path) -> None:
    made = new_rule("stray-bold", tmp_path / "my rules")
    assert made.advice[0] == f"wikilint test '{tmp_path}/my rules/stray_bold.yaml'"


def test_the_command_tells_what_it_wrote_and_what_to_type_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new-rule", "stray-bold", "--in", "rules"]) == 0
    wrote, advice = capsys.readouterr().out.split("\n\n")
    assert wrote == "wrote rules/stray_bold.py\nwrote rules/stray_bold.yaml"
    assert advice.splitlines()[0] == "wikilint test rules/stray_bold.yaml"
    assert "plugins: [./rules/stray_bold.py]" in advice
    assert main(advice.splitlines()[0].split()[1:]) == 0
    capsys.readouterr()
    assert main(["new-rule", "Stray"]) == 2
    assert capsys.readouterr().err.startswith("wikilint: “Stray” is no name")
    assert main(["new-plugin", "house"]) == 0
    assert main(["new-plugin", "house"]) == 2


def test_what_is_written_is_tidy(tmp_path: Path) -> None:
    new_plugin("house", tmp_path)
    new_rule("stray-bold", tmp_path)
    for arguments in (["check"], ["format", "--check"]):
        command = [sys.executable, "-m", "ruff", *arguments, "--config", ROOT / "pyproject.toml"]
        done = subprocess.run([*command, tmp_path], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.installs
@pytest.mark.long
def test_a_plugin_from_nothing_to_its_first_finding(tmp_path: Path) -> None:
    """As its author would, with an installed wikilint that is no checkout."""
    source = tmp_path / "source"
    source.mkdir()
    shutil.copytree(
        ROOT / "wikilint", source / "wikilint", ignore=shutil.ignore_patterns("__pycache__")
    )
    for part in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / part, source / part)

    def run(*command: str, status: int = 0, folder: Path = tmp_path) -> str:
        program, *arguments = command
        path = tmp_path / ".venv" / "bin" / program
        done = subprocess.run(
            [path if path.exists() else program, *arguments],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == status, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    run(sys.executable, "-m", "venv", ".venv")
    run("pip", "install", "-q", "./source")
    run("wikilint", "new-plugin", "house")
    run("pip", "install", "-q", "-e", "./wikilint-house[test]")
    run("wikilint", "new-rule", "stray-bold", "--in", "wikilint-house")
    assert "6 passed" in run("pytest", folder=tmp_path / "wikilint-house")
    assert run("wikilint", "test", folder=tmp_path / "wikilint-house") == "6 passed, 0 failed\n"
    (tmp_path / "rules.yaml").write_text("plugins: [house]\n")
    (tmp_path / "page.wiki").write_text("It is okay.\n")
    found = run("wikilint", "check", "--format", "concise", "page.wiki", status=1)
    assert found.splitlines() == [
        "page.wiki:1:7: warning house/okay: write “OK” [fixable: unsafe]",
        "page.wiki:1:7: warning house/stray-bold: write “OK” [fixable: unsafe]",
    ]
