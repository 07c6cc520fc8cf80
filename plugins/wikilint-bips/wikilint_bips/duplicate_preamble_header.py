"""The rule `duplicate-preamble-header`."""

from collections.abc import Iterator

from wikilint import Document, Finding, Related, rule
from wikilint_bips.preamble import Header, preamble


@rule("duplicate-preamble-header", fixes=())
def duplicate_preamble_header(doc: Document) -> Iterator[Finding]:
    """A preamble has the same header twice.

    Several authors or discussions stand under one header, each on a line of its own, below the
    first.
    """
    found = preamble(doc)
    if found is None:
        return
    first: dict[str, Header] = {}
    for header in found.headers:
        earlier = first.setdefault(header.name.lower(), header)
        if earlier is not header:
            related = (Related(earlier.name_span, "the first one"),)
            message = f"the preamble has “{header.name}:” already"
            yield Finding(header.name_span, message, related=related)
