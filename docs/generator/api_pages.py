"""The public API: its pages, and the names and signatures that are promised.

Docstrings here give the meaning of fields and parameters in lines `name: meaning`, which tools that
expect sections would run together; so the pages are made by this module.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from functools import cache, cached_property
from importlib import import_module
from itertools import pairwise
from textwrap import dedent
from types import ModuleType
from typing import Any, NamedTuple

from .markdown import described, fence, linked

PUBLIC = {
    "wikilint": "all that most programs and rules need",
    "wikilint.analysis": "what is known about a page, computed once",
    "wikilint.edits": "edits that keep the layout of the source",
    "wikilint.syntax": "the nodes of the tree",
    "wikilint.testing": "the test kit for rule authors",
    "wikilint.hookspecs": "what a plugin can bring",
}
"""The modules whose public names are promised."""


class _Member(NamedTuple):
    """A method, or an attribute with its type."""

    name: str
    signature: str
    about: str
    parameters: tuple[str, ...] = ()


class _Raw(str):
    """An annotation that is shown without quotation marks."""

    __slots__ = ()
    __repr__ = str.__str__


def api_pages() -> dict[str, str]:
    """A page for each public module."""
    homes = {name: f"{module}.md#{name.lower()}" for module in PUBLIC for name in _names(module)}
    pages = {}
    for module in PUBLIC:
        parts = [f"# {module}", described(inspect.getdoc(import_module(module)) or "", ())]
        for name in _names(module):
            parts += _entry(module, name)
        text = "\n\n".join(part for part in parts if part) + "\n"
        pages[f"reference/api/{module}.md"] = linked(text, homes.get)
    rows = "\n".join(f"- [`{module}`]({module}.md): {what}" for module, what in PUBLIC.items())
    pages["reference/api/index.md"] = (
        "# Python API\n\nWhat is here is public; "
        "[the promise](../../api-promise.md) says how it may change.\n\n" + rows + "\n"
    )
    return pages


def public_lines() -> list[str]:
    """Every public name with its signature, one on a line: what plugins may rely on."""
    return [line for module in PUBLIC for name in _names(module) for line in _lines(module, name)]


def _names(module: str) -> list[str]:
    """The public names of a module: its `__all__`, or the functions that it defines."""
    found = import_module(module)
    listed = getattr(found, "__all__", None)
    if listed is not None:
        return sorted(name for name in listed if not name.startswith("__"))
    return sorted(
        name
        for name, value in vars(found).items()
        if inspect.isfunction(value) and value.__module__ == module and not name.startswith("_")
    )


def _lines(module: str, name: str) -> Iterator[str]:
    value = getattr(import_module(module), name)
    if inspect.isclass(value):
        yield f"class {module}.{name}{_signature(value) if _is_made_by_users(value) else ''}"
        for member in (*_attributes(value), *_methods(value)):
            yield f"{module}.{name}.{member.name}{member.signature}"
    elif inspect.isfunction(value):
        yield f"{module}.{name}{_signature(value)}"
    else:
        yield f"{module}.{name} = {_shown(value)}"


def _entry(module: str, name: str) -> Iterator[str]:
    value = getattr(import_module(module), name)
    yield f"## {name}"
    if inspect.isclass(value):
        attributes = list(_attributes(value))
        bases = ", ".join(base.__name__ for base in value.__bases__ if _is_public(base))
        lines = [f"class {name}{f'({bases})' if bases else ''}:"]
        lines += [f"    {member.name}{member.signature}" for member in attributes]
        yield fence(
            "\n".join(lines).removesuffix(":") if not attributes else "\n".join(lines), "python"
        )
        yield described(inspect.getdoc(value) or "", [member.name for member in attributes])
        if _is_made_by_users(value):
            yield "Made by:"
            yield fence(f"{name}{_signature(value)}", "python")
        for member in _methods(value):
            yield f"### {name}.{member.name}"
            yield fence(f"{member.name}{member.signature}", "python")
            yield described(member.about, member.parameters)
    elif inspect.isfunction(value):
        yield fence(f"{name}{_signature(value)}", "python")
        yield described(inspect.getdoc(value) or "", inspect.signature(value).parameters)
    else:
        yield fence(f"{name} = {_shown(value)}", "python")
        yield _about(_home(module, name), name)


def _is_made_by_users(found: type) -> bool:
    """Whether plugins and programs make such values themselves."""
    homes = ("wikilint.diagnostic", "wikilint.rule", "wikilint.document", "wikilint.testing.cases")
    return is_dataclass(found) and found.__module__ in homes


def _is_public(found: type) -> bool:
    return any(found is getattr(import_module(m), found.__name__, None) for m in PUBLIC)


def _attributes(found: type) -> Iterator[_Member]:
    """The public attributes of a class, without those that it inherits from a public one."""
    if found.__name__ == "Config":
        return  # what holds for some pages is asked by methods
    kinds: dict[str, object] = {}
    for owner in _own(found):
        slots = vars(owner).get("__slots__", ())
        kinds.update(dict.fromkeys(slots, ""))
        kinds.update(_assigned(owner))
        kinds.update(vars(owner).get("__annotations__", {}))
    names = list(kinds) if is_dataclass(found) or hasattr(found, "_fields") else sorted(kinds)
    for name in names:
        is_method = inspect.isroutine(inspect.getattr_static(found, name, None))
        if not name.startswith("_") and not is_method:
            yield _Member(name, f": {_plain(kinds[name])}" if kinds[name] else "", "")


def _methods(found: type) -> Iterator[_Member]:
    """The public properties and methods of a class, without those of a public one above it."""
    values = {name: value for owner in _own(found) for name, value in vars(owner).items()}
    for name, value in sorted(values.items()):
        if name.startswith("_"):
            continue
        if isinstance(value, property | cached_property):
            function = value.fget if isinstance(value, property) else value.func
            assert function is not None
            kind = inspect.signature(function).return_annotation
            yield _Member(name, f": {_plain(kind)}", inspect.getdoc(value) or "")
        elif inspect.isfunction(value) or isinstance(value, classmethod | staticmethod):
            bound = value.__func__ if isinstance(value, classmethod | staticmethod) else value
            skipped = 0 if isinstance(value, staticmethod) else 1
            parameters = tuple(inspect.signature(bound).parameters)[skipped:]
            about = inspect.getdoc(bound) or ""
            yield _Member(name, _signature(bound, skipped=skipped), about, parameters)


def _own(found: type) -> list[type]:
    """The class, and those above it that are ours and not public; the topmost first."""
    ours = [owner for owner in found.__mro__ if owner.__module__.startswith("wikilint")]
    return [owner for owner in reversed(ours) if owner is found or not _is_public(owner)]


def _assigned(owner: type) -> dict[str, str]:
    """What `__init__` gives an object, with the types that are written there."""
    names: dict[str, str] = {}
    if is_dataclass(owner) or "__init__" not in vars(owner):
        return names
    body = ast.parse(dedent(inspect.getsource(owner))).body[0]
    assert isinstance(body, ast.ClassDef)
    init = next(n for n in body.body if isinstance(n, ast.FunctionDef) and n.name == "__init__")
    kinds = {a.arg: ast.unparse(a.annotation) for a in init.args.args if a.annotation}
    for node in ast.walk(init):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute):
            names[node.target.attr] = ast.unparse(node.annotation)
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
            given = node.value.id if isinstance(node.value, ast.Name) else ""
            names[node.targets[0].attr] = kinds.get(given, "")
    return names


def _signature(value: Callable[..., Any], *, skipped: int = 0) -> str:
    found = inspect.signature(value)
    parameters = [
        p.replace(annotation=_plain(p.annotation))
        for p in list(found.parameters.values())[skipped:]
    ]
    returned = found.return_annotation
    is_made = inspect.isclass(value) or returned in (inspect.Signature.empty, None)
    result = inspect.Signature.empty if is_made else _plain(returned)
    return str(found.replace(parameters=parameters, return_annotation=result))


def _plain(annotation: Any) -> Any:
    text = getattr(annotation, "__forward_arg__", annotation)
    return _Raw(text) if isinstance(text, str) else annotation


def _shown(value: object) -> str:
    return str(value).replace("typing.", "") if "object at" not in str(value) else "…"


def _home(module: str, name: str) -> ModuleType:
    """The module that defines a value which does not know its own."""
    for node in ast.walk(_parsed(import_module(module))):
        names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
        if isinstance(node, ast.ImportFrom) and node.module and name in names:
            return import_module(node.module)
    return import_module(module)


def _about(module: ModuleType, name: str) -> str:
    """The text that stands below an assignment."""
    body = _parsed(module).body
    for node, following in pairwise(body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if not any(isinstance(target, ast.Name) and target.id == name for target in targets):
            continue
        if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
            return inspect.cleandoc(str(following.value.value))
    return ""


@cache
def _parsed(module: ModuleType | None) -> ast.Module:
    assert module is not None
    return ast.parse(inspect.getsource(module))
