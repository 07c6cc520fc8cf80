"""When a page was archived, read off the address of the copy."""

from __future__ import annotations

import re

from wikilint.analysis.calendar import Day, exists

# Hosts that put the moment of archiving, YYYYMMDDhhmmss, into the path.
_STAMPING = (
    "web.archive.org", "wayback.archive.org", "www.web.archive.org", "archive.today", "archive.is",
    "archive.li", "archive.fo", "archive.ph", "archive.md", "archive.vn", "webarchive.loc.gov",
    "wayback.archive-it.org", "arquivo.pt", "webarchive.nationalarchives.gov.uk",
    "wayback.vefsafn.is", "swap.stanford.edu", "www.webarchive.org.uk",
)  # fmt: skip


def archive_day(url: str) -> Day | None:
    """The day that an archive's address names; None if it names none, or one that cannot be."""
    host, slash, path = url.partition("//")[2].partition("/")
    if not slash or host.lower() not in _STAMPING:
        return None
    match = re.match(r"(?:[a-z-]+/){0,2}([0-9]{14})(?:[a-z]{2}_)?/", path)
    if match is None:
        return None
    stamp = match[1]
    day = Day(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    return day if exists(day) and stamp[8:] < "240000" and stamp[:4] > "1995" else None
