"""The faults of image maps, which show an error instead of the picture, line by line.

An ``<imagemap>`` is opaque to the tree. Its first line names a file; each other line is a comment,
``desc``, or a shape with its coordinates and a link (Extension:ImageMap).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wikilint.analysis.html_elements import tags
from wikilint.analysis.namespaces import FILE
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis

_COORDINATES = {"rect": 4, "circle": 3}


class MapFault(NamedTuple):
    """A line that ImageMap cannot read, with the reason."""

    span: Span
    reason: str


@analysis
def imagemap_faults(doc: Document) -> tuple[MapFault, ...]:
    """The faults of all image maps; of lines with templates or parameters nothing is said."""
    maps = [tag for tag in tags(doc).get("imagemap", ()) if tag.content.strip()]
    return tuple(fault for tag in maps for fault in _faults(doc, tag.open_end, tag.content))


def _faults(doc: Document, start: int, content: str) -> Iterator[MapFault]:
    named = False
    for raw in content.split("\n"):
        line = raw.strip()
        at = start + raw.find(line)
        start += len(raw) + 1
        if not line or line.startswith(("#", "<")):
            continue
        reason = None
        if "{{" not in line:
            reason = _line_fault(line) if named else _file_fault(doc, line)
        if reason:
            yield MapFault(Span(at, at + len(line)), reason)
        named = True


def _file_fault(doc: Document, line: str) -> str | None:
    title = line.partition("|")[0]
    if doc.site.split_title(title)[0] == FILE or ":" in title:
        return None  # a prefix that the site does not know may be the file's in another language
    return "the first line of an image map must name a file, such as File:A.jpg"


def _line_fault(line: str) -> str | None:
    shape = line.split()[0].lower()
    if shape == "desc":
        return None
    area, bracket, _ = line.partition("[")
    if not bracket:
        return "the line of an image map has no link"
    coordinates = area.split()[1:]
    if shape == "default":
        return None
    if shape != "poly" and shape not in _COORDINATES:
        return f"image maps know no shape “{shape[:40]}”: default, rect, circle or poly"
    if not all(_is_number(coordinate) for coordinate in coordinates):
        return f"a coordinate of {shape} is no number"
    if shape == "poly" and (len(coordinates) % 2 or not coordinates):
        return "poly takes pairs of coordinates"
    if shape != "poly" and len(coordinates) < _COORDINATES[shape]:
        return f"{shape} takes {_COORDINATES[shape]} numbers"
    return None


def _is_number(text: str) -> bool:
    whole, _, fraction = text.removeprefix("-").partition(".")
    return f"{whole}{fraction}".isdecimal() and text.isascii()
