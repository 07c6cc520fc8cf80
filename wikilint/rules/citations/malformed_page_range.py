from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Effect, Finding, Fix, rule
from wikilint.analysis.citation_parameters import CitedParameter, citation_parameters
from wikilint.analysis.page_ranges import written_pages
from wikilint.analysis.templates import templates
from wikilint.edits import rename_param, set_param
from wikilint.syntax import Parameter, Template

_LONGEST = 100  # characters
_MARKS = "-–—,"
_FIRST_SURE = 100  # from which on a hyphen no longer stands between a part and its page


@rule("malformed-page-range", severity="off", scope="enwiki-style", fixes=("safe", "unsafe"))
def malformed_page_range(doc: Document) -> Iterator[Finding]:
    """Pages of a citation have a hyphen for a dash, no blank behind a comma, or the wrong name.

    Ranges have an en dash without blanks
    ([MOS:PAGERANGE](https://en.wikipedia.org/wiki/MOS:PAGERANGE)), and several pages stand in
    `pages=`, else a reader sees “p. 5–7”. Looked at are `page=` and `pages=` of citations,
    `pages=` and `pp=` of `{{sfn}}`, `{{harv}}` and their kind, and `{{rp}}`.

    Never reported: anything but numbers and ranges that go up, by less than 999 pages
    (350–2 is understood as 350–352); what may be one number (12,345); a hyphen in `page=` behind
    a number below 100, which may be page 1 of part 3 (3-1); links, letters, Roman numbers,
    templates, comments, `((5-7))`; wrappers of citation templates; citations made by templates;
    pages of templates, modules and documentation.

    **Fix.** Safe in `pages=` of citations, whose template shows the dash and the blank anyway.
    Unsafe for another name, which a reader sees, and in short footnotes.
    """
    found = citation_parameters(doc)
    for entry, value in found.values(*found.spellings("pages")):
        if _may_be_several(value):
            yield from _in_pages(entry.parameter, value, "safe", "cosmetic")
    for entry, value in found.values(*found.spellings("page")):
        if _may_be_several(value) and found.is_single(entry):
            yield from _in_page(entry, value)
    if not found.all:
        return
    known = templates(doc)
    for template in known.family("short-footnote") + known.family("harvard"):
        for param in template.params:
            if param.named and param.name in {"pp", "pages"} and _may_be_several(param.value):
                yield from _in_pages(param, param.value, "unsafe", "visible")
    for template in known.family("reference-page"):
        for param in template.params[:1]:
            if _may_be_several(param.value):
                yield from _in_pages(param, param.value, "unsafe", "visible")


def _in_pages(
    param: Parameter, value: str, applicability: Applicability, effect: Effect
) -> Iterator[Finding]:
    template = param.parent
    assert isinstance(template, Template)
    right = written_pages(value)
    if not right or right == value or template.get(param.name) is not param:
        return
    edits = set_param(template, param.name, right)
    fix = Fix(f"write “{right}”", edits, applicability, effect=effect)
    yield Finding(param.value_span, f"pages are written {right}", fix)


def _in_page(entry: CitedParameter, value: str) -> Iterator[Finding]:
    citation, param = entry
    right = written_pages(value)
    if not right or ("-" in value and _may_be_part(right)):
        return
    message = f"several pages belong in pages: {right}"
    if citation.params.keys() & {"pages", "at"}:
        yield Finding(param.value_span, message)
        return
    edits = rename_param(param, "pages")
    if right != value:
        edits += set_param(citation.template, param.name, right)
    yield Finding(param.value_span, message, Fix(f"write pages={right}", edits, "unsafe"))


def _may_be_several(value: str) -> bool:
    """Whether a value may be more than one page."""
    return len(value) <= _LONGEST and any(mark in value for mark in _MARKS)


def _may_be_part(right: str) -> bool:
    return int(right.partition("–")[0].partition(",")[0]) < _FIRST_SURE
