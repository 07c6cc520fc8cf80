"""What the commands print that explain wikilint: rules, presets, plugins, settings, trees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any

from wikilint import reference
from wikilint.config import Config
from wikilint.document import Document, Page
from wikilint.nearest import did_you_mean
from wikilint.plugins import installed_plugins
from wikilint.rule import Rule
from wikilint.site import Site
from wikilint.syntax import Node, Tag, Template
from wikilint.text import SourceText


class UnknownNameError(ValueError):
    """No rule goes by that name."""


def rules(config: Config) -> Iterator[str]:
    """Every rule, on or off, by family."""
    on = {active.rule.id: active.severity for active in config.rules_for().active}
    width = max(map(len, config.registry.rules))
    for rule in _sorted(config):
        yield f"{rule.id:{width}}  {on.get(rule.id, 'off'):7}  {rule.summary}"


def rules_json(config: Config) -> Iterator[str]:
    """Every rule as a JSON list, for other programs."""
    on = {active.rule.id: active.severity for active in config.rules_for().active}
    yield json.dumps([_record(rule, on) for rule in _sorted(config)], indent=1)


def _record(rule: Rule, on: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": rule.id,
        "aliases": list(rule.aliases),
        "severity": on.get(rule.id, "off"),
        "scope": rule.scope,
        "tags": list(rule.tags),
        "family": rule.family,
        "fix": None if rule.fixes is None else "/".join(rule.fixes) or "none",
        "enabled": rule.id in on,
        "summary": rule.summary,
        "url": rule.url,
        "options": {
            name: {"type": kind, "default": default, "documentation": documentation}
            for name, kind, default, documentation in _options(rule)
        },
    }


def rule(config: Config, name: str) -> Iterator[str]:
    """The documentation of one rule, by its name or an alias. Raises UnknownNameError."""
    names = config.registry.names
    found = config.registry.rules.get(names.get(name, name))
    if found is None:
        hint = reference.called_elsewhere(name) or did_you_mean(name, names)
        raise UnknownNameError(f"there is no rule named “{name}”{hint}")
    on = {active.rule.id: active.severity for active in config.rules_for().active}
    yield found.id
    facts = [f"severity {on.get(found.id, 'off')}", f"scope {found.scope}"]
    if found.fixes is not None:
        facts.append(f"fixes {', '.join(found.fixes) or 'none'}")
    if found.aliases:
        facts.append(f"also known as {', '.join(found.aliases)}")
    yield "; ".join(facts)
    yield ""
    yield found.documentation.strip()
    options = list(_options(found))
    if options:
        yield ""
        yield "Options:"
    for option, kind, default, documentation in options:
        yield f"  {option} ({kind}, default {json.dumps(default)}): {documentation}"
    yield from reference.lines(found.id)
    if found.url:
        yield ""
        yield found.url


def presets(config: Config) -> Iterator[str]:
    """The presets, those in force marked."""
    for name, preset in sorted(config.registry.presets.items()):
        mark = "*" if name in config.presets else " "
        yield f"{mark} {name:14} {preset.get('documentation', '')}".rstrip()


def plugins(config: Config) -> Iterator[str]:
    """What is installed, loaded and refused, and why."""
    for loaded in config.registry.loaded:
        title = f"{loaded.name or 'wikilint'} {loaded.version}".strip()
        yield f"loaded     {title}: {loaded.rules} rules, from {loaded.origin}"
    names = {loaded.name for loaded in config.registry.loaded}
    for installed in installed_plugins():
        if installed.name not in names:
            title = f"{installed.name} ({installed.distribution} {installed.version})"
            yield f"installed  {title}: not named in plugins:"
    for failure in config.registry.failures:
        yield f"refused    {failure}"


def settings(config: Config) -> Iterator[str]:
    """The resolved configuration, each value with its origin."""
    rows = [(setting.key, str(setting.value), setting.origin) for setting in config.settings()]
    key_width = max(len(key) for key, _, _ in rows)
    for key, value, origin in rows:
        yield f"{key:{key_width}}  {value}  # {origin}"


def tree(source: SourceText, site: Site, line: int | None) -> Iterator[str]:
    """The node tree of a page, or of the nodes that touch one line, with offsets."""
    for depth, node in _nodes(source, site, line):
        yield f"{'  ' * depth}{_title(node)} {node.start}-{node.end} {_excerpt(str(node))}"


def tree_json(source: SourceText, site: Site, line: int | None) -> Iterator[str]:
    """The same, one JSON object a node."""
    for depth, node in _nodes(source, site, line):
        record = {"depth": depth, "kind": type(node).__name__, "name": getattr(node, "name", None)}
        yield json.dumps({**record, "start": node.start, "end": node.end, "text": str(node)})


def _nodes(source: SourceText, site: Site, line: int | None) -> Iterator[tuple[int, Node]]:
    doc = Document(source, Page(), site)
    start, end = (0, len(doc.text)) if line is None else doc.lines.line_span(line)
    for node in doc.tree.walk():
        if node.start <= end and start <= node.end:
            yield sum(1 for _ in node.ancestors()) - 1, node


def _title(node: Node) -> str:
    kind = type(node).__name__
    if isinstance(node, Template):
        return f"{kind} “{node.name}”" if node.kind == "template" else f"{node.kind} “{node.name}”"
    return f"{kind} “{node.name}”" if isinstance(node, Tag) else kind


def _excerpt(text: str) -> str:
    text = json.dumps(text, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _sorted(config: Config) -> list[Rule]:
    rules = config.registry.rules.values()
    return sorted(rules, key=lambda rule: (rule.plugin, rule.family, rule.name))


def _options(rule: Rule) -> Iterator[tuple[str, str, Any, str]]:
    if rule.options is None or rule.function is None or rule.family == "engine":
        return
    for field in fields(rule.options):
        kind = field.type if isinstance(field.type, str) else getattr(field.type, "__name__", "")
        default = field.default if field.default_factory is MISSING else field.default_factory()
        about = str(field.metadata.get("documentation", ""))
        yield field.name.replace("_", "-"), kind, default, about
