"""Finding a format by its name."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.output.made import run
from wikilint.output import FORMATS, FormatError, format_named
from wikilint.results import Run


def shout(_: Run) -> Iterator[str]:
    yield "HERE\n"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_that_ships_can_print_an_empty_run(name: str) -> None:
    for piece in format_named(name)(run(command="fix")):
        assert piece.endswith("\n")


def test_a_plugin_brings_its_own() -> None:
    assert list(format_named("shout", {"shout": shout})(run())) == ["HERE\n"]


def test_what_ships_cannot_be_replaced() -> None:
    assert format_named("json", {"json": shout}) is not shout


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("jsno", "there is no format named “jsno”; did you mean “json”?"),
        ("shoot", "there is no format named “shoot”; did you mean “shout”?"),
        (
            "x",
            "there is no format named “x”; there are text, concise, json, jsonl, github, sarif, "
            "diff, shout",
        ),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(name: str, message: str) -> None:
    with pytest.raises(FormatError, match=f"^{re.escape(message)}$"):
        format_named(name, {"shout": shout})


def test_no_format_is_imported_before_it_is_asked_for() -> None:
    look = "import sys, wikilint.output as o; o.format_named('concise'); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    modules = {name for name in done.stdout.split() if name.startswith("wikilint.output.")}
    others = {value.partition(":")[0] for value in FORMATS.values()} - {"wikilint.output.concise"}
    assert modules
    assert not modules & others
