from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint.analysis.citations import citations
from wikilint.analysis.urls import ancestor_ref, is_archived, is_shown, urls
from wikilint.syntax import ExternalLink, Parameter, Tag, Template

_SIGNED = ("hmac", "sig", "signature", "x-amz-signature")  # made over all that stands before them


@dataclass(frozen=True, eq=False, repr=False)
class UrlTrackingParameterOptions:
    """Options of the rule."""

    names: tuple[str, ...] = option(
        (), "The arguments to remove, instead of those that the site's data name."
    )
    extra: tuple[str, ...] = option((), "Arguments to remove besides, such as `si`.")


class _Run(NamedTuple):
    """Arguments side by side that track; offsets count the page."""

    start: int
    end: int
    is_first: bool
    is_last: bool


@rule(
    "url-tracking-parameter",
    severity="off",
    scope="any",
    options=UrlTrackingParameterOptions,
    fixes=("safe",),
)
def url_tracking_parameter(
    doc: Document, options: UrlTrackingParameterOptions
) -> Iterator[Finding]:
    """An address carries arguments that only tell its owner where readers come from.

    `utm_source=…`, `fbclid=…` and their kind are put there by newsletters and social networks. The
    page is the same without them, and readers should not be counted as somebody's audience. They
    also keep two references to one page from being recognised as the same. Known are arguments
    that serve nothing else; `si`, `ref` or `source` may be needed somewhere.

    Never reported: archived copies, and the address beside an `archive-url`, which must stay what
    was archived; addresses with another address inside, with templates in them, or signed ones;
    the marks of chatbots (`utm_source=chatgpt.com`), which tell how a text came about; comments,
    nowiki, code.

    **Fix.** Safe: the arguments go, and not a byte besides. None in a footnote with a chatbot's
    mark.
    """
    text = doc.text
    names: set[str] = set()
    marked: dict[Tag, bool] = {}
    for link in urls(doc).all:
        start, end = link.start + link.brackets, link.url_end
        query = text.find("?", start, end)
        if query < 0:
            continue
        names = names or {*(options.names or doc.site.data["tracking_arguments"]), *options.extra}
        arguments = text[query + 1 : end].lower().partition("#")[0].split("&")
        if names.isdisjoint([argument.partition("=")[0] for argument in arguments]):
            continue
        runs = _runs(text, query + 1, end, names)
        if not runs or not _may_be_changed(doc, link):
            continue
        ref = ancestor_ref(link)
        if ref is not None and ref not in marked:
            marked[ref] = _is_chatbots(doc, ref.content)
        fixable = ref is None or not marked[ref]
        for run in runs:
            yield _finding(text, query, run, fixable=fixable)


def _runs(text: str, start: int, end: int, names: Collection[str]) -> list[_Run]:
    fragment = text.find("#", start, end)
    end = end if fragment < 0 else fragment
    runs: list[_Run] = []
    at = start
    while at <= end:
        stop = text.find("&", at, end)
        stop = end if stop < 0 else stop
        if text[at:stop].partition("=")[0].lower() in names:
            first = at
            if runs and runs[-1].end == at - 1:
                first = runs.pop().start
            runs.append(_Run(first, stop, first == start, stop == end))
        at = stop + 1
    return runs


def _may_be_changed(doc: Document, link: ExternalLink) -> bool:
    url = link.url
    if "{" in url or "&amp;" in url or is_archived(doc.site, url) or _is_chatbots(doc, url):
        return False
    arguments = url.partition("?")[2].lower().split("&")
    if any(argument.partition("=")[0] in _SIGNED for argument in arguments):
        return False
    return not _has_archived_copy(doc, link) and is_shown(doc, link)


def _has_archived_copy(doc: Document, link: ExternalLink) -> bool:
    parent = link.parent
    if not isinstance(parent, Parameter):
        return False
    template = parent.parent
    assert isinstance(template, Template)
    citation = citations(doc).of(template)
    if citation is not None and citation.get("archive-url"):
        return True
    # by its address, whatever the parameter is called in the wiki's language
    others = (param.value for param in template.params if param is not parent)
    return any("//" in value and is_archived(doc.site, value) for value in others)


def _is_chatbots(doc: Document, text: str) -> bool:
    """Whether an address in the text says that a chatbot led there."""
    lowered = text.lower()
    if "utm_source=" not in lowered:
        return False
    sources = (part.partition("&")[0] for part in lowered.split("utm_source=")[1:])
    chatbots = doc.site.data["chatbot_sources"]
    return any(name in source[:40] for source in sources for name in chatbots)


def _finding(text: str, query: int, run: _Run, *, fixable: bool) -> Finding:
    span = Span(run.start, run.end)
    if run.is_first and not run.is_last:
        edit = Edit((run.start, run.end + 1), "")
    else:
        edit = Edit((query if run.is_first else run.start - 1, run.end), "")
    shown = text[run.start : run.end]
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    summary = "removed tracking parameter"
    fix = Fix(f"remove {shown}", (edit,), "safe", summary=summary) if fixable else None
    return Finding(span, f"“{shown}” only tells the site where readers come from", fix)
