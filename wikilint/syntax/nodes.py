"""The kinds of nodes that hold others: headings, templates, links, tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeAlias

from wikilint.diagnostic import Span
from wikilint.syntax.node import BLANKS, Comment, Node, trim
from wikilint.syntax.scan import OPAQUE_TAGS

TemplateKind: TypeAlias = Literal["template", "function", "variable"]
Classify: TypeAlias = Callable[[str], tuple[TemplateKind, str]]
"""Tells what the name between double braces calls, and its canonical name."""


class Heading(Node):
    """A heading line without what follows its closing run of equals signs."""

    __slots__ = ("level", "source", "title_nodes")

    source: str
    level: int
    title_nodes: list[Node]

    @property
    def title_span(self) -> Span:
        """The heading's text."""
        return trim(self.source, self.start + self.level, self.end - self.level)

    @property
    def title(self) -> str:
        """The source of the heading's text."""
        return self.source[self.start + self.level : self.end - self.level].strip(BLANKS)

    def children(self) -> Iterator[Node]:
        """The nodes of the title."""
        return iter(self.title_nodes)


class Template(Node):
    """Double braces: a template, a parser function or a variable (`kind` tells which)."""

    __slots__ = ("_class", "classify", "name_end", "name_nodes", "params", "source")

    source: str
    classify: Classify
    name_nodes: list[Node]
    name_end: int
    params: list[Parameter]
    _class: tuple[TemplateKind, str] | None

    @property
    def kind(self) -> TemplateKind:
        """What MediaWiki makes of it: ``{{cite web|…}}``, ``{{#if:…}}`` or ``{{PAGENAME}}``."""
        return self._classified[0]

    @property
    def name(self) -> str:
        """The template's canonical name, or that of the function or variable.

        Redirects that the site knows are resolved, blanks and underscores folded, the namespace
        dropped and the first letter raised: ``{{cite_web}}`` is named ``Cite web``.
        """
        return self._classified[1]

    @property
    def _classified(self) -> tuple[TemplateKind, str]:
        if self._class is None:
            self._class = self.classify(self.source[self.start + 2 : self.name_end])
        return self._class

    @property
    def name_span(self) -> Span:
        """The name as it is written."""
        return trim(self.source, self.start + 2, self.name_end)

    def get(self, *names: str) -> Parameter | None:
        """The parameter that counts under any of these names: the last one, as in MediaWiki."""
        for param in reversed(self.params):
            if param.name in names:
                return param
        return None

    def children(self) -> Iterator[Node]:
        """The nodes of the name, then the parameters."""
        yield from self.name_nodes
        yield from self.params


class Parameter(Node):
    """One argument of a template, without the pipe before it.

    name: its key; an argument without one has its number, counted as MediaWiki does.
    """

    __slots__ = ("_name", "equals", "key_nodes", "source", "value_nodes")

    source: str
    key_nodes: list[Node] | None
    value_nodes: list[Node]
    equals: int
    _name: str | None

    @property
    def named(self) -> bool:
        """Whether the key is written out."""
        return self.key_nodes is not None

    @property
    def name(self) -> str:
        """The key, trimmed."""
        if self._name is None:
            self._number_siblings()
        assert self._name is not None
        return self._name

    def _number_siblings(self) -> None:
        """Name all parameters of the template at once: they are needed together."""
        template = self.parent
        assert isinstance(template, Template)
        source = self.source
        number = 0
        for param in template.params:
            if param.key_nodes is None:
                number += 1
                param._name = str(number)
            elif len(param.key_nodes) > 1 and any(type(n) is Comment for n in param.key_nodes):
                kept = (str(node) for node in param.key_nodes if type(node) is not Comment)
                param._name = "".join(kept).strip(BLANKS)
            else:
                param._name = source[param.start : param.equals].strip(BLANKS)

    @property
    def key_span(self) -> Span | None:
        """The key, if it is written out."""
        return trim(self.source, self.start, self.equals) if self.named else None

    @property
    def raw_value_span(self) -> Span:
        """The value with the blanks round it."""
        return Span(self.equals + 1 if self.named else self.start, self.end)

    @property
    def value_span(self) -> Span:
        """The value."""
        return trim(self.source, *self.raw_value_span)

    @property
    def value(self) -> str:
        """The source of the value."""
        # asked for more often than anything else: a third of the time that `raw_value_span` takes
        start = self.start if self.key_nodes is None else self.equals + 1
        return self.source[start : self.end].strip(BLANKS)

    def children(self) -> Iterator[Node]:
        """The nodes of the key, then those of the value."""
        if self.key_nodes is not None:
            yield from self.key_nodes
        yield from self.value_nodes


class Argument(Node):
    """Triple braces: a parameter of the template that the page is, ``{{{name|default}}}``."""

    __slots__ = ("default_nodes", "name_nodes")

    name_nodes: list[Node]
    default_nodes: list[Node] | None

    def children(self) -> Iterator[Node]:
        """The nodes of the name, then those of the default."""
        yield from self.name_nodes
        if self.default_nodes is not None:
            yield from self.default_nodes


class Wikilink(Node):
    """Double brackets: a link, a file, a category or an interlanguage link."""

    __slots__ = ("label_nodes", "pipe", "source", "target_nodes")

    source: str
    target_nodes: list[Node]
    label_nodes: list[Node] | None
    pipe: int

    @property
    def target_span(self) -> Span:
        """The target, with its section, without the pipe."""
        return trim(self.source, self.start + 2, self.pipe)

    @property
    def target(self) -> str:
        """The source of the target."""
        return self.source[self.start + 2 : self.pipe].strip(BLANKS)

    @property
    def label_span(self) -> Span | None:
        """All that follows the first pipe, blanks included; None without a pipe."""
        return None if self.label_nodes is None else Span(self.pipe + 1, self.end - 2)

    def children(self) -> Iterator[Node]:
        """The nodes of the target, then those of the label."""
        yield from self.target_nodes
        if self.label_nodes is not None:
            yield from self.label_nodes


class ExternalLink(Node):
    """A URL, in brackets (with a label, perhaps) or bare."""

    __slots__ = ("brackets", "label_nodes", "source", "url_end", "url_nodes")

    source: str
    url_nodes: list[Node]
    url_end: int
    label_nodes: list[Node] | None
    brackets: bool

    @property
    def url_span(self) -> Span:
        """The address."""
        return Span(self.start + self.brackets, self.url_end)

    @property
    def url(self) -> str:
        """The source of the address."""
        return self.source[self.start + self.brackets : self.url_end]

    @property
    def label_span(self) -> Span | None:
        """The label, without the blanks round it."""
        if self.label_nodes is None:
            return None
        return trim(self.source, self.url_end, self.end - self.brackets)

    def children(self) -> Iterator[Node]:
        """The nodes of the address, then those of the label."""
        yield from self.url_nodes
        if self.label_nodes is not None:
            yield from self.label_nodes


class Attribute(Node):
    """An attribute of a tag, from its name to its closing quotation mark."""

    __slots__ = (
        "name_end",
        "name_nodes",
        "quotes",
        "source",
        "value_end",
        "value_nodes",
        "value_start",
    )

    source: str
    name_nodes: list[Node]
    name_end: int
    value_nodes: list[Node] | None
    value_start: int
    value_end: int
    quotes: str | None

    @property
    def name_span(self) -> Span:
        """The name."""
        return Span(self.start, self.name_end)

    @property
    def name(self) -> str:
        """The name in lower case."""
        return self.source[self.start : self.name_end].lower()

    @property
    def value_span(self) -> Span | None:
        """The value without its quotation marks; None without an equals sign."""
        return None if self.value_nodes is None else Span(self.value_start, self.value_end)

    @property
    def value(self) -> str:
        """The source of the value, as it stands between the quotation marks."""
        return "" if self.value_nodes is None else self.source[self.value_start : self.value_end]

    def children(self) -> Iterator[Node]:
        """The nodes of the name, then those of the value."""
        yield from self.name_nodes
        if self.value_nodes is not None:
            yield from self.value_nodes


class Tag(Node):
    """An HTML or extension tag with its contents, or wiki markup that stands for one.

    name: in lower case; that of the element for wiki markup (``i`` for ``''``).
    markup: the wiki markup that makes the tag (``''``, ``*``, ``{|``), None for ``<tag>``.
    invalid: written as ``</br>``. implicit: a void tag without slash, ``<br>``.
    """

    __slots__ = (
        "attributes",
        "close_nodes",
        "close_start",
        "content_nodes",
        "implicit",
        "invalid",
        "markup",
        "name",
        "name_nodes",
        "open_end",
        "self_closing",
        "source",
    )

    source: str
    name: str
    name_nodes: Sequence[Node]
    attributes: Sequence[Attribute]
    content_nodes: Sequence[Node] | None
    close_nodes: list[Node] | None
    markup: str | None
    open_end: int
    close_start: int
    self_closing: bool
    implicit: bool
    invalid: bool

    @property
    def opaque(self) -> bool:
        """Whether the tokenizer takes the contents as they are, as in ``<nowiki>``."""
        return self.name in OPAQUE_TAGS

    @property
    def opening_span(self) -> Span:
        """The opening tag, or all of a self-closing one."""
        return Span(self.start, self.open_end)

    @property
    def content_span(self) -> Span | None:
        """What stands between the opening and the closing tag; None for a self-closing one."""
        return None if self.content_nodes is None else Span(self.open_end, self.close_start)

    @property
    def content(self) -> str:
        """The source of the contents."""
        return "" if self.content_nodes is None else self.source[self.open_end : self.close_start]

    @property
    def closing_span(self) -> Span | None:
        """The closing tag; None for a self-closing one."""
        return None if self.content_nodes is None else Span(self.close_start, self.end)

    def get(self, name: str) -> Attribute | None:
        """The attribute of that name that counts: the last one, as in MediaWiki."""
        for attribute in reversed(self.attributes):
            if attribute.name == name:
                return attribute
        return None

    def children(self) -> Iterator[Node]:
        """The nodes of the name, the attributes, the contents and the closing tag's name."""
        yield from self.name_nodes
        yield from self.attributes
        if self.content_nodes is not None:
            yield from self.content_nodes
        if self.close_nodes is not None:
            yield from self.close_nodes


class GalleryItem(Node):
    """One line of a ``<gallery>``: a file name, options and a caption.

    mwparserfromhell keeps the tag opaque; MediaWiki reads links and references in the captions.
    """

    __slots__ = ("caption_nodes", "title_end")

    title_end: int
    caption_nodes: list[Node]

    @property
    def title_span(self) -> Span:
        """The file name, as it is written."""
        return trim(self.source, self.start, self.title_end)

    def children(self) -> Iterator[Node]:
        """The nodes behind the first pipe."""
        return iter(self.caption_nodes)
