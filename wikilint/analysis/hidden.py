"""Where MediaWiki stops to read a page."""

from __future__ import annotations

import re

from wikilint.document import Document, analysis
from wikilint.syntax import Tag


@analysis
def hidden_from(doc: Document) -> int | None:
    """Where a comment or ``<nowiki>`` begins that nothing closes; None if there is none.

    To the tree both are plain text, so only plain text is searched.
    """
    if "<!--" not in doc.text and "nowiki" not in doc.text.lower():
        return None
    hiding = re.compile(r"<!--|<nowiki\s*>", re.IGNORECASE)
    for text in doc.tree.texts:
        if isinstance(text.parent, Tag) and text.parent.opaque:
            continue
        match = hiding.search(doc.text, text.start, text.end)
        if match:
            return match.start()
    return None
