"""Faults of a configuration: gathered with their places, raised all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class ConfigError(Exception):
    """A configuration that cannot be used; `messages` are all its faults, each with its place."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = list(messages)
        super().__init__(self.messages)

    def __str__(self) -> str:
        return "\n".join(self.messages)


class Place(NamedTuple):
    """Where something stands in a configuration.

    source: a file, a preset. line, column: from 1; line 0 where the source has no lines.
    """

    source: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


class Faults:
    """Gathers faults while reading goes on."""

    def __init__(self) -> None:
        self._found: list[tuple[Place, str]] = []

    def add(self, place: Place, message: str) -> None:
        """Note a fault; the same one at the same place is told once."""
        if (place, message) not in self._found:
            self._found.append((place, message))

    def raise_any(self, also: Iterable[str] = ()) -> None:
        """Raise ConfigError if there are faults: by file and line, then what else is to be told."""
        if self._found:
            ordered = sorted(self._found, key=lambda fault: fault[0])
            raise ConfigError([*(f"{place}: {message}" for place, message in ordered), *also])
