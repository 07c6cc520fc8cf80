from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Site, rule
from wikilint.analysis.links import is_plain, links, same_title, surroundings


@rule("redundant-link-label", severity="off", scope="any", fixes=("safe",))
def redundant_link_label(doc: Document) -> Iterator[Finding]:
    """A link's label repeats its target.

    `[[river|River]]` shows and does what `[[River]]` does: MediaWiki raises the first letter of a
    target itself. See [MOS:PIPESTYLE](https://en.wikipedia.org/wiki/MOS:PIPESTYLE).

    Label and target may differ in the case of their first letter and in underscores of the target,
    nothing else; a link through a redirect stays. Where the wiki tells titles apart by the first
    letter, and on a page in another language than the wiki's, it may not differ either.
    Never reported: files, categories, other namespaces and wikis, links to sections and subpages,
    labels that hold markup, links in code.

    **Fix.** Safe and cosmetic: the target goes, the label remains.
    """
    own_language = Site.base_language(doc.language) == Site.base_language(doc.site.language)
    for link in links(doc).odd:
        target, label = link.target, link.label or ""
        if len(target) != len(label) or target[-1:] != label[-1:] or link.kind != "page":
            continue
        if target != label:
            target = target.replace("_", " ")
            same = same_title(doc.site, target, label) if own_language else target == label
            if not same:
                continue
        if link.namespace or "#" in target or target.startswith((":", "/", ".")):
            continue
        node = link.node
        if not label.strip() or not is_plain(node.label_nodes or ()):
            continue
        if "code" in surroundings(doc, node):
            continue
        edit = Edit((node.start + 2, node.pipe + 1), "")
        fix = Fix("remove the target", (edit,), "safe", effect="cosmetic")
        yield Finding((node.start, node.end), f"the label repeats the target: [[{label}]]", fix)
