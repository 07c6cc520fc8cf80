"""The footnotes of a page as the Cite extension sees them: definitions, uses, names, lists.

A footnote is known by its group and its name, compared byte for byte. Its text stands in one
place, which may come after its uses. Comments and ``<nowiki>`` hold no footnotes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Set
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.html_elements import tags
from wikilint.analysis.ref_attributes import RefAttribute, read_attributes
from wikilint.analysis.template_calls import functions
from wikilint.analysis.templates import templates
from wikilint.diagnostic import Span
from wikilint.document import Document, analysis
from wikilint.syntax import Argument, Node, Parameter, Tag, Template
from wikilint.syntax.node import BLANKS

ReferenceKind: TypeAlias = Literal["ref", "tag", "refn", "efn", "r", "sfn"]
"""ref: ``<ref>``. tag: ``{{#tag:ref|…}}``. refn, efn: the templates that wrap it. r: ``{{r|a|b}}``,
one reference for each name. sfn: a short footnote, whose name its module makes up."""

_FAMILIES: tuple[tuple[str, ReferenceKind], ...] = (
    ("refn", "refn"),
    ("efn", "efn"),
    ("named-refs", "r"),
    ("short-footnote", "sfn"),
)
_PARTIAL = frozenset({"noinclude", "includeonly", "onlyinclude"})
_FUNCTIONS = frozenset({"#invoke", "#lst", "#lsth", "#section", "#section-h"})
_OF_LISTS = frozenset({"refs", "notes"})  # the parameters of list templates for definitions
_NO_ATTRIBUTES: Mapping[str, RefAttribute] = {}
_new = tuple.__new__  # half the time of a call of the class, for the many of the usual kind


class ReferenceList(NamedTuple):
    """A place where the footnotes of one group are listed."""

    node: Tag | Template
    span: Span
    group: str


class Reference(NamedTuple):
    """One footnote mark, or one definition inside a reference list.

    name: None if there is none (``0`` and the empty name count as none). name_span: the name as
        written, without quotation marks.
    content_span: None where the mark only reuses a text. content: the source of the text.
    attributes: all attributes of the tag; for a template its name and group.
    list_group: the group of the reference list that it is defined in; None if in none.
    list_index: how many lists of its group end before it: Cite starts afresh after each.
    in_template: the argument of another template that it stands in; None in a list's own.
    conditional: a parser function or a transclusion tag decides whether it is there at all.
    computed: a template's argument or a nested footnote is part of it, so its text is not known.
    """

    node: Tag | Template
    kind: ReferenceKind
    group: str
    name: str | None
    name_span: Span | None
    content_span: Span | None
    content: str
    attributes: Mapping[str, RefAttribute]
    list_group: str | None
    list_index: int
    in_template: Parameter | None
    conditional: bool
    computed: bool

    @property
    def span(self) -> Span:
        """The whole mark; for ``{{r|a|b}}`` the one name."""
        return self.name_span if self.kind == "r" and self.name_span else self.node.span

    @property
    def opening_span(self) -> Span:
        """What a fix about the name relies on: the opening tag, or the argument that names it."""
        if isinstance(self.node, Tag):
            return self.node.opening_span
        return self.name_span or Span(self.node.start, self.node.name_end)

    @property
    def list_defined(self) -> bool:
        """Whether it is defined in a reference list."""
        return self.list_group is not None

    @property
    def sub_reference(self) -> bool:
        """Whether it continues another footnote or details one; then it is a text of its own."""
        return "follow" in self.attributes or "details" in self.attributes


class References:
    """All footnotes of a page in the order of the source, and its reference lists."""

    __slots__ = ("_known", "_named", "_tree", "all", "lists")

    def __init__(
        self, doc: Document, found: tuple[Reference, ...], lists: tuple[ReferenceList, ...]
    ) -> None:
        self.all = found
        self.lists = lists
        self._tree = doc.tree
        self._known: Mapping[str, Mapping[str, list[str]]] = doc.site.data["templates"]
        self._named: dict[tuple[str, str], list[Reference]] = {}
        for reference in found:
            if reference.name is not None:
                self._named.setdefault((reference.group, reference.name), []).append(reference)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every pair of group and name that is defined or used, in order of appearance."""
        return tuple(self._named)

    def named(self, group: str, name: str) -> tuple[Reference, ...]:
        """All references that bear the name."""
        return tuple(self._named.get((group, name), ()))

    def definitions(self, group: str, name: str) -> tuple[Reference, ...]:
        """Those that bear the name and bring a text."""
        return tuple(r for r in self.named(group, name) if r.content_span is not None)

    def uses(self, group: str, name: str) -> tuple[Reference, ...]:
        """Those that bear the name and take its text from elsewhere."""
        return tuple(r for r in self.named(group, name) if r.content_span is None)

    @property
    def unknown_definers(self) -> tuple[Template, ...]:
        """Templates that may bring footnotes of their own: those of no family that the site knows.

        Transcluded pages and sections, and modules, are among them.
        """
        known = {name for family in self._known.values() for name in family}
        return tuple(
            template
            for template in self._tree.templates
            if (template.kind == "template" and template.name not in known)
            or (template.kind == "function" and template.name in _FUNCTIONS)
        )


@analysis
def references(doc: Document) -> References:
    """The footnotes of a page."""
    groups: Mapping[str, str] = doc.site.data.get("note_groups", {})
    text = doc.text
    written, by_name = tags(doc), templates(doc)
    found: list[tuple[Tag | Template, ReferenceKind]] = [(t, "ref") for t in written.get("ref", ())]
    only_tags = len(found)
    lists: list[ReferenceList] = []
    for tag in written.get("references", ()):
        attributes = read_attributes(text, tag.start + 11, tag.open_end - 1 - tag.self_closing)
        group = attributes["group"].value if "group" in attributes else ""
        lists.append(ReferenceList(tag, tag.span, group))
    for family, template_kind in _FAMILIES:
        found += [(template, template_kind) for template in by_name.family(family)]
    for template in by_name.family("reflist") + by_name.family("notelist"):
        group = _argument(template, "group").strip("\"'") or groups.get(template.name, "")
        lists.append(ReferenceList(template, template.span, group))
    for template in functions(doc):
        tag_name = _tag_name(text, template) if template.name == "#tag" else ""
        if tag_name == "ref":
            found.append((template, "tag"))
        elif tag_name == "references":
            group = _argument(template, "group").strip("\"'")
            lists.append(ReferenceList(template, template.span, group))
    if len(found) > only_tags:
        found.sort(key=lambda item: item[0].start)
    lists.sort(key=lambda item: item.span)
    if not found:
        return References(doc, (), tuple(lists))
    listed: dict[Node, str] = {item.node: item.group for item in lists}
    ends: dict[str, list[int]] = {}
    for item in lists:
        ends.setdefault(item.group, []).append(item.span.end)
    facts = _Facts(text, groups, ends)
    notes = {node for node, _ in found}
    places: dict[Node | None, _Place] = {doc.tree: _BODY}  # by what they stand in
    result: list[Reference] = []
    for node, kind in found:
        place = places.get(node.parent)
        if place is None:
            place = places[node.parent] = _place(node, listed, notes)
        if isinstance(node, Tag):
            result.append(_from_tag(node, place, facts))
        elif kind == "r":
            result += _from_names(node, place, facts)
        else:
            result.append(_from_template(node, kind, place, facts))
    return References(doc, tuple(result), tuple(lists))


class _Facts(NamedTuple):
    """The page's text, the groups of note templates, where the lists of each group end."""

    text: str
    groups: Mapping[str, str]
    ends: Mapping[str, list[int]]

    def list_index(self, group: str, start: int) -> int:
        return bisect_right(self.ends[group], start) if group in self.ends else 0


def _argument(template: Template, *names: str) -> str:
    param = template.get(*names)
    return "" if param is None else param.value


def _tag_name(text: str, template: Template) -> str:
    return text[template.start + 2 : template.name_end].partition(":")[2].strip().lower()


class _Place(NamedTuple):
    """What stands round a reference.

    list_group: the group of the list that it is inside; the text of another note there is not.
    """

    list_group: str | None = None
    in_template: Parameter | None = None
    conditional: bool = False
    nested: bool = False
    in_argument: bool = False


_BODY = _Place()


def _place(node: Tag | Template, listed: Mapping[Node, str], notes: Set[Node]) -> _Place:
    list_group: str | None = None
    param: Parameter | None = None
    in_template: Parameter | None = None
    conditional = nested = in_argument = in_note = False
    for outer in node.ancestors():
        if isinstance(outer, Parameter):
            param = outer
        elif isinstance(outer, Template) and param is not None:
            if outer in listed:
                if not in_note and (param.name in _OF_LISTS or outer.kind == "function"):
                    list_group = listed[outer]
            elif in_template is None:
                in_template = param
            in_note = in_note or outer in notes
            if outer.kind == "function" and outer.name != "#tag":
                conditional = True
        elif isinstance(outer, Tag):
            if outer.markup is not None:
                continue
            if outer in listed:
                if not in_note:
                    list_group = listed[outer]
            elif outer.name == "ref":
                nested = in_note = True
            elif outer.name in _PARTIAL:
                conditional = True
        elif isinstance(outer, Argument):
            in_argument = True
    return _Place(list_group, in_template, conditional, nested, in_argument)


def _from_tag(tag: Tag, place: _Place, facts: _Facts) -> Reference:
    text, start, open_end = facts.text, tag.start, tag.open_end
    attributes: Mapping[str, RefAttribute] = _NO_ATTRIBUTES
    list_group, in_template, conditional, nested, in_argument = place
    computed = in_argument or nested
    group = list_group or ""
    name = name_span = None
    if open_end - start > 6:
        inner_end = open_end - (2 if tag.self_closing else 1)
        attributes = read_attributes(text, start + 4, inner_end)
        # a template or argument may make the name; MediaWiki ends the tag at the first ">"
        opening = text[start:inner_end]
        computed = computed or "{{" in opening or ">" in opening
        if "name" in attributes:
            name, name_span = attributes["name"]
            if name == "" or name == "0":
                name = None
        if "group" in attributes:
            group = attributes["group"].value
    content_span = None
    content = ""
    if not tag.self_closing:
        close_start = tag.close_start
        content = text[open_end:close_start]
        if content.strip(BLANKS):
            content_span = _new(Span, (open_end, close_start))
            # one character is found in a tenth of the time of several
            computed = (
                computed
                or (content.find("{", 2) > 0 and "{{{" in content)
                or ("<" in content and "<ref" in content)
            )
    index = facts.list_index(group, start) if group in facts.ends else 0
    return _new(
        Reference,
        (
            *(tag, "ref", group, name, name_span, content_span, content, attributes),
            *(list_group, index, in_template, conditional, computed),
        ),
    )


def _from_template(
    template: Template, kind: ReferenceKind, place: _Place, facts: _Facts
) -> Reference:
    """A reference that a template or ``{{#tag:ref}}`` makes; its text is the first argument."""
    attributes: dict[str, RefAttribute] = {}
    params = template.params if kind != "sfn" else []
    if kind == "tag":
        body = Span(params[0].start, params[0].end) if params else None
        params = params[1:]
    else:
        first = template.get("1") if params else None
        body = first.raw_value_span if first else None
    for param in params:
        if param.named and param.name != "1":
            attributes[param.name] = _unquoted(param)
    content = facts.text[body.start : body.end] if body else ""
    if not content.strip(BLANKS):
        body = None
    named = attributes.get("name")
    grouped = attributes.get("group")
    group = grouped.value if grouped else ""
    if not group:
        group = facts.groups.get(template.name, "") if kind == "efn" else ""
        group = group or place.list_group or ""
    name = named.value if named and named.value not in ("", "0") else None
    return Reference(
        template,
        kind,
        group,
        name,
        named.span if named else None,
        body,
        content,
        attributes,
        place.list_group,
        facts.list_index(group, template.start),
        place.in_template,
        place.conditional,
        place.in_argument or place.nested or "{{{" in content or _is_computed(name, group),
    )


def _from_names(template: Template, place: _Place, facts: _Facts) -> Iterator[Reference]:
    """The uses that ``{{r|a|b}}`` makes; its other arguments are page numbers and the like."""
    group = _argument(template, "group", "g", "grp")
    for param in template.params:
        name = param.value
        if not name or param.name.rstrip("0123456789") not in ("", "name", "n"):
            continue
        yield Reference(
            template,
            "r",
            group,
            name if name != "0" else None,
            param.value_span,
            None,
            "",
            _NO_ATTRIBUTES,
            None,
            facts.list_index(group, template.start),
            place.in_template,
            place.conditional,
            place.in_argument or place.nested or _is_computed(name, group),
        )


def _is_computed(name: str | None, group: str) -> bool:
    return "{{" in group or (name is not None and ("{{" in name or "<" in name))


def _unquoted(param: Parameter) -> RefAttribute:
    """An argument of ``{{#tag:…}}``, which may carry quotation marks as in a tag."""
    span = param.value_span
    value = param.value
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return RefAttribute(value[1:-1], Span(span.start + 1, span.end - 1))
    return RefAttribute(value, span)
