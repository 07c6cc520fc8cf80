from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitationParameters,
    CitedParameter,
    citation_parameters,
    may_be_given,
)
from wikilint.edits import rename_param, set_param
from wikilint.syntax import Tag, Template, Text

_LINE_MARKUP = frozenset("*#:;{|=!")
_HYPHENS = frozenset("-–—/")


@rule("markup-in-citation-value", severity="off", scope="enwiki-style", fixes=("safe", "manual"))
def markup_in_citation_value(doc: Document) -> Iterator[Finding]:
    """A citation's value holds markup that its template cannot use: italics, line breaks, brackets.

    The template sets the name of a work in italics itself and links the title to the address. It
    hands the values on as metadata, where markup is dirt, and shows a red message for italics or
    bold in a work or publisher and for real line breaks ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#apostrophe_markup)). The finding is about

    - italics and bold in the names of works and publishers,
    - line breaks, `<br>` or real ones, but not in quotations,
    - an address in brackets, `url=[https://example.org]`,
    - an icon in place of a language, `language={{fr icon}}`.

    Never touched: italics in titles (of species and ships in them); wrappers of citation
    templates; citations made by templates; pages of templates, modules and documentation.

    **Fix.** Safe where italics or bold take in a whole work, where a line break stands between
    words of a title, a work or a publisher, for an address in brackets without a label and for
    an icon. Manual for a publisher in italics, who may be a work, for italics in a part of a name
    and for an address with a label.
    """
    found = citation_parameters(doc)
    facts = found.facts
    if facts is None:
        return
    for name in found.spellings(*facts.unmarked):
        if "''" in found.together(name):
            for entry in found.entries(name):
                yield from _emphasis(facts, found, entry)
    for name in found.worded:
        together = found.together(name)
        if not _has_inner_line(together) and "<" not in together:
            continue
        if facts.role(facts.canonical(name)) != "quote":
            for entry in found.entries(name):
                yield from _breaks(facts, entry)
    for name in found.spellings(*facts.with_role("url")):
        if "[" in found.together(name):
            for entry in found.entries(name):
                yield from _brackets(found, entry)
    for name in found.spellings(*facts.with_role("language")):
        if "{" in found.together(name):
            for entry in found.entries(name):
                yield from _icon(facts, found, entry)


def _has_inner_line(together: str) -> bool:
    """Whether a value may have a line break inside; the usual one ends it, before the pipe."""
    if "\n" not in together:
        return False
    return together.count("\n") > together.count("\n\0") + together.count("\n \0")


def _emphasis(
    facts: CitationFacts, found: CitationParameters, entry: CitedParameter
) -> Iterator[Finding]:
    param = entry.parameter
    value = param.value
    if "''" not in value or "<" in value or "{{" in value:
        return
    message = f"{param.name} takes no italics or bold"
    span = param.value_span
    if not found.is_single(entry):
        yield Finding(span, message)
        return
    plain = re.sub("'{2,}", "", value)
    edits = set_param(entry.citation.template, param.name, plain)
    title = f"write {plain}"
    is_work = facts.canonical(param.name) in facts.rivals("work")
    if is_work and _is_whole(value):
        yield Finding(span, message, Fix(title, edits, "safe", effect="administrative"))
        return
    fixes = [Fix(title, edits, "manual", effect="administrative")]
    if not is_work and _is_whole(value) and may_be_given(facts, entry.citation, "work"):
        fixes.insert(0, Fix("name it in work", (*rename_param(param, "work"), *edits), "manual"))
    yield Finding(span, message, alternatives=tuple(fixes))


def _is_whole(value: str) -> bool:
    """Whether all of a value, or all that a link shows of it, is in italics or bold."""
    if value.startswith("[["):
        value = value.removesuffix("]]").partition("|")[2]
    for marks in ("'''''", "'''", "''"):
        inner = value[len(marks) : -len(marks)]
        if inner and value == f"{marks}{inner}{marks}":
            return "''" not in inner and not inner.startswith("'") and not inner.endswith("'")
    return False


def _breaks(facts: CitationFacts, entry: CitedParameter) -> Iterator[Finding]:
    param = entry.parameter
    value = param.value_span
    name = facts.canonical(param.name)
    for node in param.value_nodes:
        if type(node) is Tag and node.name == "br" and node.markup is None:
            if facts.role(name) == "title" or name == "publisher":
                yield _finding(entry, node.span, value)
            else:
                yield Finding(node.span, f"{param.name} takes no line break")
        elif type(node) is Text and "\n" in str(node):
            for match in re.finditer(r"\n", str(node)):
                at = node.start + match.start()
                if value.start < at < value.end:
                    yield from _line(entry, Span(at, at + 1), value)


def _line(entry: CitedParameter, span: Span, value: Span) -> Iterator[Finding]:
    before, after = _round(entry.parameter.source, span, value)
    if before == ">" or after == "<":
        return  # a tag's own line
    if after in _LINE_MARKUP:
        yield Finding(span, f"{entry.parameter.name} takes no line break")
    else:
        yield _finding(entry, span, value)


def _round(source: str, span: Span, value: Span) -> tuple[str, str]:
    """The characters before and behind a place in a value and the blanks round it."""
    before = source[value.start : span.start].rstrip()
    return before[-1:], source[span.end : value.end].lstrip()[:1]


def _finding(entry: CitedParameter, span: Span, value: Span) -> Finding:
    source = entry.parameter.source
    before, after = source[value.start : span.start], source[span.end : value.end]
    start = value.start + len(before.rstrip())
    end = value.end - len(after.lstrip())
    fix = None
    inside = start > value.start and end < value.end
    if "\n\n" not in source[start:end] and before.rstrip()[-1:] not in _HYPHENS:
        edits = (Edit((start, end), " " if inside else ""),)
        fix = Fix("write a blank", edits, "safe", effect="administrative")
    return Finding(span, f"{entry.parameter.name} takes no line break", fix)


def _brackets(found: CitationParameters, entry: CitedParameter) -> Iterator[Finding]:
    param = entry.parameter
    if not param.value.startswith("["):
        return
    match = re.fullmatch(
        r"\[{1,2}\s*((?:https?:)?//[^\s\[\]{}<>|]+)(\s[^\[\]]*)?\]{1,2}", param.value
    )
    if match is None:
        return
    message = f"{param.name} takes an address without brackets"
    if not found.is_single(entry):
        yield Finding(param.value_span, message)
        return
    edits = set_param(entry.citation.template, param.name, match[1])
    if not (match[2] or "").strip():
        fix = Fix("remove the brackets", edits, "safe", effect="administrative")
        yield Finding(param.value_span, message, fix)
    else:
        fix = Fix("keep the address only", edits, "manual", effect="administrative")
        yield Finding(param.value_span, message, alternatives=(fix,))


def _icon(
    facts: CitationFacts, found: CitationParameters, entry: CitedParameter
) -> Iterator[Finding]:
    param = entry.parameter
    icons = [node for node in param.value_nodes if type(node) is Template]
    if len(icons) != 1:
        return
    (icon,) = icons
    code = facts.icon_code(icon.name)
    if code is None:
        return
    code = code or ", ".join(argument.value for argument in icon.params if not argument.named)
    message = f"{param.name} takes the code of a language, not its icon: {code}"
    fix = None
    if str(icon) == param.value and found.is_single(entry) and _are_codes(code):
        edits = set_param(entry.citation.template, param.name, code)
        fix = Fix(f"write {code}", edits, "safe", effect="administrative")
    yield Finding(icon.span, message, fix)


def _are_codes(text: str) -> bool:
    return re.fullmatch("[a-z-]{2,}(?:, [a-z-]{2,})*", text) is not None
