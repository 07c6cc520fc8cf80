"""What it takes to give a text once that a page writes out under several references.

A text never moves: it stays where the reference that is kept has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from wikilint.analysis.ref_contents import perhaps_alike, same_contents
from wikilint.analysis.references import Reference, References, references
from wikilint.analysis.templates import templates
from wikilint.diagnostic import Edit, Span
from wikilint.document import Document, analysis

_UNWRITABLE = frozenset('"<>{}|&')
_PLAIN = frozenset({"name", "group"})
_OF_ITS_PLACE = r"\b(?:ibid|ibidem|idem|supra|ebd|ebenda)\b|\b(?:loc|op)\.\s?cit\b"
# One of them is in each of these words; the last three are what else is an i or an s to patterns.
_HINTS = ("ibid", "idem", "supra", "ebd", "ebenda", "loc.", "op.", "\u0307", "ı", "ſ")
_ASKS_FOR_PAGE = r"\{\{\s*(?:rp|pn|page needed|page number needed)\s*[|}]"
_UNQUOTED = frozenset("!$%()*,-.:;@^_~")


def mergeable(doc: Document, among: Iterable[Reference] | None = None) -> tuple[Reference, ...]:
    """The references whose text might as well stand elsewhere under the same name.

    Those of ``<ref>`` that certainly bring a text, and one that Cite can name. among: the
    references to choose from, by default all.
    """
    refs = references(doc)
    lists = Counter(item.group for item in refs.lists)
    return tuple(
        reference
        for reference in (refs.all if among is None else among)
        if reference.kind == "ref"
        and reference.content_span is not None
        and not reference.computed
        and not reference.conditional
        and (reference.list_index < lists[reference.group] or not lists[reference.group])
        and (reference.name is not None or not reference.list_defined)
        and not (reference.name or "").isdigit()
        and reference.attributes.keys() <= _PLAIN
    )


@analysis
def duplicates(doc: Document) -> list[list[Reference]]:
    """Those that say the same, in sets."""
    return same_contents(doc, mergeable(doc, perhaps_alike(doc, references(doc).all)))


def speaks_of_its_place(reference: Reference) -> bool:
    """Whether a text means something else elsewhere, or asks for the page of its own passage."""
    content = reference.content
    if re.search(_ASKS_FOR_PAGE, content, re.IGNORECASE):
        return True
    lowered = content.lower()  # a tenth of the time of a pattern that heeds no case
    return any(hint in lowered for hint in _HINTS) and (
        re.search(_OF_ITS_PLACE, content, re.IGNORECASE) is not None
    )


def removable(doc: Document, copies: Iterable[Reference], keep: Reference) -> Iterator[Reference]:
    """The copies that can give way to the one that is kept.

    Not those in a reference list, nor those whose pages stand behind them (``{{rp}}``).
    """
    paged = _page_numbers(doc)
    for copy in copies:
        if copy is not keep and not copy.list_defined and copy.span.end not in paged:
            yield copy


@analysis
def _page_numbers(doc: Document) -> frozenset[int]:
    return frozenset(template.start for template in templates(doc).family("reference-page"))


def reuse(name: str, group: str) -> str:
    """A reference that reuses the text of the name."""
    return f'<ref name="{name}" group="{group}" />' if group else f'<ref name="{name}" />'


def mergeable_names(refs: References, copies: Sequence[Reference]) -> dict[str, int]:
    """The names of the copies that define no other text and can be written in a tag.

    Each with the number of references that bear it.
    """
    starts = {copy.span.start for copy in copies}
    group = copies[0].group
    names = {}
    for name in dict.fromkeys(copy.name for copy in copies):
        if name is None or not _UNWRITABLE.isdisjoint(name + group):
            continue
        if all(other.span.start in starts for other in refs.definitions(group, name)):
            names[name] = len(refs.named(group, name))
    return names


def kept(copies: Sequence[Reference], names: Mapping[str, int]) -> Reference:
    """The one of several references with the same text whose text and name stay.

    One with a name of `names` (see `mergeable_names`) before one without, then one in a reference
    list, one outside templates, one whose name somebody chose, the most used, the first.
    """

    def rank(copy: Reference) -> tuple[bool, bool, bool, bool, bool, int]:
        name = copy.name or ""
        return (
            name not in names,
            copy.name is None,
            not copy.list_defined,
            copy.in_template is not None,
            _is_automatic(name),
            -names.get(name, 0),
        )

    return min(copies, key=rank)


def rename(refs: References, text: str, copy: Reference, name: str) -> tuple[Edit, ...] | None:
    """Give another name to all that bear the copy's, but to the copy itself.

    None where one of them is computed or brings its text in a reference list.
    """
    edits = []
    for bearer in refs.named(copy.group, copy.name or ""):
        if bearer.span == copy.span:
            continue
        if bearer.computed or bearer.list_defined or bearer.name_span is None:
            return None
        if bearer.kind == "ref":
            edits.append(_renamed(text, bearer.name_span, name))
        else:
            edits.append(Edit(bearer.name_span, name))
    return tuple(edits)


def add_name(text: str, reference: Reference, name: str) -> Edit:
    """Name a ``<ref>`` that has no name, or an empty one."""
    if reference.name_span is not None:
        return _renamed(text, reference.name_span, name)
    at = reference.span.start + len("<ref")
    return Edit((at, at), f' name="{name}"')


def _renamed(text: str, span: Span, name: str) -> Edit:
    quoted = text[span.start - 1] in "\"'"
    plain = all(mark in _UNQUOTED or (mark.isascii() and mark.isalnum()) for mark in name)
    return Edit(span, name if quoted or plain else f'"{name}"')


def _is_automatic(name: str) -> bool:
    """Whether an editing program made the name: ``:0``, ``auto1``, ``ReferenceA``."""
    bare = name.rstrip("0123456789").lower()
    return bare in (":", "auto", "autogenerated", "ref", "test") or name.startswith("Reference")
