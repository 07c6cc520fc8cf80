from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from wikilint import Document, Edit, Finding, Fix, Site, rule
from wikilint.analysis.template_calls import calls, functions
from wikilint.syntax import Attribute, ExternalLink, Tag, Template, Text, Wikilink


@rule("malformed-magic-word", fixes=("safe", "unsafe"))
def malformed_magic_word(doc: Document) -> Iterator[Finding]:
    """A magic word or parser function is written so that it does not work.

    `{{DEFAULTSORT|Doe, Jo}}` and `{{defaultsort:Doe, Jo}}` call templates, `{{#if|x|y}}` and
    `__noindex__` are printed, `{{#invoke:Lake}}` shows an error, and `{{formatnum:1,000}}` puts
    the page into a tracking category. See
    [Help:Magic words](https://www.mediawiki.org/wiki/Help:Magic_words).

    Switches whose letter case does not matter, such as `__toc__`, are an info. Never touched:
    what is in `<nowiki>`, comments and code; variables in small letters, which may well be
    templates; functions fed by templates.

    **Fix.** Safe for the number in `formatnum`, which shows the same, and for the case of a switch
    that works anyway. Unsafe for all that gets an effect by it.
    """
    yield from _called_as_templates(doc)
    for template in functions(doc):
        yield from _function(doc, template)
    if _has_two_underscores(doc.text):
        yield from _switches(doc)


def _called_as_templates(doc: Document) -> Iterator[Finding]:
    """Page settings with a pipe for the colon, and functions in the wrong case."""
    settings = _settings(doc.site)
    exact = _exact_functions(doc.site)
    for called, group in calls(doc).items():
        head, colon, _ = called.lstrip().partition(":")
        word = head.strip().upper()
        if word not in (exact if colon else settings) or group[0].kind != "template":
            continue
        for template in group:
            yield _miscased(template, head, word) if colon else _piped(template, word)


def _miscased(template: Template, head: str, word: str) -> Finding:
    start = template.name_span.start
    edit = Edit((start, start + len(head)), word)
    message = f"“{head}:” is the magic word “{word}:” in capitals only"
    if head.strip() == word:
        message = f"“{word}” takes its colon without a blank before it"
    return Finding(edit.span, message, Fix(f"write {word}:", (edit,), "unsafe"))


def _piped(template: Template, word: str) -> Finding:
    message = f"“{word}” takes a colon, not a pipe"
    span = template.name_span
    params = template.params
    if len(params) != 1 or params[0].named or not params[0].value:
        return Finding(span, message)
    edit = Edit((span.start, params[0].start), f"{word}:")
    return Finding(span, message, Fix(f"write {word}:", (edit,), "unsafe"))


def _function(doc: Document, template: Template) -> Iterator[Finding]:
    name, span = template.name, template.name_span
    written = doc.text[span.start : span.end]
    head, colon, argument = written.partition(":")
    if not colon:
        if head.lower() in _functions(doc.site):
            fix = None
            if template.params:
                edit = Edit((span.end, template.params[0].start), ":")
                fix = Fix(f"write {head}:", (edit,), "unsafe", reshapes=template.span)
            yield Finding(span, f"“{head}” takes a colon, not a pipe", fix)
    elif name == "#invoke":
        if not argument.strip() or not template.params:
            missing = "function" if argument.strip() else "module"
            yield Finding(span, f"#invoke names no {missing}")
    elif name == "formatnum" and not template.params:
        yield from _number(doc, span.end, argument.strip())


def _number(doc: Document, end: int, number: str) -> Iterator[Finding]:
    signs = doc.site.language_data(doc.language).get("digit_separators")
    if not number or "{" in number or "<" in number or "&" in number or signs is None:
        return
    span = (end - len(number), end)
    if re.fullmatch(_grouped(signs["group"], signs["decimal"]), number):
        plain = number.replace(signs["group"], "").replace(signs["decimal"], ".")
        fix = Fix(f"write {plain}", (Edit(span, plain),), "safe", effect="administrative")
        yield Finding(span, f"formatnum is given “{number}”, which is formatted already", fix)


def _grouped(group: str, decimal: str) -> str:
    return rf"-?[1-9]\d{{0,2}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d+)?"


def _switches(doc: Document) -> Iterator[Finding]:
    texts = doc.tree.texts
    exact = {name.lower(): name for name in doc.site.data["exact_switches"]}
    lax = frozenset(doc.site.data["switches"])
    for match in _switch().finditer(doc.text):
        written = match[1]
        lowered = written.lower()
        wanted = exact.get(lowered) or written.upper()
        if written == wanted or not (lowered in exact or lowered in lax):
            continue
        text = texts[bisect_right(texts, match.start(), key=lambda text: text.start) - 1]
        if match.end() > text.end or not _is_read(text):
            continue
        edit = Edit(match.span(), f"__{wanted}__")
        title = f"write __{wanted}__"
        if lowered in exact:
            message = f"“__{written}__” is printed; the switch is “__{wanted}__”"
            yield Finding(match.span(), message, Fix(title, (edit,), "unsafe"))
        else:
            fix = Fix(title, (edit,), "safe", effect="cosmetic")
            yield Finding(match.span(), f"“__{written}__” in capitals", fix, severity="info")


def _is_read(text: Text) -> bool:
    """Whether a text is read as wikitext: no code, and no part of an address or a name."""
    return not any(
        (isinstance(outer, Tag) and outer.opaque)
        or (isinstance(outer, Wikilink) and text.start < outer.pipe)
        or (isinstance(outer, ExternalLink) and text.start < outer.url_end)
        or (isinstance(outer, Template) and text.start < outer.name_end)
        or isinstance(outer, Attribute)
        for outer in text.ancestors()
    )


def _has_two_underscores(text: str) -> bool:
    """A search for one character is fifteen times as fast as for two, and few pages have many."""
    at = text.find("_")
    while at >= 0:
        if text[at + 1 : at + 2] == "_":
            return True
        at = text.find("_", at + 1)
    return False


@cache
def _switch() -> re.Pattern[str]:
    return re.compile(r"__([A-Za-z_]{2,40}?)__")


@cache
def _settings(site: Site) -> frozenset[str]:
    kinds = site.data["page_settings"].values()
    return frozenset(name for names in kinds for name in names)


@cache
def _exact_functions(site: Site) -> frozenset[str]:
    return frozenset(site.data["exact_functions"])


@cache
def _functions(site: Site) -> frozenset[str]:
    return frozenset(site.data["functions"])
