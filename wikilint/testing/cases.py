"""Cases of a rule, read from YAML; whatever is not exactly right is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from wikilint.diagnostic import Severity
from wikilint.document import Page
from wikilint.faults import ConfigError, Faults
from wikilint.options import Kind, OptionReader, entries, items
from wikilint.yamlmap import Value, read_yaml

_DEFAULTS: dict[str, Kind] = {"site": str, "preset": str, "options": Value, "page": Value}
_FILE: dict[str, Kind] = {"rule": str, "plugin": str, **_DEFAULTS, "cases": Value}
_BAD: dict[str, Kind] = {
    "at": tuple[str, ...],
    "fixed": str,
    "safe": str,
    "left": tuple[str, ...],
    "message": str,
    "severity": tuple[Severity, ...],
}
_CASE: dict[str, Kind] = {"good": str, "bad": str, "name": str, **_DEFAULTS, **_BAD}
_PAGE: dict[str, Kind] = {
    "title": str,
    "path": str,
    "namespace": int,
    "language": str,
    "today": str,
}


class CaseError(ValueError):
    """Cases that are refused. Each line of the message begins ``path:line:column:``."""


@dataclass(frozen=True, slots=True)
class Case:
    """One text, and what a rule is to find in it.

    at: the source of each finding in the order of the text; empty for a good case. fixed: the text
    after all safe and unsafe fixes, None where nothing is fixable. safe: the text after the safe
    fixes alone, where they are but some of the fixes. left: the source of each finding that remains
    after fixing. options: as in configuration; files are named relative to the folder of `file`.
    file, line: where the case stands. The other fields are as in the file.
    """

    text: str
    at: tuple[str, ...] = ()
    fixed: str | None = None
    safe: str | None = None
    left: tuple[str, ...] | None = None
    message: str | None = None
    severity: tuple[Severity, ...] | None = None
    options: Mapping[str, object] = field(default_factory=dict)
    preset: str | None = None
    site: str | None = None
    page: Page = field(default_factory=Page)
    name: str = ""
    file: Path = field(default_factory=Path)
    line: int = 0


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of one rule; `plugin` tells where a rule comes from that wikilint does not ship."""

    path: Path
    rule: str
    plugin: str | None
    cases: tuple[Case, ...]


def load_cases(path: Path | str) -> CaseFile:
    """Read a file of cases.

    Raises CaseError with all that is wrong with it, OSError for a file that cannot be read.
    """
    path = Path(path)
    faults = Faults()
    value = read_yaml(path.read_bytes(), str(path), faults)
    try:
        faults.raise_any()
        file = _Reader(path, faults).file(value)
        faults.raise_any()
    except ConfigError as error:
        raise CaseError(str(error)) from None
    return file


class _Reader:
    """Reads one file and gathers what is wrong with it."""

    def __init__(self, path: Path, faults: Faults) -> None:
        self._path = path
        self._faults = faults
        self._typed = OptionReader(path.parent, faults)

    def file(self, value: Value) -> CaseFile:
        read = self._entries(value, _FILE, "a key of a file of cases")
        if "rule" not in read:
            self._faults.add(value.place, "`rule` must name the rule that is tested")
        found = items(read["cases"], self._faults) if "cases" in read else []
        if not found:
            self._faults.add(value.place, "there are no `cases`")
        cases = []
        first: dict[str, int] = {}
        for item in found:
            case = self._case(item, read)
            cases.append(case)
            line = first.setdefault(repr(replace(case, name="", line=0)), case.line)
            if line != case.line:
                self._faults.add(item.place, f"the same case as in line {line}")
        return CaseFile(self._path, read.get("rule", ""), read.get("plugin"), tuple(cases))

    def _entries(self, value: Value, kinds: Mapping[str, Kind], owner: str) -> dict[str, Any]:
        """The entries of a map as their kinds; those of the kind Value are read later."""
        found = entries(value, self._faults)
        raw = {key: entry for key, entry in found.items() if kinds.get(key) is Value}
        rest = Value({k: entry for k, entry in found.items() if k not in raw}, value.place)
        return {**raw, **self._typed.map(rest, kinds, owner)}

    def _case(self, value: Value, file: Mapping[str, Any]) -> Case:
        read = self._entries(value, _CASE, "a key of a case")
        self._contradictions(value, read)
        kind = "bad" if "bad" in read else "good"
        site, preset = (read.get(key, file.get(key)) for key in ("site", "preset"))
        options = self._both("options", file, read)
        return Case(
            text=read.get(kind, ""),
            options={key: _plain(entry) for key, entry in options.items()},
            preset=preset,
            site=site,
            page=self._page(Value(self._both("page", file, read), value.place)),
            name=read.get("name") or f"{kind} in line {value.place.line}",
            file=self._path,
            line=value.place.line,
            **{key: read[key] for key in _BAD if key in read},
        )

    def _both(self, key: str, *parts: Mapping[str, Any]) -> dict[str, Value]:
        """The entries of a map of the file, with those of the case over them."""
        maps = [entries(part[key], self._faults) for part in parts if key in part]
        return {name: entry for found in maps for name, entry in found.items()}

    def _page(self, value: Value) -> Page:
        read = self._entries(value, _PAGE, "a key of a page")
        if "today" in read:
            try:
                read["today"] = date.fromisoformat(read["today"])
            except ValueError:
                place = entries(value, self._faults)["today"].place
                self._faults.add(place, "today: expected a day such as 2026-01-31")
        return Page(**read)

    def _contradictions(self, value: Value, read: Mapping[str, Any]) -> None:
        """Refuse what cannot be true, or says nothing."""
        given = entries(value, self._faults)

        def refuse(key: str, message: str) -> None:
            place = given[key].key_place if key in given else value.place
            self._faults.add(place, f"`{key}` {message}")

        if ("good" in given) == ("bad" in given):
            self._faults.add(value.place, "a case has either `good` or `bad`")
        elif "good" in given:
            for key in given.keys() & _BAD.keys():
                refuse(key, "is for bad cases")
        elif not read.get("at") and "at" not in given.keys() - read.keys():
            refuse("at", "must say where the findings are")
        if "fixed" in read and read["fixed"] == read.get("bad"):
            refuse("fixed", "is the text of `bad`: leave it out")
        if "safe" in read and "fixed" not in given:
            refuse("safe", "needs `fixed`")
        if "safe" in read and read["safe"] == read.get("fixed"):
            refuse("safe", "is the text of `fixed`: leave it out")
        if "severity" in read and len(read["severity"]) != len(read.get("at", ())):
            refuse("severity", "must have one entry for each of `at`")


def _plain(value: Value) -> object:
    """A value without its places."""
    if isinstance(value.data, list):
        return [_plain(item) for item in value.data]
    if isinstance(value.data, dict):
        return {key: _plain(entry) for key, entry in value.data.items()}
    return value.data
