"""What a configuration means."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from wikilint.config import Config, ConfigError, Setting, find_config, load_config
from wikilint.document import Page
from wikilint.refusal import StopSigns
from wikilint.rule import ActiveRule, File, Ignore

HOUSE = '''
from dataclasses import dataclass
from wikilint import File, option, rule

@dataclass(frozen=True)
class Options:
    words: dict[str, str] = option({}, "…")
    allow: tuple[str, ...] = option(("x",), "…")
    min_length: int = option(3, "…")
    file: File | None = option(None, "…")

@rule("plain", aliases=["old-plain"], tags=["wording"])
def plain(doc):
    """Plain."""
    return ()

@rule("opt-in", severity="off", options=Options, tags=["wording", "slow"])
def opt_in(doc, options):
    """Off by default."""
    return ()
'''


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "house.py").write_text(HOUSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def load(text: str, preset: str | None = None) -> Config:
    Path("rules.yaml").write_text(f"plugins: [./house.py]\n{text}", encoding="utf-8")
    return load_config("rules.yaml", preset=preset)


def active(config: Config, path: str | None = None) -> dict[str, ActiveRule]:
    """The local rules that are on, by bare name."""
    on = config.rules_for(path).active
    return {rule.rule.name: rule for rule in on if rule.rule.plugin == "local"}


def severities(config: Config, path: str | None = None) -> dict[str, str]:
    return {name: rule.severity for name, rule in active(config, path).items()}


def test_without_a_file_the_preset_is_mediawiki() -> None:
    config = load_config()
    assert (config.path, config.presets, config.folder) == (None, ("mediawiki",), Path())
    assert (config.site.name, config.language, config.cosmetic) == ("mediawiki", None, "always")
    assert (config.include, config.exclude, config.baseline) == ((), (), None)
    assert (config.timeout, config.stop_signs) == (10.0, StopSigns())
    assert config.registry.failures == []


def test_the_preset_of_the_english_wikipedia() -> None:
    config = load_config(preset="wikipedia-en")
    assert config.presets == ("mediawiki", "wikipedia-en")
    assert (config.site.name, config.cosmetic) == ("wikipedia-en", "with-others")
    on = {rule.rule.id: rule for rule in config.rules_for().active}
    assert on["duplicate-ref"].severity == "warning"
    assert not on["duplicate-ref"].capped
    assert "date-format-mismatch" in on
    assert "date-format-mismatch" not in {r.rule.id for r in load_config().rules_for().active}


def test_single_values() -> None:
    config = load(
        "site: wikipedia-en\nlanguage: en-GB\ncosmetic: never\ntimeout: 5\nbaseline: old.json\n"
        "files: {include: ['*.txt'], exclude: ['vendor/']}\nbot: {name: Bot, obey: batch}\n"
    )
    assert (config.site.name, config.language, config.cosmetic) == (
        "wikipedia-en",
        "en-GB",
        "never",
    )
    assert (config.include, config.exclude) == (("*.txt",), ("vendor/",))
    assert (config.timeout, config.baseline) == (5.0, "old.json")
    assert config.stop_signs == StopSigns("Bot", "batch")
    refused = [rule for rule in config.rules_for().active if rule.rule.name == "fixes-refused"]
    assert refused[0].options == StopSigns("Bot", "batch")


def test_empty_maps_and_lists_may_be_left_empty() -> None:
    config = load("rules:\nfiles:\nper-file:\nignore:\nextends:\nbot:\n")
    assert severities(config) == {"plain": "warning"}


def test_off_is_a_severity_in_every_version_of_yaml() -> None:
    assert severities(load("rules: {plain: off}")) == {}
    Path("rules.yaml").write_text("%YAML 1.1\n---\nrules: {typo: off}\n", encoding="utf-8")
    config = load_config("rules.yaml")
    assert "typo" not in {rule.rule.id for rule in config.rules_for().active}


def test_a_rule_in_full() -> None:
    config = load(
        "rules:\n  local/plain: {severity: info, fix: manual, promote: true}\n"
        "  opt-in: {severity: error, words: {a: b}, min-length: 5, file: list.txt}\n"
        if Path("list.txt").write_text("a\n")
        else ""
    )
    plain, opt_in = active(config)["plain"], active(config)["opt-in"]
    assert (plain.severity, plain.capped) == ("info", True)
    assert (plain.ceiling, plain.promote, plain.options) == ("manual", True, None)
    assert (opt_in.severity, opt_in.ceiling, opt_in.promote) == ("error", "safe", False)
    assert opt_in.options.words == {"a": "b"}
    assert (opt_in.options.allow, opt_in.options.min_length) == (("x",), 5)
    assert opt_in.options.file == File("list.txt", "a\n")
    assert config.files_named == (Path("rules.yaml"), Path("house.py"), Path("list.txt"))


def test_options_alone_leave_a_rule_off_and_uncapped() -> None:
    assert severities(load("rules: {opt-in: {min-length: 5}}")) == {"plain": "warning"}
    config = load("rules: {plain: {fix: off}}")
    assert (active(config)["plain"].capped, active(config)["plain"].ceiling) == (False, "off")


def test_every_name_of_a_rule_will_do() -> None:
    for name in ("plain", "local/plain", "old-plain", "local/old-plain"):
        assert severities(load(f"rules: {{{name}: error}}")) == {"plain": "error"}


def test_maps_merge_and_all_else_replaces_along_extends(folder: Path) -> None:
    (folder / "sub").mkdir()
    (folder / "sub" / "base.yaml").write_text(
        "plugins: [../house.py]\nextends: wikipedia-en\nlanguage: de\ntimeout: 9\n"
        "baseline: old.json\nfiles: {include: [a], exclude: [b]}\n"
        "rules: {opt-in: {severity: error, words: {a: b, c: d}, allow: [y]}, old-plain: info}\n"
        "ignore: [{text: z}]\nper-file: {'**/b.wiki': {rules: {opt-in: info}}}\n",
        encoding="utf-8",
    )
    config = load(
        "extends: sub/base.yaml\nlanguage: ~\nfiles: {exclude: [c]}\n"
        "rules: {opt-in: {words: {c: e}, allow: [z]}}\nignore: [{rule: plain}]\n"
    )
    assert config.presets == ("mediawiki", "wikipedia-en")
    assert (config.language, config.timeout, config.baseline) == (None, 9.0, "sub/old.json")
    assert (config.include, config.exclude) == (("a",), ("c",))
    opt_in = active(config)["opt-in"]
    assert (opt_in.options.words, opt_in.options.allow) == ({"a": "b", "c": "e"}, ("z",))
    assert severities(config) == {"plain": "info", "opt-in": "error"}
    assert severities(config, "sub/b.wiki")["opt-in"] == "info"
    assert severities(config, "b.wiki")["opt-in"] == "error", "globs start at their file's folder"
    assert config.rules_for().ignores == (Ignore("local/plain"),)
    assert config.files_named[:2] == (Path("rules.yaml"), Path("sub/base.yaml"))


def test_of_several_that_are_extended_the_later_wins() -> None:
    assert load("extends: [wikipedia-en, mediawiki]").site.name == "mediawiki"
    assert load("extends: [mediawiki, wikipedia-en]").site.name == "wikipedia-en"


def test_a_preset_of_the_command_line_takes_the_place_of_those_in_the_file() -> None:
    config = load("extends: mediawiki\ncosmetic: never\n", preset="wikipedia-en")
    assert config.presets == ("mediawiki", "wikipedia-en")
    assert (config.site.name, config.cosmetic) == ("wikipedia-en", "never")


def test_rules_for_some_files_only() -> None:
    config = load(
        "rules: {opt-in: {words: {a: b}}}\nper-file:\n"
        "  'drafts/**': {rules: {plain: off}}\n"
        "  '*.txt': {rules: {opt-in: {severity: info, words: {c: d}}}}\n"
    )
    assert severities(config, "a.wiki") == {"plain": "warning"}
    assert severities(config, "drafts/x/a.wiki") == {}
    assert severities(config, str(Path("drafts/a.txt").absolute())) == {"opt-in": "info"}
    assert active(config, "a.txt")["opt-in"].options.words == {"a": "b", "c": "d"}
    assert severities(config, "../a.txt") == {"plain": "warning"}
    assert severities(config) == {"plain": "warning"}
    assert config.rules_for("drafts/a.wiki") is config.rules_for("drafts/b.wiki")
    assert config.rules_for("drafts/a.wiki") is not config.rules_for("a.wiki")


def test_accepted_findings() -> None:
    config = load("ignore: [{path: 'old/', rule: old-plain, text: a}, {rule: typo}, {text: b}]")
    always = (Ignore("typo"), Ignore(None, "b"))
    assert config.rules_for("a.wiki").ignores == always
    assert config.rules_for().ignores == always
    assert config.rules_for("old/a.wiki").ignores == (Ignore("local/plain", "a"), *always)


def test_selecting_switches_on_what_is_off() -> None:
    config = load("rules: {opt-in: {min-length: 7}, plain: off}")
    chosen = config.selecting(select=["opt-in"])
    (only,) = chosen.rules_for().active
    assert (only.rule.id, only.severity, only.asked, only.capped) == (
        "local/opt-in", "warning", True, False)  # fmt: skip
    assert only.options.min_length == 7
    assert chosen.rules_for().partial
    assert severities(config) == {}, "the configuration itself stays as it was"
    assert not config.rules_for().partial


@pytest.mark.parametrize(
    ("selector", "rules"),
    [
        ("local/*", {"plain", "opt-in"}),
        ("wording", {"plain", "opt-in"}),
        ("slow", {"opt-in"}),
        ("old-plain", {"plain"}),
        ("spelling", {"typo", "unknown-word", "repeated-word", "mixed-english-variety"}),
    ],
)
def test_selectors(selector: str, rules: set[str]) -> None:
    config = load("").selecting(select=[selector])
    assert {rule.rule.name for rule in config.rules_for().active} == rules


def test_all_selects_everything_and_asks_for_nothing() -> None:
    config = load("").selecting(select=["ALL"], ignore=["wording"])
    on = config.rules_for().active
    assert {rule.rule.id for rule in on} == {
        rule.id for rule in config.registry.rules.values() if "wording" not in rule.tags
    }
    assert not any(rule.asked for rule in on)


def test_selecting_keeps_a_severity_that_is_set() -> None:
    config = load("rules: {plain: error}").selecting(select=["plain"])
    assert severities(config) == {"plain": "error"}
    assert active(config)["plain"].capped


def test_extending_the_selection_leaves_the_rest_on() -> None:
    config = load("").selecting(extend_select=["opt-in"])
    assert severities(config) == {"plain": "warning", "opt-in": "warning"}
    assert [rule.asked for rule in active(config).values()] == [False, True]
    assert not config.rules_for().partial
    both = load("").selecting(select=["plain"], extend_select=["opt-in"])
    assert severities(both) == {"plain": "warning", "opt-in": "warning"}
    assert len(both.rules_for().active) == 2


def test_ignoring_rules() -> None:
    config = load("").selecting(ignore=["local/*"])
    assert severities(config) == {}
    assert config.rules_for().partial


def test_what_is_off_for_a_file_stays_off_there() -> None:
    config = load("per-file: {'*.txt': {rules: {plain: off}}}").selecting(select=["plain"])
    assert severities(config, "a.txt") == {}
    assert severities(config, "a.wiki") == {"plain": "warning"}


def test_unknown_selectors_are_refused_all_at_once() -> None:
    with pytest.raises(ConfigError) as error:
        load("").selecting(select=["typoo", "wordin"], ignore=["loca/*"], extend_select=["x"])
    assert error.value.messages == [
        "--extend-select: there is no rule, tag, family or plugin “x”",
        "--ignore: there is no rule, tag, family or plugin “loca/*”; did you mean “local/*”?",
        "--select: there is no rule, tag, family or plugin “typoo”; did you mean “typo”?",
        "--select: there is no rule, tag, family or plugin “wordin”; did you mean “wording”?",
    ]


def test_a_selector_that_means_two_rules_is_refused() -> None:
    Path("other.py").write_text(HOUSE.replace('"plain"', '"odd"').replace('"opt-in"', '"other"'))
    load("")
    config = load_config("rules.yaml", rules_files=["other.py"])
    with pytest.raises(ConfigError) as error:
        config.selecting(select=["old-plain"])
    assert error.value.messages == [
        "--select: “old-plain” may mean local/odd and local/plain: name one of these"
    ]


def test_every_value_tells_where_it_comes_from() -> None:
    config = load(
        "extends: wikipedia-en\nlanguage: en\nbot: {obey: never}\n"
        "rules:\n  plain: off\n  opt-in: {min-length: 5, fix: manual, promote: true}\n"
    )
    settings = {setting.key: setting for setting in config.settings()}
    for expected in (
        Setting("site", "wikipedia-en", "preset wikipedia-en"),
        Setting("language", "en", "rules.yaml:3:1"),
        Setting("files.exclude", "[]", "default"),
        Setting("bot.name", "null", "default"),
        Setting("bot.obey", "never", "rules.yaml:4:7"),
        Setting("rules.duplicate-ref.severity", "warning", "preset wikipedia-en"),
        Setting("rules.local/plain.severity", "off", "rules.yaml:6:3"),
        Setting("rules.local/opt-in.severity", "off", "default"),
        Setting("rules.local/opt-in.fix", "manual", "rules.yaml:7:27"),
        Setting("rules.local/opt-in.promote", "true", "rules.yaml:7:40"),
        Setting("rules.local/opt-in.min-length", "5", "rules.yaml:7:12"),
        Setting("rules.local/opt-in.allow", '["x"]', "default"),
        Setting("rules.local/opt-in.file", "null", "default"),
        Setting("rules.fixes-refused.severity", "info", "default"),
    ):
        assert settings[expected.key] == expected
    assert "rules.fixes-refused.obey" not in settings


def test_a_file_is_shown_by_its_name() -> None:
    Path("list.txt").write_text("a\n")
    settings = load("rules: {opt-in: {file: list.txt}}").settings()
    shown = [setting.value for setting in settings if setting.key == "rules.local/opt-in.file"]
    assert shown == ['"list.txt"']


def test_pages() -> None:
    config = load("site: wikipedia-en\nlanguage: en-GB\n")
    day = date(2026, 1, 31)
    named = config.page("pages/Fall_of_Rome.wiki", today=day)
    assert named == Page(
        "Fall of Rome", "pages/Fall_of_Rome.wiki", site="wikipedia-en", language="en-GB", today=day
    )
    assert config.page("a.wiki", title="Talk:B").title == "Talk:B"
    assert config.page("-").title is None
    assert config.page() == Page(site="wikipedia-en", language="en-GB")


def test_the_nearest_configuration_is_found_upward(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "rules.yaml").touch()
    assert find_config(Path("a/b")) == Path("rules.yaml")
    assert find_config(Path(Path.cwd().anchor)) is None
    assert find_config(inner) == Path("rules.yaml")
    (tmp_path / "a" / "rules.yaml").mkdir()
    (tmp_path / "a" / ".wikilint.yaml").touch()
    assert find_config(Path("a/b")) == Path("a/.wikilint.yaml")
    (inner / "rules.yaml").touch()
    assert find_config(Path("a/b")) == Path("a/b/rules.yaml")
    (inner / ".wikilint.yaml").touch()
    assert find_config(Path("a/b")) == Path("a/b/.wikilint.yaml")
    monkeypatch.chdir(inner)
    assert find_config(Path("..")) == tmp_path / "a" / ".wikilint.yaml"


def test_presets_name_only_rules_that_exist() -> None:
    registry = load_config().registry
    assert {"mediawiki", "wikipedia-en"} <= registry.presets.keys()
    for name in registry.presets:
        load_config(preset=name)
