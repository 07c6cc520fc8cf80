"""What a plugin can bring: each function here is a hook that plugins implement with `hookimpl`.

A plugin is a module (or any object) named by an entry point of the group ``wikilint``. The name of
the entry point is the plugin's, and goes before the names of its rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pluggy import HookimplMarker, HookspecMarker

from wikilint.results import Format
from wikilint.rule import Rule

PROJECT = "wikilint"
"""The name that pluggy and the entry points go by."""

hookspec = HookspecMarker(PROJECT)

hookimpl = HookimplMarker(PROJECT)
"""Marks a plugin's function as the implementation of the hook with the same name."""


@hookspec
def wikilint_rules() -> Iterable[Rule]:  # type: ignore[empty-body]
    """The rules of the plugin, with bare names."""


@hookspec
def wikilint_presets() -> Mapping[str, Mapping[str, object]]:  # type: ignore[empty-body]
    """Presets by name: the data that a ``rules.yaml`` with `extends`, `site`, `rules` … holds."""


@hookspec
def wikilint_formatters() -> Mapping[str, Format]:  # type: ignore[empty-body]
    """Output formats by name, as `--format` takes them."""
