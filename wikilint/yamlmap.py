"""YAML, or plain data, as values that know where they stand.

Text stays as it is written: `off`, `no` and dates are no booleans and no dates here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from wikilint.faults import Faults, Place
from wikilint.text import SourceText, TextError

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node, ScalarNode

Scalar: TypeAlias = "str | int | float | bool | None"

_TAG = "tag:yaml.org,2002:"


class Value(NamedTuple):
    """A scalar, a list or a map. text: a scalar as it is written. key: what it is the value of."""

    data: Scalar | list[Value] | dict[str, Value]
    place: Place
    text: str = ""
    key: Value | None = None

    @property
    def key_place(self) -> Place:
        """Where the key stands, or the value itself if it has none."""
        return self.key.place if self.key is not None else self.place


def from_data(data: object, place: Place) -> Value:
    """Plain data, such as a preset's, all of it at one place.

    Raises TypeError for what YAML could not hold.
    """
    if data is None or isinstance(data, str | int | float):
        return Value(data, place, str(data))
    if isinstance(data, Mapping):
        entries = {}
        for key, value in data.items():
            entry = from_data(value, place)
            entries[str(key)] = entry._replace(key=from_data(key, place))
        return Value(entries, place)
    if isinstance(data, list | tuple):
        return Value([from_data(item, place) for item in data], place)
    raise TypeError(f"{data!r} is no value of a configuration")


def read_yaml(data: bytes, source: str, faults: Faults) -> Value:
    """The values of a YAML file; an empty map where there is nothing or it cannot be read."""
    start = Place(source, 1, 1)
    try:
        text = SourceText.from_bytes(data).text
    except TextError as error:
        faults.add(Place(source, error.line, error.column), error.message)
        return Value({}, start)

    # costs 20 ms, and a run without a configuration needs none of it
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(source, mark.line + 1, mark.column + 1) if mark else start
        faults.add(place, f"not YAML: {error.problem or error.context}")
        return Value({}, start)
    except YAMLError as error:
        faults.add(start, f"not YAML: {str(error).partition(chr(10))[0]}")
        return Value({}, start)
    except RecursionError:
        faults.add(start, "not YAML that can be read: it is nested too deeply")
        return Value({}, start)
    return Value({}, start) if node is None else _Reader(source, faults).value(node)


class _Reader:
    """Turns nodes into values. What aliases stand for is read once, so that they stay cheap."""

    def __init__(self, source: str, faults: Faults) -> None:
        self._source = source
        self._faults = faults
        self._read: dict[int, Value | None] = {}  # None while a node is being read

    def value(self, node: Node) -> Value:
        from ruamel.yaml.nodes import ScalarNode, SequenceNode

        place = self._place(node)
        if id(node) in self._read:
            known = self._read[id(node)]
            if known is None:
                self._faults.add(place, "this stands for itself: an alias inside what it names")
            return known or Value(None, place)
        self._read[id(node)] = None
        if isinstance(node, ScalarNode):
            value = Value(_scalar(node), place, node.value)
        elif isinstance(node, SequenceNode):
            value = Value([self.value(item) for item in node.value], place)
        else:
            value = Value(self._map(node.value), place)
        if not str(node.tag).startswith(_TAG):
            self._faults.add(place, f"tags such as {node.tag} mean nothing here")
        self._read[id(node)] = value
        return value

    def _map(self, pairs: list[tuple[Node, Node]]) -> dict[str, Value]:
        entries: dict[str, Value] = {}
        for key_node, node in pairs:
            key = self.value(key_node)
            if isinstance(key.data, list | dict):
                self._faults.add(key.place, "a key must be plain text")
                continue
            if key.text in entries:
                first = entries[key.text].key_place
                message = f"“{key.text}” is already in line {first.line}, column {first.column}"
                self._faults.add(key.place, message)
                continue
            entries[key.text] = self.value(node)._replace(key=key)
        return entries

    def _place(self, node: Node) -> Place:
        return Place(self._source, node.start_mark.line + 1, node.start_mark.column + 1)


def _scalar(node: ScalarNode) -> Scalar:
    """A plain scalar as YAML 1.2 reads it; whatever is no number, boolean or null is text."""
    text: str = node.value
    try:
        match str(node.tag).removeprefix(_TAG):
            case "null":
                return None
            case "bool":
                return text.lower() in ("true", "yes", "on")
            case "int":
                return int(text) if text.lstrip("+-").isdecimal() else int(text, 0)
            case "float":
                return float(text)
    except ValueError:  # such as .inf
        return text
    return text
