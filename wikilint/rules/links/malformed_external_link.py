from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.citations import citations
from wikilint.analysis.links import nodes_with_colon
from wikilint.analysis.namespaces import FILE, MODULE
from wikilint.analysis.urls import end_on_next_line, is_shown, urls
from wikilint.syntax import ExternalLink, Text, Wikilink

_LONGEST = 300  # characters of a label
_WEB = ("http://", "https://")
_MARKUP = frozenset("\n[{<|")


@rule("malformed-external-link", severity="error", scope="any", fixes=("safe", "unsafe"))
def malformed_external_link(doc: Document) -> Iterator[Finding]:
    """An external link is written as one to a page is: doubled brackets, a pipe before its label.

    A link to another site has single brackets and a blank between address and label
    ([Help:Link](https://www.mediawiki.org/wiki/Help:Links#External_links)). MediaWiki shows the
    outer ones of double brackets, takes a pipe for a part of the address, ends the label at the
    first closing bracket, and makes no link of brackets that a line break stands in.

    Never reported: addresses with templates or arguments in them; single brackets in a label that
    nothing closes; parameters of citations that take an address, which are for
    `markup-in-citation-value`; code, nowiki, comments, modules.

    **Fix.** Safe for double brackets round a whole link, for a pipe with blanks, for one in front
    of what can only be a label (it has a blank or a capital, or the brackets are doubled, and the
    address has no query), for a line break inside the label, and for balanced brackets in the
    label, which become entities. Unsafe for double brackets round a number, which may be meant to
    be seen (`[1]`), for other pipes, a bracket too many, and addresses as the name of a file.
    """
    if doc.namespace == MODULE:
        return
    text = doc.text
    for link in urls(doc).all:
        start = link.start
        if link.brackets:
            end = link.end
            if (
                text[start - 1 : start] == "["
                or text.find("|", start, link.url_end + 2) >= 0
                or text.find("[", start + 1, end) >= 0
            ):
                yield from _bracketed(doc, link)
        elif text[start - 1 : start] == "[":
            yield from _broken_line(doc, link)
    for wikilink in nodes_with_colon(doc):
        if text.find("//", wikilink.start, wikilink.pipe) > 0:
            yield from _in_wikilink(doc, wikilink)


def _bracketed(doc: Document, link: ExternalLink) -> Iterator[Finding]:
    text, start, end = doc.text, link.start, link.end
    if "{" in link.url or _is_cited(doc, link) or not is_shown(doc, link):
        return
    source = text[start + 1 : end - 1]
    doubled = text[start - 1 : start] == "["
    closed = text.startswith("]", end)
    pipe = source.find("|", 0, link.url_end - start + 1)
    if pipe >= 0:
        yield _piped(link, source, doubled=doubled and closed)
    elif doubled:
        yield from _doubled(text, link, closed=closed)
    elif _is_open(link):
        yield from _inner_brackets(text, link)


def _doubled(text: str, link: ExternalLink, *, closed: bool) -> Iterator[Finding]:
    start, end = link.start, link.end
    if closed:
        edits = (Edit((start - 1, start), ""), Edit((end, end + 1), ""))
        label = text[link.url_end : end - 1].strip()
        certain: Applicability = "unsafe" if label.isdecimal() else "safe"
        fix = Fix("write single brackets", edits, certain, reshapes=(start - 1, end + 1))
        message = "an external link has single brackets"
        yield Finding(Span(start - 1, end + 1), message, fix)
        return
    rest = text[end : end + _LONGEST].partition("\n")[0]
    if rest.count("]") <= rest.count("["):
        fix = Fix("drop the first bracket", (Edit((start - 1, start), ""),), "unsafe")
        yield Finding(Span(start - 1, start + 1), "an external link has single brackets", fix)


def _piped(link: ExternalLink, source: str, *, doubled: bool) -> Finding:
    span = Span(link.start - doubled, link.end + doubled)
    written, certain = _rewritten(source, doubled=doubled)
    fix = Fix("put a blank for the pipe", (Edit(span, written),), certain, reshapes=span)
    return Finding(span, "a blank, no pipe, stands before the label of an external link", fix)


def _rewritten(source: str, *, doubled: bool) -> tuple[str, Applicability]:
    """The link that what stands between brackets is meant to be, and how certain that is."""
    url, pipe, rest = source.partition("|")
    if not pipe:
        url, _, rest = source.replace("\n", " ", 1).partition(" ")
    label = rest.strip("| \n").replace(" \n", "\n").replace("\n", " ", 1)
    certain = not pipe or not label or url.endswith(" ") or rest.startswith(" ")
    if "?" not in url and "|" not in label:
        certain = certain or doubled or " " in label or label != label.lower()
    url = url.rstrip()
    return f"[{url} {label}]" if label else f"[{url}]", "safe" if certain else "unsafe"


def _is_open(link: ExternalLink) -> bool:
    return any(type(node) is Text and "[" in str(node) for node in link.label_nodes or ())


def _inner_brackets(text: str, link: ExternalLink) -> Iterator[Finding]:
    """A label with brackets in it: MediaWiki takes the first ``]`` for the end of the link."""
    span = link.label_span
    assert span is not None
    label = text[slice(*span)]
    close = text.find("]", link.end, link.end + _LONGEST)
    if label.count("[") != 1 or close < 0:
        return
    behind = text[link.end : close]
    before = text[max(0, link.start - _LONGEST) : link.start].rpartition("\n")[2]
    if not _MARKUP.isdisjoint(behind) or before.count("[") != before.count("]"):
        return
    opening = span.start + label.index("[")
    if text.startswith(("http:", "https:", "//"), opening + 1):
        return
    edits = (Edit((opening, opening + 1), "&#91;"), Edit((link.end - 1, link.end), "&#93;"))
    fix = Fix("write entities", edits, "safe", reshapes=(link.start, close + 1))
    message = "the link ends at the first closing bracket: write &#91; and &#93; in its label"
    yield Finding(Span(opening, link.end), message, fix)


def _broken_line(doc: Document, link: ExternalLink) -> Iterator[Finding]:
    text, start = doc.text, link.start
    close = end_on_next_line(text, link.end)
    if close < 0 or "{" in link.url or _is_cited(doc, link) or not is_shown(doc, link):
        return
    doubled = text[start - 2 : start] == "[["
    if doubled != text.startswith("]", close + 1):
        return
    span = Span(start - 1 - doubled, close + 1 + doubled)
    written, applicability = _rewritten(text[start:close], doubled=doubled)
    fix = Fix("join the lines", (Edit(span, written),), applicability, reshapes=span)
    yield Finding(span, "a line break keeps this from being a link", fix)


def _is_cited(doc: Document, link: ExternalLink | Wikilink) -> bool:
    """Whether it stands in a citation's parameter for an address, which takes no brackets."""
    found = citations(doc).around(link)
    if found is None:
        return False
    citation, param = found
    return not citation.wrapper and citation.role_of(param) == "url"


def _in_wikilink(doc: Document, link: Wikilink) -> Iterator[Finding]:
    """An address as the name of a file, or as the target of a link whose label has a line break."""
    target = link.target
    prefix, _, address = target.partition(":")
    address = address.strip()
    is_file = address.startswith(_WEB)
    if not (is_file or target.startswith(_WEB)) or "{" in target or not is_shown(doc, link):
        return
    if _is_cited(doc, link):
        return
    if not is_file:
        written, applicability = _rewritten(doc.text[link.start + 2 : link.end - 2], doubled=True)
        if "\n" not in written:
            fix = Fix("write an external link", (Edit(link.span, written),), applicability)
            yield Finding(link.span, "an external link has single brackets and one line", fix)
    elif " " not in address and doc.site.split_title(f"{prefix}:x")[0] == FILE:
        fix = None
        if link.label_nodes is None:
            fix = Fix("write an external link", (Edit(link.span, f"[{address}]"),), "unsafe")
        yield Finding(link.span, "an address is no name of a file", fix)
