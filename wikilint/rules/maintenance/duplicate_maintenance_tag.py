from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wikilint import Applicability, Document, Edit, Finding, Fix, Related, Site, rule
from wikilint.analysis import section_at, sections, templates
from wikilint.syntax import Parameter, Template, Tree

_DATE = "date"
_UNDATED = "9999"  # sorts behind all months


class _Tag(NamedTuple):
    """A tag with what makes it the same as another.

    arguments: all but the date.
    run: where the tags begin that stand side by side with it.
    """

    template: Template
    arguments: frozenset[tuple[str, str]]
    run: int
    is_block: bool


@rule(
    "duplicate-maintenance-tag",
    severity="off",
    scope="enwiki-style",
    fixes=("safe", "manual"),
)
def duplicate_maintenance_tag(doc: Document) -> Iterator[Finding]:
    """The same cleanup or protection tag stands twice in one place.

    Two editors tagged the page, or two tags were merged
    ([CheckWiki 580](https://en.wikipedia.org/wiki/Wikipedia:WikiProject_Check_Wikipedia)). Tags at
    the beginning of lines count within their section, tags in the text only side by side:
    `{{citation needed}}` may stand behind every sentence. A general padlock beside another tag of
    protection is reported, too: it shows by itself how the page is protected.

    **Fix.** Safe: the tag with the earliest date stays, if all else is the same. Manual if other
    arguments differ, or a date cannot be read. None for protection tags of different kinds.
    """
    known = templates(doc)
    found = known.family("maintenance")
    padlocks = known.family("protection")
    names = [template.name for template in (*found, *padlocks)]
    if len(set(names)) == len(names) and len(padlocks) < 2:
        return
    yield from _padlocks(doc, padlocks)
    parts = sections(doc)
    seen: dict[object, _Tag] = {}
    for tag in _tags(doc, found) + _tags(doc, padlocks):
        texts = (p.value for p in tag.template.params if not p.named)  # what the tag is about
        what = (tag.template.name, *texts)
        places: list[object] = [(what, tag.run)]
        if tag.is_block:
            places.append((what, section_at(parts, tag.template.start)))
        first = next((seen[place] for place in places if place in seen), None)
        if first is not None:
            finding, tag = _finding(doc, first, tag)
            yield finding
        seen.update(dict.fromkeys(places, tag))


def _tags(doc: Document, found: list[Template]) -> list[_Tag]:
    text = doc.text
    runs: dict[int, tuple[int, int]] = {}  # by their end: where they begin, and what before ends
    tags = []
    for template in found:
        at = template.start
        while at and text[at - 1] in " \t":
            at -= 1
        run, at = runs[template.end] = runs.get(at, (template.start, at))
        is_block = (at == 0 or text[at - 1] in "\n|=") and _is_item(doc, template)
        arguments = frozenset((p.name, p.value) for p in template.params if p.name != _DATE)
        tags.append(_Tag(template, arguments, run, is_block))
    return tags


def _is_item(doc: Document, template: Template) -> bool:
    """Whether a tag stands in the page itself, or in a tag that holds others."""
    parent = template.parent
    if isinstance(parent, Parameter):
        group = parent.parent
        return isinstance(group, Template) and group.name in doc.site.family("maintenance")
    return isinstance(parent, Tree)


def _padlocks(doc: Document, found: list[Template]) -> Iterator[Finding]:
    general = next(iter(doc.site.template_redirects("protection")), None)
    others = [template for template in found if template.name != general]
    for template in found:
        if template.name == general and others:
            related = (Related(others[0].span, "the other tag"),)
            message = f"“{general}” beside “{others[0].name}”"
            yield Finding(template.span, message, related=related)


def _finding(doc: Document, first: _Tag, second: _Tag) -> tuple[Finding, _Tag]:
    """What is said of two tags, and the one that stays."""
    name = first.template.name
    dates = [_month(doc, tag.template) for tag in (first, second)]
    kind: Applicability = "safe"
    if first.arguments != second.arguments or "" in {*dates}:
        kind = "manual"
    since = [date or _UNDATED for date in dates]
    kept, gone = (second, first) if since[1] < since[0] else (first, second)
    fix = Fix(f"remove this {name}", (_removal(doc, gone.template),), kind, effect="administrative")
    related = (Related(kept.template.span, "the one that stays"),)
    finding = Finding(gone.template.span, f"“{name}” stands twice here", fix, related=related)
    return finding, kept


def _month(doc: Document, template: Template) -> str | None:
    """The tag's date in a form that sorts; None without one, empty if it cannot be read."""
    param = template.get(_DATE)
    if param is None or not param.value:
        return None
    months: Mapping[str, int] = {
        name: number
        for number, name in enumerate(Site.language_data(doc.site.language).get("months", ()))
    }
    month, _, year = param.value.partition(" ")
    if month not in months or len(year) != 4 or not year.isdecimal():
        return ""
    return f"{year}-{months[month]:02}"


def _removal(doc: Document, template: Template) -> Edit:
    """Remove a tag: with its line if it has one of its own, else with the blanks on one side."""
    text = doc.text
    start, end = template.start, template.end
    while end < len(text) and text[end] in " \t":
        end += 1
    while start and text[start - 1] in " \t":
        start -= 1
    at_start, at_end = start == 0 or text[start - 1] == "\n", text[end : end + 1] in {"", "\n"}
    if at_start and at_end:
        return Edit((start, min(end + 1, len(text))), "")
    return Edit((template.start, end) if at_start else (start, template.end), "")
