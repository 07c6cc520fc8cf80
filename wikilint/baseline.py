"""Old findings that a project accepts for now: keyed by path, rule and the text found.

Lines move, so they are no part of the key; how often the same text is accepted in a file is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from wikilint.diagnostic import Diagnostic

DEFAULT_NAME = ".wikilint-baseline.json"

Key: TypeAlias = tuple[str, str, str]


class BaselineError(ValueError):
    """A baseline file that cannot be read; the message begins with its path."""


def load(path: Path) -> Counter[Key]:
    """The accepted findings. Raises BaselineError for a file that is missing or malformed."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = data["findings"]
        return Counter({(e["path"], e["rule"], e["text"]): int(e["count"]) for e in entries})
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        message = f"{path}: not a baseline; write a new one with --write-baseline"
        raise BaselineError(message) from None


def dump(accepted: Counter[Key]) -> str:
    """The text of a baseline file: one finding a line, sorted, so that diffs stay readable."""
    lines = [
        json.dumps({"path": path, "rule": rule, "text": text, "count": count})
        for (path, rule, text), count in sorted(accepted.items())
    ]
    return '{"version": 1, "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def without(
    diagnostics: Iterable[Diagnostic], path: str, accepted: Counter[Key]
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file that its baseline does not accept, first come, first accepted."""
    left = accepted.copy()
    kept = []
    for diagnostic in diagnostics:
        key = (path, diagnostic.rule, diagnostic.text)
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(diagnostic)
    return tuple(kept)


def keys(diagnostics: Iterable[Diagnostic], path: str) -> Counter[Key]:
    """What accepts all these diagnostics of a file."""
    return Counter((path, diagnostic.rule, diagnostic.text) for diagnostic in diagnostics)
