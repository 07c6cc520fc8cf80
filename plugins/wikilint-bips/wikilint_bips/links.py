"""Links to proposals: what their targets and labels say."""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePath
from typing import NamedTuple

from wikilint import Document, Span
from wikilint.analysis import analysis
from wikilint.syntax import Wikilink


class BipLink(NamedTuple):
    """A wikilink to a proposal's file.

    path: what stands before the name, such as `../`. extension: with its point; empty without one.
    number: that of the target. file_span: name and extension. label_span: without blanks.
    """

    node: Wikilink
    path: str
    name: str
    number: int
    extension: str
    file_span: Span
    label: str
    label_span: Span | None


@analysis
def bip_links(doc: Document) -> tuple[BipLink, ...]:
    """The page's wikilinks to proposals' own files (not to files in their folders), in order."""
    found: list[BipLink] = []
    if "bip" not in doc.text and "BIP" not in doc.text:
        return ()
    for node in doc.tree.wikilinks:
        start, end = node.target_span
        match = _target().match(doc.text, start, end)
        if match is None:
            continue
        label_span = node.label_span
        label = ""
        if label_span is not None:
            written = doc.text[slice(*label_span)]
            label = written.strip()
            at = label_span.start + len(written) - len(written.lstrip())
            label_span = Span(at, at + len(label))
        found.append(
            BipLink(
                node=node,
                path=match["path"],
                name=match["name"],
                number=int(match["number"]),
                extension=match["extension"],
                file_span=Span(match.start("name"), match.end("extension")),
                label=label,
                label_span=label_span,
            )
        )
    return tuple(found)


def label_number(label: str) -> int | None:
    """The number that a label gives: “BIP 32”, “BIP-32: Wallets”, “32”; None where it has none."""
    match = re.match(r"BIP[ -]?([0-9]{1,6})\b|([0-9]{1,6})$", label)
    return int(match[1] or match[2]) if match else None


def is_in_folder(doc: Document) -> bool | None:
    """Whether the page is in a proposal's folder (`bip-0123/`); None where nothing tells."""
    if doc.page.path is None:
        return None
    file = PurePath(doc.page.path)
    if re.fullmatch(r"bip-[0-9]+", file.parent.name):
        return True
    return False if re.fullmatch(r"bip-[0-9]+", file.stem) else None


@cache
def _target() -> re.Pattern[str]:
    return re.compile(
        r"(?P<path>(?:\.{0,2}/)*)(?P<name>(?i:bip)[-_ ]?(?P<number>[0-9]{1,6}))"
        r"(?P<extension>(?:\.[A-Za-z]+)?)(?:#.*)?$"
    )
