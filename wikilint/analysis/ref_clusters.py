"""Reference marks that stand side by side, and the text they are attached to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wikilint.analysis.namespaces import CATEGORY, FILE
from wikilint.analysis.references import Reference, references
from wikilint.analysis.templates import templates
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import ExternalLink, Heading, Node, Tag, Template, Wikilink

_CELLS = frozenset({"table", "tr", "td", "th"})
_INLINE = frozenset(
    {
        *("abbr", "b", "bdi", "cite", "code", "dfn", "em", "i", "ins", "kbd", "math", "q", "s"),
        *("samp", "small", "span", "strong", "sub", "sup", "u", "var"),
    }
)
_LONGEST_WORD = 12  # characters; how far back the word before a mark is looked for
_BLANKS = frozenset(" \t")
_BEFORE = _BLANKS | {">", "}"}
_BEHIND = _BLANKS | {"{"}
_new = tuple.__new__  # half the time of a call of the class


class Cluster(NamedTuple):
    """Reference marks with nothing but blanks between them.

    references: in order; those of one ``{{r|a|b}}`` share a node.
    nodes: all marks in order, page numbers (``{{rp}}``) and maintenance tags among them.
    text_end: where the text ends that they are attached to, before the blanks in front of them.
    next: where the text goes on, behind the blanks that follow them.
    """

    references: Sequence[Reference]
    nodes: Sequence[Tag | Template]
    text_end: int
    next: int

    @property
    def start(self) -> int:
        """Where the first mark begins."""
        return self.nodes[0].start

    @property
    def end(self) -> int:
        """Where the last mark ends."""
        return self.nodes[-1].end

    @property
    def in_heading(self) -> bool:
        """Whether it stands in a heading, where blanks and marks are part of the anchor."""
        return any(type(outer) is Heading for outer in self.nodes[0].ancestors())

    @property
    def in_table(self) -> bool:
        """Whether it stands in a table, whose ``!!`` are no exclamation marks."""
        ancestors = self.nodes[0].ancestors()
        return any(type(outer) is Tag and outer.name in _CELLS for outer in ancestors)


@analysis
def ref_clusters(doc: Document) -> tuple[Cluster, ...]:
    """The clusters of the page in the order of the source; none of a reference list's entries."""
    text = doc.text
    rows: list[tuple[list[Reference], list[Tag | Template]]] = []
    by_end: dict[int, tuple[list[Reference], list[Tag | Template]]] = {}
    beside: _Beside | None = None
    for reference in references(doc).all:
        if reference.list_group is not None:
            continue
        node = reference.node
        start, end = node.start, node.end
        row = by_end.get(end)
        if row is not None:  # {{r|a|b}} brings two references
            row[0].append(reference)
            continue
        nodes: list[Tag | Template] = [node]
        if text[start - 1] in _BEFORE:
            at = blanks_start(text, start)
            row = by_end.get(at)
            if row is None and at and text[at - 1] == "}":
                beside = beside or _beside(doc)
                while row is None and at in beside.by_end:
                    nodes.insert(0, beside.by_end[at])
                    at = blanks_start(text, nodes[0].start)
                    row = by_end.get(at)
        if row is None:
            row = ([reference], nodes)
            rows.append(row)
        else:
            row[0].append(reference)
            row[1].extend(nodes)
        by_end[end] = row
    clusters = []
    for found, nodes in rows:
        start, following = nodes[0].start, nodes[-1].end
        if text[following : following + 1] in _BEHIND:
            following = _blanks_end(text, following)
            while text[following : following + 1] == "{" and text.startswith("{{", following):
                beside = beside or _beside(doc)
                template = beside.by_start.get(following)
                if template is None:
                    break
                nodes.append(template)
                following = _blanks_end(text, template.end)
        before = blanks_start(text, start) if text[start - 1] in _BLANKS else start
        clusters.append(_new(Cluster, (found, nodes, before, following)))
    return tuple(clusters)


class _Beside(NamedTuple):
    """Templates that stand among reference marks, by where they begin and end."""

    by_start: Mapping[int, Template]
    by_end: Mapping[int, Template]


def _beside(doc: Document) -> _Beside:
    known = templates(doc)
    found = known.family("reference-page")
    # those with a text of their own put their mark behind it
    found += [t for t in known.family("maintenance") if t.get("1", "text") is None]
    return _Beside({t.start: t for t in found}, {t.end: t for t in found})


def blanks_start(text: str, offset: int) -> int:
    """Where the blanks in front of an offset begin; a line break is none."""
    while offset and text[offset - 1] in " \t":
        offset -= 1
    return offset


def _blanks_end(text: str, offset: int) -> int:
    while text[offset : offset + 1] in _BLANKS:
        offset += 1
    return offset


def is_attached(doc: Document, cluster: Cluster) -> bool:
    """Whether the text before a cluster is certain to run on up to it.

    So it is behind a word, a figure, a closing mark or bracket, a link to a page, an inline tag,
    a language template; not behind a file, an opening bracket, a dash, an unknown template.
    """
    text, end = doc.text, cluster.text_end
    node = _by_end(doc).get(end)
    if node is None:
        last = text[end - 1 : end]
        return last.isalnum() or (last != "" and last in "\"'”’»)].,;:?!%°")
    if type(node) is Wikilink:
        namespace = doc.site.split_title(node.target)[0]
        return node.target.startswith(":") or namespace not in (FILE, CATEGORY)
    if type(node) is Template:
        return node.name in doc.site.family("language")
    if type(node) is Tag:
        return node.name in _INLINE
    return type(node) is ExternalLink and node.brackets


def is_word_of_sentence(doc: Document, cluster: Cluster) -> bool:
    """Whether a mark takes the place of a word, as in “described in [1]. It follows from [2], …”.

    So it is behind a preposition or the like, which no sentence ends with.
    """
    end = cluster.text_end
    words = doc.text[max(0, end - _LONGEST_WORD) : end].rsplit(None, 1)
    last = words[-1].strip("(,.").lower() if words else ""
    return last in Site.language_data(doc.language).get("words_before_source", ())


@analysis
def _by_end(doc: Document) -> Mapping[int, Node]:
    """The nodes that text may end with, by where they end."""
    tree = doc.tree
    lists: tuple[Iterable[Node], ...] = (
        *(tree.templates, tree.tags, tree.wikilinks, tree.external_links),
        *(tree.comments, tree.entities, tree.arguments),
    )
    return {node.end: node for nodes in lists for node in nodes}
