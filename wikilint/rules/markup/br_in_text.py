from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Parameter, Tag, Template, Tree

# What a line begins with where a blank line would end more than a paragraph.
_NOT_TEXT = ("|", "!", "*", "#", ":", ";", "=", " ", "\t", "{|", "-")
_FEWEST = 2  # line breaks in an argument that is a list


@dataclass(frozen=True, eq=False, repr=False)
class BrInTextOptions:
    """Options of the rule."""

    places: tuple[str, ...] = option(
        ("paragraph", "infobox-list"),
        "`paragraph`: two line breaks between paragraphs; `infobox-list`: entries of a list in a "
        "template's named argument.",
    )


@rule(
    "br-in-text", severity="off", scope="any", options=BrInTextOptions, fixes=("unsafe", "manual")
)
def br_in_text(doc: Document, options: BrInTextOptions) -> Iterator[Finding]:
    """Line break tags take the place of a paragraph break or a list.

    `<br><br>` looks like the end of a paragraph and is none, `A<br>B<br>C` looks like a list and
    is none: screen readers read on without a pause
    ([MOS:PARABR](https://en.wikipedia.org/wiki/MOS:PARABR),
    [MOS:UBLIST](https://en.wikipedia.org/wiki/MOS:UBLIST)).

    Never reported: one line break (poems, addresses), lines that go on in the next, what stands in
    lists, table rows, `<poem>`, footnotes and tags, citations, code, pages that are made to be
    transcluded.

    **Fix.** Unsafe: two line breaks between text become a blank line. Manual: a list in an
    argument becomes a list template, where the site names one.
    """
    breaks = [tag for tag in doc.tree.tags if tag.name == "br"]
    if len(breaks) < _FEWEST or is_transcluded(doc):
        return
    if "paragraph" in options.places:
        yield from _paragraphs(doc, breaks)
    if "infobox-list" in options.places:
        yield from _lists(doc, breaks)


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(r"<br ?/?>\s*<br ?/?>(?!\s*<br)", re.IGNORECASE)


def _paragraphs(doc: Document, breaks: list[Tag]) -> Iterator[Finding]:
    text = doc.text
    last = 0
    for tag in breaks:
        pair = _pair().match(text, tag.start) if tag.start >= last else None
        if type(tag.parent) is not Tree or pair is None or "\n\n" in pair[0]:
            continue
        last = pair.end()
        line = text.rfind("\n", 0, tag.start) + 1
        before = text[line : tag.start].strip()
        behind = text[last : last + 1000].lstrip()
        if not before or before.endswith(("}}", ">", "|}")) or before.startswith(_NOT_TEXT):
            continue
        if behind[:1] in ("", "\n") or behind.startswith(_NOT_TEXT) or behind.startswith("<br"):
            continue
        gap = text[last : last + len(text[last : last + 1000]) - len(behind)]
        if "\n\n" in gap or is_code(doc, tag.start, last):
            continue
        start = line + len(text[line : tag.start].rstrip())
        edit = Edit((start, last + len(gap)), "\n\n")
        fix = Fix("write a blank line", (edit,))
        yield Finding((tag.start, last), "two line breaks instead of a blank line", fix)


def _lists(doc: Document, breaks: list[Tag]) -> Iterator[Finding]:
    inside: dict[int, list[Tag]] = {}
    for tag in breaks:
        if isinstance(tag.parent, Parameter) and tag.parent.named:
            inside.setdefault(tag.parent.start, []).append(tag)
    for tags in inside.values():
        param = tags[0].parent
        assert isinstance(param, Parameter)
        template = param.parent
        assert isinstance(template, Template)
        if len(tags) < _FEWEST or template.kind != "template":
            continue
        if template.name in doc.site.family("citation") | doc.site.family("quotation"):
            continue
        entries = _entries(doc.text, param, tags)
        if all(map(_is_entry, entries)):
            yield _list(doc, param, entries)


def _is_entry(entry: str) -> bool:
    """Whether it can stand for itself, and is not part of a line that was broken up."""
    is_part = entry[:1].islower() or entry.startswith(("(", "<small>(")) or entry.endswith(",")
    return bool(entry) and not is_part and "\n" not in entry


def _entries(text: str, param: Parameter, tags: list[Tag]) -> list[str]:
    start, end = param.value_span
    starts = [start, *(tag.end for tag in tags)]
    ends = [*(tag.start for tag in tags), end]
    return [text[a:b].strip() for a, b in zip(starts, ends, strict=True)]


def _list(doc: Document, param: Parameter, entries: list[str]) -> Finding:
    name = doc.site.data["unbulleted_list"]
    fix = None
    if name and not any("=" in entry for entry in entries):
        new = "{{" + "|".join([name, *entries]) + "}}"
        fix = Fix(f"write a {{{{{name}}}}}", (Edit(param.value_span, new),), "manual")
    message = f"{len(entries)} entries of a list are divided by line breaks"
    return Finding(param.value_span, message, fix, severity="info")
