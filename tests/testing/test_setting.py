"""The setting of a case: options, preset, site."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wikilint.config import load_config
from wikilint.diagnostic import Finding
from wikilint.document import Document
from wikilint.rule import File, Rule, option, rule
from wikilint.testing import Case, run_case


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    min_length: int = option(2, "The least length.")
    words: tuple[str, ...] = option((), "The words.")
    file: File | None = option(None, "A file.")

    def __post_init__(self) -> None:
        if self.min_length < 0:
            raise ValueError("min-length must not be negative")


@rule("option-teller", options=Options, severity="off")
def teller(doc: Document, options: Options) -> Iterator[Finding]:
    if doc.text.startswith("a"):
        yield Finding((0, 1), f"{options} {doc.site.name} {doc.language}")


def message(**case: Any) -> str:
    """What the rule says of its setting."""
    (failure,) = run_case(teller, Case("a", at=("a",), message="?", **case))
    return failure.removeprefix("`message`: '?' is not in ").strip("'\"")


def refusal(**case: Any) -> list[str]:
    return run_case(teller, Case("a", at=("a",), file=Path("c.yaml"), line=7, **case))


def test_options_are_typed_as_in_a_configuration(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_text("x")
    told = message(
        options={"min-length": 3, "words": ["b", "c"], "file": "words.txt"},
        file=tmp_path / "cases.yaml",
    )
    file = File("words.txt", "x")
    assert told == f"{Options(3, ('b', 'c'), file)} mediawiki en"


def test_without_options_the_defaults_hold() -> None:
    assert message() == f"{Options()} mediawiki en"


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (
            {"min-lenght": 3},
            "“min-lenght” is not an option of option-teller; did you mean “min-length”?",
        ),
        ({"min-length": "3"}, "min-length: expected a whole number, not “3”"),
        ({"min-length": -1}, "option-teller: min-length must not be negative"),
    ],
)
def test_options_that_do_not_fit_are_refused(options: dict[str, object], fault: str) -> None:
    assert refusal(options=options) == [f"c.yaml:7:1: {fault}"]


def test_a_rule_without_options_takes_none() -> None:
    plain = Rule("plain", lambda _: ())
    assert run_case(plain, Case("a", options={"b": 1}, file=Path("c.yaml"), line=7)) == [
        "c.yaml:7:1: “b” is not an option of plain"
    ]


def test_the_site_is_the_cases_or_its_presets() -> None:
    assert message(site="wikipedia-en").endswith(" wikipedia-en en")
    assert message(preset="wikipedia-en").endswith(" wikipedia-en en")
    assert message(preset="wikipedia-en", site="mediawiki").endswith(" mediawiki en")


def test_what_does_not_exist_is_refused() -> None:
    (site,) = refusal(site="wikipedia-xx")
    assert site.startswith("c.yaml:7:1: unknown site 'wikipedia-xx'")
    (preset,) = refusal(preset="wikipedia-xx")
    assert preset.startswith("c.yaml:7:1: --preset: there is no preset “wikipedia-xx”")


def test_a_preset_gives_severity_and_options() -> None:
    config = load_config(preset="wikipedia-en")
    rule, setting = next(
        (config.registry.rules[name], setting)
        for name, setting in config.rules.items()
        if setting.severity not in (None, "off") and config.registry.rules[name].function
    )
    silent = Rule(rule.name, lambda _: [Finding((0, 1), "m")], severity="off", plugin=rule.plugin)
    case = Case("a", at=("a",), preset="wikipedia-en", severity=(setting.severity or "off",))
    assert run_case(silent, case) == []
    assert run_case(silent, dataclasses.replace(case, preset=None, severity=("warning",))) == []
