"""The rule `missing-preamble-header`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, Severity, option, rule
from wikilint_bips.preamble import preamble
from wikilint_bips.process import IN_FORCE, RENAMED, REQUIRED


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    required: tuple[str, ...] = option(REQUIRED, "Headers that must be there.")
    renamed: dict[str, str] = option(RENAMED, "Older names that count, with the present ones.")
    since: str = option(IN_FORCE, "What was numbered before this day is only told as `info`.")


@rule("missing-preamble-header", options=Options, fixes=())
def missing_preamble_header(doc: Document, options: Options) -> Iterator[Finding]:
    """A proposal's preamble lacks a required header.

    BIP 3 requires `BIP`, `Title`, `Authors`, `Status`, `Type`, `Assigned` and `License`. Under the
    first process document no licence had to be named, so that old proposals may lack it for good.
    """
    found = preamble(doc)
    if found is None:
        return
    present = {header.name for header in found.headers}
    present |= {options.renamed.get(name, name) for name in present}
    # a misspelt name is one finding, that of unknown-preamble-header
    present |= {name for name in options.required if name.lower() in map(str.lower, present)}
    severity: Severity | None = "info" if found.is_older_than(options.since) else None
    for header in options.required:
        if header not in present:
            message = f"the preamble has no “{header}:” header"
            yield Finding(found.tag.opening_span, message, severity=severity)
