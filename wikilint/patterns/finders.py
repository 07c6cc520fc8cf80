"""What patterns find on a page, and the edits that do what they ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from wikilint.analysis.prose import prose
from wikilint.analysis.segments import MASK
from wikilint.diagnostic import Applicability, Edit, Effect, Finding, Fix, Span
from wikilint.document import Document
from wikilint.edits import (
    remove_attribute,
    remove_param,
    rename_param,
    rename_tag,
    rename_template,
    set_attribute,
    set_param,
)
from wikilint.syntax import Attribute, Heading, Node, Parameter, Tag, Template, Wikilink


class Text(NamedTuple):
    """What a pattern looks for in a text: a literal, or a regular expression."""

    literal: str
    regex: re.Pattern[str] | None

    @property
    def pattern(self) -> re.Pattern[str]:
        return self.regex or re.compile(re.escape(self.literal))

    def found_in(self, text: str) -> bool:
        return self.regex.search(text) is not None if self.regex else self.literal in text

    def is_whole(self, text: str, canonical: Callable[[str], str] = str.strip) -> bool:
        """Whether the text is the literal, both in canonical form; or holds the expression."""
        if self.regex:
            return self.regex.search(text) is not None
        return canonical(text) == canonical(self.literal)

    def replaced(self, text: str, new: str) -> str:
        r"""The text with every match replaced; ``\1`` in the new one is what a group holds."""
        if self.regex:
            return self.regex.sub(new, text)
        return text.replace(self.literal, new)

    def renamed(self, name: str, new: str) -> str:
        """A name with what the expression finds in it replaced; for a literal, the new one."""
        return self.regex.sub(new, name) if self.regex else new

    def expanded(self, text: str, new: str, start: int = 0) -> str:
        """The new text alone, with the groups of the first match from `start` on."""
        match = self.regex.search(text, start) if self.regex else None
        return match.expand(new) if match else new


@dataclass(frozen=True, slots=True)
class Where:
    """The conditions of a pattern; what is None or empty holds."""

    value: Text | None = None
    content: Text | None = None
    level: int | None = None
    inside: tuple[str, ...] = ()
    not_inside: tuple[str, ...] = ()
    page_has: Text | None = None
    page_lacks: Text | None = None


@dataclass(frozen=True, slots=True)
class Spec:
    """What one pattern says."""

    find: Text
    part: str | None
    where: Where
    action: str | None
    new: Any
    message: str | None
    applicability: Applicability
    effect: Effect

    @property
    def grouped(self) -> Text | None:
        """What the groups in `new` are those of; None: it is taken as it is written."""
        if self.part is None:
            return self.find
        return self.where.value if self.action == "replace" else None


class _Hit(NamedTuple):
    """Something found: its place, what a message calls it, the edits that do what is asked.

    edits: None where nothing is asked or it cannot be done here. whole: the node that they change.
    new: what is written instead; None where nothing is.
    """

    span: tuple[int, int]
    shown: str
    edits: tuple[Edit, ...] | None
    whole: tuple[int, int] | None = None
    new: str | None = None


_Finder: TypeAlias = Callable[[Document, Spec], Iterator[_Hit]]


def _in_prose(doc: Document, spec: Spec) -> Iterator[_Hit]:
    masked = prose(doc)
    for match in masked.finditer(spec.find.pattern):
        if _stands(doc, spec.where, match.start, match.end):
            yield _changed(spec, match.span, match.text, masked.text)


def _in_source(doc: Document, spec: Spec) -> Iterator[_Hit]:
    for match in spec.find.pattern.finditer(doc.text):
        if match[0] and _stands(doc, spec.where, *match.span()):
            yield _changed(spec, match.span(), match[0], doc.text)


def _changed(spec: Spec, span: tuple[int, int], found: str, text: str) -> _Hit:
    """What was found in a text, which is looked at again: a match may hang on what is around."""
    if spec.action == "remove":
        return _Hit(span, found, (Edit(span, ""),))
    new = spec.find.expanded(text, spec.new, span[0]) if spec.action else None
    if new is None or MASK in new:  # a group around the match that holds no prose
        return _Hit(span, found, None)
    return _Hit(span, found, (Edit(span, new),), new=new)


def _comments(doc: Document, spec: Spec) -> Iterator[_Hit]:
    for node in doc.tree.comments:
        inner = Span(node.start + len("<!--"), node.end - len("-->"))
        text = doc.text[slice(*inner)]
        if spec.find.found_in(text) and _stands(doc, spec.where, node.start, node.end):
            new = spec.find.replaced(text, spec.new) if spec.action == "replace" else None
            edits = (Edit(node.span, ""),) if spec.action == "remove" else None
            if new is not None and "-->" not in new:
                edits = (Edit(inner, new),)
            yield _Hit(node.span, text.strip(), edits, new=new and new.strip())


def _headings(doc: Document, spec: Spec) -> Iterator[_Hit]:
    for node in doc.tree.headings:
        if spec.where.level not in (None, node.level) or not spec.find.is_whole(node.title):
            continue
        if _stands(doc, spec.where, node.start, node.end):
            new = spec.find.renamed(node.title, spec.new) if spec.action else None
            edits = None if new is None else (Edit(node.title_span, new),)
            yield _Hit(node.span, node.title, edits, new=new)


def _wikilinks(doc: Document, spec: Spec) -> Iterator[_Hit]:
    for node in doc.tree.wikilinks:
        if not spec.find.is_whole(node.target, partial(_canonical_target, doc)):
            continue
        span = node.label_span
        label = None if span is None else doc.text[slice(*span)]
        if spec.where.content and not spec.where.content.found_in(label or node.target):
            continue
        if _stands(doc, spec.where, node.start, node.end):
            new = _written(spec, node.target)
            edits = _link_edits(spec, node, label, new)
            yield _Hit(node.span, node.target, edits, node.span, new)


def _canonical_target(doc: Document, target: str) -> str:
    return repr(doc.site.split_title(target))


def _written(spec: Spec, name: str) -> str | None:
    """What is written instead of a name, or of the whole that has it."""
    if spec.action == "rename-to":
        return spec.find.renamed(name, spec.new)
    return spec.find.expanded(name, spec.new) if spec.action == "replace" else None


def _link_edits(
    spec: Spec, node: Wikilink, label: str | None, new: str | None
) -> tuple[Edit, ...] | None:
    if new is not None:
        return (Edit(node.target_span if spec.action == "rename-to" else node.span, new),)
    if spec.action == "remove":
        return (Edit(node.span, node.target if label is None else label),)
    return None


def _external_links(doc: Document, spec: Spec) -> Iterator[_Hit]:
    for node in doc.tree.external_links:
        url = node.url
        found = spec.find.found_in(url) if spec.find.regex else url.startswith(spec.find.literal)
        if not found or not _stands(doc, spec.where, node.start, node.end):
            continue
        edits: tuple[Edit, ...] | None = None
        new: str | None = None
        if spec.action == "replace":
            rest = "" if spec.find.regex else url[len(spec.find.literal) :]
            new = spec.find.renamed(url, spec.new) + rest
            edits = (Edit(node.url_span, new),)
        elif spec.action == "remove" and node.label_nodes is not None and node.label_span:
            edits = (Edit(node.span, doc.text[slice(*node.label_span)]),)
        yield _Hit(node.url_span, url, edits, node.span, new)


def _templates(doc: Document, spec: Spec) -> Iterator[_Hit]:
    for node in doc.tree.templates:
        if node.kind != "template" or not spec.find.is_whole(node.name, partial(_called, doc)):
            continue
        param = node.get(spec.part) if spec.part else None
        if spec.part and (param is None or not _holds(spec.where.value, param.value)):
            continue
        if not _stands(doc, spec.where, node.start, node.end):
            continue
        if param is None:
            new = _written(spec, node.name)
            edits = _template_edits(spec, node, new)
            yield _Hit(node.name_span, node.name, edits, node.span, new)
            continue
        new = _written_part(spec, param.value)
        edits = None
        if spec.action == "rename-to" and node.get(spec.new) is None:
            edits = rename_param(param, spec.new)
        elif spec.action == "set":
            edits = _set_all(node, spec.new)
        elif spec.action == "remove":
            edits = _unless_renumbered(param)
        elif new is not None and spec.action == "replace":
            edits = set_param(node, spec.part or "", new)
        yield _Hit(Span(param.start, param.value_span.end), param.name, edits, new=new)


def _called(doc: Document, name: str) -> str:
    return doc.site.classify(name)[1]


def _holds(text: Text | None, value: str) -> bool:
    return text is None or text.is_whole(value)


def _written_part(spec: Spec, value: str) -> str | None:
    """What is written instead of the value or the name of a parameter or attribute."""
    if spec.action not in ("replace", "rename-to"):
        return None
    return spec.grouped.renamed(value, spec.new) if spec.grouped else str(spec.new)


def _template_edits(spec: Spec, node: Template, new: str | None) -> tuple[Edit, ...] | None:
    if spec.action == "rename-to" and new is not None:
        return rename_template(node, new)
    if spec.action == "set":
        return _set_all(node, spec.new)
    if spec.action is None:
        return None
    return (Edit(node.span, new or ""),)


def _set_all(node: Template | Tag, values: Mapping[str, str]) -> tuple[Edit, ...]:
    """What is new goes to one place, in one edit: several would have no order there."""
    there: list[Edit] = []
    new: list[Edit] = []
    for name, value in values.items():
        edits = there if node.get(name) is not None else new
        if isinstance(node, Tag):
            edits += set_attribute(node, name, value)
        else:
            edits += set_param(node, name, value)
    if not new:
        return tuple(there)
    # the last one may be empty, and be filled behind a blank
    end = max(edit.span[1] for edit in (*there, new[0]))
    joined = [edit for edit in there if edit.span[0] == end]
    text = "".join(edit.text for edit in (*joined, *new))
    return (*(edit for edit in there if edit not in joined), Edit((end, end), text))


def _unless_renumbered(param: Parameter) -> tuple[Edit, ...] | None:
    try:
        return remove_param(param)
    except ValueError:
        return None


def _tags(doc: Document, spec: Spec) -> Iterator[_Hit]:
    for node in doc.tree.tags:
        if node.markup or not spec.find.is_whole(node.name, str.lower):
            continue
        attribute = node.get(spec.part) if spec.part else None
        if spec.part and (attribute is None or not _holds(spec.where.value, attribute.value)):
            continue
        if spec.where.content and not spec.where.content.found_in(node.content):
            continue
        if not _stands(doc, spec.where, node.start, node.end):
            continue
        edits: tuple[Edit, ...] | None = None
        if attribute is None:
            new = _written(spec, node.name)
            if spec.action == "rename-to" and new is not None:
                edits = rename_tag(node, new)
            elif spec.action in ("remove", "replace"):
                edits = (Edit(node.span, new or ""),)
        else:
            new = _written_part(spec, attribute.value)
            edits = _attribute_edits(spec, node, attribute, new)
        if spec.action == "set":
            edits = _set_all(node, spec.new)
        shown = attribute.name if attribute else node.name
        yield _Hit(node.opening_span, shown, edits, node.span, new)


def _attribute_edits(
    spec: Spec, node: Tag, attribute: Attribute, new: str | None
) -> tuple[Edit, ...] | None:
    if spec.action == "rename-to" and node.get(spec.new) is None:
        return (Edit(attribute.name_span, spec.new),)
    if spec.action == "remove":
        return remove_attribute(attribute)
    if spec.action == "replace" and new is not None:
        return set_attribute(node, attribute.name, new)
    return None


FINDERS: dict[str, _Finder] = {
    "prose": _in_prose,
    "raw": _in_source,
    "comment": _comments,
    "heading": _headings,
    "wikilink": _wikilinks,
    "external-link": _external_links,
    "template": _templates,
    "tag": _tags,
}


def _stands(doc: Document, where: Where, start: int, end: int) -> bool:
    """Whether a place is inside what a pattern asks for, and not where it does not want it."""
    if not where.inside and not where.not_inside:
        return True
    node = doc.tree.at(start, end)
    around = [
        name for n in (node, *node.ancestors()) if n.span != (start, end) for name in _names(n)
    ]
    around += prose(doc).contexts_at(start)
    if where.inside and not _any_of(doc, where.inside, around):
        return False
    return not _any_of(doc, where.not_inside, around)


def _any_of(doc: Document, names: Iterable[str], around: Iterable[str]) -> bool:
    """Whether a pattern names one of the places: a template in any case and with redirects."""
    canonical = {
        f"{{{{{_called(doc, name[2:-2])}}}}}" if name.startswith("{{") else name.strip("<>")
        for name in names
    }
    return not canonical.isdisjoint(around)


def _names(node: Node) -> Iterator[str]:
    """What a pattern may call a node: a tag by its name, a template also as ``{{Name}}``."""
    if isinstance(node, Tag):
        yield node.name
    elif isinstance(node, Template):
        yield from ("template", f"{{{{{node.name}}}}}")
    elif isinstance(node, (Heading, Wikilink)):
        yield "heading" if isinstance(node, Heading) else "wikilink"


def run(finder: str, spec: Spec, doc: Document) -> Iterator[Finding]:
    where = spec.where
    if where.page_has and not _is_on_page(doc, where.page_has):
        return
    if where.page_lacks and _is_on_page(doc, where.page_lacks):
        return
    for hit in FINDERS[finder](doc, spec):
        edits = tuple(e for e in hit.edits or () if doc.text[slice(*e.span)] != e.text)
        if spec.action is not None and hit.edits is not None and not edits:
            continue  # it is as it should be
        title = _title(spec, hit)
        fix = None
        if edits:
            fix = Fix(title, edits, spec.applicability, effect=spec.effect, reshapes=hit.whole)
        message = spec.message.replace("{text}", hit.shown) if spec.message else title
        yield Finding(hit.span, message, fix)


def _is_on_page(doc: Document, text: Text) -> bool:
    if text.regex is None and text.literal.startswith("{{") and text.literal.endswith("}}"):
        name = _called(doc, text.literal[2:-2])
        return any(template.name == name for template in doc.tree.templates)
    return text.found_in(doc.text)


def _title(spec: Spec, hit: _Hit) -> str:
    match spec.action:
        case "replace" | "rename-to" if hit.new is not None:
            return f"write “{hit.new}”, not “{hit.shown}”"
        case "remove":
            return f"remove “{hit.shown}”"
        case "set":
            return "set " + ", ".join(f"{name}={value}" for name, value in spec.new.items())
    return f"“{hit.shown}” is not wanted here"
