"""Which modules there are, from the ground up: the layers that the architecture test enforces."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from .markdown import table

ROOT = Path(__file__).resolve().parents[2]


def module_page() -> str:
    """A table of modules for each layer."""
    parts = [
        "# Modules",
        "From the ground up. A module imports from its own layer and from those before it; "
        "`tests/test_architecture.py` enforces it. See [Architecture](../architecture.md).",
    ]
    layers = _layers()
    number = {name: index for index, names in enumerate(layers) for name in names}
    found: dict[int, list[tuple[str, str]]] = {}
    for path in sorted((ROOT / "wikilint").rglob("*.py")):
        name = _name(path)
        if name.startswith("wikilint.rules.") and path.name != "__init__.py":
            continue  # rules have pages of their own
        fitting = [known for known in number if f"{name}.".startswith(f"{known}.")]
        about = (ast.get_docstring(_parsed(path)) or "").partition("\n\n")[0].replace("\n", " ")
        index = number[max(fitting, key=len)]
        found.setdefault(index, []).append((f"`{name}`", about.replace("|", "\\|")))
    for position, index in enumerate(sorted(found), start=1):
        parts += [f"## Layer {position}", table(("module", "what it is"), found[index])]
    return "\n\n".join(parts) + "\n"


def _layers() -> tuple[tuple[str, ...], ...]:
    for node in _parsed(ROOT / "tests" / "test_architecture.py").body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "LAYERS":
            layers: tuple[tuple[str, ...], ...] = ast.literal_eval(node.value)
            return layers
    raise LookupError("tests/test_architecture.py has no LAYERS")


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
