"""Pages as citations give them: numbers and ranges in a list.

Policy: MOS:PAGERANGE. What is not certain to be pages is left alone: letters, Roman numbers, parts
of a book with pages of their own (3-1), thousands (12,345).
"""

from __future__ import annotations

import re

_WIDEST = 999  # pages: no source is cited for more at once
_RANGE = r"([0-9]{1,5})\s*[-–—]\s*([0-9]{1,5})"


def written_pages(value: str) -> str | None:
    """Numbers and ranges as they are to be written: 5–7, 9.

    None for anything but a list with commas that goes up; a last page may be cut short (350–2).
    """
    if re.search(r"(?<![0-9])[0-9]{1,3},[0-9]{3}(?![0-9])", value):
        return None
    parts = []
    end = 0
    for item in value.split(","):
        item = item.strip()
        match = re.fullmatch(_RANGE, item)
        if match is not None:
            first, last = int(match[1]), _whole(match[1], match[2])
            if not first < last < first + _WIDEST:
                return None
            parts.append(f"{match[1]}–{match[2]}")
        elif item.isdecimal() and item.isascii():
            first = last = int(item)
            parts.append(item)
        else:
            return None
        if first < end:
            return None
        end = last
    return ", ".join(parts)


def _whole(first: str, last: str) -> int:
    """The last page, with the digits that it shares with the first if it is cut short."""
    return int(first[: -len(last)] + last) if len(last) < len(first) else int(last)
