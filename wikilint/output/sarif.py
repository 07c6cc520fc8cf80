"""SARIF 2.1.0, the format that code-scanning services take."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePath
from typing import TypeAlias
from urllib.parse import quote

from wikilint.diagnostic import Diagnostic, Fix, RelatedPlace, Severity
from wikilint.results import FileReport, Run, shown
from wikilint.rule import Rule
from wikilint.text import BOM
from wikilint.version import __version__

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

Object: TypeAlias = dict[str, object]

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def as_sarif(run: Run) -> Iterator[str]:
    """One log with one run; only the rules that found something are described."""
    indexes: dict[str, int] = {}
    results: list[Object] = []
    failures: list[Object] = []
    for report in run.reports:
        if report.error is not None:
            failures.append(_failure(report.path, report.error))
        for diagnostic in shown(run, report):
            index = indexes.setdefault(diagnostic.rule, len(indexes))
            results.append(_result(report, diagnostic, index))
    driver = {
        "name": "wikilint",
        "version": __version__,
        "rules": [_descriptor(rule, run.rules.get(rule)) for rule in indexes],
    }
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [
                    {
                        "executionSuccessful": not failures,
                        "toolExecutionNotifications": failures,
                    }
                ],
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    yield f"{json.dumps(log)}\n"


def _message(text: str) -> Object:
    """A message; its braces are doubled, for single ones stand round placeholders (3.11.5)."""
    return {"text": _literal(text)}


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _descriptor(name: str, rule: Rule | None) -> Object:
    if rule is None:
        return {"id": name}
    documentation = rule.documentation.strip()
    descriptor: Object = {"id": name, "properties": {"tags": _tags(rule)}}
    if documentation:
        text = _literal(documentation)
        descriptor["shortDescription"] = _message(rule.summary)
        descriptor["fullDescription"] = _message("\n\n".join(documentation.split("\n\n")[:2]))
        descriptor["help"] = {"text": text, "markdown": text}
    if rule.url is not None:
        descriptor["helpUri"] = rule.url
    is_on = rule.severity != "off"
    level: Object = {"level": _LEVELS[rule.severity]} if is_on else {"enabled": False}
    descriptor["defaultConfiguration"] = level
    return descriptor


def _tags(rule: Rule) -> list[str]:
    names = (rule.family, *rule.tags)
    return list(dict.fromkeys(name for name in names if name))


def _result(report: FileReport, diagnostic: Diagnostic, index: int) -> Object:
    result: Object = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": _message(diagnostic.message),
        "locations": [_location(report, diagnostic)],
    }
    if diagnostic.related:
        result["relatedLocations"] = [_related(report, place) for place in diagnostic.related]
    fixes = [fix for fix in (diagnostic.fix, *diagnostic.alternatives) if fix is not None]
    if fixes:
        result["fixes"] = [_fix(report, fix) for fix in fixes]
    return result


def _location(report: FileReport, diagnostic: Diagnostic) -> Object:
    region = {
        "startLine": diagnostic.line,
        "startColumn": diagnostic.column,
        "endLine": diagnostic.end_line,
        "endColumn": diagnostic.end_column,
        **_characters(report, diagnostic.start, diagnostic.end),
    }
    return _physical(report.path, region)


def _related(report: FileReport, place: RelatedPlace) -> Object:
    """A related place; its end is counted from its text, as only its start has a line."""
    text = report.source.original[place.start : place.end] if report.source else ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    newlines = text.count("\n")
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.line + newlines,
        "endColumn": len(text) - text.rfind("\n") if newlines else place.column + len(text),
        **_characters(report, place.start, place.end),
    }
    return {**_physical(report.path, region), "message": _message(place.message)}


def _physical(path: str, region: dict[str, int]) -> Object:
    return {"physicalLocation": {"artifactLocation": _artifact(path), "region": region}}


def _characters(report: FileReport, start: int, end: int) -> dict[str, int]:
    """Offsets as SARIF counts them: without a byte-order mark (3.30.2)."""
    source = report.source
    shift = 1 if source is not None and source.original.startswith(BOM) else 0
    return {"charOffset": start - shift, "charLength": end - start}


def _fix(report: FileReport, fix: Fix) -> Object:
    replacements = [
        {
            "deletedRegion": _characters(report, *edit.span),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change = {"artifactLocation": _artifact(report.path), "replacements": replacements}
    return {
        "description": _message(f"{fix.title} ({fix.applicability})"),
        "artifactChanges": [change],
    }


def _failure(path: str, error: str) -> Object:
    return {
        "level": "error",
        "message": _message(error),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(path)}}],
    }


def _artifact(path: str) -> Object:
    """A file's URI: absolute, or relative to the folder in which wikilint runs."""
    pure = PurePath(path)
    uri = quote(pure.as_posix().encode("utf-8", "surrogateescape"))
    return {"uri": f"file://{uri}"} if pure.is_absolute() else {"uri": uri}
