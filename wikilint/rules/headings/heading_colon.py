from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.heading_lines import heading_lines

_COLONS = (":", "\N{FULLWIDTH COLON}")
_QUOTES = "'"


@rule("heading-colon", severity="off", scope="any", fixes=("unsafe",))
def heading_colon(doc: Document) -> Iterator[Finding]:
    """A heading ends with a colon.

    A heading is no part of the sentence that follows
    ([MOS:HEADINGS](https://en.wikipedia.org/wiki/MOS:HEADINGS)).

    Never reported: `::`, a colon alone, code.

    **Fix.** Unsafe: the colon goes, also from within bold or italic text. It is part of the anchor,
    so links from other pages to the section lead to the top of the page.
    """
    for heading in heading_lines(doc).sound:
        title = heading.title.rstrip(_QUOTES)
        if not title.endswith(_COLONS) or title.endswith("::"):
            continue
        if not any(character.isalnum() for character in title):
            continue
        end = heading.title_span.start + len(title)
        start = end - 1
        fix = Fix(
            "remove the colon", (Edit((len(title[:-1].rstrip()) + end - len(title), end), ""),)
        )
        yield Finding((start, end), "a heading ends without a colon", fix)
