"""The rule `overlong-title`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, Severity, option, rule
from wikilint_bips.preamble import preamble
from wikilint_bips.process import IN_FORCE


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    most: int = option(50, "How many characters a title may have; BIP 2 allowed 44.")
    since: str = option(IN_FORCE, "What was numbered before this day is only told as `info`.")


@rule("overlong-title", options=Options, fixes=())
def overlong_title(doc: Document, options: Options) -> Iterator[Finding]:
    """A proposal's title is longer than the process document allows.

    A title is known by its words once a proposal is published: old ones are told as `info`.
    """
    found = preamble(doc)
    title = found.get("Title") if found else None
    if found is None or title is None or len(title.value) <= options.most:
        return
    severity: Severity | None = "info" if found.is_older_than(options.since) else None
    message = f"the title has {len(title.value)} characters, {options.most} are allowed"
    yield Finding(title.value_span, message, severity=severity)
