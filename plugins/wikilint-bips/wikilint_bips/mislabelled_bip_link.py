"""The rule `mislabelled-bip-link`."""

import re
from collections.abc import Iterator

from wikilint import Document, Finding, Span, rule
from wikilint_bips.links import bip_links, label_number


@rule("mislabelled-bip-link", fixes=())
def mislabelled_bip_link(doc: Document) -> Iterator[Finding]:
    """A link's label names another proposal than its target.

    One of the two numbers is wrong, and only a person can tell which. Labels that do not begin
    with a number or with “BIP” and a number are let pass, and so are those that name the target's
    number, too.
    """
    for link in bip_links(doc):
        yield from _compare(link.label, link.label_span, link.number)
    if "/bip-" not in doc.text:
        return
    for node in doc.tree.external_links:
        if node.label_span is None or "/bip-" not in node.url:
            continue
        target = re.search(r"/bip-([0-9]{1,6})\.(?:mediawiki|md)(?:#.*)?$", node.url)
        if target:
            label = doc.text[slice(*node.label_span)]
            yield from _compare(label, node.label_span, int(target[1]))


def _compare(label: str, span: Span | None, number: int) -> Iterator[Finding]:
    named = label_number(label)
    if span is None or named is None or named == number:
        return
    if number not in map(int, re.findall(r"[0-9]{1,6}", label)):
        yield Finding(span, f"the label says BIP {named}, the link leads to BIP {number}")
