from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wikilint import Applicability, Document, Edit, Finding, Fix, rule
from wikilint.analysis.attributes import FILLER, AlikeTags, attributed_tags, is_raw_html
from wikilint.analysis.code_places import is_code
from wikilint.analysis.ref_attributes import WrittenAttribute
from wikilint.analysis.slips import is_slip

_SHORTEST_SLIP = 4  # letters; of shorter names too many are one letter apart
_PARTS = {"table": "a table", "tr": "a table row", "td": "a table cell", "th": "a table header"}


class _Fault(NamedTuple):
    start: int
    end: int
    message: str
    title: str = ""
    edit: tuple[int, int, str] | None = None
    applicability: Applicability = "manual"


@rule("invalid-attribute", severity="warning", scope="any", fixes=("safe", "manual"))
def invalid_attribute(doc: Document) -> Iterator[Finding]:
    """A tag's attribute is unknown, misspelt, given twice, or lacks its closing quotation mark.

    MediaWiki lets through what it calls
    [harmless](https://www.mediawiki.org/wiki/Help:HTML_in_wikitext) and drops all else without a
    word: `onclick` everywhere, `bgcolor` on a `<div>`, `cellpading` on a table. Of an attribute
    that is given twice the last counts. Where a quotation mark is not closed, the value goes on to
    the end of the tag.

    Never reported: attributes that a template makes, `data-` attributes, words that a stray pipe
    turns into attributes (`stray-cell-pipe`), code on lines that begin with a blank or between
    backticks. Attributes of `<ref>` are the matter of `malformed-ref-attribute`.

    **Fix.** Safe where MediaWiki drops it anyway: an attribute of HTML that has no effect there, a
    repetition with the same value, a stray mark. Manual for what may have been meant otherwise: a
    misspelt name, an open quotation mark, two values.
    """
    names: dict[str, frozenset[str]] = {}
    allowed_by_element = doc.site.data["attributes"]
    for tags in attributed_tags(doc):
        if tags.element in ("link", "meta"):  # microdata, which wants attributes of its own
            continue
        if tags.element not in names:
            own = allowed_by_element.get(tags.element, ())
            names[tags.element] = frozenset((*allowed_by_element["*"], *own))
        if _is_plain(tags, names[tags.element]):
            continue
        for fault in _faults(doc, tags, names[tags.element]):
            for place in tags.places:
                span = (place + fault.start, place + fault.end)
                if not is_code(doc, *span) and not is_raw_html(doc):
                    yield _finding(doc, fault, place)


def _finding(doc: Document, fault: _Fault, place: int) -> Finding:
    fix = None
    if fault.edit is not None:
        start, end, text = fault.edit
        start += place
        if not text and doc.text[start - 1] == " ":
            start -= 1
        edit = Edit((start, place + end), text)
        fix = Fix(fault.title, (edit,), fault.applicability, effect="markup")
    return Finding((place + fault.start, place + fault.end), fault.message, fix)


def _is_plain(tags: AlikeTags, allowed: frozenset[str]) -> bool:
    """Whether all attributes are allowed ones with a value, each once, and nothing is between."""
    at = 0
    seen = set()
    for name, value, span, _, _, closed in tags.attributes:
        if name not in allowed or not closed or (not value and name == "id"):
            return False
        if name in seen or name == "tabindex" or tags.source[at : span.start].strip():
            return False
        seen.add(name)
        at = span.end
    return not tags.source[at:].strip()


def _faults(doc: Document, tags: AlikeTags, allowed: frozenset[str]) -> Iterator[_Fault]:
    attributes, source = tags.attributes, tags.source
    known = {name for names in doc.site.data["attributes"].values() for name in names}
    known.update(doc.site.data["dropped_attributes"])
    is_tag = not tags.markup or any(a.name in allowed and _has_value(tags, a) for a in attributes)
    what = _PARTS.get(tags.element, f"<{tags.element}>") if tags.markup else f"<{tags.element}>"
    for index, attribute in enumerate(attributes):
        name, (start, end) = attribute.name, attribute.span
        before, behind = source[start - 1 : start], source[end : end + 1]
        if FILLER in (before, behind):
            continue
        if not attribute.closed:
            yield _unclosed(doc, tags, attribute)
        elif behind in ('"', "'") and not _has_value(tags, attribute) and name in allowed:
            message = f"{name} lacks its equals sign, so MediaWiki drops it"
            edit = (start, end, f"{source[start:end]}=")
            until = end + len(source[end:].split(maxsplit=1)[0])
            yield _Fault(start, until, message, "add the equals sign", edit)
        elif name in allowed or _is_free(name):
            yield from _repeated(tags, index)
            if (name == "id" and not attribute.value) or (
                name == "tabindex" and attribute.value not in ("", "0") and FILLER not in source
            ):
                yield _dropped(start, end, f"MediaWiki drops {source[start:end]}")
        elif name in known or (name.startswith("on") and not tags.markup):
            message = f"{name} has no effect on {what}: MediaWiki drops it"
            if _has_value(tags, attribute):
                yield _dropped(start, end, message)
            elif is_tag:
                yield _Fault(start, end, message)
        elif before in ("", " ", "\n", "\t"):
            meant = [other for other in sorted(allowed) if is_slip(name, other)]
            if len(meant) == 1 and len(name) >= _SHORTEST_SLIP and _has_value(tags, attribute):
                message = f"{name} is no attribute of {what}: {meant[0]} is"
                edit = (start, start + len(name), meant[0])
                yield _Fault(start, end, message, f"write {meant[0]}", edit)
            elif is_tag and re.fullmatch(r"[a-z][a-z-]+", name) and _has_value(tags, attribute):
                yield _Fault(start, end, f"{name} is no attribute of {what}: MediaWiki drops it")
    yield from _stray_marks(tags)


def _has_value(tags: AlikeTags, attribute: WrittenAttribute) -> bool:
    return "=" in tags.source[slice(*attribute.span)]


def _is_free(name: str) -> bool:
    reserved = ("data-mw", "data-ooui", "data-parsoid")
    return name.startswith(("data-", "xmlns:")) and not name.startswith(reserved)


def _dropped(start: int, end: int, message: str) -> _Fault:
    return _Fault(start, end, message, "remove it", (start, end, ""), "safe")


def _unclosed(doc: Document, tags: AlikeTags, attribute: WrittenAttribute) -> _Fault:
    start, end = attribute.span
    message = f"the quotation mark of {attribute.name} is never closed"
    behind = [doc.text[place + end : place + end + 200].partition("\n")[0] for place in tags.places]
    if not tags.markup and any(f"{attribute.quote}>" in rest for rest in behind):
        return _Fault(start, end, f"{message}: the first > ends the tag")
    if "=" in attribute.value:
        return _Fault(start, end, message)
    return _Fault(start, end, message, "close it", (end, end, attribute.quote))


def _repeated(tags: AlikeTags, index: int) -> Iterator[_Fault]:
    """The attribute, if a later one of its name replaces it."""
    attribute = tags.attributes[index]
    later = [other for other in tags.attributes[index + 1 :] if other.name == attribute.name]
    if not later or (FILLER in tags.source and not later[-1].value):
        return
    start, end = attribute.span
    written = tags.source[slice(*later[-1].span)]
    fault = _dropped(start, end, f"{attribute.name} is given again, and only {written} counts")
    same = attribute.value == later[-1].value and FILLER not in attribute.value
    yield fault if same else fault._replace(applicability="manual")


def _stray_marks(tags: AlikeTags) -> Iterator[_Fault]:
    """Quotation marks and semicolons right behind a value in quotation marks."""
    source = tags.source
    for attribute in tags.attributes:
        at = attribute.span.end
        if attribute.quote and attribute.closed and source[at : at + 1] in tuple("\"';,"):
            marks = re.compile(r"[\"';,]+(?=\s|\Z)").match(source, at)
            if marks is not None:
                message = f"stray {marks[0]} in the tag"
                yield _Fault(at, marks.end(), message, "remove it", (at, marks.end(), ""), "safe")
