"""The rule `unknown-preamble-header`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint_bips.preamble import preamble
from wikilint_bips.process import DROPPED, HEADERS, RENAMED


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    known: tuple[str, ...] = option(
        (*HEADERS, *RENAMED, *DROPPED), "Headers that are no surprise, obsolete ones included."
    )


@rule("unknown-preamble-header", options=Options, fixes=("safe",))
def unknown_preamble_header(doc: Document, options: Options) -> Iterator[Finding]:
    """A preamble has a header that no process document knows.

    Programs that read the preamble stop there. A name that differs in its letter case only is put
    right, which is safe: no other header can be meant.
    """
    found = preamble(doc)
    if found is None:
        return
    present = {header.name for header in found.headers}
    right = {name.lower(): name for name in options.known}
    for header in found.headers:
        if header.name in options.known:
            continue
        name = right.get(header.name.lower())
        if name is None:
            yield Finding(header.name_span, f"unknown header “{header.name}:”")
            continue
        fix = Fix(f"write “{name}:”", (Edit(header.name_span, name),), "safe")
        message = f"“{header.name}:” is written “{name}:”"
        yield Finding(header.name_span, message, None if name in present else fix)
