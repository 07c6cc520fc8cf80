from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.links import links, plain_text_at, surroundings
from wikilint.analysis.namespaces import ARTICLE

_SIGNATURE = "~~~"
_LONGEST_SIGNATURE = 5


@rule("user-link", severity="off", scope="any", fixes=())
def user_link(doc: Document) -> Iterator[Finding]:
    """An article links to a user's page or a draft, or holds a signature.

    Articles are signed by nobody, and drafts and user pages are no part of the encyclopedia
    ([WP:SIGNATURE](https://en.wikipedia.org/wiki/Wikipedia:Signatures)); most often a comment was
    saved on the wrong page, or a link was left behind when a draft became an article.

    Never reported: pages outside the articles' namespace, code. Which namespaces belong to users
    is a fact about the site. There is no fix.
    """
    if doc.namespace != ARTICLE:
        return
    personal = doc.site.data["personal_namespaces"]
    for link in links(doc).prefixed:
        if link.namespace in personal and "code" not in surroundings(doc, link.node):
            name = link.target.partition(":")[0] if link.target[0] != ":" else link.target[1:]
            message = f"an article links to the namespace {name.partition(':')[0]}"
            yield Finding(link.node.span, message)
    yield from _signatures(doc)


def _signatures(doc: Document) -> Iterator[Finding]:
    start = doc.text.find("~")  # for one character, in a thirtieth of the time
    if start >= 0:
        start = doc.text.find(_SIGNATURE, start)
    while start >= 0:
        end = start
        while doc.text.startswith("~", end):
            end += 1
        text = plain_text_at(doc, start, end) if end - start <= _LONGEST_SIGNATURE else None
        if text is not None and "code" not in surroundings(doc, text):
            yield Finding((start, end), "an article holds a signature")
        start = doc.text.find(_SIGNATURE, end)
