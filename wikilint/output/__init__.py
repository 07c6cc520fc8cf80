"""The formats in which a run is printed. Each is imported only when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from wikilint.nearest import did_you_mean
from wikilint.results import Format

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "text": "wikilint.output.text:as_text",
        "concise": "wikilint.output.concise:as_concise",
        "json": "wikilint.output.records:as_json",
        "jsonl": "wikilint.output.records:as_json_lines",
        "github": "wikilint.output.github:as_github",
        "sarif": "wikilint.output.sarif:as_sarif",
        "diff": "wikilint.output.diff:as_diff",
    }
)
"""What ships with wikilint: the name of a format, and the module and function that make it."""

NO_FORMATS: Mapping[str, Format] = MappingProxyType({})


class FormatError(ValueError):
    """There is no such format, or it cannot show this command."""


def format_named(name: str, others: Mapping[str, Format] = NO_FORMATS) -> Format:
    """The format of a name: one of `FORMATS`, or one of the others, which plugins bring.

    Raises FormatError where there is none.
    """
    if name in FORMATS:
        module, _, function = FORMATS[name].partition(":")
        made: Format = getattr(import_module(module), function)
        return made
    if name in others:
        return others[name]
    names = [*FORMATS, *sorted(others)]
    hint = did_you_mean(name, names) or f"; there are {', '.join(names)}"
    raise FormatError(f"there is no format named “{name}”{hint}")
