"""Whether a page is made or broken so that its markup cannot be read to the end."""

from __future__ import annotations

import re

from wikilint.document import Document, analysis


@analysis
def degenerate_place(doc: Document) -> int | None:
    """Where markup begins that the tree leaves out because parsing would not have ended.

    ``<word>`` that is no tag of the wiki is text to MediaWiki in any case, and does not count.
    """
    known = doc.site.html_tags | doc.site.extension_tags
    for place in doc.tree.inert:
        name = re.compile(r"</?(\w+)").match(doc.text, place)
        if name is None or name[1].lower() in known:
            return place
    return None
