"""`wikilint init`: what it says of a folder, and the `rules.yaml` that it begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint import load_config
from wikilint.cli import main
from wikilint.initial import HOOK
from wikilint.suppression import FAULTS_OF_THE_RUN

ROOT = Path(__file__).resolve().parent.parent
BROKEN = '<ref name="a" /><ref name="b" /><ref name="c" />\n<references />\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, **pages: str) -> None:
    for name, text in pages.items():
        (folder / name.replace("__", ".")).write_text(text)


def init(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], str]:
    status = main(["init", *arguments])
    out, err = capsys.readouterr()
    return status, out.splitlines(), err


def test_what_it_says_and_writes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a__wiki=BROKEN, b__wiki="An recieved.\n", c__mediawiki="Fine.\n", d__txt="no")
    status, lines, err = init(capsys)
    assert (status, err) == (0, "")
    assert lines[:2] == [
        "3 pages: .wiki 2, .mediawiki 1",
        "4 findings in 2 pages; median per page: 1",
    ]
    assert lines[3:6] == [
        "rule                severity  findings  pages",
        "undefined-ref-name  error            3      1",
        "typo                warning          1      1",
    ]
    assert lines[7] == "Wrote rules.yaml, which extends mediawiki."
    assert "\n".join(lines[11:18]) + "\n" == HOOK
    assert lines[-2] == "wikilint check --write-baseline"
    assert (folder / "rules.yaml").read_text().splitlines() == [
        "# Begun by `wikilint init`, from 3 pages.",
        "# `wikilint rules` lists all rules, `wikilint rule NAME` explains one.",
        "extends: mediawiki",
        "# baseline: .wikilint-baseline.json "
        "# once `wikilint check --write-baseline` has written it",
        "rules:",
        "  # The noisiest; without the “# ” before it, one is switched off.",
        "  # undefined-ref-name: off # 3 findings in 1 page, error",
        "  # typo: off               # 1 finding in 1 page, warning",
    ]


def test_the_file_is_valid_and_its_lines_switch_rules_off(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a__wiki=BROKEN)
    init(capsys)
    config = folder / "rules.yaml"
    assert load_config(config).presets == ("mediawiki",)
    assert main(["check"]) == 1
    config.write_text(config.read_text().replace("# undefined-ref-name", "undefined-ref-name"))
    assert main(["check"]) == 0


def test_its_advice_about_the_baseline_works(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "wiki").mkdir()
    write(folder / "wiki", a__wiki=BROKEN)
    _, lines, _ = init(capsys, "wiki")
    assert lines[-2:] == [
        "wikilint check --write-baseline wiki",
        "baseline: .wikilint-baseline.json  # in rules.yaml",
    ]
    assert main(lines[-2].split()[1:]) == 0
    config = folder / "wiki" / "rules.yaml"
    config.write_text(config.read_text().replace("# baseline", "baseline"))
    assert main(["check", "wiki"]) == 0


def test_an_existing_file_is_left_and_used(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a__wiki=BROKEN, rules__yaml="rules: {undefined-ref-name: off}\n")
    status, lines, _ = init(capsys)
    assert status == 0
    assert lines[:2] == ["1 page: .wiki 1", "0 findings in 0 pages; median per page: 0"]
    assert "rules.yaml is there already, and is left as it is." in lines
    assert (folder / "rules.yaml").read_text() == "rules: {undefined-ref-name: off}\n"
    (folder / "rules.yaml").rename(folder / ".wikilint.yaml")
    _, lines, _ = init(capsys)
    assert ".wikilint.yaml is there already, and is left as it is." in lines
    assert not (folder / "rules.yaml").exists()


def test_an_existing_file_with_faults(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a__wiki=BROKEN, rules__yaml="rule: {}\n")
    status, lines, err = init(capsys)
    assert (status, lines) == (2, [])
    assert "“rule” is not a key of a configuration" in err


def test_a_file_of_a_folder_above_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sub").mkdir()
    write(folder, rules__yaml="rules: {undefined-ref-name: off}\n")
    write(folder / "sub", a__wiki=BROKEN)
    _, lines, _ = init(capsys, "sub")
    assert "For the pages below it, it takes the place of rules.yaml." in lines
    assert "undefined-ref-name: off # 3" in (folder / "sub" / "rules.yaml").read_text()


def test_pages_of_the_english_wikipedia_get_its_preset(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a__wiki="{{Use dmy dates|date=May 2025}}\nx\n", b__wiki="x\n")
    _, lines, _ = init(capsys)
    assert (
        "Wrote rules.yaml, which extends wikipedia-en; "
        "the pages look like those of the English Wikipedia."
    ) in lines
    assert load_config(folder / "rules.yaml").presets[-1] == "wikipedia-en"
    (folder / "rules.yaml").unlink()
    write(folder, c__wiki="x\n")
    _, lines, _ = init(capsys)
    assert "Wrote rules.yaml, which extends mediawiki." in lines


def test_a_folder_without_pages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder, a__txt="", __txt="", c="")
    status, lines, err = init(capsys)
    assert (status, err) == (0, "")
    assert lines[:2] == [
        "No pages yet (*.wiki, *.wikitext, *.mediawiki, *.mw)",
        "Other files: .txt 2, no extension 1; `files: {include: […]}` makes them pages.",
    ]
    assert load_config(folder / "rules.yaml").presets == ("mediawiki",)


def test_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = str(tmp_path / "gone")
    assert init(capsys, gone) == (2, [], f"wikilint: {gone}: no such folder\n")


def test_a_page_that_cannot_be_read_is_told_and_the_rest_is_done(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(folder, a__wiki="Fine.\n")
    (folder / "b.wiki").write_bytes(b"\xff\n")
    status, lines, err = init(capsys)
    assert status == 2
    assert lines[0] == "1 page: .wiki 1"
    assert err.startswith("wikilint: b.wiki:1:1: ")
    assert (folder / "rules.yaml").exists()


def test_ten_rules_at_most_and_no_faults_of_the_run() -> None:
    from wikilint.initial import Survey, configuration

    survey = Survey(per_page=[99])
    names = [*(f"rule-{n:02}" for n in range(12)), *FAULTS_OF_THE_RUN]
    for number, name in enumerate(names):
        survey.rules[name] = 100 - number if name.startswith("rule-") else 1000
        survey.pages[name] = 1
        survey.severities[name] = "info"
    off = [line for line in configuration(survey, "mediawiki").splitlines() if ": off" in line]
    assert [line.split()[1] for line in off] == [f"rule-{n:02}:" for n in range(10)]


def test_the_hook_is_that_of_the_readme() -> None:
    assert f"```yaml\n{HOOK}```" in (ROOT / "README.md").read_text(encoding="utf-8")
