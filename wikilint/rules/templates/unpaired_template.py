from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from wikilint import Document, Finding, Site, option, rule
from wikilint.analysis.namespaces import TEMPLATE
from wikilint.analysis.templates import templates
from wikilint.syntax import Template

_WHOLE = "content"  # an argument that makes a start template hold all it is to hold


@dataclass(frozen=True, eq=False, repr=False)
class UnpairedTemplateOptions:
    """Options of the rule."""

    pairs: dict[str, str] = option(
        {}, "Start templates that the data do not list, with their end templates."
    )


class _Pair(NamedTuple):
    """Templates that open and close one thing; `also` are others, and markup, that may do so."""

    open: tuple[str, ...]
    close: tuple[str, ...]
    also: tuple[str, ...]


@rule(
    "unpaired-template",
    severity="off",
    scope="configurable",
    options=UnpairedTemplateOptions,
    fixes=(),
)
def unpaired_template(doc: Document, options: UnpairedTemplateOptions) -> Iterator[Finding]:
    """A start template has no end template, or an end template no start.

    What such a template opens, a box or columns, then runs on to the end of the page, or an end
    tag closes something else. Which templates belong together is site data, and `pairs` adds to
    it. What is opened in a template and closed by markup, such as `{{col-begin}}` by `|}`, is no
    finding where the page has such markup that closes nothing else.

    Never reported: pages of templates, pages that are made to be included in others, templates
    inside arguments.

    **Fix.** None: where the missing half belongs is for a person to see.
    """
    if doc.namespace == TEMPLATE:
        return
    for pair in _pairs(doc.site, tuple(options.pairs.items())):
        lone = _lone(pair, templates(doc).named(*pair.open, *pair.close))
        if lone and not (_has_other_half(doc, pair.also) or _is_included(doc)):
            for template in lone:
                role = "end" if template.name in pair.open else "start"
                other = (pair.close if role == "end" else pair.open)[0]
                yield Finding(
                    template.name_span, f"“{template.name}” has no {role} template “{other}”"
                )


def _lone(pair: _Pair, found: Iterable[Template]) -> list[Template]:
    opened: list[Template] = []
    lone: list[Template] = []
    for template in found:
        if any(type(node) is Template for node in template.ancestors()):
            continue
        if template.name in pair.close:
            if not opened:
                lone.append(template)
            else:
                opened.pop()
        elif template.get(_WHOLE) is None:
            opened.append(template)
    return [*lone, *opened]


def _is_included(doc: Document) -> bool:
    return "<includeonly" in doc.text or "<onlyinclude" in doc.text


def _has_other_half(doc: Document, also: tuple[str, ...]) -> bool:
    """Whether anything on the page may be what is missing: markup that the tree made text of."""
    names = [name for name in also if name[0].isalpha()]
    if templates(doc).named(*names):
        return True
    marks = [mark for mark in also if not mark[0].isalpha() and mark in doc.text]
    return any(doc.text.find(mark, *node.span) >= 0 for mark in marks for node in doc.tree.texts)


@lru_cache(maxsize=32)
def _pairs(site: Site, own: tuple[tuple[str, str], ...]) -> tuple[_Pair, ...]:
    """The site's pairs and the user's, by canonical names."""
    found = [
        _Pair(tuple(entry["open"]), tuple(entry["close"]), tuple(entry["also"]))
        for entry in site.data.get("template_pairs", ())
    ]
    found += [_Pair((site.classify(a)[1],), (site.classify(b)[1],), ()) for a, b in own]
    return tuple(found)
