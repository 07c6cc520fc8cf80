"""The files of `wikilint.reference` that are made from the cases and the code."""

from __future__ import annotations

import json

from wikilint import load_config
from wikilint.schema import output_schema, rules_schema

from .examples import examples


def reference_files() -> dict[str, str]:
    """Their texts by name."""
    registry = load_config().registry
    shown = examples(registry.rules)
    return {
        "examples.json": _json({name: example._asdict() for name, example in shown.items()}),
        "output.schema.json": _json(output_schema()),
        "rules.schema.json": _json(rules_schema(registry)),
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
