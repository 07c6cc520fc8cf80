"""The rule `degenerate-markup`."""

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis import degenerate_place


@rule("degenerate-markup", fixes=())
def degenerate_markup(doc: Document) -> Iterator[Finding]:
    """Markup made or broken so that parsing it would not end.

    Thousands of openers that nothing closes, or a hundred levels of nesting: the page is read as
    far as it can be, so that other rules may miss faults here, and it gets no fixes.
    """
    place = degenerate_place(doc)
    if place is not None:
        message = "from here on too much markup is unclosed or nested too deep to be read"
        yield Finding((place, place + 1), message)
