"""One page for each rule, and lists of rules and presets."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields
from importlib import import_module
from typing import Any, NamedTuple, TypeAlias

from wikilint import Config, Rule, load_config
from wikilint.reference import Example, example_of, peers_of
from wikilint.settings import options_type

from .markdown import code, fence, linked, table

_HOW_TO_FIX = {
    "safe": "`wikilint fix`",
    "unsafe": "`wikilint fix --unsafe-fixes`",
    "manual": "a person: shown, never applied",
}


_Severities: TypeAlias = dict[str, dict[str, str]]


class RulePages(NamedTuple):
    """Markdown by path, and the paths of the rules' pages by family, for navigation."""

    pages: dict[str, str]
    families: dict[str, list[str]]


def rule_pages() -> RulePages:
    """The pages of all rules that ship with wikilint."""
    names = sorted(load_config().registry.presets)
    configs = {name: load_config(preset=name) for name in names}
    rules = configs[names[0]].registry.rules
    families: dict[str, list[Rule]] = {}
    for rule in sorted(rules.values(), key=lambda r: (r.family, r.name)):
        families.setdefault(rule.family, []).append(rule)
    whole, added = _severities(configs)
    pages = {"rules/index.md": _index(families, whole)}
    pages["rules/presets.md"] = _presets(configs)
    for rule in rules.values():
        pages[_path(rule)] = _page(rule, rules, whole, added)
    return RulePages(pages, {family: list(map(_path, of)) for family, of in families.items()})


def _path(rule: Rule) -> str:
    return f"rules/{rule.name}.md"


def _severities(configs: Mapping[str, Config]) -> tuple[_Severities, _Severities]:
    """By preset and rule: of the presets for a wiki, and of those to add to another preset."""
    whole: _Severities = {}
    added: _Severities = {}
    for name, config in configs.items():
        preset = config.registry.presets[name]
        on = {active.rule.id: str(active.severity) for active in config.rules_for().active}
        if "site" in preset or "extends" in preset:
            whole[name] = {rule: on.get(rule, "off") for rule in config.registry.rules}
        else:
            added[name] = {rule: on.get(rule, "off") for rule in config.rules}
    return whole, added


def _index(families: Mapping[str, list[Rule]], severities: _Severities) -> str:
    parts = [
        "# Rules",
        f"wikilint ships {sum(map(len, families.values()))} rules in {len(families)} families. "
        "The columns show the severity in the [presets](presets.md) for a wiki. A family's name "
        "stands for all its rules in `--select` and `--ignore`.",
    ]
    for family, rules in families.items():
        parts.append(f"## {family}")
        parts.append(import_module(f"wikilint.rules.{family}").__doc__ or "")
        rows = (
            (
                f"[{code(rule.name)}]({rule.name}.md)",
                _cell(rule.summary),
                *(severities[preset][rule.id] for preset in severities),
                ", ".join(rule.fixes or ()) or "none",
            )
            for rule in rules
        )
        parts.append(table(("rule", "finds", *severities, "fixes"), rows))
    return _joined(parts)


def _presets(configs: Mapping[str, Config]) -> str:
    parts = [
        "# Presets",
        "A preset is data: what `rules.yaml` could say, too. `extends:` names one or several.",
    ]
    for name, config in configs.items():
        preset = config.registry.presets[name]
        parts += [f"## {name}", str(preset.get("documentation", ""))]
        said = [key for key in ("extends", "site", "language", "cosmetic") if key in preset]
        parts.append("\n".join(f"- `{key}: {json.dumps(preset[key])}`" for key in said))
        rules = preset.get("rules")
        if isinstance(rules, dict):
            parts.append(
                "What it says about single rules; all others have a severity of their own:"
            )
            rows = (
                (
                    f"[{code(rule)}]({rule}.md)",
                    code(value if isinstance(value, str) else json.dumps(value)),
                )
                for rule, value in sorted(rules.items())
            )
            parts.append(table(("rule", "setting"), rows))
    return _joined(parts)


def _page(rule: Rule, rules: Mapping[str, Rule], whole: _Severities, added: _Severities) -> str:
    def address(name: str) -> str | None:
        return f"{name}.md" if name in rules and name != rule.name else None

    body = rule.documentation.strip().partition("\n")[2]
    parts = [f"# {rule.name}", linked(rule.summary, address)]
    said = [f"{on[rule.id]} in `{name}`" for name, on in whole.items()]
    said += [f"{on[rule.id]} with `{name}` added" for name, on in added.items() if rule.id in on]
    rows = [("severity", "; ".join(said))]
    fixes = "; ".join(f"{kind} ({_HOW_TO_FIX[kind]})" for kind in rule.fixes or ())
    rows.append(("fixes", fixes or "none"))
    rows.append(("scope", rule.scope))
    rows.append(("family", f"[{rule.family}](index.md#{rule.family})"))
    if rule.tags:
        rows.append(("tags", ", ".join(map(code, rule.tags))))
    if rule.aliases:
        rows.append(("also known as", ", ".join(map(code, rule.aliases))))
    rows += [
        (f"in {tool}", ", ".join(map(code, names))) for tool, names in peers_of(rule.id).items()
    ]
    if rule.url:
        rows.append(("more", f"<{rule.url}>"))
    parts += [table(("", ""), rows), *_example(example_of(rule.id))]
    if body.strip():
        parts += ["## Details", linked(body.strip(), address)]
    options = options_type(rule)
    if options is not None:
        parts += ["## Options", _options(rule, [f for f in fields(options) if f.init])]
    return _joined(parts)


def _example(example: Example | None) -> Iterator[str]:
    if example is None:
        return
    yield "## Example"
    yield from _setting(example.setting)
    yield fence(example.text, "wikitext")
    yield "\n".join(f"- {_escaped(line)}" for line in example.found)
    for kind, after in (("safe", example.safe), ("unsafe", example.fixed)):
        if after is not None:
            yield f"After {_HOW_TO_FIX[kind]}:"
            yield fence(after, "wikitext")
    if example.good is not None:
        yield "Nothing is found here:"
        if example.good_setting != example.setting:
            yield from _setting(example.good_setting)
        yield fence(example.good, "wikitext")


def _setting(setting: list[str]) -> Iterator[str]:
    if setting:
        yield f"With {', '.join(map(code, setting))}:"


def _options(rule: Rule, options: list[Field[Any]]) -> str:
    rows = (
        (
            code(option.name.replace("_", "-")),
            code(str(option.type if isinstance(option.type, str) else option.type.__name__)),
            code(json.dumps(_default(option), ensure_ascii=False)),
            _cell(str(option.metadata.get("documentation", ""))),
        )
        for option in options
    )
    example = (
        f"rules:\n  {rule.id}: {{severity: {'warning' if rule.severity == 'off' else rule.severity}"
    )
    first = options[0]
    value = json.dumps(_default(first), ensure_ascii=False)
    return _joined(
        [
            table(("option", "type", "default", "meaning"), rows),
            "In `rules.yaml`, with the default of the first:",
            fence(f"{example}, {first.name.replace('_', '-')}: {value}}}", "yaml"),
        ]
    )


def _default(option: Field[Any]) -> Any:
    return option.default if option.default_factory is MISSING else option.default_factory()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    marks = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_{}[]<>#|"})
    return text.translate(marks)


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"
