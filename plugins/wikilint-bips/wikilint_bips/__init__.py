"""Rules for Bitcoin Improvement Proposals."""

from wikilint import Rule, hookimpl
from wikilint_bips.missing_preamble_header import missing_preamble_header


@hookimpl
def wikilint_rules() -> list[Rule]:
    """The rules of this plugin."""
    return [missing_preamble_header]
