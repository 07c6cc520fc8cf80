"""The formats for programs: diagnostics as JSON objects. Their keys are a promise.

Offsets are code points of the text as it was given, half-open. All is ASCII: what JSON cannot hold
otherwise, such as a lone surrogate, is escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from wikilint.diagnostic import Diagnostic, Fix
from wikilint.results import Run, shown

VERSION = 1
"""Raised when a key changes its meaning or goes; new keys may come without."""


def as_json(run: Run) -> Iterator[str]:
    """One object with all diagnostics, each on a line of its own."""
    yield f'{{"version": {VERSION}, "diagnostics": [\n'
    waiting = ""
    for line in _lines(run):
        if waiting:
            yield f"{waiting},\n"
        waiting = line
    if waiting:
        yield f"{waiting}\n"
    yield "]}\n"


def as_json_lines(run: Run) -> Iterator[str]:
    """One object for each diagnostic, one on a line."""
    for line in _lines(run):
        yield f"{line}\n"


def _lines(run: Run) -> Iterator[str]:
    for report in run.reports:
        for diagnostic in shown(run, report):
            yield json.dumps(record(report.path, diagnostic))


def record(path: str, diagnostic: Diagnostic) -> dict[str, object]:
    """A diagnostic of a file as a JSON object."""
    return {
        "path": path,
        "rule": diagnostic.rule,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "start": diagnostic.start,
        "end": diagnostic.end,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": diagnostic.end_line,
        "end_column": diagnostic.end_column,
        "text": diagnostic.text,
        "url": diagnostic.url,
        "fix": None if diagnostic.fix is None else _fix(diagnostic.fix),
        "alternatives": [_fix(fix) for fix in diagnostic.alternatives],
        "related": [
            {
                "path": path,
                "start": related.start,
                "end": related.end,
                "line": related.line,
                "column": related.column,
                "message": related.message,
            }
            for related in diagnostic.related
        ],
    }


def _fix(fix: Fix) -> dict[str, object]:
    return {
        "title": fix.title,
        "applicability": fix.applicability,
        "effect": fix.effect,
        "edits": [
            {"start": edit.span[0], "end": edit.span[1], "text": edit.text} for edit in fix.edits
        ],
    }
