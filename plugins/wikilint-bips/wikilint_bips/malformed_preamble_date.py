"""The rule `malformed-preamble-date`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint_bips.preamble import Header, is_day, preamble


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    headers: tuple[str, ...] = option(("Assigned", "Created"), "The headers that are dates.")


@rule("malformed-preamble-date", options=Options, fixes=("safe",))
def malformed_preamble_date(doc: Document, options: Options) -> Iterator[Finding]:
    """A date of the preamble is no day of the calendar written YYYY-MM-DD.

    `Assigned` is the day on which the number was assigned, or “?” before that. The fix adds the
    zeros of a date that is in this order already, and is safe; other orders are left to a person.
    """
    found = preamble(doc)
    if found is None:
        return
    for header in found.headers:
        is_given = header.name in options.headers and header.value not in ("", "?")
        if is_given and not is_day(header.value):
            yield _finding(header)


def _finding(header: Header) -> Finding:
    message = f"“{header.value}” is no day of the form YYYY-MM-DD"
    parts = re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", header.value)
    wanted = "-".join(part.zfill(2) for part in parts.groups()) if parts else ""
    if not is_day(wanted):
        return Finding(header.value_span, message)
    fix = Fix(f"write {wanted}", (Edit(header.value_span, wanted),), "safe")
    return Finding(header.value_span, message, fix)
