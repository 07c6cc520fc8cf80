"""Wikitext to a slim, read-only node tree with a span on every part."""

from wikilint.syntax.node import Comment, Entity, Node, Text
from wikilint.syntax.nodes import (
    Argument,
    Attribute,
    ExternalLink,
    GalleryItem,
    Heading,
    Parameter,
    Tag,
    Template,
    Wikilink,
)
from wikilint.syntax.parser import parse
from wikilint.syntax.scan import Scan, Token
from wikilint.syntax.tree import Tree

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
    "Scan",
    "Tag",
    "Template",
    "Text",
    "Token",
    "Tree",
    "Wikilink",
    "parse",
]
