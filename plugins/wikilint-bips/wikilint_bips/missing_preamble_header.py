"""The rule `missing-preamble-header`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, option, rule


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    required: tuple[str, ...] = option(
        ("BIP", "Title", "Authors", "Status", "Type", "Assigned"), "Headers that must be there."
    )


@rule("missing-preamble-header", options=Options, fixes=())
def missing_preamble_header(doc: Document, options: Options) -> Iterator[Finding]:
    """Proposal whose preamble lacks a required header.

    A proposal opens with a `<pre>` block of `Key: value` lines, which BIP 3 prescribes. A page
    that does not open so is no proposal, and is left alone.
    """
    preamble = next((tag for tag in doc.tree.tags if tag.name == "pre"), None)
    if preamble is None or doc.text[: preamble.start].strip():
        return
    lines = preamble.content.split("\n")
    present = {line.partition(":")[0].strip() for line in lines if ":" in line}
    if "BIP" not in present and "Title" not in present:
        return
    for header in options.required:
        if header not in present:
            yield Finding(preamble.opening_span, f"the preamble has no “{header}:” header")
