"""Rules written in YAML: the `patterns:` of a configuration, made into the same `Rule` values.

A pattern names one thing to find, conditions, and at most one thing to do::

    patterns:
      - id: see-also-caps
        heading: See Also
        replace: See also
        fix: safe
        tests: {bad: ["== See Also =="], good: ["== See also =="]}

`prose`, `raw` and `comment` find text, `external-link` the beginning of an address, the others a
whole name or title, compared as MediaWiki does; ``{regex: …}`` in the place of a text finds a
regular expression anywhere in it. No fix changes more than what was found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import Any, NamedTuple

from wikilint.diagnostic import Effect, Severity
from wikilint.faults import Faults, Place
from wikilint.nearest import did_you_mean
from wikilint.options import OptionReader, entries, items, shown
from wikilint.patterns.finders import Spec, Text, Where, run
from wikilint.rule import Ceiling, Rule
from wikilint.site import Site
from wikilint.yamlmap import Value

ACTIONS_OF: dict[str, tuple[str, ...]] = {
    "prose": ("replace", "remove"),
    "raw": ("replace", "remove"),
    "comment": ("replace", "remove"),
    "heading": ("replace",),
    "wikilink": ("replace", "rename-to", "remove"),
    "external-link": ("replace", "remove"),
    "template": ("replace", "rename-to", "set", "remove"),
    "tag": ("replace", "rename-to", "set", "remove"),
}
ACTIONS = ("replace", "rename-to", "set", "remove")
PARTS = {"param": "template", "attr": "tag"}
KINDS: dict[str, object] = {
    "severity": Severity,
    "fix": Ceiling,
    "effect": Effect,
    "message": str,
    "description": str,
    "url": str,
    "id": str,
    "param": str,
    "attr": str,
    "replace": str,
    "rename-to": str,
    "set": dict[str, str],
    "remove": bool,
}
SPECIAL = ("where", "tests", *ACTIONS_OF)  # read by hand
WHERE = ("value", "content", "level", "inside", "not-inside", "page-has", "page-lacks")
CONDITIONS = {"value": ("param", "attr"), "content": ("wikilink", "tag"), "level": ("heading",)}
"""What a condition is about; the others go with everything."""
CONTEXTS = (
    *("body", "heading", "table", "caption", "footnote", "argument", "title", "quote", "label"),
    *("italic", "language", "verbatim", "quotation", "list", "indented"),
)
OWN_PLACE = r"\{\{[^{}]+\}\}|<[a-z][^\s<>/]*>"
"""A template, or a tag that only the user's own wiki has."""
NO_REGEX = (re.error, OverflowError, RecursionError)
ID = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


class Pattern(NamedTuple):
    """A rule of a configuration, with its tests. place: where it stands."""

    rule: Rule
    tests: tuple[PatternTest, ...]
    place: Place


class PatternTest(NamedTuple):
    """A text on which a pattern is tried. fixed: what comes of a bad one; None: not said."""

    text: str
    bad: bool
    fixed: str | None
    place: Place


def read_patterns(value: Value, reader: OptionReader, faults: Faults) -> list[Pattern]:
    """The patterns of a configuration; what is wrong with them goes to the faults."""
    found: dict[str, Pattern] = {}
    for item in items(value, faults):
        pattern = _read(item, reader, faults)
        if pattern is None:
            continue
        first = found.setdefault(pattern.rule.name, pattern)
        if first is not pattern:
            message = f"there is a pattern “{pattern.rule.name}” in line {first.place.line}"
            faults.add(item.place, message)
    return list(found.values())


def _read(item: Value, reader: OptionReader, faults: Faults) -> Pattern | None:
    given = entries(item, faults)
    known = (*KINDS, *SPECIAL)
    for key in given.keys() - set(known):
        message = f"“{key}” is not a key of a pattern{did_you_mean(key, known)}"
        faults.add(given[key].key_place, message)
    typed = {key: entry for key, entry in given.items() if key in KINDS}
    read = reader.map(Value(dict(typed), item.place), KINDS, "a key of a pattern")
    name = read.get("id", "")
    if not re.fullmatch(ID, name):
        place = given["id"].place if "id" in given else item.place
        faults.add(place, "id: expected a name such as see-also-caps")
        return None
    finder = _only_one(given, ACTIONS_OF, "what to find", item, faults, required=True)
    if finder is None:
        return None
    action = _only_one(given, ACTIONS, "what to do", item, faults, required=False)
    _check_combination(given, finder, action, faults)
    find = _text(given[finder], faults)
    ceiling = read.get("fix", "unsafe")
    if finder == "raw" and ceiling == "safe":
        faults.add(given["fix"].place, "fix: what finds raw source is never safe")
    if find is None:
        return None
    if find.pattern.search("") is not None:
        faults.add(given[finder].place, f"{finder}: this matches everywhere, the empty text too")
        return None
    spec = Spec(
        find=find,
        part=read.get("param") or read.get("attr"),
        where=_where(given["where"], given, faults) if "where" in given else Where(),
        action=None if ceiling == "off" or read.get(action or "") is False else action,
        new=read.get(action) if action else None,
        message=read.get("message"),
        applicability="unsafe" if ceiling == "off" else ceiling,
        effect=read.get("effect", "visible"),
    )
    refused = _refused(finder, spec)
    if refused is not None and action is not None:
        faults.add(given[action].place, f"{action}: {refused}")
    rule = Rule(
        name,
        partial(run, finder, spec),
        severity=read.get("severity", "warning"),
        tags=("pattern",),
        url=read.get("url"),
        fixes=(spec.applicability,) if spec.action else (),
        documentation=read.get("description") or read.get("message") or _documented(spec, finder),
    )
    tests = tuple(_tests(given["tests"], faults)) if "tests" in given else ()
    return Pattern(rule, tests, item.place)


def _only_one(
    given: Mapping[str, Value],
    keys: Mapping[str, object] | tuple[str, ...],
    what: str,
    item: Value,
    faults: Faults,
    *,
    required: bool,
) -> str | None:
    present = [key for key in keys if key in given]
    if len(present) > 1:
        message = f"a pattern has one key that says {what}, not {' and '.join(present)}"
        faults.add(given[present[1]].key_place, message)
    elif required and not present:
        faults.add(item.place, f"a pattern needs one of {', '.join(keys)}")
    return present[0] if present else None


def _check_combination(
    given: Mapping[str, Value], finder: str, action: str | None, faults: Faults
) -> None:
    if action is not None and action not in ACTIONS_OF[finder]:
        allowed = ", ".join(ACTIONS_OF[finder])
        faults.add(given[action].key_place, f"{action} cannot be done to {finder}, only {allowed}")
    for part, owner in PARTS.items():
        if part in given and finder != owner:
            faults.add(given[part].key_place, f"{part} goes with {owner}, not with {finder}")


def _text(value: Value, faults: Faults) -> Text | None:
    """A literal, or the regular expression of a map; None, which is a fault, for all else."""
    if isinstance(value.data, str) and value.data:
        return Text(value.data, None)
    regex = value.data.get("regex") if isinstance(value.data, dict) else None
    if regex is None or len(entries(value, faults)) != 1 or not isinstance(regex.data, str):
        faults.add(value.place, f"expected text or {{regex: …}}, not {shown(value)}")
        return None
    try:
        compiled = re.compile(regex.data)
    except NO_REGEX as error:
        faults.add(regex.place, f"regex: {error}")
        return None
    if _may_explode(regex.data):
        message = "regex: a repeated group that may match in many ways takes exponential time"
        faults.add(regex.place, message)
        return None
    return Text(regex.data, compiled)


def _may_explode(source: str) -> bool:
    """Whether a group with nothing fixed in it is repeated and repeats itself: ``(a+)+``."""
    from re import _constants as ops  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]

    def explodes(tokens: Any, repeated: bool) -> bool:
        fixed = any(op in (ops.LITERAL, ops.AT) for op, _ in tokens)
        for op, argument in tokens:
            if op in (ops.MAX_REPEAT, ops.MIN_REPEAT):
                _, most, inner = argument
                unbounded = most == ops.MAXREPEAT
                if unbounded and repeated and not fixed:
                    return True
                if explodes(inner, repeated or unbounded):
                    return True
            ways = [argument[-1]] if op is ops.SUBPATTERN else []
            ways += argument[1] if op is ops.BRANCH else []
            if any(explodes(way, repeated) for way in ways):
                return True
        return False

    return explodes(parser.parse(source), False)


def _refused(finder: str, spec: Spec) -> str | None:
    """What is wrong with the text that a pattern writes; None if nothing is."""
    new, texts = spec.new, (spec.find, spec.where.value)
    if spec.action not in ("replace", "rename-to") or not isinstance(new, str):
        return None
    if finder == "comment" and "-->" in new:
        return "“-->” would end the comment"
    if spec.grouped and spec.grouped.regex:
        try:
            spec.grouped.regex.sub(new, "")
        except (re.error, IndexError) as error:
            return str(error)
    elif any(text and text.regex for text in texts) and re.search(r"\\(?:\d|g<)", new):
        return "no group can be written here: only those of `where: value` in `replace` can"
    return None


@cache
def known_places() -> frozenset[str]:
    """What `inside` may name besides templates: contexts, and tags of the sites that ship."""
    sites = [Site.load(name) for name in Site.names()]
    tags = (site.html_tags | site.extension_tags for site in sites)
    return frozenset({"template", "wikilink", *CONTEXTS}.union(*tags))


def _places(value: Value, faults: Faults) -> Iterator[str]:
    """The places that a condition names; None stands for none."""
    listed = value.data if isinstance(value.data, list) else [value]
    for item in listed:
        if item.text in known_places() or re.fullmatch(OWN_PLACE, item.text):
            yield item.text
        elif value.data is not None:
            hint = did_you_mean(item.text, known_places())
            expected = "expected a context, a tag, {{Template}} or <tag of your wiki>"
            faults.add(item.place, f"{expected}, not {shown(item)}{hint}")


def _where(value: Value, given: Mapping[str, Value], faults: Faults) -> Where:
    read: dict[str, Any] = {}
    for key, entry in entries(value, faults).items():
        name = key.replace("-", "_")
        owners = CONDITIONS.get(key, ())
        if owners and given.keys().isdisjoint(owners):
            faults.add(entry.key_place, f"{key} goes with {' or '.join(owners)}")
        if key not in WHERE:
            faults.add(entry.key_place, f"“{key}” is not a key of where{did_you_mean(key, WHERE)}")
        elif key == "level":
            if isinstance(entry.data, int) and 1 <= entry.data <= 6:
                read[name] = entry.data
            else:
                faults.add(entry.place, f"level: expected a number from 1 to 6, not {shown(entry)}")
        elif key in ("inside", "not-inside"):
            read[name] = tuple(_places(entry, faults))
        else:
            read[name] = _text(entry, faults)
    return Where(**read)


def _tests(value: Value, faults: Faults) -> Iterator[PatternTest]:
    for key, entry in entries(value, faults).items():
        if key not in ("bad", "good"):
            hint = did_you_mean(key, ("bad", "good"))
            faults.add(entry.key_place, f"“{key}” is not a key of tests{hint}")
        elif key == "bad" and isinstance(entry.data, dict):
            for text, fixed in entry.data.items():
                yield PatternTest(text, True, fixed.text, fixed.key_place)
        else:
            for item in items(entry, faults):
                yield PatternTest(item.text, key == "bad", None, item.place)


def _documented(spec: Spec, finder: str) -> str:
    wanted = "" if spec.action is None else f": {spec.action} {spec.new or ''}".rstrip()
    return f"The {finder} “{spec.find.literal}”{wanted}."
