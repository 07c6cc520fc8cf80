"""When a page was archived, read off the address of the copy, and what is wrong with that."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from wikilint.analysis.calendar import Day, exists

# Hosts that put the moment of archiving, YYYYMMDDhhmmss, into the path.
_STAMPING = frozenset({
    "web.archive.org", "wayback.archive.org", "www.web.archive.org", "archive.today", "archive.is",
    "archive.li", "archive.fo", "archive.ph", "archive.md", "archive.vn", "webarchive.loc.gov",
    "wayback.archive-it.org", "arquivo.pt", "webarchive.nationalarchives.gov.uk",
    "wayback.vefsafn.is", "swap.stanford.edu", "www.webarchive.org.uk",
})  # fmt: skip

_STAMP = 14  # digits
_WAYBACK = "//web.archive.org/"
# The beginning of nearly all addresses without a fault; but for 29 February.
_CERTAIN = (
    r"//web\.archive\.org/web/(?:199[6-9]|20[0-9]{2})"
    "(?:(?:0[1-9]|1[0-2])(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])(?:29|30)|(?:0[13578]|1[02])31)"
    "(?:[01][0-9]|2[0-3])[0-9]{4}(?:[a-z]{2}_)?/"
)

ArchiveFault: TypeAlias = Literal["save", "wildcard", "timestamp", "path", "flag"]
"""save: the address makes a new copy. wildcard: it lists copies. timestamp: it does not name a
whole moment, or one that cannot be. path, flag: what stands before or behind it is malformed."""


def archive_day(url: str) -> Day | None:
    """The day that an archive's address names; None if it names none, or one that cannot be."""
    at = url.find("//")
    match = _stamped().match(url, at + 2) if at >= 0 else None
    if match is None or match[1].lower() not in _STAMPING:
        return None
    return _day(match[2])


def archive_fault(url: str) -> ArchiveFault | None:
    """Why an address of the Wayback Machine leads to no certain copy; None if it does.

    As Module:Citation/CS1 judges it, which also takes the old form without ``web/``, but with no
    flag behind the timestamp. The module takes any 14 digits; here they must make a moment.
    """
    at = url.find(_WAYBACK)
    if at < 0:
        return None
    match = re.match(r"([^0-9]*)([0-9]*)([^/]*)", url[at + len(_WAYBACK) :])
    assert match is not None
    before, stamp, flag = match.groups()
    if before.startswith("save/"):
        return "save"
    if "*" in before or (flag.startswith("*") and len(stamp) <= _STAMP):
        return "wildcard"
    if len(stamp) != _STAMP or not url.startswith("/", at + len(_WAYBACK) + match.end()):
        return "timestamp"
    if before not in {"", "web/"}:
        return "path"
    if flag and (not before or re.search("[A-Za-z]{2}_", flag) is None):
        return "flag"
    return None if _day(stamp) else "timestamp"


def has_archive_faults(text: str) -> bool:
    """Whether an address of the Wayback Machine in a text may be at fault: known by one search."""
    return len(re.findall(_CERTAIN, text)) < text.count(_WAYBACK)


def _day(stamp: str) -> Day | None:
    day = Day(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:8]))
    return day if exists(day) and stamp[8:] < "240000" and stamp[:4] > "1995" else None


@cache
def _stamped() -> re.Pattern[str]:
    return re.compile(r"([^/]*)/(?:[a-z-]+/){0,2}([0-9]{14})(?:[a-z]{2}_)?/")
