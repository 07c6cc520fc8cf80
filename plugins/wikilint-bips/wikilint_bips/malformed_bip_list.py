"""The rule `malformed-bip-list`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint_bips.preamble import Header, preamble
from wikilint_bips.process import BIP_LISTS


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    headers: tuple[str, ...] = option(
        (*BIP_LISTS, "Superseded-By"), "The headers whose values are numbers of proposals."
    )


@rule("malformed-bip-list", options=Options, fixes=("safe",))
def malformed_bip_list(doc: Document, options: Options) -> Iterator[Finding]:
    """A header that names other proposals is not a list of their numbers, or names its own.

    BIP 3 wants the numbers in one line, separated by a comma and a blank, without “BIP” and
    without leading zeros. The fix keeps all numbers in their order, and is therefore safe; a list
    with anything else in it is left to a person.
    """
    found = preamble(doc)
    if found is None:
        return
    for header in found.headers:
        if header.name not in options.headers or not header.value:
            continue
        value = ", ".join(line.text for line in header.values)
        numbers = _numbers(value)
        span = Span(header.value_span.start, header.values[-1].span.end)
        if numbers is None:
            yield Finding(span, f"“{header.name}:” is a list of numbers, such as “32, 39”")
        elif found.number in numbers:
            yield Finding(span, f"“{header.name}:” names BIP {found.number} itself")
        elif doc.text[slice(*span)] != (wanted := ", ".join(map(str, numbers))):
            yield _unlike(header, span, wanted)


def _unlike(header: Header, span: Span, wanted: str) -> Finding:
    fix = Fix("write the numbers", (Edit(span, wanted),), "safe")
    return Finding(span, f"“{header.name}:” is written “{wanted}”", fix)


def _numbers(value: str) -> list[int] | None:
    """The numbers of the list; None where it holds anything else."""
    items = [item.strip() for item in value.split(",") if item.strip()]
    matches = [re.fullmatch(r"(?i:bips?)?[ -]?([0-9]{1,6})", item) for item in items]
    return [int(match[1]) for match in matches if match] if all(matches) else None
