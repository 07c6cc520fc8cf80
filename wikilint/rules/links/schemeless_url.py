from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint.analysis.citations import citations
from wikilint.analysis.namespaces import MODULE
from wikilint.analysis.urls import ancestor_ref, may_begin_address, text_at
from wikilint.syntax import Parameter, Tag, Template

_LONGEST = 300  # characters of a label


@dataclass(frozen=True, eq=False, repr=False)
class SchemelessUrlOptions:
    """Options of the rule."""

    scheme: Literal["https", "http"] = option("https", "The scheme that the fix writes.")


@rule(
    "schemeless-url",
    severity="info",
    scope="any",
    options=SchemelessUrlOptions,
    fixes=("unsafe",),
)
def schemeless_url(doc: Document, options: SchemelessUrlOptions) -> Iterator[Finding]:
    """An address that begins with `www.` lacks its `https://`, and so is no link.

    MediaWiki links only what begins with a scheme: `[www.example.org Lakes]` is shown as it is
    written, and citation templates complain of such a `url=`
    ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#bad_url)).

    Looked at: single brackets, footnotes without any link or template, and the parameters of
    citations that are for addresses. Elsewhere `www.example.org` may be meant as a name, and
    other templates put the scheme there themselves. Never reported: comments, nowiki, code,
    modules.

    **Fix.** Unsafe: the scheme is put before it. Whether the site answers to `https` cannot be
    told from here.
    """
    if doc.namespace == MODULE:
        return
    linked: dict[Tag, bool] = {}
    for match in _start().finditer(doc.text):
        start = match.start()
        address = _address().match(doc.text, start)
        if address is not None and _should_be_link(doc, start, address.end(), linked):
            shown = _trimmed(address[0])
            span = Span(start, start + len(shown))
            written = f"{options.scheme}://{shown}"
            fix = Fix(f"write “{written}”", (Edit(span, written),), "unsafe")
            yield Finding(span, f"“{shown}” is no link without {options.scheme}://", fix)


@cache
def _start() -> re.Pattern[str]:
    return re.compile(r"w(?=ww\.)(?<![/\w.@:%+~-]w)")  # one literal is found faster than four


@cache
def _address() -> re.Pattern[str]:
    return re.compile(r"www(?:\.[\w-]+)+\.[^\W\d_]{2,}[^\s<>\"\[\]{}|]*")


def _trimmed(address: str) -> str:
    """Without the marks of the sentence round it."""
    address = address.rstrip(",;.:!?'")
    if address.endswith(")") and address.count("(") < address.count(")"):
        return address.removesuffix(")").rstrip(",;.:!?'")
    return address


def _should_be_link(doc: Document, start: int, end: int, linked: dict[Tag, bool]) -> bool:
    """linked: what is known of footnotes, whether they hold a link or a template."""
    text = doc.text
    if text[start - 1 : start] == "[":
        label, close, behind = text[end : end + _LONGEST].partition("]")
        if not close or "\n" in label or behind.startswith("("):  # as Markdown has it
            return False
        return text[start - 2 : start - 1] != "[" and may_begin_address(doc, start)
    node = text_at(doc, start)
    if node is None:
        return False
    param = node.parent
    if isinstance(param, Parameter):
        if param.value_span.start != start:
            return False
        template = param.parent
        citation = citations(doc).of(template) if isinstance(template, Template) else None
        return (
            citation is not None
            and citation.role_of(param) == "url"
            and may_begin_address(doc, start)
        )
    ref = ancestor_ref(node)
    if ref is None:
        return False
    if ref not in linked:
        linked[ref] = "//" in ref.content or "{{" in ref.content
    return not linked[ref] and may_begin_address(doc, start)
