"""Names for references that have none, made of what they cite.

Policy: WP:REFNAME wants names that say something, short, unique on the page and not a bare number;
names such as ``:0`` or ``auto1`` tell nobody anything. ASCII needs no quotation marks to survive
other tools.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from unicodedata import normalize

from wikilint.analysis.citations import Citation, citations
from wikilint.analysis.references import Reference
from wikilint.document import Document
from wikilint.syntax import Tag, Template

_AUTHORS = ("last", "vauthors", "author")
_SOURCES = ("website", "work", "newspaper", "journal", "magazine", "publisher", "agency")
_LETTERS = str.maketrans("ŁłØøĐđı", "LlOoDdi", "")  # those that do not decompose
_LONGEST = 30
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@cache
def _link() -> re.Pattern[str]:
    return re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")


@cache
def _year() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


@cache
def _host() -> re.Pattern[str]:
    return re.compile(r"https?://(?:www\.)?([^/\s|\]}:?#]+)", re.IGNORECASE)


@cache
def _markup() -> re.Pattern[str]:
    """Names of templates and of their arguments, tags, entities."""
    return re.compile(r"\{\{[^{}|]*|\|[^{}|=]*=|<[^<>]*>|&#?\w+;")


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(r"[^A-Za-z0-9 .-]+")


def propose_name(doc: Document, reference: Reference, taken: Container[str]) -> str:
    """A name for a reference that no name in `taken` equals; the same one for the same text.

    ``Last-year`` where an author is given, else the site, work or domain and the date; where the
    reference cites nothing recognisable, its first words.
    """
    base = _base(doc, reference)
    if base not in taken:
        return base
    used, free = 1, 2  # galloping: a page may well have a thousand references of one author
    while f"{base}-{free}" in taken:
        used, free = free, 2 * free
    while free - used > 1:
        middle = (used + free) // 2
        if f"{base}-{middle}" in taken:
            used = middle
        else:
            free = middle
    return f"{base}-{free}"


def _base(doc: Document, reference: Reference) -> str:
    citation = _citation(doc, reference)
    if citation is None:
        host = _host().search(reference.content)
        words = _plain(_markup().sub(" ", reference.content)).split()[:3]
        years = [y for y in _year().findall(reference.content)[-1:] if y not in words]
        parts = [host[1] if host else " ".join(words), *years]
    else:
        author = _link().sub(r"\1", _first(citation, _AUTHORS)).partition(",")[0]
        host = _host().search(citation.get("url"))
        source = _first(citation, _SOURCES) or (host[1] if host else "") or citation.get("title")
        date = citation.get("date") or citation.get("year")
        year = _year().search(date)
        if author:
            parts = [author, year[0] if year else ""]
        else:
            parts = [source, _iso(date) or (year[0] if year else "")]
    name = "-".join(filter(None, map(_plain, parts))).strip(" .-")
    return f"ref-{name}".rstrip("-") if not name or name.isdigit() else name


def _citation(doc: Document, reference: Reference) -> Citation | None:
    """The first citation directly in the text of a ``<ref>``."""
    node = reference.node
    parts = node.content_nodes if isinstance(node, Tag) else None
    found = (citations(doc).of(part) for part in parts or () if isinstance(part, Template))
    return next((citation for citation in found if citation), None)


def _first(citation: Citation, names: tuple[str, ...]) -> str:
    """The first of the parameters that has a value with ASCII letters or digits in it."""
    return next((v for v in map(citation.get, names) if _plain(v)), "")


def _plain(text: str) -> str:
    """ASCII letters, digits, blanks, stops and hyphens; links give their labels."""
    text = _link().sub(r"\1", text)
    text = normalize("NFKD", text.translate(_LETTERS)).encode("ascii", "ignore").decode()
    text = " ".join(_marks().sub(" ", text).split())
    if len(text) > _LONGEST:
        text = text[: _LONGEST + 1].rpartition(" ")[0] or text[:_LONGEST]
    return text.strip(" .-")


def _iso(date: str) -> str:
    """A full date in ISO form; empty for any other."""
    words = date.replace(",", " ").split()
    if len(words) == 1 and len(date) == 10 and date[4] == date[7] == "-":
        return date
    if len(words) != 3:
        return ""
    if not date.isascii():  # other scripts have digits that int() does not read
        return ""
    day, month, year = words if words[0].isdigit() else (words[1], words[0], words[2])
    name = month[:3].lower()
    if name not in _MONTHS or not day.isdigit() or len(day) > 2 or not year.isdigit():
        return ""
    return f"{year}-{_MONTHS.index(name) + 1:02}-{int(day):02}"
