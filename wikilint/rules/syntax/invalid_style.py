from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.attributes import FILLER, attributed_tags, is_raw_html
from wikilint.analysis.code_places import is_code

_PREFIXES = ("-khtml-", "-moz-", "-ms-", "-o-", "-webkit-")


class _Declaration(NamedTuple):
    """start, end: in the style, blanks left out; next: where the following one begins."""

    start: int
    end: int
    next: int
    property: str
    value: str


class _Fault(NamedTuple):
    start: int
    end: int
    message: str
    fix: Fix | None = None
    is_rejected: bool = False


@rule("invalid-style", severity="warning", scope="any", fixes=("safe", "manual"))
def invalid_style(doc: Document) -> Iterator[Finding]:
    """A `style` attribute has CSS that is malformed, outdated or rejected.

    For `url(…)`, `expression` and their like MediaWiki throws away the whole style and leaves
    `/* insecure input */`: an error. Browsers skip a declaration without a colon or a value, and
    one with a second colon, where a semicolon is missing. Prefixes of browsers (`-moz-`,
    `-webkit-`) are reported where CSS has the property without one, which all browsers know.

    Never reported: what a template makes, properties that exist only with a prefix, code on lines
    that begin with a blank or between backticks.

    **Fix.** Safe for prefixes: the first goes, and with it the other declarations of the property
    that say the same. Manual: a missing colon, semicolon or value; the rejected declaration.
    """
    for tags in attributed_tags(doc):
        for attribute in tags.attributes:
            if attribute.name != "style" or not attribute.value:
                continue
            start, end = attribute.value_span
            faults = _faults(doc, tags.source[start:end])
            if not faults:
                continue
            for place in tags.places:
                if is_code(doc, place + start, place + end) or is_raw_html(doc):
                    continue
                for fault in faults:
                    yield _finding(fault, place + start)


def _finding(fault: _Fault, place: int) -> Finding:
    fix = fault.fix
    if fix is not None:
        edits = [Edit((place + e.span[0], place + e.span[1]), e.text) for e in fix.edits]
        fix = Fix(fix.title, tuple(edits), fix.applicability, effect="markup")
    span = (place + fault.start, place + fault.end)
    return Finding(span, fault.message, fix, severity="error" if fault.is_rejected else None)


def _faults(doc: Document, style: str) -> list[_Fault]:
    lowered = " ".join(style.lower().split()).replace(" :", ":").replace(" (", "(")
    rejected = [mark for mark in doc.site.data["rejected_styles"] if mark in lowered]
    declarations = list(_declarations(style))
    if rejected:
        return [_rejected(style, declarations, rejected)]
    found: list[_Fault] = []
    if any(prefix in lowered for prefix in _PREFIXES):
        found += _prefixed(doc, declarations)
    faults = (_malformed(style, declaration) for declaration in declarations)
    found += [fault for fault in faults if fault is not None]
    return found


@cache
def _declaration() -> re.Pattern[str]:
    """Up to a semicolon outside quotation marks, parentheses, character references, comments."""
    return re.compile(
        r"""(?:[^;"'(&/]++|&\#?\w{1,32};|"[^"]*+"|'[^']*+'|\([^()]*+\)|/\*[^*]*+\*/|["'(&/])++"""
    )


def _declarations(style: str) -> Iterator[_Declaration]:
    for match in _declaration().finditer(style):
        source = match[0]
        start = match.start() + len(source) - len(source.lstrip())
        end = match.start() + len(source.rstrip())
        if start >= end:
            continue
        name, colon, value = style[start:end].partition(":")
        follows = match.end() + style.startswith(";", match.end())
        yield _Declaration(
            start, end, follows, name.strip().lower() if colon else "", value.strip()
        )


def _rejected(style: str, declarations: list[_Declaration], marks: list[str]) -> _Fault:
    message = f"MediaWiki throws away the whole style for “{marks[0]}”"
    guilty = [
        declaration
        for declaration in declarations
        if any(
            mark in "".join(style[declaration.start : declaration.end].lower().split())
            for mark in marks
        )
    ]
    if len(guilty) != 1:
        return _Fault(0, len(style), message, None, is_rejected=True)
    (one,) = guilty
    edit = Edit((one.start, one.next), "")
    return _Fault(
        one.start, one.end, message, Fix("remove it", (edit,), "manual"), is_rejected=True
    )


def _prefixed(doc: Document, declarations: list[_Declaration]) -> Iterator[_Fault]:
    properties: frozenset[str] = frozenset(doc.site.data["unprefixed_properties"])
    for declaration in declarations:
        prefix = next((p for p in _PREFIXES if declaration.property.startswith(p)), None)
        if prefix is None or declaration.property.removeprefix(prefix) not in properties:
            continue
        name = declaration.property.removeprefix(prefix)
        same = [
            other
            for other in declarations
            if other.property == name
            or (other.property.endswith(name) and other.property[: -len(name)] in _PREFIXES)
        ]
        span = (declaration.start, declaration.start + len(declaration.property))
        yield _Fault(
            *span, f"{declaration.property} is out of date: write {name}", _plain(name, same)
        )


def _plain(name: str, same: list[_Declaration]) -> Fix | None:
    """The fix that leaves one declaration of a property; None where they do not say the same."""
    values = {" ".join(other.value.lower().split()) for other in same}
    value = min(values)
    if len(values) > 1 or not value or FILLER in value or any(p in value for p in _PREFIXES):
        return None
    kept = next((other for other in same if other.property == name), same[0])
    edits = [Edit((d.start, d.next), "") for d in same if d is not kept]
    if kept.property != name:
        edits.append(Edit((kept.start, kept.start + len(kept.property)), name))
    return Fix(f"write {name}", tuple(sorted(edits, key=lambda edit: edit.span)), "safe")


def _malformed(style: str, declaration: _Declaration) -> _Fault | None:
    start, end, _, name, value = declaration
    source = style[start:end]
    if FILLER in source or "/*" in source or "&" in name:
        return None
    if not name:
        message = f"“{source}” is no declaration, which has a colon behind the property"
        head, equals, _ = source.partition("=")
        place = start + len(head)
        if not equals or not _is_property(head.strip()):
            return _Fault(start, end, message)
        return _Fault(start, end, message, _by_hand("write a colon", place, place + 1, ":"))
    if not _is_property(name):
        return _Fault(start, end, f"“{name}” is no property of CSS")
    if not value:
        fix = _by_hand("remove it", start, declaration.next, "")
        return _Fault(start, end, f"{name} has no value", fix)
    colon = source.index(":")
    if value[0] == ":":
        second = start + source.index(":", colon + 1)
        fix = _by_hand("remove a colon", second, second + 1, "")
        return _Fault(start, end, f"{name} has two colons", fix)
    plain = "".join(re.split(r"""["'(]""", source)[:1])
    if ":" not in plain[colon + 1 :]:
        return None
    message = f"a semicolon is missing behind {name}"
    word = re.search(r"(\s+)[A-Za-z-]+\s*:", plain[colon + 1 :])
    if word is None or not plain[colon + 1 : colon + 1 + word.start()].strip():
        return _Fault(start, end, message)
    left, right = (start + colon + 1 + offset for offset in word.span(1))
    return _Fault(start, end, message, _by_hand("add a semicolon", left, right, "; "))


def _by_hand(title: str, start: int, end: int, text: str) -> Fix:
    return Fix(title, (Edit((start, end), text),), "manual")


def _is_property(name: str) -> bool:
    return re.fullmatch(r"-{0,2}[A-Za-z][A-Za-z0-9-]*", name) is not None
