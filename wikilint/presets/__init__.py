"""The presets that wikilint ships: one JSON file each, data that a `rules.yaml` could hold too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources

from wikilint import hookimpl


@hookimpl
def wikilint_presets() -> Mapping[str, Mapping[str, object]]:
    """All presets that ship with wikilint."""
    files = (f for f in resources.files(__name__).iterdir() if f.name.endswith(".json"))
    return {f.name.removesuffix(".json"): json.loads(f.read_text(encoding="utf-8")) for f in files}
