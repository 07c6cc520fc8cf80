"""What the presets that ship with wikilint switch on."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint import fix_text, lint_text, load_config
from wikilint.config import Config

UNTIDY = "==Heading ==\n*one  two\n\n\n\ntext[[ a ]]  \n\n"


def severities(config: Config) -> dict[str, str]:
    return {active.rule.id: active.severity for active in config.rules_for().active}


def extending(folder: Path, *names: str) -> Config:
    path = folder / "rules.yaml"
    path.write_text(f"extends: [{', '.join(names)}]\n")
    return load_config(path)


@pytest.mark.parametrize("preset", ["mediawiki", "wikipedia-en"])
def test_whitespace_is_a_matter_of_the_cosmetic_preset(preset: str, tmp_path: Path) -> None:
    without, both = load_config(preset=preset), extending(tmp_path, preset, "cosmetic")
    added = severities(both).keys() - severities(without).keys()
    assert {"trailing-whitespace", "repeated-space", "untidy-heading"} <= added
    assert {severities(both)[name] for name in added} == {"info"}
    assert {name: severities(both)[name] for name in severities(without)} == severities(without)


def test_the_policy_on_cosmetic_edits_stays_that_of_the_wiki(tmp_path: Path) -> None:
    assert extending(tmp_path, "wikipedia-en", "cosmetic").cosmetic == "with-others"
    assert extending(tmp_path, "mediawiki", "cosmetic").cosmetic == "always"
    assert extending(tmp_path, "wikipedia-en", "cosmetic").site.name == "wikipedia-en"


def test_all_that_it_fixes_is_cosmetic(tmp_path: Path) -> None:
    config = extending(tmp_path, "mediawiki", "cosmetic")
    found = {diagnostic.rule for diagnostic in lint_text(UNTIDY, config=config)}
    assert {"extra-blank-lines", "repeated-space", "trailing-whitespace"} <= found
    result = fix_text(UNTIDY, config=config)
    assert {fix.effect for fix in result.applied} == {"cosmetic"}
    assert fix_text(UNTIDY, config=extending(tmp_path, "wikipedia-en", "cosmetic")).text == UNTIDY


def test_the_default_has_no_taste() -> None:
    assert lint_text(UNTIDY) == []


def test_a_default_for_any_wiki_and_a_house_style_on_top() -> None:
    default, house = (severities(load_config(preset=n)) for n in ("mediawiki", "wikipedia-en"))
    assert default["unclosed-tag"] == house["unclosed-tag"]
    assert "date-format-mismatch" not in default
    assert house["date-format-mismatch"] == "warning"
    assert house["duplicate-ref"] == "warning"
    assert default["duplicate-ref"] == "info"
