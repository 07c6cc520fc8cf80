from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Tag, Template, Wikilink

# Words that were meant as attributes: dropped, but no text is lost.
_LAYOUT = frozenset({
    "align", "bold", "bottom", "center", "centre", "col", "left", "middle", "nowrap", "right",
    "row", "scope", "sortable", "top", "unsortable", "valign",
})  # fmt: skip


@rule("stray-cell-pipe", severity="warning", scope="any", fixes=())
def stray_cell_pipe(doc: Document) -> Iterator[Finding]:
    """A single pipe in a table's cell hides the text before it.

    In `| a | b`, MediaWiki takes what stands before the second pipe for attributes of the cell; no
    attribute is called “a”, so it is dropped. `||` begins another cell, `{{!}}` writes a pipe.

    Never reported: what has an equals sign or a quotation mark, words that name an alignment,
    templates (which may give attributes), links (MediaWiki then shows all of the cell), pages that
    are made to be transcluded.

    There is no fix: both readings are common.
    """
    for tag in doc.tree.tags:
        if tag.attributes and tag.markup and tag.name in ("td", "th") and _hides_text(tag):
            if is_transcluded(doc):
                return
            start, end = tag.attributes[0].start, tag.attributes[-1].end
            hidden = doc.text[start:end].strip()
            yield Finding(
                (start, end),
                f"“{hidden}” is taken for attributes of the cell and not shown; "
                "write || for another cell",
            )


def _hides_text(tag: Tag) -> bool:
    words = []
    for attribute in tag.attributes:
        if attribute.value_nodes is not None or attribute.quotes:
            return False
        if any(isinstance(node, (Template, Wikilink)) for node in attribute.name_nodes):
            return False
        words.append(attribute.name)
    hidden = " ".join(words)
    if any(char in hidden for char in "\"'=<>{}[]"):
        return False
    return bool(re.search(r"\w", hidden)) and not {w.lower() for w in words} <= _LAYOUT
