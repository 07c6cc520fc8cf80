"""Pages that send their readers to another page."""

from __future__ import annotations

from wikilint.document import Document


def is_redirect(doc: Document) -> bool:
    """Whether the page sends its readers to another."""
    opening = doc.text[:40].lstrip().lower()
    return opening.startswith(tuple(doc.site.data["redirect_words"]))
