"""The rule `malformed-preamble-line`."""

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.edits import difference
from wikilint_bips.preamble import preamble


@rule("malformed-preamble-line", fixes=("safe",))
def malformed_preamble_line(doc: Document) -> Iterator[Finding]:
    """A line of the preamble is not spaced as its readers expect, or is no header at all.

    The script that lists the proposals wants two blanks, the header's name, a colon and one blank;
    further lines of a value stand below its first; there are no blank lines. The fixes are safe:
    they change blanks only, and no other spacing is allowed. A line of text without a header is
    left to a person.
    """
    found = preamble(doc)
    if found is None:
        return
    for header in found.headers:
        if not any(line.text for line in header.values):
            yield Finding(header.name_span, f"“{header.name}:” has no value")
            continue
        for index, line in enumerate(header.values):
            start = line.outer.start if index else header.span.start
            head = " " * (len(header.name) + 4) if index else f"  {header.name}: "
            span = Span(start, line.outer.end)
            wanted = (head + line.text).rstrip()
            old = doc.text[slice(*span)]
            if old == wanted:
                continue
            edits = difference(old, wanted, start)
            message = "continuation line is not below the value" if index else "wrong blanks"
            yield Finding(span, message, Fix("set the blanks right", edits, "safe"))
    for line in found.stray:
        if line.text:
            yield Finding(line.span, "no header of the form “Name: value”")
            continue
        span = Span(line.outer.start, line.outer.end + 1)
        fix = Fix("remove the line", (Edit(span, ""),), "safe")
        yield Finding(span, "blank line in the preamble", fix)
