"""Plugins: installed, local, broken."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

from wikilint.config import ConfigError, load_config
from wikilint.hookspecs import hookimpl
from wikilint.plugins import LoadedPlugin, PluginFailure, installed_plugins, load_registry
from wikilint.rule import Rule
from wikilint.rules import _only_rule
from wikilint.version import __version__

OKAY = Rule("okay", lambda _: (), documentation="Okay.", aliases=("all-right",))
OTHER = Rule("other", lambda _: ())
SHIPPED = load_registry([], base=Path())


class Distribution(metadata.Distribution):
    """An installed distribution that exists only in a test."""

    def __init__(self, name: str, version: str, *entry_points: tuple[str, str]) -> None:
        lines = "\n".join(f"{name} = {value}" for name, value in entry_points)
        self.files_by_name = {
            "METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
            "entry_points.txt": f"[wikilint]\n{lines}\n",
        }

    def read_text(self, filename: str) -> str | None:
        return self.files_by_name.get(filename)

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Make distributions appear installed: each a name, a version and modules by entry point."""
    installed: list[metadata.EntryPoint] = []

    def entry_points(*, group: str) -> list[metadata.EntryPoint]:
        assert group == "wikilint"
        return installed

    def add(name: str, version: str, **plugins: object) -> None:
        named = []
        for plugin, implementation in plugins.items():
            module = f"fake_{name.replace('-', '_')}_{plugin}"
            named.append((plugin, module))
            if isinstance(implementation, ModuleType):
                monkeypatch.setitem(sys.modules, module, implementation)
        installed.extend(Distribution(name, version, *named).entry_points)

    monkeypatch.setattr(metadata, "entry_points", entry_points)
    return add


def module(**functions: object) -> ModuleType:
    """A module with these functions in it."""
    made = ModuleType("fake")
    vars(made).update(functions)
    return made


def rules(*found: object) -> ModuleType:
    @hookimpl
    def wikilint_rules() -> list[object]:
        return list(found)

    return module(wikilint_rules=wikilint_rules)


def messages(plugins: list[str]) -> list[str]:
    """The failures, after making sure that all else is as without the plugins that failed."""
    registry = load_registry(plugins, base=Path())
    assert registry.rules.keys() >= SHIPPED.rules.keys()
    return [str(failure) for failure in registry.failures]


def test_what_ships_comes_through_the_same_door() -> None:
    assert SHIPPED.failures == []
    assert {"rule-crash", "unstable-fix", "fixes-refused", "unknown-rule", "unused-suppression",
            "typo", "duplicate-ref"} <= SHIPPED.rules.keys()  # fmt: skip
    assert all(rule.plugin == "" and rule.id == rule.name for rule in SHIPPED.rules.values())
    assert SHIPPED.rules["typo"].family == "spelling"
    assert SHIPPED.loaded == [LoadedPlugin("wikilint", __version__, "wikilint", len(SHIPPED.rules))]
    assert SHIPPED.names["typo"] == "typo"


def test_installed_is_not_enabled(install: Install) -> None:
    install("wikilint-house", "1.2", house=rules(OKAY))
    assert load_registry([], base=Path()).rules.keys() == SHIPPED.rules.keys()
    (found,) = installed_plugins()
    assert found[:3] == ("house", "wikilint-house", "1.2")


def test_nothing_is_searched_for_unless_a_plugin_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def entry_points(**_: object) -> list[metadata.EntryPoint]:
        raise AssertionError("searched")

    monkeypatch.setattr(metadata, "entry_points", entry_points)
    load_registry([], base=Path())
    with pytest.raises(AssertionError, match="searched"):
        load_registry(["house"], base=Path())


@pytest.mark.parametrize("name", ["house", "wikilint-house", "Wikilint.House"])
def test_a_plugin_is_named_by_its_entry_point_or_its_distribution(
    install: Install, name: str
) -> None:
    install("wikilint-house", "1.2", house=rules(OKAY, OTHER))
    registry = load_registry([name, "house"], base=Path())
    assert registry.failures == []
    assert registry.rules["house/okay"] == OKAY.named("house")
    names = {name: rule for name, rule in registry.names.items() if rule == "house/okay"}
    assert set(names) == {"house/okay", "house/all-right", "okay", "all-right"}
    assert registry.loaded[-1] == LoadedPlugin("house", "1.2", "wikilint-house", 2)


def test_a_plugin_that_is_not_installed(install: Install) -> None:
    install("wikilint-house", "1.2", house=rules(OKAY))
    registry = load_registry(["hose", "zzz"], base=Path())
    assert registry.unknown == {
        "hose": "no plugin “hose” is installed; did you mean “house”?",
        "zzz": "no plugin “zzz” is installed",
    }


def test_an_entry_point_name_of_two_distributions_says_too_little(install: Install) -> None:
    install("one", "1", house=rules(OKAY))
    install("two", "2", house=rules(OTHER))
    unknown = load_registry(["house"], base=Path()).unknown
    assert unknown == {
        "house": "“house” is a plugin of one and two; name one of these instead",
    }
    assert "house/other" in load_registry(["two"], base=Path()).rules
    assert messages(["one", "two"]) == [
        "plugin house (two 2): the plugin house of two 2 is also one of one 1"
    ]


def test_presets_and_formats(install: Install) -> None:
    def shout(_: object) -> Iterator[str]:
        yield "!"

    @hookimpl
    def wikilint_presets() -> dict[str, object]:
        return {"house-style": {"rules": {}}}

    @hookimpl
    def wikilint_formatters() -> dict[str, object]:
        return {"shout": shout}

    plugin = module(wikilint_presets=wikilint_presets, wikilint_formatters=wikilint_formatters)
    install("wikilint-house", "1", house=plugin)
    registry = load_registry(["house"], base=Path())
    assert registry.failures == []
    assert registry.presets["house-style"] == {"rules": {}}
    assert registry.presets.keys() == {*SHIPPED.presets, "house-style"}
    assert registry.formatters == {"shout": shout}


@hookimpl
def wikilint_ruls() -> list[Rule]:
    return [OKAY]


def wikilint_rules() -> list[Rule]:
    return [OKAY]


@hookimpl
def raising() -> list[Rule]:
    raise RuntimeError("first line\nsecond line")


@hookimpl
def no_list() -> object:
    return 5


@hookimpl
def no_presets() -> list[str]:
    return ["a"]


@hookimpl
def clashing_preset() -> dict[str, object]:
    return {"mediawiki": {}}


@dataclass(frozen=True)
class OptionsWithAReservedName:
    fix: bool = True


@pytest.mark.parametrize(
    ("plugin", "message"),
    [
        (rules(OKAY, 5), "wikilint_rules gave 5, which is no Rule"),
        (rules(OKAY, OKAY), "two of its rules are named house/okay"),
        (rules(Rule("a", None, options=OptionsWithAReservedName)),
         "no option may be called fix, as one of house/a is"),
        (module(), "it implements no hook; there are wikilint_rules, wikilint_presets, "
                   "wikilint_formatters"),
        (module(wikilint_ruls=wikilint_ruls),
         "there is no hook wikilint_ruls; did you mean “wikilint_rules”?"),
        (module(wikilint_rules=wikilint_rules), "wikilint_rules is not marked with @hookimpl"),
        (module(my_hook=no_list), "there is no hook my_hook"),
        (module(wikilint_rules=raising), "RuntimeError: first line"),
        (module(wikilint_rules=no_list), "TypeError: 'int' object is not iterable"),
        (module(wikilint_presets=no_presets),
         "AttributeError: 'list' object has no attribute 'items'"),
        (module(wikilint_presets=clashing_preset),
         "the preset mediawiki of wikilint-house 1.2 is also one of wikilint " + __version__),
        (None, "ModuleNotFoundError: No module named 'fake_wikilint_house_house'"),
    ],
)  # fmt: skip
def test_a_broken_plugin_is_one_line_and_the_rest_stands(
    install: Install, plugin: object, message: str
) -> None:
    install("wikilint-house", "1.2", house=plugin)
    install("wikilint-good", "1", good=rules(OTHER))
    registry = load_registry(["house", "good"], base=Path())
    assert registry.failures == [PluginFailure("house", "wikilint-house 1.2", message)]
    assert str(registry.failures[0]) == f"plugin house (wikilint-house 1.2): {message}"
    assert registry.rules.keys() == {*SHIPPED.rules, "good/other"}
    assert registry.presets == SHIPPED.presets
    assert registry.may_lack("house/anything")
    assert registry.may_lack("anything")
    assert not registry.may_lack("good/anything")


def test_the_name_of_local_files_is_theirs(install: Install) -> None:
    install("wikilint-house", "1.2", local=rules(OKAY))
    assert messages(["wikilint-house"]) == [
        "plugin local (wikilint-house 1.2): “local” is the name of local files; the entry point "
        "needs another"
    ]


def test_a_bare_name_stands_for_one_rule_only(install: Install) -> None:
    typo = Rule("typo", None)
    install("one", "1", one=rules(OKAY, typo))
    install("two", "2", two=rules(OKAY, Rule("third", None, aliases=("all-right",))))
    registry = load_registry(["one", "two"], base=Path())
    assert registry.names["typo"] == "typo", "a full name outranks a bare one"
    assert registry.names["one/typo"] == "one/typo"
    assert "okay" not in registry.names
    assert registry.ambiguous == {
        "okay": ["one/okay", "two/okay"],
        "all-right": ["one/okay", "two/okay", "two/third"],
    }
    assert registry.names["two/all-right"] == "two/okay"


LOCAL = '''
from dataclasses import dataclass
from wikilint import Finding, option, rule

@dataclass(frozen=True, slots=True)
class Options:
    word: str = option("a", "…")

@rule("okay", options=Options)
def okay(doc, options):
    """Okay."""
    yield Finding((0, 1), options.word)

also_okay = okay
not_a_rule = 5
'''


def local(folder: Path, text: str, name: str = "house.py") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return f"./{name}"


def test_a_local_file_needs_no_packaging(tmp_path: Path) -> None:
    path = list(sys.path)
    registry = load_registry([local(tmp_path, LOCAL), str(tmp_path / "house.py")], base=tmp_path)
    assert registry.failures == []
    assert registry.rules["local/okay"].plugin == "local"
    assert registry.names["okay"] == "local/okay"
    assert registry.local_files == [tmp_path / "house.py"]
    assert registry.loaded[-1] == LoadedPlugin("local", "", str(tmp_path / "house.py"), 1)
    assert sys.path == path
    assert [file.name for file in tmp_path.iterdir()] == ["house.py"], "no __pycache__"


def test_a_changed_local_file_is_read_anew(tmp_path: Path) -> None:
    plugin = local(tmp_path, LOCAL)
    load_registry([plugin], base=tmp_path)
    local(tmp_path, LOCAL.replace("Okay.", "New."))
    registry = load_registry([plugin], base=tmp_path)
    assert registry.rules["local/okay"].summary == "New."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def f(:\n", "house.py:1: SyntaxError: invalid syntax"),
        ("\nimport no_such_module\n",
         "house.py:2: ModuleNotFoundError: No module named 'no_such_module'"),
        ("def f():\n    return 1 / 0\n\nf()\n", "house.py:2: ZeroDivisionError: division by zero"),
        ("from wikilint import rule\n\n@rule('Bad Name')\ndef f(doc): ...\n",
         "house.py:3: ValueError: rule names are kebab-case, which 'Bad Name' is not"),
        ("x = 1\n", "house.py: there is no rule at its top level"),
        ("\0", "house.py: SyntaxError: source code string cannot contain null bytes"),
    ],
)  # fmt: skip
def test_a_broken_local_file_is_one_line_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    modules = set(sys.modules)
    assert messages([local(tmp_path, text)]) == [f"plugin local: {message}"]
    assert not {name for name in set(sys.modules) - modules if "house" in name}


def test_the_same_name_in_two_local_files_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plugins = [local(tmp_path, LOCAL), local(tmp_path, LOCAL, "other.py")]
    assert messages(plugins) == [
        "plugin local: the rule local/okay of other.py is also one of house.py"
    ]


def test_local_files_that_are_missing_or_refused(tmp_path: Path) -> None:
    plugin = local(tmp_path, LOCAL)
    registry = load_registry([plugin, "x/y"], base=tmp_path, local=False)
    assert registry.unknown == {
        "./house.py": "./house.py is a local plugin, and these are switched off",
        "x/y": "x/y is a local plugin, and these are switched off",
    }
    registry = load_registry([], base=Path(), local=False, rules_files=[tmp_path / "house.py"])
    assert "local/okay" in registry.rules
    registry = load_registry(["./no.py"], base=tmp_path)
    assert registry.unknown == {"./no.py": f"there is no file {tmp_path / 'no.py'}"}


def presets(**found: object) -> ModuleType:
    @hookimpl
    def wikilint_presets() -> dict[str, object]:
        return dict(found)

    return module(wikilint_presets=wikilint_presets)


def test_a_preset_of_a_plugin_is_used_like_any_other(install: Install, tmp_path: Path) -> None:
    house = {"documentation": "Ours.", "extends": ["wikipedia-en"], "rules": {"typo": "info"}}
    install("wikilint-house", "1", house=presets(house=house))
    (tmp_path / "rules.yaml").write_text("plugins: house\nextends: house\n")
    config = load_config(tmp_path / "rules.yaml")
    assert config.presets == ("mediawiki", "wikipedia-en", "house")
    (typo,) = (rule for rule in config.rules_for().active if rule.rule.id == "typo")
    assert (typo.severity, typo.capped) == ("info", False)


@pytest.mark.parametrize(
    ("preset", "message"),
    [
        ({"extends": "a"}, "the preset “a” extends itself"),
        ({"extends": "b"}, "there is no preset “b”"),
        ({"rules": {"typo": {1, 2}}}, "{1, 2} is no value of a configuration"),
        (["typo"], "expected a map, not a list"),
        ({"baseline": "x"}, "“baseline” is not a key of a preset"),
        ({"rules": {"typoo": "off"}}, "there is no rule “typoo”; did you mean “typo”?"),
    ],
)
def test_a_preset_that_is_broken(
    install: Install, tmp_path: Path, preset: object, message: str
) -> None:
    install("wikilint-house", "1", house=presets(a=preset))
    (tmp_path / "rules.yaml").write_text("plugins: house\nextends: a\n")
    with pytest.raises(ConfigError) as error:
        load_config(tmp_path / "rules.yaml")
    assert error.value.messages == [f"preset a: {message}"]


def test_a_module_of_ours_that_holds_no_rule_of_its_name_is_refused() -> None:
    with pytest.raises(TypeError, match=r"wikilint\.text holds no rule 'text' under the name text"):
        _only_rule("wikilint.text")


def test_a_local_plugin_that_exits_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("import sys\nsys.exit(0)\n")
    registry = load_registry(["./x.py"], base=tmp_path)
    (failure,) = registry.failures
    assert "SystemExit" in failure.message


@pytest.mark.parametrize(
    ("body", "message"),
    [("x: int", "TypeError"), ("x: Missing = 1", "NameError")],
)
def test_options_that_cannot_be_made_are_found_before_the_run(
    tmp_path: Path, body: str, message: str
) -> None:
    (tmp_path / "x.py").write_text(
        "from __future__ import annotations\nfrom dataclasses import dataclass\n"
        f"from wikilint import rule\n\n@dataclass(frozen=True)\nclass Options:\n    {body}\n\n"
        "@rule('r', options=Options)\ndef r(doc, options):\n    return ()\n"
    )
    (failure,) = load_registry(["./x.py"], base=tmp_path).failures
    assert failure.message.startswith("the options of local/r: ")
    assert message in failure.message
