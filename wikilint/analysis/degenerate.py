"""Whether a page is made or broken so that its markup cannot be read to the end."""

from __future__ import annotations

import re

from wikilint.document import Document, analysis
from wikilint.syntax.guard import over_budget


@analysis
def degenerate_place(doc: Document) -> int | None:
    """Where markup begins that the tree leaves out because parsing would not have ended.

    ``<word>`` that is no tag of the wiki is text to MediaWiki in any case, and does not count; of
    tags, only so many count as would by themselves be too much.
    """
    known = doc.site.html_tags | doc.site.extension_tags
    tag = re.compile(r"</?(\w+)")
    tags, others = [], []
    for place in doc.tree.inert:
        name = tag.match(doc.text, place)
        if name is None:
            others.append(place)
        elif name[1].lower() in known:
            tags.append(place)
    if over_budget(tags, len(doc.text)):
        others.append(tags[0])
    return min(others, default=None)
