"""Configuration values as the types of annotations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from wikilint.faults import ConfigError, Faults
from wikilint.options import Kind, OptionReader, kinds_of
from wikilint.rule import File, option
from wikilint.yamlmap import read_yaml


@dataclass(frozen=True, slots=True)
class Options:
    min_length: int = option(1, "…")
    words: dict[str, str] = option({}, "…")
    file: File | None = option(None, "…")


def read(text: str, kind: Kind, folder: Path = Path()) -> object:
    faults = Faults()
    reader = OptionReader(folder, faults)
    found = reader.map(read_yaml(f"o: {text}".encode(), "r", faults), {"o": kind}, "an option")
    faults.raise_any()
    return found["o"]


def test_options_are_named_with_hyphens() -> None:
    assert kinds_of(Options) == {
        "min-length": int,
        "words": dict[str, str],
        "file": File | None,
    }


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("true", bool, True),
        ("7", int, 7),
        ("7", float, 7.0),
        ("0.5", float, 0.5),
        ("text", str, "text"),
        ("off", str, "off"),
        ("", str | None, None),
        ("x", str | None, "x"),
        ("off", Literal["on", "off"], "off"),
        ("2", Literal[1, 2], 2),
        ("[a, b]", tuple[str, ...], ("a", "b")),
        ("[]", tuple[int, ...], ()),
        ("{a: 1, b: 2}", dict[str, int], {"a": 1, "b": 2}),
        ("{1: a}", dict[int, str], {1: "a"}),
        ("[core, {x: 1}]", tuple[Literal["core"] | dict[str, int], ...], ("core", {"x": 1})),
    ],
)
def test_values_of_every_kind(text: str, kind: Kind, expected: object) -> None:
    found = read(text, kind)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("text", "kind", "messages"),
    [
        ("yes", bool, ["r:1:4: o: expected true or false, not “yes”"]),
        ("true", int, ["r:1:4: o: expected a whole number, not “true”"]),
        ("1.5", int, ["r:1:4: o: expected a whole number, not “1.5”"]),
        ("true", float, ["r:1:4: o: expected a number, not “true”"]),
        ("2004", str, ["r:1:4: o: expected text, not “2004”: put it in quotes"]),
        ("[a]", str, ["r:1:4: o: expected text, not a list"]),
        ("~", str, ["r:1:4: o: expected text, not “~”: put it in quotes"]),
        ("1", str | None, ["r:1:4: o: expected text or null, not “1”"]),
        ("onn", Literal["on", "off"], ["r:1:4: o: expected on or off, not “onn”; did you mean "
                                       "“on”?"]),
        ("a", tuple[str, ...], ["r:1:4: o: expected a list, not “a”"]),
        ("[a]", dict[str, str], ["r:1:4: o: expected a map, not a list"]),
        ("[1, a, [b]]", tuple[str, ...],
         ["r:1:5: o: expected text, not “1”: put it in quotes",
          "r:1:11: o: expected text, not a list"]),
        ("{1: a}", dict[str, str], ["r:1:5: o: expected text, not “1”: put it in quotes"]),
        ("{a: 1}", dict[str, str], ["r:1:8: o: expected text, not “1”: put it in quotes"]),
        ("{a: x}", Literal["core"] | dict[str, int],
         ["r:1:8: o: expected a whole number, not “x”"]),
        ("3", Literal["core"] | dict[str, int], ["r:1:4: o: expected core or a map, not “3”"]),
        ("5", File, ["r:1:4: o: expected the name of a file, not “5”"]),
        ("a", set[str], ["r:1:4: o: no configuration can hold what is of type set[str]"]),
    ],
)  # fmt: skip
def test_values_that_do_not_fit(text: str, kind: Kind, messages: list[str]) -> None:
    with pytest.raises(ConfigError) as error:
        read(text, kind)
    assert error.value.messages == messages


def test_an_unknown_key_is_named_with_the_nearest_one() -> None:
    faults = Faults()
    value = read_yaml(b"min-lenght: 1\nz: 2\n", "r", faults)
    assert OptionReader(Path(), faults).map(value, kinds_of(Options), "an option of x") == {}
    with pytest.raises(ConfigError) as error:
        faults.raise_any()
    assert error.value.messages == [
        "r:1:1: “min-lenght” is not an option of x; did you mean “min-length”?",
        "r:2:1: “z” is not an option of x",
    ]


def test_files_are_read_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "words.tsv").write_bytes(b"\xef\xbb\xbfa\tb\r\n")
    assert read("words.tsv", File, tmp_path) == File("words.tsv", "a\tb\n")
    with pytest.raises(ConfigError) as error:
        read("[no.tsv]", tuple[File, ...], tmp_path)
    assert error.value.messages == ["r:1:5: o: no.tsv cannot be read: No such file or directory"]
    (tmp_path / "bad.tsv").write_bytes(b"a\n\xff")
    with pytest.raises(ConfigError) as error:
        read("bad.tsv", File | None, tmp_path)
    assert error.value.messages == ["r:1:4: o: bad.tsv:2:1: byte 0xff is not valid UTF-8"]
