"""Headings that MediaWiki reads as they are meant, and lines that only look like headings.

The tree knows neither: it reads a heading where text follows the closing equals signs, takes the
smaller of two unequal runs of them, and has plain text where one run is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from wikilint.analysis.blanks import blanks, line_start
from wikilint.analysis.links import plain_text_at
from wikilint.analysis.sections import ends_its_line
from wikilint.diagnostic import Edit, Span
from wikilint.document import Document, analysis
from wikilint.syntax import (
    Argument,
    Comment,
    Entity,
    ExternalLink,
    Heading,
    Node,
    Tag,
    Template,
    Text,
    Wikilink,
)
from wikilint.syntax.node import BLANKS, trim

_LOWEST_LEVEL = 6
_H = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CODE_TAGS = frozenset({"code", "kbd", "samp", "tt", "var"})
_LONGEST_TITLE = 100  # a longer line was not meant as a heading
_NO_TITLE = frozenset("=*#:;|!{}[]<>\\^~$+")
_SENTENCE_ENDS = (".", ",", ";", ":", "?", "!")


class BrokenHeading(NamedTuple):
    """A line that was meant as a heading.

    start, end: the line without blanks and comments at its end.
    opening, closing: the runs of equals signs; an empty span where one is missing.
    Before the opening and behind the closing run may stand what keeps MediaWiki from reading the
    line as a heading.
    """

    start: int
    opening: Span
    title: Span
    closing: Span
    end: int


class HeadingLines(NamedTuple):
    """The headings of a page.

    sound: what MediaWiki makes headings of the level that is written, wherever they stand, code
        and what an unclosed comment hides left out. broken: what was meant to be one.
    """

    sound: tuple[Heading, ...]
    broken: tuple[BrokenHeading, ...]


@analysis
def heading_lines(doc: Document) -> HeadingLines:
    """The page's headings, sound and broken, each in the order of the text."""
    text = doc.text
    sound: list[Heading] = []
    broken: list[BrokenHeading] = []
    starts = set()
    ends = set()
    hidden_from = len(text) if doc.scan.hidden_from is None else doc.scan.hidden_from
    for heading in doc.tree.headings:
        start, end = heading.span
        if start > hidden_from:
            break
        starts.add(start)
        ends.add(end)
        level = heading.level
        is_even = text[start + level] != "=" and text[end - level - 1] != "="
        if is_even and ends_its_line(text, heading):
            if not _is_in_code(heading):
                sound.append(heading)
        elif _may_break(doc, heading):
            broken += _read(doc, heading)
    for match in re.finditer("==+", text):  # one scan: three of str.find are slower
        start, end = match.span()
        if start not in starts and (start == 0 or text[start - 1] == "\n"):
            broken += _without_closing(doc, start)
        elif end not in ends and text[end : end + 1] in ("", "\n"):
            broken += _without_opening(doc, end)
    broken.sort()
    return HeadingLines(tuple(sound), tuple(broken))


@analysis
def html_headings(doc: Document) -> tuple[Tag, ...]:
    """The headings that are written as ``<h1>`` to ``<h6>`` and closed."""
    return tuple(tag for tag in doc.tree.tags if tag.name in _H and _is_html_heading(tag))


def _is_html_heading(tag: Tag) -> bool:
    is_indented = tag.source[line_start(tag.source, tag.start)] in BLANKS
    return tag.closing_span is not None and not is_indented and not _is_in_code(tag)


def shown_title(heading: Heading) -> str:
    """The heading's text without markup and footnotes, runs of blanks made one.

    Templates and what other tags hold are left as they are written.
    """
    return " ".join(_shown(heading.title_nodes).split())


def _shown(nodes: Iterable[Node] | None) -> str:
    return "".join(map(_shown_node, nodes or ()))


def _shown_node(node: Node) -> str:
    if type(node) is Text:
        return str(node)
    if isinstance(node, Comment):
        return ""
    if isinstance(node, Wikilink):
        return _shown(node.target_nodes if node.label_nodes is None else node.label_nodes)
    if isinstance(node, ExternalLink):
        return _shown(node.url_nodes if node.label_nodes is None else node.label_nodes)
    if isinstance(node, Tag) and node.name in ("ref", "br"):
        return ""
    if isinstance(node, Tag) and not node.opaque:
        return _shown(node.content_nodes)
    return unescape(str(node)) if isinstance(node, Entity) else str(node)


def set_level(heading: Heading, level: int) -> tuple[Edit, Edit]:
    """The edits that give a heading another level."""
    start, end = heading.span
    run = "=" * level
    return Edit((start, start + heading.level), run), Edit((end - heading.level, end), run)


def invisible(rest: str) -> bool:
    """Whether a text is not seen: no-break spaces, direction marks and their kind, not blanks."""
    return all(c == " " or not c.isprintable() for c in unescape(rest))


def _is_in_code(node: Node) -> bool:
    return any(isinstance(n, Tag) and n.name in _CODE_TAGS for n in node.ancestors())


def _may_break(doc: Document, node: Node) -> bool:
    """Whether a node is part of the page itself, and no code."""
    if any(map(_encloses, node.ancestors())):
        return False
    return blanks(doc).around(node.start) != "verbatim" and not _is_in_code(node)


def _encloses(node: Node) -> bool:
    return isinstance(node, (Template, Argument, Wikilink)) or (
        isinstance(node, Tag) and node.opaque
    )


def _read(doc: Document, heading: Heading) -> Iterator[BrokenHeading]:
    """A heading of the tree that is none, or of a level that is not meant."""
    text = doc.text
    start, end = heading.span
    first = start + len(_run(text[start:end]))
    last = end - len(_run(text[start:end][::-1]))
    title = trim(text, first, last)
    opening, closing = Span(start, first), Span(last, end)
    is_titled = _has_letters(text[slice(*title)])
    if ends_its_line(text, heading):
        if is_titled or min(first - start, end - last) > 1:
            yield BrokenHeading(start, opening, title, closing, end)
        return
    line_end = _content_end(text, end)
    rest = text[end:line_end]
    if invisible(rest) or (
        heading.level > 1
        and first - start == end - last
        and is_titled
        and not _may_vanish(doc, rest, end)
    ):
        yield BrokenHeading(start, opening, title, closing, line_end)


def _without_closing(doc: Document, start: int) -> Iterator[BrokenHeading]:
    """A line that begins with equals signs and holds no others."""
    text = doc.text
    end = _content_end(text, start)
    first = start + len(_run(text[start:end]))
    title = trim(text, first, end)
    is_title = first - start <= _LOWEST_LEVEL and _is_title(text[slice(*title)])
    if is_title and _is_page_text(doc, start):
        yield BrokenHeading(start, Span(start, first), title, Span(end, end), end)


def _without_opening(doc: Document, end: int) -> Iterator[BrokenHeading]:
    """A line that ends in equals signs and begins with none, or with an invisible character."""
    text = doc.text
    start = line_start(text, end)
    if text[start] == "=" or end - start > _LONGEST_TITLE:
        return
    lead = start
    while not text[lead].isprintable():
        lead += 1
    first = lead + len(_run(text[lead:end]))
    last = end - len(_run(text[lead:end][::-1]))
    title = trim(text, first, last)
    is_title = end - last <= _LOWEST_LEVEL and _is_title(text[slice(*title)])
    is_alone = lead == start and text[start].isupper() and _stands_alone(text, start)
    if is_title and (first > lead > start or is_alone) and _is_page_text(doc, start):
        yield BrokenHeading(start, Span(lead, first), title, Span(last, end), end)


def _is_page_text(doc: Document, start: int) -> bool:
    """Whether the character at `start` is plain text of the page."""
    node = plain_text_at(doc, start, start + 1)
    return node is not None and blanks(doc).around(start) == "text" and _may_break(doc, node)


def _stands_alone(text: str, start: int) -> bool:
    """Whether the line before is blank, as it is before most headings."""
    return start == 0 or not text[line_start(text, start - 1) : start].strip()


def _is_title(title: str) -> bool:
    """Whether a line reads as a title: short, no sentence, no markup, no formula."""
    if not 0 < len(title) <= _LONGEST_TITLE or not _NO_TITLE.isdisjoint(title):
        return False
    return title[0].isalnum() and not title.endswith(_SENTENCE_ENDS) and _has_letters(title)


def _has_letters(title: str) -> bool:
    return any(character.isalpha() for character in title)


def _run(text: str) -> str:
    """The equals signs at the start of a text."""
    return text[: len(text) - len(text.lstrip("="))]


def _content_end(text: str, offset: int) -> int:
    """Where the line of `offset` ends, without blanks and comments at its end."""
    end = text.find("\n", offset)
    line = text[offset : end if end >= 0 else len(text)].rstrip(" \t")
    while line.endswith("-->") and "<!--" in line:
        line = line[: line.rindex("<!--")].rstrip(" \t")
    return offset + len(line)


def _may_vanish(doc: Document, rest: str, start: int) -> bool:
    """Whether what follows a heading may leave nothing: then MediaWiki reads the heading."""
    if "__" in rest or any(f"{tag}>" in rest for tag in doc.site.data["inclusion_tags"]):
        return True
    templates = doc.tree.templates
    at = bisect_left(templates, start, key=lambda template: template.start)
    while at < len(templates) and templates[at].end <= start + len(rest):
        if templates[at].kind != "template":
            return True
        at += 1
    return False
