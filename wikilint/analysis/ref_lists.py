"""Reference lists of a page: which of them are there for certain, and where one would go."""

from __future__ import annotations

from collections.abc import Collection

from wikilint.analysis.blanks import is_blank
from wikilint.analysis.namespaces import CATEGORY
from wikilint.analysis.references import ReferenceList, references
from wikilint.analysis.sections import Section, sections
from wikilint.analysis.transclusion import is_transcluded
from wikilint.document import Document, analysis
from wikilint.syntax import Argument, Heading, Node, Tag, Template, Wikilink

_PARTIAL = frozenset({"noinclude", "includeonly", "onlyinclude"})


@analysis
def standing_lists(doc: Document) -> tuple[ReferenceList, ...]:
    """The lists that no template, parser function or transclusion tag may leave out.

    Lists in other lists are none of them.
    """
    return tuple(item for item in references(doc).lists if _stands(item.node))


def _stands(node: Node) -> bool:
    return not any(
        isinstance(outer, (Template, Argument))
        or (isinstance(outer, Tag) and (outer.name in _PARTIAL or outer.name == "references"))
        for outer in node.ancestors()
    )


def may_bring_a_list(doc: Document, before: Collection[str]) -> bool:
    """Whether a list can come from elsewhere, or the page is only a part of another one.

    An unknown template may be the wiki's list template where a section holds nothing but templates
    and links, if it is none of the sections that `before` names.
    """
    if is_transcluded(doc):
        return True
    if not doc.site.family("reflist"):
        return bool(doc.tree.templates)
    unknown = set()
    for template in references(doc).unknown_definers:
        if template.kind == "function" or template.name.startswith((":", "/")):
            return True
        unknown.add(template)
    candidate = found = False
    for node in doc.tree.nodes:
        if isinstance(node, Heading):
            if candidate and found:
                return True
            candidate, found = node.title.lower() not in before, False
        elif not is_blank(node):
            candidate = candidate and isinstance(node, (Template, Wikilink))
            found = found or node in unknown
    return candidate and found


def place_for_list(doc: Document, before: Collection[str]) -> int:
    """Where a section for a reference list begins: an offset at the start of a line or the end.

    before: titles, in lower case, of sections that stand behind it. Without one of them it is
    ahead of the navigation boxes, categories and comments at the page's end. Never ahead of the
    last reference.
    """
    refs = [r for r in references(doc).all if not r.list_defined]
    last = max((r.node.end for r in refs), default=0)
    for section in sections(doc):
        if section.title.lower() in before and section.start >= last:
            return _outermost(section).start if _outermost(section).start >= last else section.start
    return max(_before_footer(doc), _line_end(doc.text, last))


def _outermost(section: Section) -> Section:
    while section.parent is not None and section.level > 2:
        section = section.parent
    return section


def _before_footer(doc: Document) -> int:
    """Behind the last line that holds anything but templates, categories and comments."""
    end = 0
    for node in reversed(doc.tree.nodes):
        if not (is_blank(node) or isinstance(node, Template) or _is_category(doc, node)):
            end = node.start + len(str(node).rstrip())
            break
    return _line_end(doc.text, end)


def _is_category(doc: Document, node: Node) -> bool:
    return isinstance(node, Wikilink) and doc.site.split_title(node.target)[0] == CATEGORY


def _line_end(text: str, offset: int) -> int:
    """The start of the next line, or the end of the text."""
    newline = text.find("\n", offset)
    return len(text) if newline < 0 else newline + 1
