from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.namespaces import CATEGORY, FILE
from wikilint.analysis.urls import ancestor_ref, is_shown, split_url, url_place, urls
from wikilint.syntax import ExternalLink, Template

_NOT_IN_TITLES = frozenset("#<>[]{}|\n\ufffd")


@rule("wiki-page-url", severity="off", scope="any", fixes=("unsafe",))
def wiki_page_url(doc: Document) -> Iterator[Finding]:
    """A page of this wiki or of a sister project is linked by its address.

    A link `[[Lake]]` follows the page when it is moved, shows whether it exists, is listed by
    “What links here” and keeps readers on the mobile or desktop site that they chose
    ([Help:Link](https://en.wikipedia.org/wiki/Help:Link#External_links)).

    Known are the wiki's own host and those that the site's data give a prefix. Never reported:
    addresses with a query (`?action=`, `?oldid=`), which a link cannot have; those in footnotes
    and in the arguments of templates; comments, nowiki, code.

    **Fix.** Unsafe: a link with the same label; one without a label gets the title instead.
    """
    prefixes = _prefixes(doc)
    if not prefixes:
        return
    for link in urls(doc).at(prefixes):
        parts = split_url(link.url)
        path: str = doc.site.data.get("article_path", "/wiki/")
        title = unquote(parts.path.removeprefix(path)).replace("_", " ").strip()
        if parts.query or not parts.path.startswith(path) or not title:
            continue
        if not _NOT_IN_TITLES.isdisjoint(title) or not _may_be_link(doc, link):
            continue
        yield _finding(doc, link, _target(doc, prefixes[parts.host], title, parts.fragment))


def _prefixes(doc: Document) -> Mapping[str, str]:
    """The prefix of a link to each known host; none for the wiki's own."""
    hosts: dict[str, str] = dict(doc.site.data.get("sister_hosts", {}))
    own: str | None = doc.site.data.get("host")
    if own is not None:
        language, _, rest = own.partition(".")
        hosts |= {own: "", f"{language}.m.{rest}": ""}
    return hosts


def _may_be_link(doc: Document, link: ExternalLink) -> bool:
    if url_place(link) == "argument" or ancestor_ref(link) is not None:
        return False
    if any(isinstance(outer, Template) for outer in link.ancestors()):
        return False
    label = link.label_span
    return is_shown(doc, link) and (label is None or "[" not in doc.text[slice(*label)])


def _target(doc: Document, prefix: str, title: str, fragment: str) -> str:
    section = unquote(fragment).replace("_", " ")
    if not _NOT_IN_TITLES.isdisjoint(section[1:]):
        section = ""
    if prefix:
        return f"{prefix}:{title}{section}"
    colon = ":" if doc.site.split_title(title)[0] in {CATEGORY, FILE} else ""
    return f"{colon}{title}{section}"


def _finding(doc: Document, link: ExternalLink, target: str) -> Finding:
    label = link.label_span
    shown = doc.text[slice(*label)] if label is not None else target.removeprefix(":")
    written = f"[[{target}]]" if shown == target else f"[[{target}|{shown}]]"
    span = Span(link.start, link.end)
    fix = Fix(f"write {written}", (Edit(span, written),), "unsafe", reshapes=span)
    return Finding(span, f"a page of the wiki is linked by its address: {written}", fix)
