"""The rule `wrong-bip-number`."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint_bips.preamble import Header, Preamble, preamble


@rule("wrong-bip-number", fixes=("safe",))
def wrong_bip_number(doc: Document) -> Iterator[Finding]:
    """A proposal's number is malformed, or not that of its file or its comments page.

    The file of BIP 32 is named `bip-0032`. A file without a number, such as
    `bip-some-idea.mediawiki`, is a draft, and its number is “?” until an editor assigns one; the
    date `Assigned` comes with it. Without a file name, nothing is compared with it. “BIP 32” and
    “0032” become “32”, which is safe.
    """
    found = preamble(doc)
    header = found.get("BIP") if found else None
    if found is None or header is None or not header.value:
        return
    match = re.fullmatch(r"(?i:bip)?[ -]?([0-9]{1,6})", header.value)
    if match is None and header.value != "?":
        yield Finding(header.value_span, f"“{header.value}” is no number; before one there is “?”")
        return
    number = int(match[1]) if match else None
    if number is not None and header.value != str(number):
        fix = Fix(f"write {number}", (Edit(header.value_span, str(number)),), "safe")
        yield Finding(header.value_span, f"the number is written {number}", fix)
    yield from _against_file(header, number, doc.page.path)
    yield from _against_others(found, number)


def _against_file(header: Header, number: int | None, path: str | None) -> Iterator[Finding]:
    name = re.fullmatch(r"(?i)bip-([0-9]{1,6}|[a-z][\w-]*)", PurePath(path or "").stem)
    if name is None:
        return
    if not name[1].isdecimal():
        if number is not None:
            message = "editors assign the number, and name the file by it; before that it is “?”"
            yield Finding(header.value_span, message)
    elif number != int(name[1]):
        yield Finding(header.value_span, f"the file is that of BIP {int(name[1])}")
    elif name[0] != f"bip-{number:04}":
        yield Finding(header.value_span, f"the file of BIP {number} is named bip-{number:04}")


def _against_others(found: Preamble, number: int | None) -> Iterator[Finding]:
    assigned = found.get("Assigned")
    if assigned and assigned.value and (assigned.value == "?") != (number is None):
        message = "a proposal has both a number and the day of its assignment, or neither"
        yield Finding(assigned.value_span, message)
    comments = found.get("Comments-URI")
    page = re.search(r"Comments:BIP-([0-9]+)$", comments.value) if comments else None
    if comments and page and number is not None and page[1] != f"{number:04}":
        message = f"the comments page of BIP {number} is named Comments:BIP-{number:04}"
        yield Finding(comments.value_span, message)
