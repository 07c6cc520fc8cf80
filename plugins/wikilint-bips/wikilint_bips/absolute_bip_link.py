"""The rule `absolute-bip-link`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.syntax import ExternalLink
from wikilint_bips.links import is_in_folder
from wikilint_bips.preamble import preamble


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    repository: str = option("bitcoin/bips", "The repository on GitHub that the page is part of.")
    branch: str = option("master", "Its branch; links to other branches and to commits are kept.")


@rule("absolute-bip-link", severity="info", options=Options, fixes=("unsafe",))
def absolute_bip_link(doc: Document, options: Options) -> Iterator[Finding]:
    """A proposal links another one by its address on GitHub.

    `[[bip-0032.mediawiki|BIP 32]]` also works in a clone, in a fork and on a branch, and leads to
    the text as it is there. The fix is unsafe: it takes over the label as it is, and gives a bare
    address the label “BIP 32”.
    """
    start = f"github.com/{options.repository}/blob/{options.branch}/bip-"
    if start not in doc.text or preamble(doc) is None:
        return
    for node in doc.tree.external_links:
        if start not in node.url:
            continue
        match = re.search(r"/(bip-([0-9]{4})\.(?:mediawiki|md)(?:#[^|]*)?)$", node.url)
        if match:
            target = ("../" if is_in_folder(doc) else "") + match[1]
            message = f"proposals link each other as [[{target}|BIP {int(match[2])}]]"
            yield Finding(node.url_span, message, _fix(doc, node, target, int(match[2])))


def _fix(doc: Document, node: ExternalLink, target: str, number: int) -> Fix | None:
    label = f"BIP {number}"
    if node.label_span is not None:
        label = doc.text[slice(*node.label_span)]
    before, behind = doc.text[: node.start], doc.text[node.end :]
    if "]" in label or "[" in label or "|" in label or before.endswith("["):
        return None  # a link in a label, or double brackets round an address
    if not node.brackets and behind.startswith(("]", "|")):
        return None
    edit = Edit((node.start, node.end), f"[[{target}|{label}]]")
    return Fix("link the file", (edit,))
