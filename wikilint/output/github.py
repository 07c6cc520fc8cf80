"""Annotations of a pull request, as GitHub's workflow commands."""

from __future__ import annotations

from collections.abc import Iterator

from wikilint.diagnostic import Diagnostic, Severity
from wikilint.results import Run, shown

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def as_github(run: Run) -> Iterator[str]:
    """``::error file=…,line=…,title=…::message`` for each diagnostic and for each failed file."""
    for report in run.reports:
        if report.error is not None:
            properties = _properties({"file": report.path, "title": "wikilint"})
            yield f"::error {properties}::{_data(report.error)}\n"
        for diagnostic in shown(run, report):
            properties = _properties(_place(report.path, diagnostic))
            command = _COMMANDS[diagnostic.severity]
            yield f"::{command} {properties}::{_data(diagnostic.message)}\n"


def _place(path: str, diagnostic: Diagnostic) -> dict[str, str | int]:
    place: dict[str, str | int] = {
        "file": path,
        "line": diagnostic.line,
        "endLine": diagnostic.end_line,
    }
    if diagnostic.end_line == diagnostic.line:  # GitHub drops columns over several lines
        place |= {"col": diagnostic.column, "endColumn": diagnostic.end_column}
    return place | {"title": f"wikilint ({diagnostic.rule})"}


def _properties(properties: dict[str, str | int]) -> str:
    return ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
