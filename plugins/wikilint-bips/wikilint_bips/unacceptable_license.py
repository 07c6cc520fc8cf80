"""The rule `unacceptable-license`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint_bips.licenses import is_expression, licenses
from wikilint_bips.preamble import Header, preamble
from wikilint_bips.process import IN_FORCE

_ACCEPTED = (
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "FSFAP",
    "CC-BY-4.0",
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSL-1.0",
)
_OLDER = ("CC-BY-SA-4.0", "LicenseRef-PD", "OPL", "OPUBL-1.0", "PD")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    accepted: tuple[str, ...] = option(_ACCEPTED, "Licences of which a proposal needs one.")
    older: tuple[str, ...] = option(_OLDER, "Licences that older proposals may have instead.")
    since: str = option(IN_FORCE, "What was numbered before this day is an older proposal.")


@rule("unacceptable-license", options=Options, fixes=("unsafe",))
def unacceptable_license(doc: Document, options: Options) -> Iterator[Finding]:
    """A proposal is under no licence that BIP 3 accepts, or its License header is no expression.

    The header is an SPDX expression in which one accepted licence is a choice of its own: “CC0-1.0
    OR MIT”. Proposals that were numbered under BIP 1 and BIP 2 keep what those accepted. A list of
    licences on several lines, as in BIP 2, is joined by `OR`, which it meant.
    """
    found = preamble(doc)
    header = found.get("License") if found else None
    if found is None or header is None or not header.value:
        return
    if len(header.values) > 1:
        yield _list(header)
    elif not is_expression(header.value):
        yield Finding(header.value_span, f"“{header.value}” is no SPDX licence expression")
        return
    accepted = options.accepted
    if found.is_older_than(options.since):
        accepted += options.older
    if not any(named.alone and named.id in accepted for named in licenses(header)):
        message = f"none of these licences is accepted: {', '.join(options.accepted)}"
        yield Finding(header.value_span, message)


def _list(header: Header) -> Finding:
    span = Span(header.value_span.start, header.values[-1].span.end)
    expression = " OR ".join(line.text for line in header.values)
    message = "the choice of licences is one SPDX expression"
    if not is_expression(expression):
        return Finding(span, message)
    return Finding(span, message, Fix("join them by OR", (Edit(span, expression),)))
