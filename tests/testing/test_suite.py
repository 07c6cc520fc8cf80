"""`wikilint test`: what is run, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint.cli import main
from wikilint.testing import suite
from wikilint.testing.cases import Case
from wikilint.testing.suite import run_suite

CASES = """\
rule: undefined-ref-name
cases:
  - name: fine
    good: "a<ref>b</ref>"
  - name: wrong
    good: 'a<ref name="a" />'
"""
PATTERNS = """\
extends: mediawiki
patterns:
  - id: okay
    prose: okay
    replace: OK
    tests: {bad: [okay, nothing], good: [OK]}
  - id: teh
    prose: teh
    replace: the
    tests: {bad: {teh: the, "teh x": "teh y"}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_cases_and_patterns_of_a_folder_are_run(folder: Path) -> None:
    (folder / "rules.yaml").write_text(PATTERNS, encoding="utf-8")
    (folder / "cases.yaml").write_text(CASES, encoding="utf-8")
    (folder / "other.yaml").write_text("a: b\n", encoding="utf-8")
    outcomes = list(run_suite([Path()]))
    assert [(o.place, o.name, bool(o.failures)) for o in outcomes] == [
        ("cases.yaml:3", "fine", False),
        ("cases.yaml:5", "wrong", True),
        ("rules.yaml:6", "okay: bad", False),
        ("rules.yaml:6", "okay: bad", True),
        ("rules.yaml:6", "okay: good", False),
        ("rules.yaml:10", "teh: bad", False),
        ("rules.yaml:10", "teh: bad", True),
    ]
    assert outcomes[3].failures == ("nothing is found in 'nothing'",)
    assert (
        outcomes[6].failures
        == (
            "fixed is not what `fixed` says\n    -teh y\n    +the x",
            "the safe fixes alone give another text\n    -teh y\n    +teh x",
        )[: len(outcomes[6].failures)]
    )


def test_patterns_are_tried_on_the_wiki_and_in_the_language_of_the_configuration(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "mine.json").write_text('{"namespaces": {"10": ["Vorlage"]}}', encoding="utf-8")
    (folder / "rules.yaml").write_text(
        "site: mine.json\nlanguage: de\npatterns:\n"
        "  - {id: a, template: Box, remove: true, tests: {bad: {'a{{Vorlage:Box}}': a}}}\n",
        encoding="utf-8",
    )
    assert [outcome.failures for outcome in run_suite([Path("rules.yaml")])] == [()]
    tried: list[Case] = []
    monkeypatch.setattr(suite, "observed", lambda _site, _rule, case: tried.append(case) or case)
    list(run_suite([Path("rules.yaml")]))
    assert [(case.page.site, case.page.language) for case in tried] == [("mine", "de")]


def test_the_exit_status_says_what_happened(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "cases.yaml").write_text(CASES, encoding="utf-8")
    assert main(["test"]) == 1
    assert capsys.readouterr().out.endswith("\n1 passed, 1 failed\n")
    (folder / "cases.yaml").write_text(CASES.partition("  - name: wrong")[0], encoding="utf-8")
    assert main(["test", "cases.yaml"]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\n", "x.yaml: refused: neither cases of a rule (`rule` and `cases`) nor `patterns`"),
        ("a: [", "x.yaml: refused: x.yaml:1:5: not YAML"),
        ("patterns: [{id: a}]\n", "x.yaml: refused: x.yaml:1:12: a pattern needs one of"),
        (
            "rule: nope\ncases: [{good: a}]\n",
            "x.yaml: refused: x.yaml:1:1: there is no rule “nope”",
        ),
        (None, "x.yaml: refused: cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_run_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str | None, message: str
) -> None:
    if text is not None:
        (folder / "x.yaml").write_text(text, encoding="utf-8")
    assert main(["test", "x.yaml"]) == 2
    out = capsys.readouterr().out
    assert out.startswith(message)
    assert out.endswith("0 passed, 0 failed, 1 refused\n")


def test_a_folder_without_anything_to_run_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "rules.yaml").write_text("extends: mediawiki\n", encoding="utf-8")
    assert main(["test"]) == 2
    out = capsys.readouterr().out
    assert out.startswith(".: refused: neither cases of a rule nor patterns")
