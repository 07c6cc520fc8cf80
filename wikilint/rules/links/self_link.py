from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis import sections
from wikilint.analysis.links import (
    Link,
    all_links,
    is_plain,
    surroundings,
    trail,
    unlinked,
)
from wikilint.analysis.namespaces import MODULE, TEMPLATE
from wikilint.analysis.redirects import is_redirect
from wikilint.syntax import Template

_CONDITIONAL = ("<noinclude", "<includeonly", "<onlyinclude")


@rule("self-link", severity="off", scope="any", fixes=("safe", "unsafe"))
def self_link(doc: Document) -> Iterator[Finding]:
    """A page links to itself.

    MediaWiki shows such a link as bold text that leads nowhere
    ([MOS:CIRCULAR](https://en.wikipedia.org/wiki/MOS:CIRCULAR)). The page's title must be known:
    from `--title`, or the file's name in the configuration.

    Never reported: links to a section, redirects, pages that others include (templates, modules,
    pages with `<noinclude>` and its kind), links in taxonomy boxes, which need them, and in code.
    A link through a redirect is not recognised.

    **Fix.** Safe where the look stays: in bold text, and in the lead outside templates, where the
    link becomes bold text. Elsewhere unsafe: the link becomes plain text.
    """
    title = doc.page.title
    if not title or doc.namespace in {TEMPLATE, MODULE} or is_redirect(doc):
        return
    page = doc.site.split_title(title)
    beginning = page[1][1:2]
    found = [
        link
        for link in all_links(doc)
        if (link.target[1:2] == beginning or ":" in link.target)
        and link.kind == "page"
        and "#" not in link.target
        and doc.site.split_title(link.target) == page
    ]
    if not found or any(tag in doc.text for tag in _CONDITIONAL):
        return
    for link in found:
        if link.label is not None and not link.label.strip():
            continue  # no reader sees a link; empty-link, unexpanded-pipe-trick
        around = surroundings(doc, link.node)
        if "code" not in around and not _is_in_taxonomy(doc, link):
            yield _finding(doc, link, around)


def _is_in_taxonomy(doc: Document, link: Link) -> bool:
    family = doc.site.family("taxobox")
    return any(type(n) is Template and n.name in family for n in link.node.ancestors())


def _finding(doc: Document, link: Link, around: frozenset[str]) -> Finding:
    node = link.node
    message = f"the page links to itself: “{link.target}”"
    if not around.isdisjoint({"b", "strong"}):
        return Finding(node.span, message, Fix("remove the link", unlinked(link), "safe"))
    lead = sections(doc)[0].end
    if node.end <= lead and around.isdisjoint({"template", "table", "i", "ref", "em"}):
        fix = _bold(doc, link)
        if fix is not None:
            return Finding(node.span, message, fix)
    return Finding(node.span, message, Fix("remove the link", unlinked(link)))


def _bold(doc: Document, link: Link) -> Fix | None:
    """The link as bold text, with the letters of its trail; None beside other apostrophes."""
    node = link.node
    if link.label is not None and not is_plain(node.label_nodes or ()):
        return None
    end = node.end + len(trail(doc, link))
    if "'" in doc.text[max(0, node.start - 1) : node.start] + doc.text[end : end + 1]:
        return None
    label = link.target.removeprefix(":") if link.label is None else link.label
    if not label.strip():
        return None
    text = f"'''{label}{doc.text[node.end : end]}'''"
    return Fix("write it in bold", (Edit((node.start, end), text),), "safe", effect="markup")
