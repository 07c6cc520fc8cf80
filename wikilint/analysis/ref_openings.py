"""Opening tags of footnotes as they are written, where they are not written plainly.

MediaWiki ends an opening tag at the first ``>``, whatever stands in quotation marks, and takes
``<ref/ name=x>`` for text. mwparserfromhell has no tag, or another, for many of these, so they are
read off the page's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wikilint.analysis.code_places import is_code, is_raw
from wikilint.analysis.namespaces import MODULE
from wikilint.analysis.ref_attributes import WrittenAttribute, written_attributes
from wikilint.analysis.references import references
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.syntax import Tag

_LONGEST = 2_000  # code points; beyond, a missing bracket makes every look-ahead quadratic


class RefOpening(NamedTuple):
    """One opening tag, or what was meant to be one.

    span: from ``<ref`` up to behind the first ``>``. inner: what stands between the tag's name and
        the closing bracket or its slash.
    is_tag: False for what MediaWiki prints as text, such as ``<refname=x>``.
    """

    span: Span
    inner: Span
    self_closing: bool
    is_tag: bool
    attributes: tuple[WrittenAttribute, ...]

    def get(self, name: str) -> WrittenAttribute | None:
        """The attribute of that name that counts: the last one."""
        return next((a for a in reversed(self.attributes) if a.name == name), None)

    def value(self, name: str) -> str:
        """The value of an attribute; empty without one."""
        attribute = self.get(name)
        return attribute.value if attribute else ""


class _Anchors(NamedTuple):
    """Where unusual opening tags, closing tags and open reference lists begin, or seem to."""

    openings: list[int]
    closings: list[Span]
    lists: list[Span]


@cache
def _anchor() -> re.Pattern[str]:
    """Finds nothing on a page whose tags are plain: a regex for each kind would cost thrice."""
    value = r'"[^\s"<>](?:[^"<>]*[^\s"<>])?"'
    plain = rf" name={value}(?: group={value})?| group={value}(?: name={value})?"
    return re.compile(
        rf"<(?:(?P<opening>ref(?!>|(?:{plain}) ?/?>|erences\b)|R(?:EF|ef)(?![A-Za-z]))"
        r"|(?P<closing>/(?:ref(?!>)|R(?:EF|ef))[ \t\n]*>)"
        r"|(?P<list>references(?=[ >])[^<>]*(?<!/)>))"
    )


@analysis
def _anchors(doc: Document) -> _Anchors:
    found = _Anchors([], [], [])
    for match in _anchor().finditer(doc.text):
        if match.lastgroup == "opening":
            found.openings.append(match.start())
        elif match.lastgroup == "closing":
            found.closings.append(Span(*match.span()))
        else:
            found.lists.append(Span(*match.span()))
    return found


@analysis
def unusual_openings(doc: Document) -> tuple[RefOpening, ...]:
    """All that are not ``<ref>`` or ``<ref name="…" group="…" />`` with single blanks and no more.

    Those in comments, ``<nowiki>``, code and modules are left out.
    """
    starts = _anchors(doc).openings
    if not starts or doc.namespace == MODULE:
        return ()
    read = filter(None, (_read(doc.text, start) for start in starts))
    return tuple(_shown(doc, read))


def unusual_closings(doc: Document) -> tuple[Span, ...]:
    """The closing tags of footnotes that are not ``</ref>``."""
    found = _anchors(doc).closings
    if not found:
        return ()
    closings = {r.node.closing_span for r in references(doc).all if isinstance(r.node, Tag)}
    return tuple(span for span in found if span in closings and not is_raw(doc, span.start))


def unclosed_lists(doc: Document) -> tuple[Span, ...]:
    """``<references>`` tags that nothing closes, so that MediaWiki prints them."""
    found = _anchors(doc).lists
    if not found:
        return ()
    known = {item.span.start for item in references(doc).lists}
    return tuple(s for s in found if s.start not in known and not is_raw(doc, s.start))


def _read(text: str, start: int) -> RefOpening | None:
    """The opening tag at `start`; None if there is none, not even a broken one."""
    end = text.find(">", start, start + _LONGEST) + 1
    if not end:
        return None
    after = text[start + 4]
    self_closing = text[end - 2] == "/"
    inner = Span(start + 4, max(end - 1 - self_closing, start + 4))
    is_tag = after in " \t\n>" or text.startswith("/>", start + 4)
    if not is_tag and not re.match(r"[/=\"'“:.\-]|name\b", text[inner.start : inner.end]):
        return None  # <references>, <reflist>, some other word
    attributes = written_attributes(text, *inner) if is_tag else ()
    return RefOpening(Span(start, end), inner, self_closing, is_tag, attributes)


def _shown(doc: Document, openings: Iterator[RefOpening]) -> Iterator[RefOpening]:
    """Those that MediaWiki looks at."""
    known = {r.node.start for r in references(doc).all if r.kind == "ref"}
    for opening in openings:
        start, end = opening.span
        if not is_raw(doc, start) and (start in known or not is_code(doc, start, end)):
            yield opening
