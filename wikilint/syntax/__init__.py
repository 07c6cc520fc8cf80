"""Wikitext to a slim, read-only node tree with a span on every part."""

from wikilint.syntax.nodes import (
    Argument,
    Attribute,
    Comment,
    Entity,
    ExternalLink,
    GalleryItem,
    Heading,
    Node,
    Parameter,
    Tag,
    Template,
    Text,
    Tree,
    Wikilink,
)
from wikilint.syntax.parser import parse

__all__ = [
    "Argument",
    "Attribute",
    "Comment",
    "Entity",
    "ExternalLink",
    "GalleryItem",
    "Heading",
    "Node",
    "Parameter",
    "Tag",
    "Template",
    "Text",
    "Tree",
    "Wikilink",
    "parse",
]
