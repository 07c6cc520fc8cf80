"""The rule `malformed-author`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint_bips.preamble import Header, Line, preamble


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    headers: tuple[str, ...] = option(
        ("Authors", "Author", "Deputies", "Editor"), "The headers that name people."
    )


@rule("malformed-author", options=Options, fixes=("unsafe",))
def malformed_author(doc: Document, options: Options) -> Iterator[Finding]:
    """An author is not given as “Name <address@example.org>”, one a line.

    The script that lists the proposals reads names and addresses in this form only. Several people
    on one line, separated by commas, are put on lines of their own.
    """
    found = preamble(doc)
    if found is None:
        return
    for header in found.headers:
        if header.name in options.headers:
            for line in header.values:
                if line.text and not _is_person(line.text):
                    yield _finding(header, line)


def _is_person(text: str) -> bool:
    return bool(re.fullmatch(r"[^\s<@>][^<@>]* <[^\s<@>]+@[\w.-]+\.\w+>", text))


def _finding(header: Header, line: Line) -> Finding:
    people = [part.strip() for part in line.text.split(",")]
    if len(people) > 1 and all(map(_is_person, people)):
        gap = "\n" + " " * (len(header.name) + 4)
        fix = Fix("one a line", (Edit(line.span, gap.join(people)),))
        return Finding(line.span, "each author stands on a line of their own", fix)
    message = f"“{line.text}” is not of the form “Name <address@example.org>”"
    return Finding(line.span, message)
