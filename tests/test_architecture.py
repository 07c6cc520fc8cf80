"""The shape of the code: who imports whom, who touches files, how long things are."""

from __future__ import annotations

import ast
import importlib
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from wikilint.rule import Rule
from wikilint.testing import load_cases

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wikilint"

# From the ground up: a module imports from its own layer and from those before it in this list. The
# longest name that fits counts. Imports for type checking and inside functions are imports, too.
LAYERS = (
    ("wikilint.version", "wikilint.nearest", "wikilint.diagnostic", "wikilint.text"),
    ("wikilint.syntax",),
    ("wikilint.site",),
    ("wikilint.document",),
    ("wikilint.analysis", "wikilint.edits"),
    ("wikilint.rule",),
    ("wikilint.suppression", "wikilint.refusal", "wikilint.verify"),
    ("wikilint.engine",),
    ("wikilint.fixer",),
    ("wikilint.results",),
    ("wikilint.hookspecs", "wikilint.faults", "wikilint.globs"),
    (
        "wikilint.yamlmap",
        "wikilint.site_files",
        "wikilint.options",
        "wikilint.settings",
        "wikilint.patterns",
    ),
    ("wikilint.plugins", "wikilint.layers", "wikilint.selection", "wikilint.config"),
    ("wikilint.api",),
    ("wikilint",),
    ("wikilint.rules", "wikilint.presets"),
    ("wikilint.cache", "wikilint.changes", "wikilint.discovery", "wikilint.files"),
    ("wikilint.baseline", "wikilint.deadline", "wikilint.workers"),
    ("wikilint.request", "wikilint.runner"),
    ("wikilint.reference",),
    ("wikilint.output",),
    ("wikilint.progress", "wikilint.schema"),
    ("wikilint.scaffold", "wikilint.initial"),
    ("wikilint.testing",),
    ("wikilint.arguments", "wikilint.cli"),
    ("wikilint.__main__",),
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}

FOR_RULES = ("wikilint.analysis", "wikilint.edits", "wikilint.syntax")
FOR_PLUGINS = (*FOR_RULES, "wikilint.testing")

# The runner, the configuration, and what they are made of. A site reads its own data with
# importlib.resources, as a preset does.
TOUCH_FILES = {
    *("wikilint.runner", "wikilint.discovery", "wikilint.files", "wikilint.changes"),
    *("wikilint.baseline", "wikilint.cache", "wikilint.config", "wikilint.layers"),
    "wikilint.options",
    *(
        "wikilint.globs",
        "wikilint.plugins",
        "wikilint.testing",
        "wikilint.cli",
        "wikilint.arguments",
        "wikilint.request",
        "wikilint.scaffold",
        "wikilint.initial",
    ),
}
FILE_MODULES = {"glob", "os", "pathlib", "shutil", "subprocess", "tempfile"}
PRINT = {"wikilint.cli", "wikilint.output"}

NOT_A_NAME = {"base", "common", "core", "helper", "helpers", "manager", "misc", "util", "utils"}

MODULE_LINES = 400
RULE_LINES = 150
MACHINERY = (
    *("engine", "fixer", "refusal", "verify", "suppression", "rule"),
    *("config", "layers", "options", "settings", "selection", "yamlmap", "faults", "globs"),
    "nearest",
    *("plugins", "hookspecs", "api"),
    *("runner", "results", "files", "discovery", "changes", "baseline", "cache"),
    *("request", "arguments", "site_files"),
    *("deadline", "workers", "progress", "cli", "output"),
)
# The analyses were planned at 4,000 lines with the syntax, before the families of 170 rules were
# written, which share 55 analyses: 35 lines a rule, as many as a rule has itself. The last hundred
# read the dates and parameters of citations where they stand, a fifteenth of the time of a lint.
BUDGETS = {
    4_500: MACHINERY,
    1_500: ("patterns", "scaffold", "initial", "schema", "testing", "reference"),
    1_200: ("syntax", "edits"),
    6_250: ("analysis",),
}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def below(name: str, prefixes: object) -> bool:
    """Whether a module is one of these or inside one."""
    assert isinstance(prefixes, (set, tuple, dict))
    return any(f"{name}.".startswith(f"{prefix}.") for prefix in prefixes)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
RULES = {
    name: path
    for name, path in MODULES.items()
    if name.startswith("wikilint.rules.") and path.name != "__init__.py"
}


@cache
def syntax_tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> set[str]:
    """Every module that is imported anywhere in a file; ``wikilint.rule`` is the decorator."""
    found: set[str] = set()
    for node in ast.walk(syntax_tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            assert node.module is not None
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            inside = {name for name in names if name in MODULES and name != "wikilint.rule"}
            pure = names if names == {"pathlib.PurePath"} else set()  # touches no file
            found |= inside or pure or {node.module}
    return found


def own(path: Path) -> set[str]:
    return {name for name in imports(path) if below(name, ("wikilint",))}


def layer(name: str) -> int:
    fitting = [known for known in LAYER if f"{name}.".startswith(f"{known}.")]
    best = max(fitting, key=len)
    assert best != "wikilint" or name == "wikilint", f"{name} has no layer: put it into LAYERS"
    return LAYER[best]


@pytest.mark.parametrize("name", MODULES)
def test_imports_point_downwards(name: str) -> None:
    upwards = {other for other in own(MODULES[name]) if layer(other) > layer(name)}
    assert not upwards


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {name: own(path) - {name} for name, path in MODULES.items()}
    while free := {name for name, used in graph.items() if not used & graph.keys()}:
        graph = {name: used for name, used in graph.items() if name not in free}
    assert not graph


@pytest.mark.parametrize("name", RULES)
def test_rules_use_only_what_plugins_may_use(name: str) -> None:
    assert {n for n in own(RULES[name]) if n != "wikilint" and not below(n, FOR_RULES)} == set()


@pytest.mark.parametrize(
    "path", [pytest.param(p, id=p.name) for p in sorted((ROOT / "plugins").rglob("*.py"))]
)
def test_plugins_use_only_the_public_api(path: Path) -> None:
    assert {n for n in own(path) if n != "wikilint" and not below(n, FOR_PLUGINS)} == set()


@pytest.mark.parametrize("name", [name for name in MODULES if not below(name, TOUCH_FILES)])
def test_who_does_not_touch_files(name: str) -> None:
    path = MODULES[name]
    used = {other for other in imports(path) if other != "pathlib.PurePath"}
    assert {other.partition(".")[0] for other in used} & FILE_MODULES == set()
    assert "open" not in called(path)


@pytest.mark.parametrize("name", [name for name in MODULES if not below(name, PRINT)])
def test_who_does_not_print(name: str) -> None:
    path = MODULES[name]
    assert "print" not in called(path)
    standard = {"stdin", "stdout", "stderr"}
    attributes = {n.attr for n in ast.walk(syntax_tree(path)) if isinstance(n, ast.Attribute)}
    assert "sys" not in imports(path) or not attributes & standard


def called(path: Path) -> set[str]:
    """Names of the functions that are called by a bare name."""
    calls = (node.func for node in ast.walk(syntax_tree(path)) if isinstance(node, ast.Call))
    return {function.id for function in calls if isinstance(function, ast.Name)}


@pytest.mark.parametrize("name", MODULES)
def test_no_regular_expression_is_compiled_at_import(name: str) -> None:
    at_import = list(run_at_import(syntax_tree(MODULES[name])))
    assert [
        node.lineno
        for node in at_import
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr) == ("re", "compile")
    ] == []


def run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes that run when the module is imported: all but the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)):
            parts: list[ast.AST] = [*child.decorator_list, child.args]
        elif isinstance(child, ast.Lambda):
            parts = [child.args]
        else:
            yield child
            parts = [child]
        for part in parts:
            yield from run_at_import(part)


def logical_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(token.type == tokenize.NEWLINE for token in tokenize.tokenize(file.readline))


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short_and_named_for_what_they_hold(name: str) -> None:
    assert logical_lines(MODULES[name]) <= (RULE_LINES if name in RULES else MODULE_LINES)
    assert not set(MODULES[name].stem.split("_")) & NOT_A_NAME


@pytest.mark.parametrize("budget", BUDGETS)
def test_the_whole_stays_small(budget: int) -> None:
    prefixes = tuple(f"wikilint.{name}" for name in BUDGETS[budget])
    assert sum(logical_lines(p) for name, p in MODULES.items() if below(name, prefixes)) <= budget


def test_every_module_is_in_a_budget_or_needs_none() -> None:
    budgeted = tuple(f"wikilint.{name}" for names in BUDGETS.values() for name in names)
    ground = ("text", "diagnostic", "site", "document", "version", "__main__")
    others = tuple(f"wikilint.{name}" for name in (*ground, "rules", "presets"))
    assert {n for n in MODULES if not below(n, budgeted + others) and n != "wikilint"} == set()


@pytest.mark.parametrize("name", RULES)
def test_a_rule_its_file_and_its_cases_bear_one_name(name: str) -> None:
    _, _, family, stem = name.split(".")
    rules = [value for value in vars(importlib.import_module(name)).values() if type(value) is Rule]
    assert [(rule.name, rule.family) for rule in rules] == [(stem.replace("_", "-"), family)]
    (rule,) = rules
    cases = load_cases(ROOT / "tests" / "rules" / family / f"{stem}.yaml")
    assert cases.rule == rule.name
    assert {bool(case.at) for case in cases.cases} == {True, False}, "both good and bad cases"
    assert rule.summary, "the first line of the documentation says what it finds"
    assert rule.fixes is not None, "built-in rules say what their fixes can be"


def test_no_cases_without_a_rule() -> None:
    cases = (ROOT / "tests" / "rules").rglob("*.yaml")
    expected = {PACKAGE / path.relative_to(ROOT / "tests").with_suffix(".py") for path in cases}
    assert expected - set(RULES.values()) == set()
