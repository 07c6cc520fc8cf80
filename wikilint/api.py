"""wikilint as a library: texts in, diagnostics and fixed texts out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from wikilint.config import Config, load_config
from wikilint.diagnostic import Diagnostic
from wikilint.document import Document, Page, no_garbage_collection
from wikilint.engine import diagnose, examine
from wikilint.fixer import FixPolicy, FixResult, fix
from wikilint.site import Site


def lint_text(
    text: str, *, config: Config | None = None, page: Page | None = None
) -> list[Diagnostic]:
    """What the rules find in a text, in the order of the text.

    config: by default that of the preset ``mediawiki``; its `per-file` and `ignore` are applied by
    `page.path`. Raises TextError for a text that holds NUL, SiteError for an unknown `page.site`.
    """
    config = config or _default_config()
    with no_garbage_collection():
        doc = _document(text, config, page)
        found = diagnose(doc, examine(doc, config.rules_for(doc.page.path)))
        doc.release()
    return found


def fix_text(
    text: str, *, config: Config | None = None, page: Page | None = None, unsafe: bool = False
) -> FixResult:
    """The text after all safe fixes, or with `unsafe` all that a program can decide.

    The configuration says which signs on a page forbid that, and when cosmetic fixes are wanted.
    Raises as `lint_text` does.
    """
    config = config or _default_config()
    policy = FixPolicy(unsafe=unsafe, cosmetic=config.cosmetic, stop_signs=config.stop_signs)
    with no_garbage_collection():
        doc = _document(text, config, page)
        result = fix(doc, config.rules_for(doc.page.path), policy)
        doc.release()
    return result


def _document(text: str, config: Config, page: Page | None) -> Document:
    if page is None:
        return Document.parse(text, page=config.page(), site=config.site)
    site = config.site if page.site in {None, config.site.name} else Site.load(page.site)
    page = replace(page, site=site.name, language=page.language or config.language)
    return Document.parse(text, page=page, site=site)


@cache
def _default_config() -> Config:
    return load_config()
