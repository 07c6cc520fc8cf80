"""wikilint: a linter and fixer for wikitext. This is the public interface, all of it.

Rules and plugins also use `wikilint.analysis` and `wikilint.edits`, and the node classes of
`wikilint.syntax`.
"""

from wikilint.api import fix_text, lint_text
from wikilint.config import Config, ConfigError, load_config
from wikilint.diagnostic import (
    Applicability,
    Diagnostic,
    Edit,
    Effect,
    Finding,
    Fix,
    Related,
    Severity,
    Span,
)
from wikilint.document import Document, Page
from wikilint.fixer import AppliedFix, FixResult
from wikilint.hookspecs import hookimpl
from wikilint.rule import File, Rule, option, rule
from wikilint.site import Site, SiteError
from wikilint.text import TextError
from wikilint.version import __version__

__all__ = [
    "Applicability",
    "AppliedFix",
    "Config",
    "ConfigError",
    "Diagnostic",
    "Document",
    "Edit",
    "Effect",
    "File",
    "Finding",
    "Fix",
    "FixResult",
    "Page",
    "Related",
    "Rule",
    "Severity",
    "Site",
    "SiteError",
    "Span",
    "TextError",
    "__version__",
    "fix_text",
    "hookimpl",
    "lint_text",
    "load_config",
    "option",
    "rule",
]
