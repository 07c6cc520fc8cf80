"""Every fault of a rules.yaml: what is said, and where."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from wikilint.config import ConfigError, load_config

HOUSE = '''
from dataclasses import dataclass
from typing import Literal
from wikilint import File, option, rule

@dataclass(frozen=True)
class Options:
    style: Literal["long", "short"] = option("long", "…")
    words: dict[str, str] = option({}, "…")
    file: File | None = option(None, "…")

    def __post_init__(self):
        if "" in self.words.values():
            raise ValueError("a word without a correction")

@rule("plain", aliases=["old-plain"])
def plain(doc):
    """Plain."""
    return ()

@rule("styled", options=Options)
def styled(doc, options):
    """Styled."""
    return ()
'''

LOCAL = "plugins: [./house.py]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "house.py").write_text(HOUSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def faults(folder: Path, text: str, name: str = "rules.yaml") -> list[str]:
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config(name)
    return error.value.messages


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("fils: {}", ["1:1: “fils” is not a key of a configuration; did you mean “files”?"]),
        ("ignore: [null]", ["1:10: this would ignore everything: name a path, a rule …"]),
        ("patterns: x", ["1:11: expected a list, not “x”"]),
        ("documentation: x", ["1:1: “documentation” is not a key of a configuration"]),
        ("plugins: 5", ["1:10: plugins: expected text, not “5”"]),
        ("ignore: typo", ["1:9: expected a list, not “typo”"]),
        ("- a", ["1:1: expected a map, not a list"]),
        ("rules: [typo]", ["1:8: expected a map, not a list"]),
        ("files: {include: '*.wiki', exlude: []}", [
            "1:18: include: expected a list, not “*.wiki”",
            "1:28: “exlude” is not a key of files; did you mean “exclude”?"]),
        ("extends: wikipedia-em",
         ["1:10: there is no preset “wikipedia-em”; did you mean “wikipedia-en”?"]),
        ("extends: [1, mediawiki]", ["1:11: extends: expected text, not “1”"]),
        ("extends: no.yaml", ["1:10: no.yaml cannot be read: No such file or directory"]),
        ("extends: rules.yaml", ["1:10: rules.yaml extends itself"]),
        ("site: wikipedia-eng",
         ["1:7: there is no site “wikipedia-eng”; did you mean “wikipedia-en”?"]),
        ("site: x", ["1:7: there is no site “x”; known are mediawiki, wikipedia-de, wikipedia-en"]),
        ("site:", ["1:6: site: expected text, not nothing"]),
        ("language: 5", ["1:11: language: expected text or null, not “5”"]),
        ("cosmetic: allways", ["1:11: cosmetic: expected with-others, always or never, not "
                               "“allways”; did you mean “always”?"]),
        ("timeout: 0", ["1:10: timeout: expected seconds, more than 0"]),
        ("timeout: long", ["1:10: timeout: expected a number, not “long”"]),
        ("bot: {obey: maybe}", ["1:13: obey: expected batch, always or never, not “maybe”"]),
        ("plugins: ./no.py", ["1:10: there is no file no.py"]),
        ("plugins: [no-such-plugin]", ["1:11: no plugin “no-such-plugin” is installed"]),
        ("rules: {typoo: off}", ["1:9: there is no rule “typoo”; did you mean “typo”?"]),
        ("rules: {typo: of}", ["1:15: typo: expected error, warning, info or off, not “of”; did "
                               "you mean “off”?"]),
        ("rules: {typo: [off]}", ["1:15: typo: expected error, warning, info or off, not a list"]),
        ("rules: {fixes-refused: {obey: never}}",
         ["1:25: “obey” is not an option of fixes-refused"]),
        (LOCAL + "rules: {styled: {stile: long, style: longer, severity: zz, fix: of}}", [
            "2:18: “stile” is not an option of local/styled; did you mean “style”?",
            "2:38: style: expected long or short, not “longer”; did you mean “long”?",
            "2:56: severity: expected error, warning, info or off, not “zz”",
            "2:65: fix: expected safe, unsafe, manual or off, not “of”; did you mean “off”?"]),
        (LOCAL + "rules: {styled: {file: no.txt}}",
         ["2:24: file: no.txt cannot be read: No such file or directory"]),
        (LOCAL + "rules: {styled: {style: long, words: {a: ''}}}",
         ["2:31: local/styled: a word without a correction"]),
        ("rules: {unfolded-link-suffix: {linktrail: '['}}", [
            "1:32: unfolded-link-suffix: linktrail: unterminated character set at position 0"]),
        (LOCAL + "per-file: {x: {rules: {styled: {words: {a: ''}}}}}",
         ["2:33: local/styled: a word without a correction"]),
        (LOCAL + "rules: {plain: off, old-plain: error}",
         ["2:21: “old-plain” and “plain” are names of the same rule"]),
        ("per-file:\n  '!': {rules: {typoo: off}}\n  x: {rule: {}}\n  y: [a]", [
            "2:3: “!” is no glob",
            "2:17: there is no rule “typoo”; did you mean “typo”?",
            "3:7: “rule” is not a key of per-file; did you mean “rules”?",
            "4:6: expected a map, not a list"]),
        ("ignore: [{rul: typo, path: '!'}, {}, a, {rule: typoo}]", [
            "1:11: “rul” is not a key of ignore; did you mean “rule”?",
            "1:28: “!” is no glob",
            "1:34: this would ignore everything: name a path, a rule …",
            "1:38: expected a map, not “a”",
            "1:48: there is no rule “typoo”; did you mean “typo”?"]),
        ("site: x\nsite: y\nfils: 1\n", [
            "1:7: there is no site “x”; known are mediawiki, wikipedia-de, wikipedia-en",
            "2:1: “site” is already in line 1, column 1",
            "3:1: “fils” is not a key of a configuration; did you mean “files”?"]),
        ("a: [", ["1:5: not YAML: expected the node content, but found '<stream end>'"]),
    ],
)  # fmt: skip
def test_faults(folder: Path, text: str, messages: list[str]) -> None:
    assert faults(folder, text) == [f"rules.yaml:{message}" for message in messages]


def test_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "base.yaml").write_text("extends: ../rules.yaml\nsite: x\n", encoding="utf-8")
    known = "known are mediawiki, wikipedia-de, wikipedia-en"
    assert faults(folder, "extends: [sub/base.yaml]\nsite: y\n") == [
        f"rules.yaml:2:7: there is no site “y”; {known}",
        "sub/base.yaml:1:10: sub/../rules.yaml extends itself",
        f"sub/base.yaml:2:7: there is no site “x”; {known}",
    ]


def test_a_name_of_two_rules_is_refused_with_both(folder: Path) -> None:
    (folder / "other.py").write_text(HOUSE.replace('"plain", aliases=["old-plain"]', '"odd"'))
    (folder / "other.py").write_text(
        'from wikilint import rule\n@rule("odd", aliases=["plain"])\ndef odd(doc):\n    return ()\n'
    )
    text = "plugins: [./house.py, ./other.py]\nrules: {plain: off}\n"
    assert faults(folder, text) == [
        "rules.yaml:2:9: “plain” may mean local/plain and local/odd: write one of these"
    ]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path / "no.yaml")
    assert error.value.messages == [
        f"{tmp_path}/no.yaml: cannot be read: No such file or directory"
    ]


def test_a_preset_or_rules_file_of_the_command_line_that_is_not_there() -> None:
    with pytest.raises(ConfigError) as error:
        load_config(preset="mediawik", rules_files=["no.py"])
    assert error.value.messages == [
        "--preset: there is no preset “mediawik”; did you mean “mediawiki”?",
        "--rules-file: there is no file no.py",
    ]


def test_local_plugins_can_be_refused(folder: Path) -> None:
    (folder / "rules.yaml").write_text(LOCAL, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load_config("rules.yaml", local_plugins=False)
    assert error.value.messages == [
        "rules.yaml:1:11: house.py is a local plugin, and these are switched off"
    ]
    config = load_config(rules_files=["house.py"], local_plugins=False)
    assert "local/plain" in config.registry.rules


def test_a_plugin_that_failed_is_told_beside_the_faults(folder: Path) -> None:
    (folder / "house.py").write_text("1 / 0\n", encoding="utf-8")
    assert faults(folder, LOCAL + "rules: {plain: off, local/styled: off}\nsite: x\n") == [
        "rules.yaml:3:7: there is no site “x”; known are mediawiki, wikipedia-de, wikipedia-en",
        "plugin local: house.py:1: ZeroDivisionError: division by zero",
    ]


def test_the_error_survives_a_process_boundary() -> None:
    error = pickle.loads(pickle.dumps(ConfigError(["a: b", "c: d"])))
    assert error.messages == ["a: b", "c: d"]
    assert str(error) == "a: b\nc: d"
