from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Site, option, rule
from wikilint.analysis.links import is_plain, piped_links, same_title, surroundings, trail_pattern


@dataclass(frozen=True, eq=False, repr=False)
class UnfoldedLinkSuffixOptions:
    """Options of the rule. Raises ValueError for letters that are no regular expression."""

    linktrail: str = option(
        "site", "The letters that join a link, a regular expression; `site`: as the wiki has it."
    )

    def __post_init__(self) -> None:
        try:
            trail_pattern(self.linktrail)
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"linktrail: {error}") from None


@rule(
    "unfolded-link-suffix",
    severity="off",
    scope="any",
    options=UnfoldedLinkSuffixOptions,
    fixes=("safe",),
)
def unfolded_link_suffix(doc: Document, options: UnfoldedLinkSuffixOptions) -> Iterator[Finding]:
    """A link's label is its target with an ending that could stand behind the link.

    MediaWiki makes letters that follow a link part of its text (the link trail): `[[river]]s` and
    `[[river|rivers]]` give the same HTML, and the short one is easier to read
    ([MOS:PIPESTYLE](https://en.wikipedia.org/wiki/MOS:PIPESTYLE)).

    Which letters join a link is a setting of the wiki's language: on a page in another language
    than the site's nothing is reported, unless the option names the letters. Never reported:
    endings with anything but these letters, files, categories, other namespaces and wikis, links
    to sections, labels that hold markup, links in code.

    **Fix.** Safe and cosmetic: the ending goes behind the link.
    """
    if options.linktrail == "site":
        if Site.base_language(doc.language) != Site.base_language(doc.site.language):
            return
        letters = trail_pattern(doc.site.data["link_trail"])
    else:
        letters = trail_pattern(options.linktrail)
    for link in piped_links(doc):
        target, label = link.target, link.label or ""
        length = len(target)
        if len(label) <= length or not same_title(doc.site, label[:length], target):
            continue
        suffix = label[length:]
        if letters.fullmatch(suffix) is None or not suffix.islower():
            continue
        if link.namespace or "#" in target or target.startswith((":", "/", ".")):
            continue
        node = link.node
        if not is_plain(node.label_nodes or ()) or "code" in surroundings(doc, node):
            continue
        folded = f"[[{label[:length]}]]{suffix}"
        fix = Fix(f"write “{folded}”", (Edit(node.span, folded),), "safe", effect="cosmetic")
        yield Finding(node.span, f"“{suffix}” can stand behind the link: {folded}", fix)
