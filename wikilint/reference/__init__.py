"""What is known about the rules besides their code: examples, names of the checks elsewhere.

`examples.json`, `rules.schema.json` and `output.schema.json` are made from the cases and the code
by `python -m docs.generator`, and a test holds them against it. `peers.json` is kept by hand; its
names are those of the tools' own lists: the categories of MediaWiki's Linter, the numbers of
CheckWiki (from 501 on those of WPCleaner), the functions of Pywikibot's cosmetic changes and fixes,
the rules of the npm package `wikilint`. AutoWikiBrowser's parts have no names of their own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any, NamedTuple


class Example(NamedTuple):
    """A text in which a rule finds something, and one in which it does not.

    setting, good_setting: what each text needs besides: lines such as ``title: Foo``.
    found: a line for each finding. safe, fixed: the text after the safe and after all fixes, None
        where they change nothing (more).
    """

    setting: list[str]
    text: str
    found: list[str]
    safe: str | None
    fixed: str | None
    good_setting: list[str]
    good: str | None


def example_of(rule: str) -> Example | None:
    """The example of a rule that ships with wikilint, by its id."""
    known = _read("examples.json").get(rule)
    return None if known is None else Example(**known)


def peers_of(rule: str) -> Mapping[str, list[str]]:
    """What other tools call the same check, or a part of it: names by tool."""
    return dict(_read("peers.json").get(rule, {}))


def called_elsewhere(name: str) -> str:
    """The end of a message about a name that no rule has: the rules of what other tools call so.

    Empty if none does. Case does not count.
    """
    found: dict[str, list[str]] = {}
    for rule, peers in _read("peers.json").items():
        for tool, names in peers.items():
            if name.lower() in map(str.lower, names):
                found.setdefault(tool, []).append(rule)
    return "".join(f"; in {tool} it is {', '.join(rules)}" for tool, rules in found.items())


def lines(rule: str) -> Iterator[str]:
    """What the terminal shows of a rule: its example, its names in other tools."""
    example = example_of(rule)
    if example is not None:
        shown = (
            ("Example", example.setting, example.text, example.found),
            ("After `wikilint fix`", (), example.safe, ()),
            ("After `wikilint fix --unsafe-fixes`", (), example.fixed, ()),
            ("Nothing is found here", example.good_setting, example.good, ()),
        )
        for title, setting, text, found in shown:
            if text is not None:
                yield from ("", f"{title} ({', '.join(setting)}):" if setting else f"{title}:")
                yield from (f"    {line}" for line in text.removesuffix("\n").split("\n"))
                yield from (f"  {line}" for line in found)
    peers = [f"  {tool}: {', '.join(names)}" for tool, names in peers_of(rule).items()]
    if peers:
        yield from ("", "In other tools:", *peers)


@cache
def _read(name: str) -> dict[str, Any]:
    text = resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text)
    return read
