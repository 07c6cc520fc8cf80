"""Values of a configuration as the types that annotations ask for.

The types: bool, int, float, str, None, `Literal`, unions, ``tuple[X, ...]``, ``dict[K, V]``,
`File`. A field ``min_length`` is called ``min-length`` in a configuration.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin, get_type_hints

from wikilint.faults import Faults
from wikilint.nearest import did_you_mean
from wikilint.rule import File
from wikilint.text import SourceText, TextError
from wikilint.yamlmap import Value

Kind: TypeAlias = object
"""An annotation."""

_NAMES: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    type(None): "null",
    File: "the name of a file",
}


class MisfitError(Exception):
    """Values that are not what the annotation asks for: each with what is wrong."""

    def __init__(self, *faults: tuple[Value, str]) -> None:
        super().__init__(*faults)
        self.faults = faults


class WrongKindError(MisfitError):
    """A value of another sort altogether, which another member of a union may take."""


def kinds_of(options: type) -> dict[str, Kind]:
    """The options of a dataclass by their names in a configuration, with their annotations."""
    return {name.replace("_", "-"): kind for name, kind in get_type_hints(options).items()}


class OptionReader:
    """Reads typed values for one file of a configuration.

    folder: what names of files are relative to. files: the files that options named.
    """

    def __init__(self, folder: Path, faults: Faults) -> None:
        self.folder = folder
        self.faults = faults
        self.files: list[Path] = []

    def map(self, value: Value, kinds: Mapping[str, Kind], owner: str) -> dict[str, Any]:
        """The entries of a map that have a key of their own; all others are faults.

        owner: what the keys belong to, for messages, such as ``an option of typo``.
        """
        read: dict[str, Any] = {}
        for key, entry in entries(value, self.faults).items():
            if key not in kinds:
                hint = did_you_mean(key, kinds)
                self.faults.add(entry.key_place, f"“{key}” is not {owner}{hint}")
                continue
            try:
                read[key] = self.read(entry, kinds[key])
            except MisfitError as misfit:
                for faulty, message in misfit.faults:
                    self.faults.add(faulty.place, f"{key}: {message}")
        return read

    def read(self, value: Value, kind: Kind) -> Any:
        """The value as that type. Raises MisfitError."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin is Literal:
            return _literal(value, arguments)
        if origin in (Union, types.UnionType):
            return self._union(value, arguments)
        if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
            if isinstance(value.data, list):
                return self._all((item, arguments[0]) for item in value.data)
        elif origin is dict:
            if isinstance(value.data, dict):
                keys = self._all((e.key, arguments[0]) for e in value.data.values() if e.key)
                values = self._all((e, arguments[1]) for e in value.data.values())
                return dict(zip(keys, values, strict=True))
        elif kind is File:
            if isinstance(value.data, str):
                return self._file(value)
        elif kind is float:
            if isinstance(value.data, int | float) and not isinstance(value.data, bool):
                return float(value.data)
        elif kind not in tuple(_NAMES):
            raise MisfitError((value, f"no configuration can hold what is of type {kind!r}"))
        elif type(value.data) is kind:
            return value.data
        raise WrongKindError((value, _expected(_name(kind), value)))

    def _all(self, pairs: Iterable[tuple[Value, Kind]]) -> tuple[object, ...]:
        """Every value as its type. Raises MisfitError with the faults of all of them."""
        read: list[object] = []
        faults: list[tuple[Value, str]] = []
        for value, kind in pairs:
            try:
                read.append(self.read(value, kind))
            except MisfitError as misfit:
                faults += misfit.faults
        if faults:
            raise MisfitError(*faults)
        return tuple(read)

    def _union(self, value: Value, kinds: tuple[Kind, ...]) -> Any:
        for kind in kinds:
            try:
                return self.read(value, kind)
            except WrongKindError:
                continue
        raise WrongKindError((value, _expected(" or ".join(map(_name, kinds)), value)))

    def _file(self, value: Value) -> File:
        name = value.text
        path = self.folder / name
        try:
            text = SourceText.from_bytes(path.read_bytes()).text
        except OSError as error:
            raise MisfitError((value, f"{name} cannot be read: {error.strerror}")) from None
        except TextError as error:
            place = f"{name}:{error.line}:{error.column}"
            raise MisfitError((value, f"{place}: {error.message}")) from None
        self.files.append(path)
        return File(name, text)


def entries(value: Value, faults: Faults) -> dict[str, Value]:
    """The entries of a map; none of what is empty or, which is a fault, something else."""
    if isinstance(value.data, dict):
        return value.data
    if value.data is not None:
        faults.add(value.place, f"expected a map, not {shown(value)}")
    return {}


def items(value: Value, faults: Faults) -> list[Value]:
    """The items of a list; none of what is empty or, which is a fault, something else."""
    if isinstance(value.data, list):
        return value.data
    if value.data is not None:
        faults.add(value.place, f"expected a list, not {shown(value)}")
    return []


def shown(value: Value) -> str:
    """What a message says that it found."""
    if isinstance(value.data, dict):
        return "a map"
    if isinstance(value.data, list):
        return "a list"
    return f"“{value.text}”" if value.text else "nothing"


def _literal(value: Value, choices: tuple[object, ...]) -> object:
    for choice in choices:
        # text is compared as it is written, so that `off` is “off” in every version of YAML
        if isinstance(choice, str) and not isinstance(value.data, list | dict):
            if choice == value.text:
                return choice
        elif type(choice) is type(value.data) and choice == value.data:
            return choice
    hint = did_you_mean(value.text, [str(choice) for choice in choices])
    raise WrongKindError((value, _expected(_listed(choices), value) + hint))


def _expected(kind: str, value: Value) -> str:
    is_scalar = not isinstance(value.data, str | list | dict) and value.text
    quotes = ": put it in quotes" if kind == _NAMES[str] and is_scalar else ""
    return f"expected {kind}, not {shown(value)}{quotes}"


def _name(kind: Kind) -> str:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return _listed(arguments)
    if origin in (tuple, dict):
        return "a list" if origin is tuple else "a map"
    return next(name for known, name in _NAMES.items() if known is kind)


def _listed(choices: tuple[object, ...]) -> str:
    *others, last = map(str, choices)
    return f"{', '.join(others)} or {last}" if others else last
