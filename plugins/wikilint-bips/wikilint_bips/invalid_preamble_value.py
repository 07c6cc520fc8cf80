"""The rule `invalid-preamble-value`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint_bips.preamble import Header, preamble

_RENAMED = {
    "Active": "Deployed",
    "Final": "Deployed",
    "Accepted": "Complete",
    "Proposed": "Complete",
    "Deferred": "Closed",
    "Obsolete": "Closed",
    "Rejected": "Closed",
    "Replaced": "Closed",
    "Withdrawn": "Closed",
    "Standards Track": "Specification",
}


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    status: tuple[str, ...] = option(
        ("Draft", "Complete", "Deployed", "Closed"), "What `Status` may be."
    )
    type: tuple[str, ...] = option(
        ("Specification", "Informational", "Process"), "What `Type` may be."
    )
    layer: tuple[str, ...] = option(
        (
            "Consensus (soft fork)",
            "Consensus (hard fork)",
            "Peer Services",
            "API/RPC",
            "Applications",
        ),
        "What `Layer` may be (BIP 123).",
    )
    renamed: dict[str, str] = option(
        _RENAMED, "Values of earlier processes, with the present ones."
    )


@rule("invalid-preamble-value", options=Options, fixes=("safe", "unsafe"))
def invalid_preamble_value(doc: Document, options: Options) -> Iterator[Finding]:
    """A header's value is not one of those that are allowed.

    `Status`, `Type` and `Layer` have closed lists of values, `Version` is three numbers with
    points. Letter case is put right safely; a value of BIP 2 gets the one that BIP 3 made of it,
    which is unsafe: an author may think that another is due.
    """
    found = preamble(doc)
    if found is None:
        return
    lists = {"Status": options.status, "Type": options.type, "Layer": options.layer}
    for header in found.headers:
        if header.name in lists and header.value and header.value not in lists[header.name]:
            yield _finding(header, lists[header.name], options.renamed)
        elif header.name == "Version" and not re.fullmatch(r"\d+\.\d+\.\d+", header.value):
            message = f"a version is three numbers (1.0.0), not “{header.value}”"
            yield Finding(header.value_span, message)


def _finding(header: Header, allowed: tuple[str, ...], renamed: dict[str, str]) -> Finding:
    value = header.value
    message = f"“{header.name}:” is one of {', '.join(allowed)}; “{value}” is none"
    for right in allowed:
        if right.lower() == value.lower():
            return _fixed(header, message, Fix(f"write {right}", _edit(header, right), "safe"))
    right = renamed.get(value, "")
    if right not in allowed:
        return Finding(header.value_span, message)
    return _fixed(header, message, Fix(f"make it {right}", _edit(header, right)))


def _fixed(header: Header, message: str, fix: Fix) -> Finding:
    return Finding(header.value_span, message, fix)


def _edit(header: Header, value: str) -> tuple[Edit]:
    return (Edit(header.value_span, value),)
