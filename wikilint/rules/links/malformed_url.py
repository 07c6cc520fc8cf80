from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from wikilint import Applicability, Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.analysis.citations import citations
from wikilint.analysis.namespaces import MODULE
from wikilint.analysis.urls import is_shown, may_begin_address, url_place, urls
from wikilint.syntax import ExternalLink, Text

_LONGEST_WORD = 40  # characters
_NO_BEGINNING = frozenset("/%&?:.-+#@~$_\\\"'“‘")
_DOTLESS = frozenset({"localhost", "http", "https"})
_ALONE = "an address is missing behind its scheme"
_ENDS = frozenset(" \n]|")
_PLACEHOLDERS = frozenset("{}<>$%*[]|…")


@rule("malformed-url", severity="warning", scope="any", fixes=("safe", "unsafe"))
def malformed_url(doc: Document) -> Iterator[Finding]:
    """An address leads nowhere: its scheme is doubled or broken, its host cannot be, it has blanks.

    MediaWiki makes no link of `http//example.org` and a dead one of `http://http://example.org`;
    of an address with a blank, or glued to the word before it, it takes a part or nothing.

    Looked at: addresses in text, in brackets and in the arguments of templates. Never reported:
    addresses inside another one, as those of archives have; hosts with placeholders or templates
    in them, or without a dot (`localhost`) outside citations; link targets, comments, nowiki,
    code, modules.

    **Fix.** Safe for a scheme that is written twice (`http://http://`), lacks a slash or its
    colon (`http:/`, `http//`) or has a slash too many. Unsafe where two schemes differ (the second
    one stays), for misspelt ones, and for a blank before a glued address. None for blanks and
    hosts.
    """
    if doc.namespace == MODULE:
        return
    for match in _faulty_schemes().finditer(doc.text):
        yield from _scheme(doc, match)
    hosts = urls(doc).by_authority
    if _may_be_odd(hosts):
        yield from _hosts(doc)
    for link in hosts.get("", ()):
        alone = link.url.lower() in {"http://", "https://"} and url_place(link) == "argument"
        if alone and is_shown(doc, link):
            yield Finding(link.url_span, _ALONE)
    yield from _in_citations(doc)


@cache
def _faulty_schemes() -> re.Pattern[str]:
    """What may be a scheme and is no whole one; and one behind a letter or before another one.

    It begins with one literal character, for which regular expressions search four times as fast,
    and one that most misspelt schemes have, too.
    """
    whole = r"s?://[^\s/\]|}<]"
    other = r"s?:/{2,4}https?(?::/|//)"
    return re.compile(
        rf"p(?<=tp)(?:(?<!\bhttp)|(?!{whole})|(?={other}))([sp]{{0,2}})(?=[:;]|//|\\\\)"
    )


def _may_be_odd(hosts: Iterable[str]) -> bool:
    """Whether some host cannot be, or has no dot; told for all hosts of a page at once."""
    joined = "\n".join(hosts)
    if ".." in joined or "\n." in joined or joined[:1] == "." or _odd_marks().search(joined):
        return True
    return any("." not in host for host in hosts)


@cache
def _odd_marks() -> re.Pattern[str]:
    return re.compile(r"[,;!()，。；：！？、（）“”]")


@cache
def _broken() -> re.Pattern[str]:
    """A broken scheme, and perhaps another one behind it, in front of something like a host."""
    marks = r"[:;]{1,2}[/\\]{1,4}|//|\\\\|://[:;.,]+|:{1,2}(?=www\.)"
    host = r"(?:[\w-]+\.)+[^\W\d_]{2,}"
    return re.compile(rf"(https?)({marks})(?:(https?)(?::/{{1,3}}|//))?(?={host})", re.IGNORECASE)


def _scheme(doc: Document, match: re.Match[str]) -> Iterator[Finding]:
    text, start = doc.text, match.start() - len("htt")
    if not text.startswith("http", start) or "p" in match[1]:
        yield from _misspelt(doc, match.end())
        return
    before = text[start - 1 : start]
    if before.isalnum():
        yield from _glued(doc, start)
        return
    if before and before in _NO_BEGINNING and text[start - 2 : start] != "''":
        return
    broken = _broken().match(text, start)
    if broken is None:
        end = text.find("//", start, start + 8) + 2
        if (
            before == "["
            and end > 1
            and text[end : end + 1] in _ENDS
            and may_begin_address(doc, start)
        ):
            yield Finding(Span(start, end), _ALONE)
        return
    first, marks, second = broken[1].lower(), broken[2], (broken[3] or broken[1]).lower()
    if (marks == "://" and broken[3] is None) or not may_begin_address(doc, start):
        return
    once = second == first and marks in {":/", "//", "://", ":///"}
    yield _write(doc, Span(*broken.span()), f"{second}://", "safe" if once else "unsafe")


def _glued(doc: Document, start: int) -> Iterator[Finding]:
    """An address behind a letter, with which MediaWiki takes it for a word."""
    text = doc.text
    end = text.find("://", start, start + 8)
    if end < 0:
        return
    word = _word_before(text, start)
    if text[end + 3 : end + 4].isalnum() and may_begin_address(doc, start):
        if word + text[start:end] in doc.site.data["misspelt_protocols"]:
            yield from _misspelt(doc, end)
            return
        span = Span(start - len(word), end + 3)
        # the new link takes in what follows up to a blank, templates with theirs
        _, line_end = doc.lines.line_span(doc.lines.line_of(start))
        edit = Edit((start, start), " ")
        reshapes = (span.start, line_end)
        fix = None
        blank = text.find(" ", end, line_end)
        if text.find("://", end + 3, blank if blank >= 0 else line_end) < 0:  # no address in it
            fix = Fix("put a blank before the address", (edit,), "unsafe", reshapes=reshapes)
        yield Finding(span, "the address is glued to the word before it", fix)


def _misspelt(doc: Document, colon: int) -> Iterator[Finding]:
    if not doc.text.startswith("://", colon):
        return
    word = _word_before(doc.text, colon)
    scheme = doc.site.data["misspelt_protocols"].get(word.lower())
    start = colon - len(word)
    if scheme is not None and may_begin_address(doc, start):
        yield _write(doc, Span(start, colon + 3), f"{scheme}://", "unsafe")


def _word_before(text: str, end: int) -> str:
    start = end
    while start > max(0, end - _LONGEST_WORD) and text[start - 1].isalnum():
        start -= 1
    return text[start:end]


def _write(doc: Document, span: Span, scheme: str, applicability: Applicability) -> Finding:
    shown = doc.text[slice(*span)]
    fix = Fix(f"write “{scheme}”", (Edit(span, scheme),), applicability)
    return Finding(span, f"“{shown}” is no scheme of an address: {scheme}", fix)


def _hosts(doc: Document) -> Iterator[Finding]:
    for host, links in urls(doc).by_host.items():
        if not host or not _may_be_odd((host,)) or not _PLACEHOLDERS.isdisjoint(host):
            continue
        dotless = "." not in host
        if dotless and host in _DOTLESS:
            continue
        for link in links:
            if is_shown(doc, link) and not (dotless and not _is_cited(doc, link)):
                start = doc.text.find("//", link.start) + 2
                span = Span(start, start + len(host))
                yield Finding(span, f"“{host}” is no host")


def _is_cited(doc: Document, link: ExternalLink) -> bool:
    """Whether a citation's parameter is for the address."""
    if link.brackets or (found := citations(doc).around(link)) is None:
        return False
    citation, param = found
    return citation.role_of(param) == "url"


def _in_citations(doc: Document) -> Iterator[Finding]:
    """Blanks in addresses of citations."""
    text = doc.text
    found = citation_parameters(doc)
    facts = found.facts
    for name, params in found.parameters.items():
        if facts is None or "url" not in name or facts.role(facts.canonical(name)) != "url":
            continue
        for param in params:
            nodes = param.value_nodes
            if not nodes or type(nodes[-1]) is not Text:
                continue
            last = nodes[-1]
            if not text[last.start : last.end].isspace() and _has_blank(param.value):
                yield Finding(param.value_span, f"{param.name}= has a blank in its address")


def _has_blank(value: str) -> bool:
    if not value.lower().startswith(("http://", "https://")) or len(value.split(None, 1)) < 2:
        return False
    return not any(mark in value for mark in ("{{", "<", "["))
