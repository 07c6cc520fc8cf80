"""Rules and plugins to start from: files that work as they are written, and are never overwritten.

The templates are those in ``templates/``, filled by `string.Template`.
"""

from __future__ import annotations

import os
import sys
import tomllib
from importlib.resources import files
from keyword import iskeyword
from pathlib import Path
from shlex import quote
from string import Template
from typing import NamedTuple

from wikilint.files import FileError
from wikilint.plugins import LOCAL
from wikilint.rule import rule
from wikilint.version import __version__

_PREFIX = "wikilint-"
_EXAMPLE = "okay"  # the rule that a new plugin begins with
_USED_BY_RULES = ("rule", "prose")  # names of the template that a rule's own would hide


class ScaffoldError(ValueError):
    """A name that cannot be used, or a place where nothing can be made."""


class Made(NamedTuple):
    """The files that were written, and what to type next, line by line."""

    files: tuple[Path, ...]
    advice: tuple[str, ...]


class _Package(NamedTuple):
    """An installable plugin: where its pyproject.toml is, where its rules are, as a module too."""

    plugin: str
    top: Path
    modules: Path
    name: str


def new_rule(name: str, folder: Path) -> Made:
    """Write a rule and its cases: into the plugin in that folder, or as a local file.

    Raises ScaffoldError for a name that no rule can have, FileError if a file cannot be written or,
    before any is, if one exists.
    """
    _check_name(name)
    _check_place(folder)
    package = _package_in(folder)
    if package is not None:
        return _rule_of(package, name)
    module, cases = (folder / f"{_identifier(name)}{suffix}" for suffix in (".py", ".yaml"))
    _create_all({module: _rule(name, LOCAL), cases: _cases(name, LOCAL, module.name)})
    named = module.as_posix() if module.is_absolute() else f"./{module.as_posix()}"
    advice = (
        f"wikilint test {_typed(cases)}",
        f"wikilint check --rules-file {_typed(module)} PAGE",
        f"plugins: [{named}]  # in rules.yaml, to switch it on for good",
    )
    return Made((module, cases), advice)


def new_plugin(name: str, folder: Path) -> Made:
    """Write an installable package with one rule below a folder.

    `house` and ``wikilint-house`` both make the plugin `house` in ``wikilint-house/``. Raises
    ScaffoldError for a name that no plugin can have, FileError as `new_rule` does.
    """
    plugin = name.removeprefix(_PREFIX)
    _check_name(plugin)
    _check_place(folder)
    if plugin in (LOCAL, "wikilint"):
        raise ScaffoldError(f"“{plugin}” cannot be the name of a plugin: wikilint uses it itself")
    distribution = f"{_PREFIX}{plugin}"
    top = folder / distribution
    module = _identifier(distribution)
    package = _Package(plugin, top, top / module, module)
    words = {
        "plugin": plugin,
        "distribution": distribution,
        "package": module,
        "version": __version__,
        "id": f"{plugin}/{_EXAMPLE}",
    }
    made = {
        top / "pyproject.toml": _filled("pyproject.toml", words),
        top / "README.md": _filled("README.md", words),
        top / ".pre-commit-hooks.yaml": _filled("hooks.yaml", words),
        top / ".gitignore": "*.egg-info/\n.venv/\n__pycache__/\nbuild/\ndist/\n",
        package.modules / "__init__.py": _filled("plugin.py", words),
        **_rule_files(package, _EXAMPLE),
    }
    _create_all(made)
    advice = (
        f"cd {_typed(top)}",
        "pip install -e '.[test]'",
        "pytest",
        "wikilint new-rule NAME",
        f"plugins: [{plugin}]  # in the rules.yaml of pages, to switch it on",
    )
    return Made(tuple(made), advice)


def create(path: Path, text: str) -> None:
    """Write a file that does not exist yet. Raises FileError, also if it does."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise FileError(f"{path}: there already, and left as it is") from None
    except OSError as error:
        raise FileError(f"{path}: cannot be written: {error.strerror}") from None


def _create_all(texts: dict[Path, str]) -> None:
    """Write all files, or none if one is there already."""
    found = [str(path) for path in texts if os.path.lexists(path)]
    if found:
        raise FileError(f"{', '.join(found)}: there already; nothing was written")
    for path, text in texts.items():
        create(path, text)


def _check_place(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ScaffoldError(f"{folder} is no folder")


def _check_name(name: str) -> None:
    try:
        rule(name)
    except ValueError:
        plain = "".join(c if c.isascii() and c.isalnum() else " " for c in name.lower())
        better = "-".join(plain.split()).lstrip("0123456789-")
        hint = f"; did you mean “{better}”?" if better else ""
        message = f"“{name}” is no name: lower-case words with hyphens, such as stray-bold{hint}"
        raise ScaffoldError(message) from None
    if iskeyword(name) or name in (*_USED_BY_RULES, *sys.stdlib_module_names):
        message = f"“{name}” means something else in Python: let the name say what is wrong"
        raise ScaffoldError(message)


def _typed(path: Path) -> str:
    """A path as it is typed into a shell."""
    return quote(str(path))


def _identifier(name: str) -> str:
    return name.replace("-", "_")


def _rule_of(package: _Package, name: str) -> Made:
    """One more rule of a plugin. Its package may find it by itself, as those made here do."""
    texts = _rule_files(package, name)
    _create_all(texts)
    module, cases = texts
    entry = package.modules / "__init__.py"
    install = f"pip install -e {_typed(package.top)}"
    advice = [f"wikilint test {_typed(cases)}  # once `{install}` has been run"]
    if "iter_modules" not in entry.read_text(encoding="utf-8"):
        word = module.stem
        advice.append(f"{entry} must give it: from {package.name}.{word} import {word}")
    return Made((module, cases), tuple(advice))


def _rule_files(package: _Package, name: str) -> dict[Path, str]:
    identifier = _identifier(name)
    return {
        package.modules / f"{identifier}.py": _rule(name, package.plugin),
        package.top / "tests" / "rules" / f"{identifier}.yaml": _cases(
            name, package.plugin, package.plugin
        ),
    }


def _rule(name: str, plugin: str) -> str:
    words = {"name": name, "identifier": _identifier(name), "id": f"{plugin}/{name}"}
    return _filled("rule.py", words)


def _cases(name: str, plugin: str, source: str) -> str:
    return _filled("cases.yaml", {"id": f"{plugin}/{name}", "plugin": source})


def _filled(template: str, words: dict[str, str]) -> str:
    file = files(__name__) / "templates" / f"{template}.txt"
    return Template(file.read_text(encoding="utf-8")).substitute(words)


def _package_in(folder: Path) -> _Package | None:
    """The plugin that the pyproject.toml of a folder declares. Raises ScaffoldError, FileError."""
    file = folder / "pyproject.toml"
    if not file.is_file():
        return None
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise FileError(f"{file}: cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise ScaffoldError(f"{file}: not TOML: {error}") from None
    points = data.get("project", {}).get("entry-points", {}).get("wikilint", {})
    if not points:
        return None
    plugin, value = next(iter(points.items()))
    module = value.partition(":")[0].strip()
    for modules in (folder.joinpath(*way, *module.split(".")) for way in ((), ("src",))):
        if (modules / "__init__.py").is_file():
            return _Package(plugin, folder, modules, module)
    raise ScaffoldError(f"{file}: the plugin {plugin} is “{value}”, and there is no such package")
