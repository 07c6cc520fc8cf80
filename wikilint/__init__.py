"""wikilint: a linter and fixer for wikitext. This is the public interface, all of it.

Rules and plugins also use `wikilint.analysis` and `wikilint.edits`, and the node classes of
`wikilint.syntax`.

A name is imported from its home when it is first asked for: whatever imports a part of wikilint
imports this module, and `wikilint --version` or a run of pytest elsewhere must not pay for parser
and rules (a fifth of a second where no bytecode is kept).
"""

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from wikilint.rule import File, Rule, option, rule  # not later: `rule` is a module's name, too
from wikilint.version import __version__

if TYPE_CHECKING:
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
    from wikilint.site import Site, SiteError
    from wikilint.text import TextError

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

_HOMES = {
    "wikilint.api": ("fix_text", "lint_text"),
    "wikilint.config": ("Config", "load_config"),
    "wikilint.diagnostic": (
        "Applicability",
        "Diagnostic",
        "Edit",
        "Effect",
        "Finding",
        "Fix",
        "Related",
        "Severity",
        "Span",
    ),
    "wikilint.document": ("Document", "Page"),
    "wikilint.faults": ("ConfigError",),
    "wikilint.fixer": ("AppliedFix", "FixResult"),
    "wikilint.hookspecs": ("hookimpl",),
    "wikilint.site": ("Site", "SiteError"),
    "wikilint.text": ("TextError",),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}
# Names that were public once, with those of today; they go with the next major version.
_RENAMED: Mapping[str, str] = {}


def __getattr__(name: str) -> object:
    """A public name, on its first use; an old one gives a DeprecationWarning with the new one.

    Raises AttributeError for any other.
    """
    if name in _RENAMED:
        import warnings  # which nobody pays for who uses the names of today

        message = f"wikilint.{name} is now called wikilint.{_RENAMED[name]}"
        warnings.warn(message, DeprecationWarning, stacklevel=2)
        return getattr(import_module(__name__), _RENAMED[name])
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
