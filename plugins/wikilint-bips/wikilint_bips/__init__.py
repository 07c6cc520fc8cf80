"""Rules for Bitcoin Improvement Proposals."""

from collections.abc import Mapping
from importlib import import_module

from wikilint import Rule, hookimpl

_RULES = (
    "absolute_bip_link",
    "duplicate_preamble_header",
    "inconsistent_bip_spelling",
    "invalid_preamble_value",
    "license_mismatch",
    "malformed_author",
    "malformed_bip_link",
    "malformed_bip_list",
    "malformed_discussion",
    "malformed_preamble_date",
    "malformed_preamble_line",
    "mislabelled_bip_link",
    "misordered_preamble_header",
    "missing_preamble",
    "missing_preamble_header",
    "missing_section",
    "obsolete_preamble_header",
    "overlong_title",
    "unacceptable_license",
    "unknown_preamble_header",
    "version_mismatch",
    "wrong_bip_number",
)
"""The modules of the rules, each of which holds one by its own name."""


@hookimpl
def wikilint_rules() -> list[Rule]:
    """The rules of this plugin."""
    return [getattr(import_module(f"{__name__}.{name}"), name) for name in _RULES]


@hookimpl
def wikilint_presets() -> Mapping[str, Mapping[str, object]]:
    """`bips`: wikilint's rules for wikitext in git, less what GitHub's renderer takes as meant."""
    return {
        "bips": {
            "documentation": "For repositories of Bitcoin Improvement Proposals: the rules of "
            "this plugin, and those of `mediawiki` that suit pages which GitHub renders.",
            "extends": "mediawiki",
            "rules": {
                "malformed-external-link": "info",
                "obsolete-tag": "off",
                "unknown-tag": {"extra-tags": ["img"]},
            },
        }
    }
