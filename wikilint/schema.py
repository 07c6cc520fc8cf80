"""JSON Schemas: of `rules.yaml`, for editors, and of the JSON output, for other programs.

That of `rules.yaml` is made from what reads the file: the keys and types of the configuration and
of patterns, the rules with their options. Draft 7, which every YAML language server knows. What it
takes more than a schema to see (whether a rule of a plugin exists, whether a glob or a regular
expression is well-formed) is left to the reader.
"""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from typing import Any, Literal, TypeAlias, Union, get_args, get_origin

from wikilint.diagnostic import APPLICABILITIES, EFFECTS, SEVERITIES
from wikilint.layers import FILE_KEYS, GROUPS, IGNORE_KINDS, RULE_KINDS, SINGLE
from wikilint.options import Kind, kinds_of
from wikilint.output.records import VERSION
from wikilint.patterns import (
    ACTIONS,
    ACTIONS_OF,
    CONDITIONS,
    ID,
    KINDS,
    OWN_PLACE,
    PARTS,
    WHERE,
    known_places,
)
from wikilint.plugins import Registry
from wikilint.rule import File, Rule
from wikilint.settings import options_type
from wikilint.site import Site

Schema: TypeAlias = dict[str, Any]

DRAFT = "http://json-schema.org/draft-07/schema#"

_PLAIN: dict[object, str] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    type(None): "null",
    File: "string",
}

ABOUT: Mapping[str, str] = types.MappingProxyType(
    {
        "extends": "Presets, or other files, that this one builds on; what comes later wins.",
        "plugins": "Installed plugins by name, and Python files with rules (`./house_rules.py`).",
        "site": "The wiki whose templates and namespaces are known: its name, or a JSON file.",
        "language": "The language of the pages, such as `en`; by default that of the site.",
        "cosmetic": "Fixes that no reader sees: beside others only, always, never.",
        "timeout": "Seconds that one page may take.",
        "baseline": "A file with old findings to leave out; `--write-baseline` writes it.",
        "files": "Which files of a folder are pages.",
        "files.include": "Globs as in a gitignore file.",
        "files.exclude": "Globs of what is no page after all.",
        "bot": "How signs on pages that keep programs away are obeyed.",
        "bot.name": "The name of the account that edits, for `{{bots|deny=…}}`.",
        "bot.obey": "Whether `{{bots}}` stops fixes: in runs over several pages, always, never.",
        "rules": "Rules by name, each with a severity or with its options.",
        "per-file": "What holds for some files only, by glob.",
        "ignore": "Findings that are accepted: in these files, of this rule, with this text.",
        "patterns": "Rules written here.",
        "rule.severity": "How grave its findings are; `off` switches it off.",
        "rule.fix": "The most that its fixes may be.",
        "rule.promote": "Whether its unsafe fixes count as safe.",
        "ignore.path": "A glob.",
        "ignore.rule": "The name of a rule.",
        "ignore.text": "The text that was found, all of it.",
        "pattern.id": "Its name: `local/` and this.",
        "pattern.severity": "How grave its findings are.",
        "pattern.fix": "How far its fixes can be trusted; unsafe by default.",
        "pattern.effect": "What its fixes change for a reader.",
        "pattern.message": "What a finding says; `{text}` is what was found.",
        "pattern.description": "What `wikilint rule` shows.",
        "pattern.url": "Where the policy stands.",
        "pattern.param": "Look at this parameter of the template.",
        "pattern.attr": "Look at this attribute of the tag.",
        "pattern.replace": "Write this instead.",
        "pattern.rename-to": "The new name or target.",
        "pattern.set": "Parameters or attributes with the values that they should have.",
        "pattern.remove": "Take away what was found.",
        "pattern.where": "Conditions that must hold, too.",
        "pattern.tests": "Texts on which `wikilint test` tries it.",
        "pattern.prose": "Find this in the text that a reader sees.",
        "pattern.raw": "Find this anywhere in the source; its fixes are never safe.",
        "pattern.comment": "Find comments that hold this.",
        "pattern.heading": "Find the heading with this title.",
        "pattern.wikilink": "Find links to this page.",
        "pattern.external-link": "Find links whose address begins so.",
        "pattern.template": "Find uses of this template.",
        "pattern.tag": "Find this HTML or extension tag.",
        "where.value": "What the parameter or attribute holds.",
        "where.content": "What the label or the content of the tag holds.",
        "where.level": "The level of the heading.",
        "where.inside": "A context such as `quotation`, a tag's name, `{{Template}}`.",
        "where.not-inside": "Contexts, tags or templates in which nothing is found.",
        "where.page-has": "What the page has somewhere, such as `{{Draft}}`.",
        "where.page-lacks": "What the page has nowhere.",
    }
)
"""What the keys mean: those of the top by name, the others behind their place."""


def rules_schema(registry: Registry) -> Schema:
    """The schema of a `rules.yaml` that may use these rules and presets."""
    return {
        "$schema": DRAFT,
        "title": "The configuration of wikilint",
        "type": ["object", "null"],
        "properties": {key: _top(key, registry) for key in FILE_KEYS},
        "additionalProperties": False,
        "definitions": {
            **_typed(RULE_KINDS, "rule.")["properties"],
            "rules": _rules(registry),
            "pattern": _pattern(),
            "text": {
                "anyOf": [
                    {"type": "string", "minLength": 1},
                    {**_closed({"regex": {"type": "string"}}), "required": ["regex"]},
                ]
            },
        },
    }


def _top(key: str, registry: Registry) -> Schema:
    """The schema of one key at the top."""
    special: Mapping[str, Schema] = {
        "extends": _one_or_many(
            {"anyOf": [{"enum": sorted(registry.presets)}, {"pattern": r"\.ya?ml$"}]}
        ),
        "plugins": _one_or_many({}),
        "site": {"anyOf": [{"enum": list(Site.names())}, {"pattern": r"\.json$"}]},
        "timeout": {"exclusiveMinimum": 0},
        "rules": {"allOf": [{"$ref": "#/definitions/rules"}]},
        "per-file": {
            "type": ["object", "null"],
            "additionalProperties": _or_nothing(
                _closed({"rules": {"$ref": "#/definitions/rules"}})
            ),
        },
        "ignore": _list({**_typed(IGNORE_KINDS, "ignore."), "minProperties": 1}),
        "patterns": _list({"$ref": "#/definitions/pattern"}),
    }
    made = {"description": ABOUT[key]}
    if key in SINGLE:
        made |= _of_kind(SINGLE[key])
    if key in GROUPS:
        made |= _or_nothing(_typed(GROUPS[key], f"{key}."))
    return made | special.get(key, {})


def _rules(registry: Registry) -> Schema:
    """A map of rules; those of plugins that are not loaded cannot be known."""
    one = {"anyOf": [{"$ref": "#/definitions/severity"}, {"type": "object"}]}
    return {
        "type": ["object", "null"],
        "properties": {
            name: _rule(registry.rules[rule]) for name, rule in sorted(registry.names.items())
        },
        "patternProperties": {"/": one},
        "additionalProperties": False,
    }


def _rule(rule: Rule) -> Schema:
    own: dict[str, Schema] = {key: {"$ref": f"#/definitions/{key}"} for key in RULE_KINDS}
    options = options_type(rule)
    if options is not None:
        by_name = {option.name.replace("_", "-"): option for option in fields(options)}
        own |= {key: _option(by_name[key], kind) for key, kind in kinds_of(options).items()}
    return {
        "description": rule.summary,
        "anyOf": [{"$ref": "#/definitions/severity"}, _closed(own)],
    }


def _option(option: Field[Any], kind: Kind) -> Schema:
    made = {"description": str(option.metadata.get("documentation", "")), **_of_kind(kind)}
    if option.default is not MISSING:
        made["default"] = option.default
    elif option.default_factory is not MISSING:
        made["default"] = option.default_factory()
    return made


def _pattern() -> Schema:
    """One thing to find, at most one thing to do, and what goes with them."""
    properties = _typed(KINDS, "pattern.")["properties"]
    properties["id"]["pattern"] = f"^{ID}$"
    text = {"allOf": [{"$ref": "#/definitions/text"}]}
    properties |= {key: {"description": ABOUT[f"pattern.{key}"], **text} for key in ACTIONS_OF}
    properties["where"] = {"description": ABOUT["pattern.where"], **_or_nothing(_where())}
    properties["tests"] = {"description": ABOUT["pattern.tests"], **_or_nothing(_tests())}
    rules = [_excluding(key, set(ACTIONS) - {key}) for key in ACTIONS]
    for finder, actions in ACTIONS_OF.items():
        parts = {part for part, owner in PARTS.items() if owner != finder}
        others = set(ACTIONS_OF) - {finder}
        rules.append(_excluding(finder, others | parts | set(ACTIONS) - set(actions)))
    for key, owners in CONDITIONS.items():
        where = {"type": "object", "required": [key]}
        asked = {"required": ["where"], "properties": {"where": where}}
        rules.append({"if": asked, "then": {"anyOf": [{"required": [name]} for name in owners]}})
    rules.append({"if": {"required": ["raw"]}, "then": {"properties": {"fix": _but("safe")}}})
    return {
        **_closed(properties),
        "required": ["id"],
        "anyOf": [{"required": [finder]} for finder in ACTIONS_OF],
        "allOf": rules,
    }


def _where() -> Schema:
    text = {"$ref": "#/definitions/text"}
    place = {"anyOf": [{"enum": sorted(known_places())}, {"pattern": f"^(?:{OWN_PLACE})$"}]}
    special: Mapping[str, Schema] = {
        "level": {"type": "integer", "minimum": 1, "maximum": 6},
        "inside": _one_or_many(place),
        "not-inside": _one_or_many(place),
    }
    return _closed(
        {
            key: {"description": ABOUT[f"where.{key}"], **special.get(key, {"allOf": [text]})}
            for key in WHERE
        }
    )


def _tests() -> Schema:
    many = _list({"type": "string"})
    fixed = {"type": "object", "additionalProperties": {"type": "string"}}
    return _closed({"bad": {"anyOf": [many, fixed]}, "good": many})


def _excluding(key: str, others: Iterable[str]) -> Schema:
    """Beside the key, none of the others may stand."""
    forbidden = dict.fromkeys(sorted(others), False)
    return {"if": {"required": [key]}, "then": {"properties": forbidden}}


def _but(value: str) -> Schema:
    return {"not": {"const": value}}


def _typed(kinds: Mapping[str, Kind], place: str) -> Schema:
    """A map with keys of these types; `place` stands before them in `ABOUT`."""
    return _closed(
        {key: {"description": ABOUT[place + key], **_of_kind(kind)} for key, kind in kinds.items()}
    )


def _closed(properties: Mapping[str, Schema]) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _or_nothing(schema: Schema) -> Schema:
    """An empty value is taken as well, as that of a map whose lines are all comments."""
    return {**schema, "type": [schema["type"], "null"]}


def _list(item: Schema) -> Schema:
    return {"type": ["array", "null"], "items": item}


def _one_or_many(item: Schema) -> Schema:
    """A text, a list of texts, or nothing."""
    text = {"type": "string", **item}
    return {"anyOf": [text, {"type": "array", "items": text}, {"type": "null"}]}


def _of_kind(kind: Kind) -> Schema:
    """The schema of what `OptionReader.read` takes for an annotation."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_of_kind(argument) for argument in arguments]}
    if origin is tuple:
        return {"type": "array", "items": _of_kind(arguments[0])}
    if origin is dict:
        key, value = arguments
        names = {} if key is str else {"propertyNames": _of_kind(key)}
        return {"type": "object", **names, "additionalProperties": _of_kind(value)}
    return {"type": _PLAIN[kind]}


def output_schema() -> Schema:
    """The schema of ``--format json``; with ``jsonl``, each line is one `diagnostic` of it.

    New keys may come without a new version, so that unknown ones are allowed.
    """
    text, number = {"type": "string"}, {"type": "integer", "minimum": 0}
    counted = {"type": "integer", "minimum": 1}
    place = {"start": number, "end": number, "line": counted, "column": counted}
    fix = {"$ref": "#/definitions/fix"}
    diagnostic = {
        "path": _said("The file as it was named; `-` for standard input.", text),
        "rule": _said("The full name of the rule.", text),
        "severity": {"enum": [severity for severity in SEVERITIES if severity != "off"]},
        "message": text,
        "start": _said("Code points before it in the text as given.", number),
        "end": _said("Code points before its end.", number),
        "line": _said("Counted from 1.", counted),
        "column": _said("Code points from the line's start, counted from 1.", counted),
        "end_line": counted,
        "end_column": counted,
        "text": _said("The source that was found.", text),
        "url": _said("Where the rule is explained.", {"type": ["string", "null"]}),
        "fix": {"anyOf": [fix, {"type": "null"}]},
        "alternatives": _said("Fixes among which a person chooses.", _array(fix)),
        "related": _said("Other places.", _array(_whole({"path": text, **place, "message": text}))),
    }
    edit = {"start": number, "end": number, "text": _said("What to write there.", text)}
    return {
        "$schema": DRAFT,
        "title": "The diagnostics of wikilint as JSON",
        **_whole(
            {
                "version": {"const": VERSION},
                "diagnostics": _array({"$ref": "#/definitions/diagnostic"}),
            }
        ),
        "definitions": {
            "diagnostic": _whole(diagnostic),
            "fix": _whole(
                {
                    "title": text,
                    "applicability": {"enum": list(APPLICABILITIES)},
                    "effect": {"enum": list(EFFECTS)},
                    "edits": {**_array(_whole(edit)), "minItems": 1},
                }
            ),
        },
    }


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


def _array(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def _whole(properties: Mapping[str, Schema]) -> Schema:
    """An object that has all of these keys."""
    return {"type": "object", "properties": dict(properties), "required": list(properties)}
