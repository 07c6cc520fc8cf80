"""The rule `malformed-discussion`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint_bips.preamble import Line, is_day, preamble


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    headers: tuple[str, ...] = option(("Discussion",), "The headers that list discussions.")


@rule("malformed-discussion", options=Options, fixes=("safe",))
def malformed_discussion(doc: Document, options: Options) -> Iterator[Finding]:
    """A discussion is not listed as “YYYY-MM-DD: URL”.

    BIP 3 wants the day on which the discussion began and its address; words behind the address are
    let pass. An entry without a day, or of a day only, is told as `info`: it stems from the header
    `Post-History`, which had no fixed form. Missing zeros and a missing colon are added safely.
    """
    found = preamble(doc)
    if found is None:
        return
    for header in found.headers:
        if header.name in options.headers:
            for line in header.values:
                if line.text:
                    yield from _of_line(line)


def _of_line(line: Line) -> Iterator[Finding]:
    match = re.match(r"([0-9]+-[0-9]+-[0-9]+)(:? *)(?=https?://|$)", line.text)
    if match is None:
        if re.match(r"https?://\S+", line.text):
            yield Finding(line.span, "the discussion has no date: YYYY-MM-DD: URL", severity="info")
        else:
            yield Finding(line.span, f"“{line.text}” is no discussion: YYYY-MM-DD: URL")
        return
    year, month, day = match[1].split("-")
    wanted = f"{year}-{month.zfill(2)}-{day.zfill(2)}"
    start = line.span.start
    span = Span(start, start + len(match[1]))
    if not is_day(wanted):
        yield Finding(span, f"“{match[1]}” is no day of the calendar")
    elif match.end() == len(line.text):
        yield Finding(line.span, "the discussion has no address: YYYY-MM-DD: URL", severity="info")
    elif match[0] != f"{wanted}: ":
        outer = Span(start, start + match.end())
        fix = Fix(f"write “{wanted}: ”", (Edit(outer, f"{wanted}: "),), "safe")
        yield Finding(outer, f"a discussion begins “{wanted}: ”", fix)
