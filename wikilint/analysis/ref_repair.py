"""What is wrong with an opening tag of a footnote, and what it was meant to be.

Faults are those that Cite reports, with its message keys, and those that it takes in silence: a
quotation mark that does not close, or one that becomes part of the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wikilint.analysis.ref_attributes import written_attributes
from wikilint.analysis.ref_openings import RefOpening, unusual_openings
from wikilint.analysis.references import references
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.syntax import Tag
from wikilint.syntax.node import BLANKS

ATTRIBUTES: tuple[str, ...] = ("name", "group", "follow", "dir", "details")
"""What Cite allows in ``<ref>``; ``details`` where sub-references are switched on."""

_OF_LISTS = ("group", "responsive")
_CURLY = "“”„‟″«»"
_QUOTES = _CURLY + "\"'‘’‚‛`´"
_FAR = 200  # code points; a quotation mark farther off belongs to the text
_DIRECTIONS = ("ltr", "rtl", "auto")


class RefFault(NamedTuple):
    """error: the reader sees an error message, the tag itself, or lacks a text."""

    message: str
    error: bool


class RefReading(NamedTuple):
    """The one thing that an opening tag can have been meant to be.

    attributes: names and values in order, without empty ones. certain: no letter had to be
        guessed. slashed: its last slash is apart from the bracket, as in ``/ >``.
    """

    attributes: tuple[tuple[str, str], ...]
    certain: bool
    slashed: bool

    def value(self, name: str) -> str:
        """The value of an attribute; empty without one."""
        return next((value for key, value in self.attributes if key == name), "")


@analysis
def read_openings(doc: Document) -> tuple[tuple[RefOpening, RefFault | None], ...]:
    """The unusual opening tags of a page, each with its first fault."""
    return tuple((one, _fault(doc.text, one)) for one in unusual_openings(doc))


def _fault(text: str, opening: RefOpening) -> RefFault | None:
    """The first fault of an opening tag; None if there is none, or if a template makes it."""
    inner = text[slice(*opening.inner)]
    if "{{" in inner:
        return None
    if not opening.is_tag:
        return RefFault("this is no tag to MediaWiki, which prints it", error=True)
    if "<" in inner:
        return RefFault("the opening tag has no “>” before the next “<”", error=True)
    if _has_loose_slash(inner, opening) and not takes_text(text, opening):
        return RefFault("slash and “>” stand apart, so the tag takes in what follows", error=True)
    if _goes_on(text, opening):
        return RefFault("“>” in the value ends the tag: write &gt;", error=True)
    return (
        _unknown(text, opening)
        or _conflict(opening)
        or _badly_quoted(text, opening)
        or _stray(text, opening)
    )


def unknown_attributes(doc: Document) -> Iterator[tuple[Span, str]]:
    """Attributes that Cite refuses in reference lists and in ``{{#tag:ref|…}}``, with messages."""
    text = doc.text
    refs = references(doc)
    for item in refs.lists:
        node = item.node
        if not isinstance(node, Tag) or node.open_end - node.start < len("<references a>"):
            continue
        start, end = node.start + len("<references"), node.open_end - 1 - node.self_closing
        for written in () if "{{" in text[start:end] else written_attributes(text, start, end):
            if written.name not in _OF_LISTS:
                message = f"“{written.name}” is no attribute of a reference list"
                yield written.span, f"{message} (cite_error_references_invalid_parameters)"
    for reference in refs.all:
        if reference.kind == "tag":
            for name in reference.attributes:
                if name.lower() not in ATTRIBUTES and name.isidentifier():
                    yield reference.span, _no_attribute(name)


def takes_text(text: str, opening: RefOpening) -> bool:
    """Whether a closing tag follows before the next opening one."""
    return closing_start(text, opening) >= 0


def closing_start(text: str, opening: RefOpening) -> int:
    """Where the closing tag begins that follows before the next opening one; -1 if none does."""
    closing = _ref_tag().search(text, opening.span.end)
    return closing.start() if closing is not None and closing[0][1] == "/" else -1


def _goes_on(text: str, opening: RefOpening) -> bool:
    """Whether the quotation mark that is open at the first ``>`` closes at the next one."""
    last = opening.attributes[-1] if opening.attributes else None
    if last is None or last.closed:
        return False
    end = opening.span.end
    after = text[end : end + _FAR].partition("<")[0].partition(">")[0]
    return after.rstrip(BLANKS + "/").endswith(last.quote)


def is_empty(text: str, opening: RefOpening) -> bool:
    """Whether the tag brings no text."""
    return opening.self_closing or text.startswith("</ref", opening.span.end)


def _unknown(text: str, opening: RefOpening) -> RefFault | None:
    for attribute in opening.attributes:
        if attribute.name in ATTRIBUTES:
            continue
        start = attribute.span.start
        return RefFault(_no_attribute(text[start : start + len(attribute.name)]), error=True)
    return None


def _no_attribute(name: str) -> str:
    near = _nearest(name.lower())
    hint = f"; did you mean “{near}”?" if near else ""
    return f"“{name}” is no attribute of a reference{hint} (cite_error_ref_too_many_keys)"


def _conflict(opening: RefOpening) -> RefFault | None:
    """Attributes that Cite refuses in this company or with this value."""
    names = [attribute.name for attribute in opening.attributes]
    if opening.value("follow") and (opening.value("name") or "details" in names):
        other = "name" if opening.value("name") else "details"
        return RefFault(
            f"“follow” and “{other}” exclude each other (cite_error_ref_follow_conflicts)",
            error=True,
        )
    if "dir" in names and opening.value("dir").lower() not in _DIRECTIONS:
        message = f"“dir” is ltr or rtl, not “{opening.value('dir')}”"
        return RefFault(f"{message} (cite_error_ref_invalid_dir)", error=True)
    if opening.value("details") and not opening.value("name"):
        return RefFault(
            "“details” needs the name of the reference that it details"
            " (cite_error_ref_with_details_no_name)",
            error=True,
        )
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        return RefFault(f"“{twice}” is given twice; the last one counts", error=False)
    return None


def _badly_quoted(text: str, opening: RefOpening) -> RefFault | None:
    for attribute in opening.attributes:
        if not attribute.closed:
            return RefFault(f"the {attribute.name} has no closing quotation mark", error=False)
        raw = text[slice(*attribute.value_span)]
        if not attribute.value and attribute.name in ("name", "group"):
            if attribute.name == "name" and is_empty(text, opening):
                continue  # an empty reference is another finding
            return RefFault(f"the {attribute.name} is empty", error=False)
        if attribute.quote or not raw:
            continue
        if raw[0] == "=":
            return RefFault(f"the second equals sign joins the {attribute.name}", error=False)
        mark = _joined_mark(raw)
        if mark:
            return RefFault(f"the mark {mark} joins the {attribute.name}", error=False)
    return None


def _joined_mark(raw: str) -> str:
    """The quotation mark that MediaWiki takes for a part of an unquoted value."""
    marks = [mark for mark in raw if mark in _CURLY or mark == '"']
    if marks:
        return marks[0]
    if raw[-1] == "'" or (raw[0] in _QUOTES and raw[-1] in _QUOTES):
        return raw[-1]
    return ""


def _stray(text: str, opening: RefOpening) -> RefFault | None:
    """What stands between the attributes and is none."""
    at = opening.inner.start
    for start, end in [*(a.span for a in opening.attributes), (opening.inner.end, 0)]:
        between = text[at:start].strip(BLANKS + "\f")
        if between:
            return RefFault(f"“{between}” belongs to no attribute", error=False)
        at = end
    return None


def ref_reading(text: str, opening: RefOpening) -> RefReading | None:
    """What a faulty opening tag was meant to be; None if there are several readings or none."""
    inner = text[slice(*opening.inner)]
    if "<" in inner or "{" in inner or _goes_on(text, opening):
        return None
    slashed = _has_loose_slash(inner, opening)
    body = (_loose_slash().sub("", inner) if slashed else inner).lstrip(BLANKS + "/=:.-")
    keys = list(_key().finditer(body))
    if not keys:
        return _keyless(body, slashed)
    if keys[0].start():
        return None
    found: dict[str, str] = {}
    certain = opening.is_tag
    for key, after in zip(keys, [*keys[1:], None], strict=True):
        value = _unwrapped(body[key.end() : after.start() if after else len(body)])
        name = (key[1] or key[2]).lower()
        if name not in ATTRIBUTES:
            name = _nearest(name)
            certain = False
        if value is None or not name or name in found:
            return None
        if value:
            found[name] = value
    if not found.keys() <= {"name", "group"}:
        return None
    return RefReading(tuple(found.items()), certain, slashed)


def _keyless(body: str, slashed: bool) -> RefReading | None:
    """``<ref "x">`` and ``<ref="x">``: a value in quotation marks without its key."""
    body = body.strip(BLANKS)
    if len(body) < 3 or body[0] not in _QUOTES or body[-1] not in _QUOTES:
        return None
    value = _unwrapped(body)
    return RefReading((("name", value),), certain=False, slashed=slashed) if value else None


def _nearest(name: str) -> str:
    """The attribute that a misspelt one was meant to be; empty if none is near."""
    if len(name) > 12:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, ATTRIBUTES, 1, 0.74)), "")


@cache
def _loose_slash() -> re.Pattern[str]:
    """A slash that was meant to close the tag: ``/ >``, a backslash, ``/ref>``."""
    return re.compile(r"(?:(?<=[\"'\s])/ref|/[ \t\n]|\\)[ \t\n]*\Z")


@cache
def _ref_tag() -> re.Pattern[str]:
    return re.compile(r"</?ref\b", re.IGNORECASE)


@cache
def _key() -> re.Pattern[str]:
    """The name of an attribute with what was meant to be its equals sign."""
    known = "|".join(ATTRIBUTES)
    marks = re.escape(_QUOTES)
    return re.compile(
        rf"(?:(?<=[\s{marks}])|\A)(?:({known})[ \t\n]*(?:=[= \t\n]*|[:+\-][= \t\n]*(?=[{marks}])"
        rf"|:[ \t\n]*|(?=[{marks}]+[^\s{marks}])|\Z)|(\w+)[ \t\n]*=[ \t\n]*)",
        re.IGNORECASE,
    )


def _has_loose_slash(inner: str, opening: RefOpening) -> bool:
    if opening.self_closing or not _loose_slash().search(inner):
        return False
    last = opening.attributes[-1] if opening.attributes else None
    in_quotes = last and last.quote and last.closed and last.span.end == opening.inner.end
    return not in_quotes


def _unwrapped(raw: str) -> str | None:
    """A value without its quotation marks; None if there are marks that leave doubts."""
    value = raw.strip(BLANKS)
    first, last = value[:1], value[-1:]
    if len(value) > 1 and first == last and first in "\"'" and first not in value[1:-1]:
        value = value[1:-1].strip(BLANKS)
    elif first and (first in _QUOTES or last in _CURLY + '"'):
        value = value.strip(_QUOTES + BLANKS)
    elif last and last in _QUOTES:
        return None  # an apostrophe, perhaps
    return None if re.search(rf'[{_CURLY}"=<>\\{{}}|]', value) else value
