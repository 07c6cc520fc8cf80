"""MkDocs hook: adds the pages that are made from the code, and puts them into the navigation."""

from __future__ import annotations

from functools import cache
from typing import Any

from generator import RulePages, api_pages, command_page, module_page, rule_pages
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

_rules = cache(rule_pages)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages of rules and of the API where the navigation says “generated”."""
    config.nav = [_filled(item) for item in config.nav or []]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages."""
    pages = {**_rules().pages, **api_pages()}
    pages["reference/command-line.md"] = command_page()
    pages["reference/modules.md"] = module_page()
    for path, text in pages.items():
        files.append(File.generated(config, path, content=text))
    return files


def _filled(item: Any) -> Any:
    if item == {"Rules": "generated"}:
        return {"Rules": ["rules/index.md", "rules/presets.md", *_sections(_rules())]}
    if item == {"Python API": "generated"}:
        return {"Python API": sorted(api_pages(), key=lambda path: not path.endswith("index.md"))}
    if isinstance(item, dict):
        return {
            title: [_filled(part) for part in inner] if isinstance(inner, list) else inner
            for title, inner in item.items()
        }
    return item


def _sections(rules: RulePages) -> list[dict[str, list[str]]]:
    return [{family.capitalize(): paths} for family, paths in rules.families.items()]
