"""HTML5's tree construction, reduced to the question which tags pair.

It closes what is open in a block when that ends, drops end tags that close nothing, and carries
formatting elements (``<b>``, ``<small>`` …) over into the next block.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.blocks import Line
from wikilint.syntax import Token

FaultKind: TypeAlias = Literal["unclosed", "unopened", "misnested"]

# HTML5, “the list of active formatting elements”; of them, those that MediaWiki allows.
_FORMATTING = frozenset({
    "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
TABLE_PARTS = frozenset({"tr", "td", "th", "caption"})
"""Elements that only stand in tables."""

_CELLS = frozenset({"td", "th", "caption"})
SPECIAL = _HEADINGS | TABLE_PARTS | frozenset({
    "blockquote", "center", "dd", "div", "dl", "dt", "hr", "li", "ol", "p", "pre", "table", "ul",
})  # fmt: skip
"""HTML5's “special” elements that MediaWiki allows: an end tag does not look for its opener beyond.
"""

_ITEMS = {"li": ("li",), "dd": ("dd", "dt"), "dt": ("dd", "dt")}
# Elements that may stay open, and those that end by themselves.
_OPTIONAL = frozenset({"dd", "dt", "li", "p", "rb", "rp", "rt", "rtc", "td", "th", "tr", "caption"})
# What the blocks that the lines of a page bring are called.
_REASONS = {
    "p": "paragraph", "li": "list item", "h2": "heading", "td": "table cell", "tr": "table row",
    "pre": "indented text", "table": "table",
}  # fmt: skip
# HTML5 keeps three of the same formatting element; browsers give up beyond 512 levels.
_MOST_ALIKE, _DEEPEST = 3, 256


class ElementFault(NamedTuple):
    """A tag that does not pair as it was meant.

    token: the opening tag; of an unopened element, the end tag (or a cell outside a table).
    partner: the tag of the same name on the other side that was meant to go with it, if any.
    ended_by: what ended the element instead: ``paragraph``, ``list item``, ``heading``, ``table
        cell``, ``indented text``, ``page``, or the name of the tag that did.
    """

    kind: FaultKind
    token: Token
    partner: Token | None
    ended_by: str


class _Element:
    """An element that is or was open. token: None for what the lines of the page bring.

    waits: whether it is among those of the frame whose end tags may turn up.
    """

    __slots__ = ("cut", "name", "token", "waits")

    def __init__(self, name: str, token: Token | None) -> None:
        self.name = name
        self.token = token
        self.cut = ""  # what ended it before its end tag came
        self.waits = False


class _Frame(NamedTuple):
    """What is open in the page, or in the contents of an extension's tag, which stand alone."""

    stack: list[_Element]
    formatting: list[_Element | None]  # None: no element is carried over beyond this
    cut: dict[str, list[_Element]]  # ended by something else, by name: end tags may turn up

    def cut_off(self, element: _Element) -> None:
        """Keep an element that something else than its end tag has ended."""
        if not element.waits:
            element.waits = True
            self.cut.setdefault(element.name, []).append(element)

    def end_cell(self, reason: str = "") -> None:
        """Carry no element over beyond a cell: the reason has cut off what it carries."""
        while self.formatting:
            carried = self.formatting.pop()
            if carried is None:
                break
            carried.cut = carried.cut or reason
            self.cut_off(carried)


class TreeBuilder:
    """The elements that are open at a place of the page, and what became of others."""

    def __init__(self, extensions: frozenset[str]) -> None:
        self._extensions = extensions
        self._frames = [_Frame([], [], {})]
        self._faults: list[ElementFault] = []
        self._closes_p = False
        self.too_deep = False

    @property
    def in_table(self) -> bool:
        """Whether a table is open."""
        return self._find("table") >= 0

    @property
    def is_idle(self) -> bool:
        """Whether nothing that a tag has opened is open or goes on."""
        waiting = (*self._stack, *self._frames[-1].formatting)
        return len(self._frames) == 1 and not any(e and e.token for e in waiting)

    # Lines

    def begin(self, line: Line, has_blocks: bool) -> None:
        """What the start of a line ends and opens."""
        kind = line.kind
        if kind in ("row", "cell", "end") and not self.in_table:
            kind = "text"
        if kind != "indented":
            self._end_block("pre", "indented text")
        if kind != "text" or has_blocks:
            self._end_block("p", "paragraph")
        if kind == "text" and not has_blocks and self._find("p") < 0:
            self._push("p")
        elif kind == "list":
            self._push("li")
        elif kind == "heading":
            self._push("h2")
        elif kind == "indented" and not has_blocks and self._find("pre") < 0:
            self._push("pre")
        elif kind == "table":
            self._push("table")
        elif kind == "row":
            self._pop_to(self._find("table") + 1, "table cell")
            self._push("tr")
        elif kind == "cell":
            self.cell()
        elif kind == "end":
            self._pop_to(self._find("table"), "table cell")
        if kind not in ("blank", "table", "row", "end", "rule"):
            self._reconstruct()

    def cell(self) -> None:
        """A cell begins, and ends the one before."""
        at = self._find("table") + 1
        if at < len(self._stack) and self._stack[at].name == "tr":
            at += 1
        self._pop_to(at, "table cell")
        self._push("td")

    def finish(self, line: Line) -> None:
        """What the end of a line ends."""
        if line.kind == "list":
            self._end_block("li", "list item")
        elif line.kind == "heading":
            self._end_block("h2", "heading")

    # Tags

    def tag(self, token: Token) -> None:
        """An opening or end tag."""
        name = token.name
        if name in self._extensions:
            if token.kind == "<":
                self._frames.append(_Frame([], [], {}))
            else:
                self._leave(f"</{name}>")
        elif token.kind == ">":
            self._close(token)
        elif name in TABLE_PARTS:
            self._open_part(token)
        else:
            if name in SPECIAL:
                self._end_block("p", "p" if name == "p" else "paragraph")
                for item in _ITEMS.get(name, ()):
                    self._end_item(item)
            else:
                self._reconstruct()
            self._push(name, token)

    def end(self) -> list[ElementFault]:
        """The faults, now that the page ends."""
        while len(self._frames) > 1:
            self._leave("page")
        self._leave("page")
        return self._faults

    # How they do it

    @property
    def _stack(self) -> list[_Element]:
        return self._frames[-1].stack

    def _find(self, name: str) -> int:
        """The innermost open element of a name, -1 if none is; a cell hides what is around it."""
        for index in range(len(self._stack) - 1, -1, -1):
            here = self._stack[index].name
            if here == name:
                return index
            if here == "table" or (here in _CELLS and name not in ("table", "tr")):
                return -1
        return -1

    def _push(self, name: str, token: Token | None = None) -> None:
        element = _Element(name, token)
        self._stack.append(element)
        frame = self._frames[-1]
        if name in _CELLS:
            frame.formatting.append(None)
        elif name in _FORMATTING:
            alike = [e for e in _from_mark(frame.formatting) if e.name == name]
            if len(alike) >= _MOST_ALIKE:
                _remove(frame.formatting, alike[0])
                frame.cut_off(alike[0])
            frame.formatting.append(element)
        self.too_deep = self.too_deep or len(frame.stack) > _DEEPEST

    def _pop_to(self, index: int, reason: str) -> None:
        """End all elements from that one on; what a tag opened is cut off by the reason."""
        frame = self._frames[-1]
        while len(frame.stack) > max(index, 0):
            element = frame.stack.pop()
            if element.name in _CELLS:
                frame.end_cell(reason)
            if element.token is not None:
                element.cut = element.cut or reason
                if not _is_in(element, frame.formatting):
                    frame.cut_off(element)

    def _end_block(self, name: str, reason: str) -> None:
        index = self._find(name)
        if index >= 0:
            self._pop_to(index, reason)

    def _end_item(self, name: str) -> None:
        for index in range(len(self._stack) - 1, -1, -1):
            here = self._stack[index].name
            if here == name:
                self._pop_to(index, "list item")
                return
            if here in SPECIAL and here not in ("div", "p"):
                return

    def _reconstruct(self) -> None:
        """Formatting elements that a block's end closed go on in the next one."""
        frame = self._frames[-1]
        for element in _from_mark(frame.formatting):
            if not _is_in(element, frame.stack):
                frame.stack.append(element)

    def _open_part(self, token: Token) -> None:
        table = self._find("table")
        if table < 0:
            self._faults.append(ElementFault("unopened", token, None, "page"))
            return
        at = table + 1
        in_row = token.name in ("td", "th")
        if in_row and at < len(self._stack) and self._stack[at].name == "tr":
            at += 1
        self._pop_to(at, "table cell")
        self._push(token.name, token)

    def _close(self, token: Token) -> None:
        name, stack = token.name, self._stack
        self._closes_p = self._closes_p or name == "p"
        if name in _FORMATTING:
            self._close_formatting(token)
            return
        for index in range(len(stack) - 1, -1, -1):
            here = stack[index].name
            if here == name:
                self._pop_to(index + 1, name)
                self._drop(index)
                return
            if name not in SPECIAL and here in SPECIAL:
                break
            if here in ("td", "th", "caption", "table") and name not in (*TABLE_PARTS, "table"):
                break
        self._stray(token)

    def _drop(self, index: int) -> None:
        """End an element for good, by its own end tag."""
        frame = self._frames[-1]
        element = frame.stack.pop(index)
        _remove(frame.formatting, element)
        if element.name in _CELLS:
            frame.end_cell()

    def _close_formatting(self, token: Token) -> None:
        """HTML5's “adoption agency”."""
        frame = self._frames[-1]
        alike = [e for e in _from_mark(frame.formatting) if e.name == token.name]
        if not alike:
            self._stray(token)
            return
        element = alike[-1]
        opener = element.token
        assert opener is not None  # only tags make formatting elements
        if element.cut:
            _remove(frame.formatting, element)
            if _is_in(element, frame.stack):
                frame.stack.remove(element)
            self._faults.append(ElementFault("misnested", opener, token, element.cut))
            return
        index = frame.stack.index(element)
        blocks = [above for above in frame.stack[index + 1 :] if above.name in SPECIAL]
        if blocks:
            _remove(frame.formatting, element)
            frame.stack.remove(element)
            # what is opened on a cell's or a tag's line, before the paragraph that follows, goes
            # on in the paragraph and looks as it was meant
            if blocks[0].token or blocks[0].name != "p":
                inside = blocks[0].name if blocks[0].token else _REASONS[blocks[0].name]
                self._faults.append(ElementFault("misnested", opener, token, inside))
            return
        self._pop_to(index + 1, token.name)
        self._drop(index)

    def _stray(self, token: Token) -> None:
        """An end tag that closes nothing: perhaps of an element that something else has ended."""
        if token.name in ("p", "br"):  # MediaWiki makes an empty paragraph, a line break of it
            return
        waiting = self._frames[-1].cut.get(token.name)
        element = waiting[-1] if waiting else None
        opener = element.token if element else None
        if element is None or opener is None:
            still = (e.token for e in reversed(self._stack) if e.name == token.name)
            self._faults.append(ElementFault("unopened", token, next(still, None), "page"))
            return
        assert waiting is not None
        waiting.pop().waits = False
        if _is_tag(element.cut):
            self._faults.append(ElementFault("misnested", opener, token, element.cut))
            return
        if element.name not in _OPTIONAL:
            self._faults.append(ElementFault("unclosed", opener, token, element.cut))
        self._faults.append(ElementFault("unopened", token, opener, element.cut))

    def _leave(self, reason: str) -> None:
        """A frame ends: what is still open, or was cut off for good, is unclosed."""
        frame = self._frames[-1]
        cut = chain.from_iterable(frame.cut.values())
        left = [e for e in (*frame.stack, *frame.formatting, *cut) if e and e.token]
        seen: set[int] = set()
        for element in left:
            # a paragraph may stay open, but not where others on the page are closed
            optional = element.name in _OPTIONAL and not (self._closes_p and element.cut == "p")
            if id(element) not in seen and not optional and element.token:
                ended_by = element.cut or reason
                self._faults.append(ElementFault("unclosed", element.token, None, ended_by))
            seen.add(id(element))
        if len(self._frames) > 1:
            self._frames.pop()


def _is_tag(reason: str) -> bool:
    return reason not in _REASONS.values() and reason != "page" and not reason.startswith("<")


def _from_mark(formatting: Sequence[_Element | None]) -> list[_Element]:
    found: list[_Element] = []
    for element in reversed(formatting):
        if element is None:
            break
        found.append(element)
    return found[::-1]


def _is_in(element: _Element, elements: Sequence[_Element | None]) -> bool:
    return any(other is element for other in elements)


def _remove(elements: list[_Element | None], element: _Element) -> None:
    for index, other in enumerate(elements):
        if other is element:
            del elements[index]
            return
