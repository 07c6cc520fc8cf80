"""When two references say the same, however they are written."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from functools import cache

from wikilint.analysis.citations import Citations, citations
from wikilint.analysis.references import Reference
from wikilint.document import Document
from wikilint.syntax import Node, Tag, Template
from wikilint.syntax.node import BLANKS


@cache
def _blanks() -> re.Pattern[str]:
    return re.compile(r"[ \t]+")


def normal_content(doc: Document, reference: Reference) -> Hashable:
    """What a reference says; equal results make the same footnote.

    In templates the order of named parameters, empty ones, blanks and the writing of the name do
    not count, in citations neither do aliases (`Citation.normal_form`). Everywhere else runs of
    blanks are one blank and the outer ones nothing; a line break stays one, because it may begin
    a list or a paragraph. Comments count.
    """
    node = reference.node
    nodes: Sequence[Node] = ()
    if isinstance(node, Tag):
        nodes = node.content_nodes or ()
    if not any(type(part) is Template for part in nodes):
        return _folded(reference.content.strip(BLANKS))
    known = citations(doc)
    pieces: list[Hashable] = []
    text = ""
    for part in nodes:
        if isinstance(part, Template) and part.kind == "template":
            pieces += (_folded(text), _normal_template(part, known))
            text = ""
        else:
            text += str(part)
    pieces.append(_folded(text))
    if isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip(BLANKS)
    if isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip(BLANKS)
    return tuple(pieces)


def _normal_template(template: Template, known: Citations) -> Hashable:
    citation = known.of(template)
    if citation is not None:
        return citation.normal_form
    named = {}
    for param in template.params:
        named[param.name] = _folded(param.value if param.named else str(param))
    return template.name, frozenset(named.items())


def _folded(text: str) -> str:
    text = _blanks().sub(" ", text)
    if "\n" not in text:
        return text
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def same_contents(
    doc: Document, references: Iterable[Reference], *, normalise: bool = True
) -> list[list[Reference]]:
    """The references in sets of those that say the same; sets of one are left out.

    What Cite would keep apart is apart: other groups, and what stands behind a reference list.

    normalise: as `normal_content` has it; otherwise only the outer blanks are left out.
    """
    alike: dict[Hashable, list[Reference]] = {}
    for reference in references:
        content = reference.content
        key: Hashable = _fingerprint(content) if normalise else content.strip(BLANKS)
        alike.setdefault((reference.group, reference.list_index, key), []).append(reference)
    if not normalise:
        return [found for found in alike.values() if len(found) > 1]
    same: dict[Hashable, list[Reference]] = {}
    for place, found in alike.items():
        if len(found) > 1:
            for reference in found:
                same.setdefault((place, normal_content(doc, reference)), []).append(reference)
    return [found for found in same.values() if len(found) > 1]


def _fingerprint(content: str) -> tuple[int, ...]:
    """What is the same in all writings of one content; it spares most of the normal forms.

    Names of parameters hold none of these characters but in all of their aliases (``last2``,
    ``author2``; but ``last1`` is ``last``). On 9,600 real references the counts tell 88 % apart.
    """
    count = content.count
    return (
        *(count("/"), count("."), count("0"), count("2")),
        *(count("3"), count("5"), count("9")),
    )
