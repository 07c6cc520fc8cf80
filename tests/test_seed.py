"""Every rule on the seed article, whole and cut off anywhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from wikilint import Config, fix_text, lint_text, load_config
from wikilint.output.fixes import edit_summary

ROOT = Path(__file__).resolve().parent.parent
SEED = (ROOT / "seeds" / "fall_of_damascus_2024.wiki").read_text(encoding="utf-8")
CUTS = [len(SEED) * number // 200 for number in range(200)]


@pytest.fixture(scope="module")
def config() -> Config:
    return load_config(ROOT / "rules.yaml").selecting(select=["ALL"])


def test_the_three_jobs_that_the_project_is_named_for() -> None:
    config = load_config(ROOT / "rules.yaml")
    found = lint_text(SEED, config=config)
    rules = [d.rule for d in found]
    assert rules.count("iso-date") == 21
    assert rules.count("date-format-mismatch") == 5
    others = [(d.rule, d.line, d.column, d.text[:12]) for d in found if d.severity == "warning"]
    assert others == [
        ("duplicate-ref", 68, 188, "<ref>{{Cite "),
        ("typo", 84, 737, "aslyum"),
    ]


def test_a_whole_fix_is_stable_and_changes_ten_lines() -> None:
    config = load_config(ROOT / "rules.yaml")
    once = fix_text(SEED, config=config)
    assert fix_text(once.text, config=config).text == once.text
    pairs = zip(SEED.split("\n"), once.text.split("\n"), strict=True)
    changed = [number for number, (old, new) in enumerate(pairs, 1) if old != new]
    assert changed == [40, 45, 47, 49, 52, 68, 84, 91, 101, 102]
    assert once.effect == "visible"
    left = [(d.rule, d.line, d.severity) for d in once.diagnostics]
    assert left == [
        ("duplicate-maintenance-tag", 3, "info"),
        ("near-duplicate-ref", 27, "info"),
        ("inconsistent-citation-names", 64, "info"),
        ("inconsistent-citation-names", 64, "info"),
        ("unbalanced-quotation-mark", 84, "info"),
    ]


def test_the_edit_summary_names_the_three_jobs_first() -> None:
    summary = edit_summary(fix_text(SEED, config=load_config(ROOT / "rules.yaml")))
    assert summary.startswith(
        "dates to dmy per {{Use dmy dates}} (26), merged duplicate ref (1), typo aslyum→asylum (1)"
    )


@pytest.mark.parametrize("cut", CUTS)
def test_a_page_cut_off_anywhere_is_read(config: Config, cut: int) -> None:
    for found in lint_text(SEED[:cut], config=config):
        assert found.rule not in {"rule-crash", "unstable-fix"}, found.message
        assert 0 <= found.start <= found.end <= cut
        assert found.text == SEED[found.start : found.end]


@pytest.mark.parametrize("cut", CUTS[7::20])
def test_a_page_cut_off_anywhere_is_fixed_once(config: Config, cut: int) -> None:
    once = fix_text(SEED[:cut], config=config, unsafe=True)
    assert fix_text(once.text, config=config, unsafe=True).text == once.text
    assert not [d for d in once.diagnostics if d.rule in {"rule-crash", "unstable-fix"}]
