"""The rule `version-mismatch`."""

import re
from collections.abc import Iterator

from wikilint import Document, Finding, Related, Span, rule
from wikilint.analysis import Section, sections
from wikilint_bips.preamble import preamble


@rule("version-mismatch", fixes=())
def version_mismatch(doc: Document) -> Iterator[Finding]:
    """The Version header is not the latest version of the changelog.

    BIP 3: with a changelog, the preamble must give the latest version. Changelogs with dates only,
    which older proposals have, ask for nothing.
    """
    found = preamble(doc)
    if found is None:
        return
    log = next((s for s in sections(doc) if re.fullmatch(r"(?i)change *logs?", s.title)), None)
    latest = _latest(doc, log) if log else None
    if latest is None:
        return
    span, version = latest
    written = ".".join(map(str, version))
    header = found.get("Version")
    related = (Related(span, "the latest version"),)
    if header is None:
        message = f"there is no “Version:” header; the changelog is at {written}"
        yield Finding(found.tag.opening_span, message, related=related)
    elif header.value != written:
        message = f"the version is {header.value}, the changelog is at {written}"
        yield Finding(header.value_span, message, related=related)


def _latest(doc: Document, log: Section) -> tuple[Span, tuple[int, ...]] | None:
    """Place and number of the highest version that begins an entry of the section."""
    inside = [s for s in sections(doc) if s is log or _is_part(s, log)]
    start, end = log.start, inside[-1].end
    entries = re.compile(
        r"(?m)^[ \t*:#;=_'-]*v?([0-9]{1,6})\.([0-9]{1,6})\.([0-9]{1,6})(?!\.?[0-9])"
    )
    found = [
        (tuple(map(int, match.groups())), Span(match.start(1), match.end(3)))
        for match in entries.finditer(doc.text, start, end)
    ]
    if not found:
        return None
    version, span = max(found)
    return span, version


def _is_part(section: Section, whole: Section) -> bool:
    while section.parent is not None:
        section = section.parent
        if section is whole:
            return True
    return False
