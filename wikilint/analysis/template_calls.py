"""Calls of templates and parser functions, and the parameters of templates that may be at fault.

A page has two thousand parameters and hardly one that is at fault: one pass over all of them finds
candidates, and rules look at no others. Parser functions split their arguments in ways of their
own and are no candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from wikilint.analysis.templates import parameters
from wikilint.document import Document, analysis
from wikilint.syntax import Comment, Entity, ExternalLink, Node, Parameter, Tag, Template, Text

_BRACKETS = ("[", "]", "<", ">", "{", "}", "://")
_BLANKS = ("\xa0", "\u2007", "\u202f", "\u3000")  # MediaWiki trims none of them
_SENTENCE = 8  # words: no name has so many
_LONG = 40  # characters: a shorter name is none of so many words


class ParameterCandidates(NamedTuple):
    """What rules about parameters look at, in the order of the source.

    Calls whose name is made by markup may be of parser functions, and are left out.

    repeated: templates with two parameters of one name. blanks: parameters whose name holds a
    blank that MediaWiki does not trim. odd: those whose name holds brackets, an address or a whole
    sentence. cut: unnamed ones that MediaWiki cuts in two at the equals sign of an HTML tag or of
    an address, where the tree has one value.
    """

    repeated: tuple[Template, ...]
    blanks: tuple[Parameter, ...]
    odd: tuple[Parameter, ...]
    cut: tuple[Parameter, ...]


@analysis
def parameter_candidates(doc: Document) -> ParameterCandidates:
    """The candidates of the page."""
    by_name, _, repeated = parameters(doc)
    # Nearly always none has them; to look at all names at once costs a tenth of one by one.
    together = "\n".join(by_name)
    blanks: set[str] = set()
    odd: set[str] = set()
    if any(blank in together for blank in _BLANKS):
        blanks = {name for name in by_name if any(blank in name for blank in _BLANKS)}
    if any(mark in together for mark in _BRACKETS) or max(map(len, by_name), default=0) > _LONG:
        odd = {name for name in by_name if _is_odd(name)} - blanks
    return ParameterCandidates(
        tuple(template for template in repeated if _is_plain(template.name_nodes)),
        tuple(_named(by_name, blanks)),
        tuple(_named(by_name, odd)),
        tuple(_cut(doc)),
    )


@analysis
def calls(doc: Document) -> Mapping[str, Sequence[Template]]:
    """All double braces by what is called, as it is written, blanks included.

    A page with four hundred calls has sixty such names, and whoever looks for a way of writing
    looks at these.
    """
    found: dict[str, list[Template]] = {}
    text = doc.text
    for template in doc.tree.templates:
        written = text[template.start + 2 : template.name_end]
        if written in found:
            found[written].append(template)
        else:
            found[written] = [template]
    return found


@analysis
def functions(doc: Document) -> tuple[Template, ...]:
    """The calls of parser functions, such as ``{{#if:…}}``, in the order of the source."""
    groups = [group for group in calls(doc).values() if group[0].kind == "function"]
    return tuple(sorted((t for group in groups for t in group), key=lambda t: t.start))


def has_plain_name(param: Parameter) -> bool:
    """Whether no template, argument or other markup takes part in the parameter's name."""
    return _is_plain(param.key_nodes or ())


def _is_plain(nodes: Iterable[Node]) -> bool:
    return all(type(node) in {Text, Entity, Comment} for node in nodes)


def _is_odd(name: str) -> bool:
    return any(mark in name for mark in _BRACKETS) or name.count(" ") >= _SENTENCE - 1


def _named(by_name: Mapping[str, Sequence[Parameter]], names: set[str]) -> list[Parameter]:
    found = [param for name in names for param in by_name[name]]
    called = {param.parent for param in found}
    plain = {node for node in called if isinstance(node, Template) and _is_plain(node.name_nodes)}
    return sorted((p for p in found if p.parent in plain), key=lambda param: param.start)


def _cut(doc: Document) -> Iterator[Parameter]:
    """Values in which an equals sign that to MediaWiki ends a name stands in other markup."""
    text = doc.text
    for param in parameters(doc).unnamed:
        if text.find("=", param.start, param.end) < 0 or not _is_cut(param, doc):
            continue
        template = param.parent
        assert isinstance(template, Template)
        if _is_plain(template.name_nodes):
            yield param


def _is_cut(param: Parameter, doc: Document) -> bool:
    stack = list(param.value_nodes)
    while stack:
        node = stack.pop()
        if isinstance(node, ExternalLink) and "=" in node.url:
            return True
        if isinstance(node, Tag) and node.name not in doc.site.extension_tags:
            if node.markup is None and "=" in doc.text[node.start : node.open_end]:
                return True
            stack += node.content_nodes or ()
    return False
