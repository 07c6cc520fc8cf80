"""YAML as values with places."""

from __future__ import annotations

import pytest

from wikilint.faults import ConfigError, Faults, Place
from wikilint.yamlmap import Value, from_data, read_yaml


def plain(value: Value) -> object:
    if isinstance(value.data, dict):
        return {key: plain(entry) for key, entry in value.data.items()}
    if isinstance(value.data, list):
        return [plain(item) for item in value.data]
    return value.data


def read(text: str) -> Value:
    faults = Faults()
    value = read_yaml(text.encode(), "r.yaml", faults)
    faults.raise_any()
    return value


def entry(value: Value, key: str) -> Value:
    assert isinstance(value.data, dict)
    return value.data[key]


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: off", {"a": "off"}),
        ("[on, yes, No, y, 2024-01-31, 012, '5', !!str 6]",
         ["on", "yes", "No", "y", "2024-01-31", 12, "5", "6"]),
        ("[true, False, ~, null, '', 0x1F, 1.5, 1e3, .inf]",
         [True, False, None, None, "", 31, 1.5, 1000.0, ".inf"]),
        ("a:\n", {"a": None}),
        ("on: 1\n2: b\n", {"on": 1, "2": "b"}),
        ("base: &b {x: 1}\none: *b\ntwo: *b\n",
         {"base": {"x": 1}, "one": {"x": 1}, "two": {"x": 1}}),
        ("", {}),
        ("# nothing\n", {}),
        ("\ufeffa: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    ],
)  # fmt: skip
def test_text_stays_as_it_is_written(text: str, data: object) -> None:
    assert plain(read(text)) == data


def test_an_off_of_yaml_1_1_still_knows_how_it_was_written() -> None:
    value = entry(read("%YAML 1.1\n---\na: off\n"), "a")
    assert (value.data, value.text) == (False, "off")


def test_every_value_and_every_key_has_a_place() -> None:
    top = read("a:\n  long: [1, x]\n")
    inner = entry(entry(top, "a"), "long")
    assert isinstance(inner.data, list)
    assert top.place == Place("r.yaml", 1, 1)
    assert inner.key_place == Place("r.yaml", 2, 3)
    assert inner.place == Place("r.yaml", 2, 9)
    assert [item.key_place for item in inner.data] == [("r.yaml", 2, 10), ("r.yaml", 2, 13)]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("a: 1\nb: 2\na: 3\n", ["r.yaml:3:1: “a” is already in line 1, column 1"]),
        ("a:\n\t- b", [r"r.yaml:2:1: not YAML: found character '\t' that cannot start any token"]),
        ("a: b: c", ["r.yaml:1:5: not YAML: mapping values are not allowed here"]),
        ("a: 1\n---\nb: 2\n", ["r.yaml:2:1: not YAML: but found another document"]),
        ("a: *x\n", ["r.yaml:1:4: not YAML: found undefined alias 'x'"]),
        ("a: &x [*x]", ["r.yaml:1:4: this stands for itself: an alias inside what it names"]),
        ("a: !mine b", ["r.yaml:1:4: tags such as !mine mean nothing here"]),
        ("? [a]\n: b", ["r.yaml:1:3: a key must be plain text"]),
        ("a: \0", ["r.yaml:1:4: the text holds a NUL character"]),
        ("a: \x01", ["r.yaml:1:1: not YAML: unacceptable character #x0001: special characters are "
                     "not allowed"]),
    ],
)  # fmt: skip
def test_faults_have_a_place(text: str, messages: list[str]) -> None:
    with pytest.raises(ConfigError) as error:
        read(text)
    assert error.value.messages == messages


def test_bytes_that_are_no_text_have_a_place() -> None:
    faults = Faults()
    assert read_yaml(b"a: 1\nb: \xff\n", "r.yaml", faults).data == {}
    with pytest.raises(ConfigError, match=r"r\.yaml:2:4: byte 0xff is not valid UTF-8"):
        faults.raise_any()


def test_aliases_of_aliases_cost_no_more_than_they_are_long() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert entry(read("\n".join(lines)), "a29").place == ("r.yaml", 30, 6)


def test_plain_data_stand_all_at_one_place() -> None:
    place = Place("preset p")
    value = from_data({"a": (1, "off", None, {2: True})}, place)
    assert plain(value) == {"a": [1, "off", None, {"2": True}]}
    assert entry(value, "a").key_place == place
    assert str(place) == "preset p"
    with pytest.raises(TypeError, match="is no value of a configuration"):
        from_data([object()], place)


def test_yaml_nested_too_deeply_is_a_fault() -> None:
    faults = Faults()
    read_yaml(b"ignore: " + b"[" * 3_000, "rules.yaml", faults)
    with pytest.raises(ConfigError) as caught:
        faults.raise_any()
    assert "nested too deeply" in caught.value.messages[0]
