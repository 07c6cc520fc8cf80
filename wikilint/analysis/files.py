"""File links and the lines of galleries, with their options read as MediaWiki reads them.

MediaWiki compares every part between two pipes with the option words of the wiki, in their exact
case. Whatever is no option is a caption, and of several captions, empty ones too, only the last is
shown. Tested with MediaWiki 1.39.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.html_elements import tags
from wikilint.analysis.links import nodes_with_colon
from wikilint.analysis.namespaces import FILE
from wikilint.analysis.slips import is_slip
from wikilint.diagnostic import Edit, Span
from wikilint.document import Document, analysis
from wikilint.site import Site
from wikilint.syntax import Argument, Comment, GalleryItem, Node, Tag, Template, Text, Wikilink

PartKind: TypeAlias = Literal[
    "format", "border", "alignment", "vertical alignment", "scale", "size", "alt", "link",
    "language", "page", "class", "player", "text", "empty", "made",
]  # fmt: skip
"""size: in pixels. scale: ``upright``. text: no option, so a caption. made: what a template or a
parameter puts there, or an option word of another language; it may be anything."""

_SHORT = 5  # letters; below, too many words are one slip away from an option
_CONDITIONAL = frozenset({"noinclude", "includeonly", "onlyinclude"})


class Part(NamedTuple):
    """What stands between two pipes.

    pipe: the place of the pipe before it. start, end: what is between the blanks; comments stay.
    name: the option, or its name before the equals sign; empty where it is none.
    value: behind the equals sign; the pixels of a size; the text of a caption.
    """

    pipe: int
    start: int
    end: int
    next_pipe: int
    kind: PartKind
    name: str
    value: str

    @property
    def span(self) -> Span:
        """What is between the blanks."""
        return Span(self.start, self.end)

    @property
    def removal(self) -> Edit:
        """The edit that takes the part out, with the pipe before it."""
        return Edit((self.pipe, self.next_pipe), "")


class File(NamedTuple):
    """A file on the page with its options.

    title: in its namespace, as the wiki shows it.
    """

    node: Wikilink | GalleryItem
    title: str
    parts: Sequence[Part]

    def first(self, *kinds: PartKind) -> Part | None:
        """The first part of these kinds."""
        return next((part for part in self.parts if part.kind in kinds), None)

    @property
    def caption(self) -> Part | None:
        """The last part that is no option, or may be none: what is shown as the caption."""
        found = (part for part in reversed(self.parts) if part.kind in {"text", "empty", "made"})
        return next(found, None)


class _Words(NamedTuple):
    options: dict[str, PartKind]
    values: dict[str, PartKind]
    foreign: frozenset[str]
    opening: re.Pattern[str]


@lru_cache(maxsize=16)
def _words(site: Site) -> _Words:
    data = site.data
    names = "|".join(map(re.escape, site.namespace_names(FILE)))
    return _Words(
        data["file_options"],
        data["file_option_values"],
        frozenset(data["foreign_file_options"]),
        re.compile(rf"\[\[[\s_]*+(?:{names})[\s_]*+:", re.IGNORECASE),
    )


@analysis
def file_links(doc: Document) -> tuple[File, ...]:
    """The links that show a file, in the order of the text; ``[[:File:…]]`` shows none.

    Those in which a template writes a pipe (``{{!}}``) have no parts.
    """
    is_file = _words(doc.site).opening.match
    found = []
    for link in nodes_with_colon(doc):
        if is_file(doc.text, link.start):
            nodes = link.label_nodes
            parts = () if nodes is None else parts_of(doc, nodes, link.pipe, link.end - 2)
            found.append(File(link, doc.site.split_title(link.target)[1], parts))
    return tuple(found)


def parts_of(doc: Document, nodes: Sequence[Node], pipe: int, end: int) -> tuple[Part, ...]:
    """The parts of what stands from a file's first pipe up to `end`."""
    text, words = doc.text, _words(doc.site)
    pipes = [pipe]
    markup: list[Node] = []
    for node in nodes:
        if type(node) is not Text:
            if type(node) is Template and node.name == "!":
                return ()
            markup.append(node)
            continue
        at = text.find("|", node.start, node.end)
        while at >= 0:
            pipes.append(at)
            at = text.find("|", at + 1, node.end)
    parts = []
    for first, last in zip(pipes, [*pipes[1:], end], strict=True):
        kind = words.options.get(text[first + 1 : last])
        if kind is not None:  # most parts are such a word, without blanks
            parts.append(Part(first, first + 1, last, last, kind, text[first + 1 : last], ""))
        else:
            inside = [node for node in markup if first < node.start < last] if markup else ()
            parts.append(_part(doc, words, first, last, inside))
    return tuple(parts)


def _part(doc: Document, words: _Words, pipe: int, next_pipe: int, markup: Sequence[Node]) -> Part:
    raw = doc.text[pipe + 1 : next_pipe]
    source = raw.strip()
    start = pipe + 1 + len(raw) - len(raw.lstrip()) if source else pipe + 1
    end = start + len(source)
    for node in markup:
        if type(node) is Comment:
            source = source.replace(str(node), "").strip()
    kind, name, value = _read(words, source)
    if kind == "text" and (_is_made(source, markup) or _may_be_foreign(doc, source)):
        kind = "made"
    return Part(pipe, start, end, next_pipe, kind, name, value)


def _read(words: _Words, source: str) -> tuple[PartKind, str, str]:
    if not source:
        return "empty", "", ""
    if source in words.options:
        return words.options[source], source, ""
    name, equals, value = source.partition("=")
    if equals and name in words.values:
        kind = words.values[name]
        value = value.strip()
        if kind != "scale" or "{" in value or _is_number(value):
            return kind, name, value
    elif source.endswith("px") and (size := re.fullmatch(r"(\d*(?:x\d*)?) *(?:px)? *px", source)):
        if size[1].strip("x"):
            return "size", "", size[1]
    elif (spaced := re.fullmatch(r"([a-z]+) +(\d+(?:\.\d*)?)", source)) and (
        words.values.get(spaced[1]) in ("scale", "page")
    ):
        return words.values[spaced[1]], spaced[1], spaced[2]
    return "text", "", source


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[+-]?(?:\d+\.?\d*|\.\d+)", value) is not None


def _is_made(source: str, markup: Sequence[Node]) -> bool:
    """Whether what comes out may be an option, or nothing."""
    rest = source
    for node in markup:
        if type(node) is Argument or (type(node) is Template and node.kind != "template"):
            return True
        if type(node) is Tag and node.name in _CONDITIONAL:
            return True
        if type(node) is Template:
            rest = rest.replace(str(node), "", 1)
    return not rest.strip()


def _may_be_foreign(doc: Document, source: str) -> bool:
    """Whether it may be an option of another language: any single word on a page that has one."""
    name = source.partition("=")[0].strip().lower()
    if name in _words(doc.site).foreign:
        return True
    return doc.language.partition("-")[0] != doc.site.language and len(source.split()) == 1


@analysis
def galleries(doc: Document) -> tuple[File, ...]:
    """The lines of galleries that name something, in the order of the text; comments do not."""
    return tuple(file for tag in tags(doc).get("gallery", ()) for file in _gallery(doc, tag))


def _gallery(doc: Document, tag: Tag) -> Iterator[File]:
    text = doc.text
    open_comment = False
    for item in tag.content_nodes or ():
        if type(item) is not GalleryItem:
            continue
        line = str(item)
        if open_comment or line.lstrip().startswith("<"):
            if "<!--" in line or "-->" in line:
                open_comment = line.rfind("<!--") > line.rfind("-->")
            continue
        title = text[item.start : item.title_end].strip()
        parts: Sequence[Part] = ()
        if item.title_end < item.end:
            parts = parts_of(doc, item.caption_nodes, item.title_end, item.end)
        yield File(item, title, parts)
        open_comment = line.rfind("<!--") > line.rfind("-->")


def meant_option(doc: Document, part: Part) -> str | None:
    """The option that a caption is a slip of, if it can be read in one way only.

    A slip is another case, a letter more, less, other or two swapped, a blank before the equals
    sign; for words shorter than five letters only swapped letters and another case. Words of the
    page's language that look like an option are none.
    """
    source = part.value
    if part.kind != "text" or len(source) > 200 or "\n" in source:
        return None
    size = re.fullmatch(r"(\d+(?:x\d+)?) *(?:px?[xp]|xp|pix|p?xl|pxs|px[.,;:\]]|[Pp][Xx])", source)
    if size:
        return f"{size[1]}px"
    words = _words(doc.site)
    name, equals, value = source.partition("=")
    if equals:
        meant = _only(_slips(name.strip(), words.values))
        kind = words.values.get(meant) if meant else None
        if kind is None or (kind == "scale" and not _is_number(value.strip())):
            return None
        return f"{meant}={value.lstrip()}"
    if source.lower() in doc.site.language_data(doc.language).get("file_option_lookalikes", ()):
        return None
    return _only(_slips(source, words.options))


def _slips(written: str, known: dict[str, PartKind]) -> list[str]:
    lowered = written.lower()
    if lowered in known:
        return [lowered]
    if not written.strip("[]").isalpha():
        return []
    return [
        word
        for word in known
        if is_slip(lowered, word) and (len(word) >= _SHORT or sorted(lowered) == sorted(word))
    ]


def _only(words: list[str]) -> str | None:
    return words[0] if len(words) == 1 else None
