"""The public interface."""

from __future__ import annotations

import inspect
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import wikilint
from wikilint import Config, Page, SiteError, TextError, fix_text, lint_text, load_config

SIGNATURES = {
    "fix_text": "(text: 'str', *, config: 'Config | None' = None, page: 'Page | None' = None, "
    "unsafe: 'bool' = False) -> 'FixResult'",
    "lint_text": "(text: 'str', *, config: 'Config | None' = None, page: 'Page | None' = None) -> "
    "'list[Diagnostic]'",
    "load_config": "(path: 'str | os.PathLike[str] | None' = None, *, preset: 'str | None' = None, "
    "rules_files: 'Iterable[str | os.PathLike[str]]' = (), local_plugins: 'bool' = True) -> "
    "'Config'",
    "option": "(default: 'Any', documentation: 'str') -> 'Any'",
    "rule": "(name: 'str', *, severity: 'Severity' = 'warning', scope: 'Scope' = 'any', "
    "options: 'type | None' = None, tags: 'Iterable[str]' = (), aliases: 'Iterable[str]' = (), "
    "url: 'str | None' = None, fixes: 'Iterable[Applicability] | None' = None) -> "
    "'Callable[[RuleFunction], Rule]'",
    "Edit": "(span: 'tuple[int, int]', text: 'str') -> None",
    "File": "(path: 'str', text: 'str') -> None",
    "Finding": "(span: 'tuple[int, int]', message: 'str', fix: 'Fix | None' = None, *, "
    "severity: 'Severity | None' = None, alternatives: 'tuple[Fix, ...]' = (), "
    "related: 'tuple[Related, ...]' = ()) -> None",
    "Fix": "(title: 'str', edits: 'tuple[Edit, ...]', applicability: 'Applicability' = 'unsafe', "
    "*, effect: 'Effect' = 'visible', relies_on: 'tuple[tuple[int, int], ...]' = (), "
    "reshapes: 'tuple[int, int] | None' = None, summary: 'str | None' = None) -> None",
    "Page": "(title: 'str | None' = None, path: 'str | None' = None, "
    "namespace: 'int | None' = None, site: 'str | None' = None, language: 'str | None' = None, "
    "today: 'date | None' = None) -> None",
    "Related": "(span: 'tuple[int, int]', message: 'str') -> None",
}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "rules.yaml").write_text(
        "rules: {typo: {words: {aslyum: asylum}}}\n"
        "per-file: {'quotes/**': {rules: {typo: off}}}\nbot: {obey: always}\n",
        encoding="utf-8",
    )
    return load_config(tmp_path / "rules.yaml")


def test_the_public_names_are_these_and_no_others() -> None:
    assert wikilint.__all__ == [
        "Applicability", "AppliedFix", "Config", "ConfigError", "Diagnostic", "Document", "Edit",
        "Effect", "File", "Finding", "Fix", "FixResult", "Page", "Related", "Rule", "Severity",
        "Site", "SiteError", "Span", "TextError", "__version__", "fix_text", "hookimpl",
        "lint_text", "load_config", "option", "rule",
    ]  # fmt: skip
    assert all(hasattr(wikilint, name) for name in wikilint.__all__)


@pytest.mark.parametrize(("name", "signature"), SIGNATURES.items())
def test_signatures_stay(name: str, signature: str) -> None:
    assert str(inspect.signature(getattr(wikilint, name))) == signature


@pytest.mark.parametrize("new", ["lint_text", "rule"])
def test_an_old_name_warns_with_the_new_one(new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wikilint, "_RENAMED", {"old_name": new})
    with pytest.warns(DeprecationWarning, match=rf"wikilint\.old_name .* wikilint\.{new}$"):
        assert wikilint.old_name is getattr(wikilint, new)


def test_every_old_name_has_a_public_one() -> None:
    assert set(wikilint._RENAMED.values()) <= set(wikilint.__all__)
    assert set(wikilint._RENAMED).isdisjoint(wikilint.__all__)


def test_texts_are_linted_by_a_configuration(config: Config) -> None:
    text = "\ufeffAn\r\naslyum.\r\n"
    (found,) = lint_text(text, config=config)
    assert (found.rule, found.severity, found.text) == ("typo", "warning", "aslyum")
    assert (found.start, found.end, found.line, found.column) == (5, 11, 2, 1)
    assert found.path is None


def test_without_a_configuration_the_preset_is_mediawiki() -> None:
    assert lint_text("{{Use dmy dates}} It began on May 4, 1950.") == []
    (found,) = lint_text('A.<ref name="x" />\n')
    assert (found.rule, found.text) == ("undefined-ref-name", '<ref name="x" />')


def test_the_page_decides_what_holds_for_it(config: Config, tmp_path: Path) -> None:
    quoted = str(tmp_path / "quotes" / "a.wiki")
    assert lint_text("aslyum", config=config, page=Page(path=quoted)) == []
    plain = str(tmp_path / "a.wiki")
    (found,) = lint_text("aslyum", config=config, page=Page(path=plain))
    assert found.path == plain
    assert lint_text("aslyum", config=config, page=Page(title="Aslyum")) == []


def test_texts_are_fixed(config: Config) -> None:
    result = fix_text("An\r\naslyum.", config=config)
    assert (result.text, result.diagnostics, result.effect) == ("An\r\nasylum.", (), "visible")
    (applied,) = result.applied
    assert (applied.rule, applied.edits) == ("typo", (wikilint.Edit((4, 10), "asylum"),))


def test_stop_signs_of_the_configuration_hold(config: Config) -> None:
    page = Page(site="wikipedia-en")
    result = fix_text("{{nobots}}\naslyum", config=config, page=page)
    assert (result.text, result.applied) == ("{{nobots}}\naslyum", ())
    assert [skipped.rules for skipped in result.skipped] == [("typo",)]
    found = lint_text("{{nobots}}\naslyum", config=config, page=page)
    assert [d.rule for d in found] == ["fixes-refused", "typo"]


def test_what_cannot_be_a_page_is_refused() -> None:
    with pytest.raises(TextError, match="NUL"):
        lint_text("a\0")
    with pytest.raises(SiteError, match="unknown site 'x'"):
        fix_text("a", page=Page(site="x"))


def test_threads_share_a_configuration(config: Config) -> None:
    texts = [f"{'x ' * n}aslyum" for n in range(40)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: lint_text(text, config=config), texts))
    assert [d.start for ds in found for d in ds] == [2 * n for n in range(40)]


def test_a_name_that_is_not_public_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="no attribute 'lint_file'"):
        _ = wikilint.lint_file
    assert dir(wikilint) == sorted(wikilint.__all__)


def test_importing_the_package_imports_neither_parser_nor_rules() -> None:
    show = "import sys, wikilint.cli; print(*[m for m in sys.modules if 'mwparser' in m])"
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    assert done.stdout == "\n"
