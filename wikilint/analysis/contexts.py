r"""What a stretch of prose stands in, as strings.

===========  =====================================================================================
body         running text of the page, with its lists; none of the containers from here to `quote`
heading      a heading's text
table        a cell of a table
caption      of a file, in a gallery, of a table; the alternative text of a file
footnote     in ``<ref>`` or a template of the families efn and refn
argument     a template's argument that reads as prose
title        a citation's title
quote        a citation's quotation
label        the label of a link
italic       italics
language     another language: language templates, ``lang=``, citations in another language
verbatim     to be left as it is: ``{{sic}}``, ``{{not a typo}}`` and their kind
quotation    a quoted passage: quotation tags and templates, text between quotation marks
list         a line that is an item of a list
indented     a line that begins with a blank: code, to most who write it
===========  =====================================================================================
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from wikilint.syntax import Node

Contexts: TypeAlias = frozenset[str]

Content: TypeAlias = tuple[Sequence[Node], Contexts, bool]
"""Nodes, the contexts they stand in, and whether they are a text of their own, as a footnote's is,
or run on with what is around."""

BODY: Contexts = frozenset({"body"})

_CONTAINERS = frozenset({"heading", "table", "caption", "footnote", "argument", "title", "quote"})


@lru_cache(maxsize=4096)
def within(contexts: Contexts, added: str) -> Contexts:
    """The contexts of what stands in `contexts` and is `added` besides; the sets are shared."""
    return (contexts - BODY if added in _CONTAINERS else contexts) | {added}
