"""The tags of a page by name, as the tree has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wikilint.document import Document, analysis
from wikilint.syntax import Tag


@analysis
def tags(doc: Document) -> Mapping[str, Sequence[Tag]]:
    """What is written as a tag, by its name in lower case, each name's in the order of the text.

    A page has some hundred tags of ten names, and whoever looks for a name looks at these.
    """
    found: dict[str, list[Tag]] = {}
    for tag in doc.tree.tags:
        if tag.markup is None:
            name = tag.name
            if name in found:
                found[name].append(tag)
            else:
                found[name] = [tag]
    return found
