"""The schemas say what the code reads and writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

from wikilint import ConfigError, layers, load_config, patterns
from wikilint.cli import main
from wikilint.plugins import load_registry
from wikilint.schema import ABOUT, output_schema, rules_schema

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = load_registry([], base=Path())
RULES = json.loads(json.dumps(rules_schema(REGISTRY)))
OUTPUT = json.loads(json.dumps(output_schema()))


def plain(text: str) -> Any:
    """YAML 1.2, as language servers read it."""
    return YAML(typ="safe", pure=True).load(text)


def faults(text: str) -> list[str]:
    """What the schema says against a configuration: where, and what."""
    found = Draft7Validator(RULES).iter_errors(plain(text))
    return ["/".join(map(str, error.absolute_path)) for error in found]


def is_read(tmp_path: Path, text: str) -> bool:
    config = tmp_path / "rules.yaml"
    config.write_text(text, encoding="utf-8")
    try:
        load_config(config)
    except ConfigError:
        return False
    return True


@pytest.mark.parametrize("schema", [RULES, OUTPUT])
def test_they_are_schemas_of_draft_7(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def test_every_key_is_there_with_its_meaning() -> None:
    assert list(RULES["properties"]) == list(layers.FILE_KEYS)
    pattern = RULES["definitions"]["pattern"]["properties"]
    assert pattern.keys() == {*patterns.KINDS, *patterns.SPECIAL}
    of = {
        "": layers.FILE_KEYS,
        "rule.": layers.RULE_KINDS,
        "ignore.": layers.IGNORE_KINDS,
        "pattern.": pattern,
        "where.": patterns.WHERE,
        **{f"{group}.": kinds for group, kinds in layers.GROUPS.items()},
    }
    assert {f"{place}{key}" for place, keys in of.items() for key in keys} == ABOUT.keys()


def test_every_rule_is_there_with_what_it_finds_and_its_options() -> None:
    rules = RULES["definitions"]["rules"]["properties"]
    assert rules.keys() == REGISTRY.names.keys()
    assert rules["typo"]["description"] == REGISTRY.rules["typo"].summary
    words = rules["typo"]["anyOf"][1]["properties"]["words"]
    assert words["type"] == "object"
    assert words["default"] == {}
    assert words["description"]


@pytest.mark.parametrize("rule", REGISTRY.rules)
def test_defaults_fit_and_are_explained(rule: str) -> None:
    settings = RULES["definitions"]["rules"]["properties"][rule]["anyOf"][1]["properties"]
    assert [name for name, option in settings.items() if "$ref" in option] == [*layers.RULE_KINDS]
    for name, option in settings.items():
        if "$ref" in option:
            continue
        assert option["description"], name
        if "default" in option:
            Draft7Validator(option).validate(option["default"])


GOOD = [
    "",
    "extends: [mediawiki, wikipedia-en]",
    "extends: wikipedia-en\nsite: wikipedia-en\nlanguage: en\ncosmetic: never\ntimeout: 2.5",
    "language: null\nbaseline: null",
    "files: {include: ['*.txt'], exclude: [vendor/]}\nbot: {name: B, obey: batch}",
    "rules:\n  # typo: off\n",
    "rules: {typo: off, iso-date: error}",
    "rules: {typo: {severity: info, fix: manual, promote: true, words: {teh: the}}}",
    "rules: {duplicate-ref: {min-length: 9}}",
    "rules: {local/it: off}\npatterns: [{id: it, prose: a}]",
    "per-file: {'drafts/**': {rules: {typo: off}}}",
    "ignore: [{path: a.wiki, rule: typo, text: teh}]",
    "patterns: [{id: it, prose: okay, replace: OK, severity: info, message: '{text}'}]",
    r"patterns: [{id: it, raw: {regex: '\d'}, fix: unsafe, remove: true}]",
    "patterns: [{id: it, heading: A, where: {level: 2, page-has: '{{X}}'}, replace: B}]",
    "patterns: [{id: it, template: A, param: b, set: {c: d}, where: {value: {regex: x}}}]",
    "patterns: [{id: it, tag: b, attr: c, rename-to: d, where: {inside: [table, '{{X}}', <own>]}}]",
    "patterns: [{id: it, prose: a, tests: {bad: [a], good: [b]}}]",
    "patterns: [{id: it, prose: a, replace: b, tests: {bad: {a: b}}}]",
]

BAD = [
    ("rule: {}", ""),
    ("extends: wikipedia", "extends"),
    ("site: nowhere", "site"),
    ("cosmetic: sometimes", "cosmetic"),
    ("timeout: 0", "timeout"),
    ("language: 3", "language"),
    ("files: {includes: []}", "files"),
    ("files: {include: '*.txt'}", "files/include"),
    ("bot: {obey: maybe}", "bot/obey"),
    ("rules: {tpyo: off}", "rules"),
    ("rules: {typo: wrong}", "rules/typo"),
    ("rules: {typo: }", "rules/typo"),
    ("rules: {typo: {word: {}}}", "rules/typo"),
    ("rules: {duplicate-ref: {min-length: nine}}", "rules/duplicate-ref"),
    ("per-file: {'*': {ignore: []}}", "per-file/*"),
    ("ignore: [{}]", "ignore/0"),
    ("ignore: [{glob: a}]", "ignore/0"),
    ("patterns: [{prose: a}]", "patterns/0"),
    ("patterns: [{id: It, prose: a}]", "patterns/0/id"),
    ("patterns: [{id: it}]", "patterns/0"),
    ("patterns: [{id: it, prose: a, raw: b}]", "patterns/0"),
    ("patterns: [{id: it, prose: ''}]", "patterns/0/prose"),
    ("patterns: [{id: it, prose: {regexp: a}}]", "patterns/0/prose"),
    ("patterns: [{id: it, prose: a, replace: b, remove: true}]", "patterns/0"),
    ("patterns: [{id: it, heading: a, rename-to: b}]", "patterns/0"),
    ("patterns: [{id: it, heading: a, param: b}]", "patterns/0"),
    ("patterns: [{id: it, raw: a, replace: b, fix: safe}]", "patterns/0/fix"),
    ("patterns: [{id: it, heading: a, where: {level: 7}}]", "patterns/0/where/level"),
    ("patterns: [{id: it, heading: a, where: {levle: 2}}]", "patterns/0/where"),
    ("patterns: [{id: it, prose: a, where: {level: 2}}]", "patterns/0"),
    ("patterns: [{id: it, tag: a, where: {value: b}}]", "patterns/0"),
    ("patterns: [{id: it, heading: a, where: {content: b}}]", "patterns/0"),
    ("patterns: [{id: it, prose: a, where: {inside: qotation}}]", "patterns/0/where/inside"),
    ("patterns: [{id: it, heading: a, tests: {worse: []}}]", "patterns/0/tests"),
]


@pytest.mark.parametrize("text", GOOD)
def test_what_is_read_fits(tmp_path: Path, text: str) -> None:
    assert is_read(tmp_path, text)
    assert faults(text) == []


@pytest.mark.parametrize(("text", "place"), BAD)
def test_what_is_refused_does_not_fit(tmp_path: Path, text: str, place: str) -> None:
    assert not is_read(tmp_path, text)
    assert place in faults(text)


def test_the_configuration_of_this_repository_fits() -> None:
    assert faults((ROOT / "rules.yaml").read_text(encoding="utf-8")) == []


def test_the_output_fits_key_by_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    twice = '<ref name="a">A long enough text.</ref><ref name="a">Another long text.</ref>'
    (tmp_path / "a.wiki").write_text(f"Teh {twice} recieved\n<references />\n")
    assert main(["check", "--format", "json", "a.wiki"]) == 1
    output = json.loads(capsys.readouterr().out)
    Draft7Validator(OUTPUT).validate(output)
    definitions = OUTPUT["definitions"]
    found = {d["rule"]: d for d in output["diagnostics"]}
    assert list(OUTPUT["properties"]) == list(output)
    for diagnostic in found.values():
        assert list(diagnostic) == list(definitions["diagnostic"]["properties"])
    fix = found["typo"]["fix"]
    assert list(fix) == list(definitions["fix"]["properties"])
    assert list(fix["edits"][0]) == list(
        definitions["fix"]["properties"]["edits"]["items"]["properties"]
    )
    (related, *_) = found["conflicting-ref-name"]["related"]
    assert list(related) == list(
        definitions["diagnostic"]["properties"]["related"]["items"]["properties"]
    )
    output["diagnostics"][0]["severity"] = "off"
    assert not Draft7Validator(OUTPUT).is_valid(output)


def test_the_command_knows_the_rules_of_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text("patterns: [{id: it, prose: a, description: An A}]\n")
    assert main(["schema", "rules"]) == 0
    made = json.loads(capsys.readouterr().out)
    rules = made["definitions"]["rules"]["properties"]
    assert rules["it"] == rules["local/it"]
    assert rules["it"]["description"] == "An A"
    assert main(["schema", "output"]) == 0
    assert json.loads(capsys.readouterr().out) == OUTPUT
