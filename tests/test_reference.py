"""The facts about rules that ship as data are complete, true and shown."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from docs.generator import reference_files
from wikilint import load_config
from wikilint.cli import main
from wikilint.output import listing
from wikilint.reference import called_elsewhere, example_of, peers_of

CONFIG = load_config(preset="wikipedia-en")
RULES = CONFIG.registry.rules
TOOLS = {"MediaWiki Linter", "CheckWiki", "AutoWikiBrowser", "Pywikibot", "wikilint (npm)"}


def shipped(name: str) -> str:
    return resources.files("wikilint.reference").joinpath(name).read_text(encoding="utf-8")


def test_the_files_are_what_the_code_says() -> None:
    made = reference_files()
    assert {name for name, text in made.items() if text != shipped(name)} == set()
    files = resources.files("wikilint.reference").iterdir()
    assert {f.name for f in files if f.name.endswith(".json")} == {*made, "peers.json"}


def test_every_rule_of_a_family_has_an_example() -> None:
    without = {name for name, rule in RULES.items() if example_of(name) is None}
    assert {RULES[name].family for name in without} <= {"engine"}


def test_peers_are_known_tools_of_known_rules() -> None:
    peers = json.loads(shipped("peers.json"))
    assert set(peers) <= set(RULES)
    assert list(peers) == sorted(peers)
    assert {tool for names in peers.values() for tool in names} == TOOLS
    assert all(names for tools in peers.values() for names in tools.values())


def test_a_peers_name_leads_to_the_rules() -> None:
    assert called_elsewhere("MISNESTED-tag") == "; in MediaWiki Linter it is misnested-tag"
    assert called_elsewhere("no such name") == ""
    with pytest.raises(listing.UnknownNameError, match=r"in CheckWiki it is .*duplicate-ref"):
        list(listing.rule(CONFIG, "81"))


def test_a_rule_is_shown_with_example_and_peers(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "obsolete-tag"]) == 0
    out = capsys.readouterr().out
    assert "\nExample:\n    the <strike>old</strike> price\n  Line 1, column 5: " in out
    assert "\nAfter `wikilint fix`:\n    the <s>old</s> price\n" in out
    assert "\nNothing is found here:\n    the <s>old</s> price\n" in out
    assert "\n  CheckWiki: 40, 41, 42, 541\n" in out


def test_a_setting_is_told_and_what_is_missing_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    told = {name: example_of(name) for name in RULES}
    name = next(n for n, e in told.items() if e and e.setting and e.fixed is None)
    example = told[name]
    assert example is not None
    assert main(["rule", name]) == 0
    out = capsys.readouterr().out
    assert f"Example ({', '.join(example.setting)}):" in out
    assert "--unsafe-fixes`:" not in out


def test_a_rule_of_a_plugin_has_neither(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "rules.yaml").write_text(
        "patterns:\n- {id: house, prose: cat, message: no cats}\n", encoding="utf-8"
    )
    assert main(["rule", "local/house", "--config", str(tmp_path / "rules.yaml")]) == 0
    assert "Example" not in capsys.readouterr().out
    assert peers_of("local/house") == {}
