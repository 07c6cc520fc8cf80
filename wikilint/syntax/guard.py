"""Keep the tokenizer's time linear on text that would make it slow.

mwparserfromhell's tokenizer decides whether an opener opens by parsing up to its closer; where
there is none, the work is thrown away and begins again one character on. Many openers that never
close cost quadratic time (``{{a|`` repeated: 7 s at 16 KB), and two real pages took 52 s and 16 s.
Signals do not help, because its loops hold the interpreter's lock.

Whether an opener closes depends only on the text behind it, so one pass from the right over the
bracket-like tokens can tell. Where the distance that would be parsed in vain exceeds a budget that
no ordinary page comes near, the openers that cannot close are made inert, in a copy of the same
length: spans found in the copy hold for the original. So do, beyond a depth that no page needs,
constructs that nest. Ordinary pages come through untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mwparserfromhell.definitions import is_single

from wikilint.syntax.scan import OPAQUE_TAGS, Scan, Token

# Characters parsed in vain that are let pass: a constant, and so many for each of the text.
_FREE, _FREE_PER_CHARACTER = 60_000, 12
# The tokenizer gives up beyond 100 levels, of which a template's argument takes three.
_DEEPEST = 90
_WEIGHTS = {"{": 3, "|": 20, "[": 1, "x": 1, "<": 1, "'": 1}
_CLOSERS = {"{": "}", "|": "}|", "[": "]", "x": "]", "<": ">", "'": "'"}
_WIDEST = {"{": 2, "'": 3}  # of what opens one thing only
# What the tokenizer calls itself for on one line, once each: a hundred thousand end in a crash.
_MOST_EQUALS = 200
# The longest tag on 1,524 real pages that holds a template has 551 characters.
_LONGEST_TAG = 1_000
# Quotes pair within a line; the most that 1,524 real pages have on one is 102.
_MOST_QUOTES = 1_000

# The states of the chain of tokens behind a place: the next closer of each kind.
_TEMPLATE, _ARGUMENT, _LINK, _BRACKET, _END_TAG, _TABLE, _ITALIC, _BOLD = range(8)
_NOTHING: tuple[int, ...] = (-1,) * 8
_CLOSING = frozenset(["]", "}", "}|", ">"])


class Guarded(NamedTuple):
    """A text safe to tokenise, of the same length, and the openers in it that were made inert."""

    text: str
    places: tuple[int, ...]


def guard(text: str, found: Scan) -> Guarded:
    """The text as the tokenizer may see it; `found` is its scan."""
    tokens = found.tokens
    vain, deep = ([], []) if _all_close(text, tokens) else _walk(tokens, _match(text, tokens))
    inert: dict[int, int] = {}
    # each kind by itself: on a page of `<words>` that are no tags, all else stays as it is
    for kinds in ("'", "<!", "{[x|"):
        group = [token for token in vain if token.kind in kinds]
        if over_budget([token.start for token in group], len(text)):
            _silence(group, inert)
    _silence(deep, inert)
    if len(tokens) > _MOST_QUOTES:
        _silence(_surplus_quotes(text, tokens), inert)
    _silence(_inside_tags(text, (*tokens, *found.empty_tags)), inert)
    _limit_headings(text, inert)
    if not inert:
        return Guarded(text, ())
    places = tuple(sorted(inert))
    _cover_angles(text, places, inert)
    # a character without meaning to the tokenizer that no page is likely to hold
    mark = next(m for m in map(chr, range(0xE000, 0xF900)) if m not in text)
    pieces = []
    at = 0
    for start in sorted(inert):
        if start >= at:
            pieces += [text[at:start], mark * (inert[start] - start)]
            at = inert[start]
    return Guarded("".join([*pieces, text[at:]]), places)


def _all_close(text: str, tokens: list[Token]) -> bool:
    """Whether each opener closes at the next closer of its kind behind what opens in it.

    Then so says `_match`, and `_walk` finds nothing. It is true of most pages, and asked first
    because it takes a tenth of the time; false only means that these two have to look.
    """
    stack: list[tuple[int, int, str, str, str]] = []
    opened = width = skip = depth = 0  # what was opened last: its place, kind, closer and name
    opener = closer = tag = ""
    for start, end, kind, name in tokens:
        if start < skip:
            continue
        if kind == closer and (kind != "'" or end - start == width):
            if opener == "[" and end - start < 2:
                continue
            if name != tag or (opener == "x" and text.find("\n", opened, start) >= 0):
                return False
            depth -= _WEIGHTS[opener]
            skip = start + (1 if opener == "x" else 2)  # one of `]]]` may close the next one
            opened, width, opener, closer, tag = stack.pop()
        elif kind in _WEIGHTS:
            stack.append((opened, width, opener, closer, tag))
            opened, width, opener, closer, tag = start, end - start, kind, _CLOSERS[kind], name
            depth += _WEIGHTS[kind]
            is_odd = not name if kind == "<" else width > _WIDEST.get(kind, width)
            if is_odd or depth > _DEEPEST:
                return False
        elif kind == "!":
            return False
    return not stack


def over_budget(places: Iterable[int], length: int) -> bool:
    """Whether parsing in vain from each of these places to the end of the text is too much."""
    return sum(length - place for place in places) > _FREE + _FREE_PER_CHARACTER * length


def _cover_angles(text: str, places: tuple[int, ...], inert: dict[int, int]) -> None:
    """Make a ``<`` before an inert place inert, too: the mark behind it would be a tag's name."""
    before = -1
    for start in places:
        at = start
        while at - 1 > before and text[at - 1] == "<":
            at -= 1
        if at < start:
            inert[at] = max(inert.get(at, 0), inert[start])
        before = start


def _match(text: str, tokens: list[Token]) -> list[int]:
    """Where the construct that each token opens ends: -1 if it does not, -2 if it opens none.

    From right to left: the state behind a token is the next closer of each kind on the chain of
    tokens there, constructs that close jumped over, which is how the tokenizer will meet them.
    """
    count, length = len(tokens), len(text)
    ends = [-2] * count
    chain = [_NOTHING] * (count + 1)
    raw_ends: dict[str, int] = {}
    starts = [token.start for token in tokens]
    newline = length  # the first one at or behind the token
    for index in range(count - 1, -1, -1):
        start, end, kind, name = tokens[index]
        behind = chain[index + 1]
        if kind in _CLOSING:
            if kind == ">" and name:
                raw_ends[name] = index
            chain[index] = _with(behind, _slots_of_closer(kind, end - start), index)
            continue
        slots: tuple[int, ...] = ()
        if kind == "{":
            ends[index], chain[index] = _end_of_braces(index, tokens, starts, chain)
            continue
        if kind == "!":
            closer = -1
        elif kind == "<":
            closer = _end_of_element(name, tokens, behind[_END_TAG], raw_ends)
            if closer < 0 and name and is_single(name):  # takes all that follows
                ends[index], chain[index] = length, _NOTHING
                continue
        elif kind == "'":
            slots = _slots_of_quotes(end - start)
            closer = max(behind[slot] for slot in slots)
        elif kind == "x":
            found = text.find("\n", start, newline)
            newline = found if found >= 0 else newline
            closer = behind[_BRACKET]
            if closer >= 0 and starts[closer] > newline:
                closer = -1
        else:
            closer = behind[_LINK if kind == "[" else _TABLE]
        after = behind
        ends[index] = closer
        if closer >= 0:
            ends[index] = starts[closer] + 1 if kind == "x" else tokens[closer].end
            after = chain[_first_from(ends[index], closer + 1, starts)]
        chain[index] = _with(after, slots, index) if slots else after
    return ends


def _end_of_braces(
    index: int, tokens: list[Token], starts: list[int], chain: list[tuple[int, ...]]
) -> tuple[int, tuple[int, ...]]:
    """The end of the outermost construct that a run of braces opens, and the chain behind it."""
    left = tokens[index].end - tokens[index].start
    end, behind = -1, chain[index + 1]
    while left > 1:
        width = 3 if left > 2 and behind[_ARGUMENT] >= 0 else 2
        closer = behind[_ARGUMENT if width == 3 else _TEMPLATE]
        if closer < 0:
            break
        left -= width
        end = starts[closer] + width
        behind = chain[_first_from(end, closer + 1, starts)]
    return end, behind


def _first_from(offset: int, index: int, starts: list[int]) -> int:
    """The first token, from `index` on, that starts at the offset or behind it."""
    while index < len(starts) and starts[index] < offset:
        index += 1
    return index


def _with(chain: tuple[int, ...], slots: tuple[int, ...], index: int) -> tuple[int, ...]:
    new = list(chain)
    for slot in slots:
        new[slot] = index
    return tuple(new)


def _slots_of_closer(kind: str, width: int) -> tuple[int, ...]:
    if kind == "]":
        return (_LINK, _BRACKET) if width == 2 else (_BRACKET,)
    if kind == "}":
        return (_TEMPLATE, _ARGUMENT) if width > 2 else (_TEMPLATE,)
    return (_TABLE,) if kind == "}|" else (_END_TAG,)


def _slots_of_quotes(width: int) -> tuple[int, ...]:
    return (_ITALIC, _BOLD) if width > 4 else (_ITALIC,) if width == 2 else (_BOLD,)


def _end_of_element(name: str, tokens: list[Token], end_tag: int, raw_ends: dict[str, int]) -> int:
    """The end tag of an element; -1 if its tag or the element does not end."""
    if not name:
        return -1
    if name in OPAQUE_TAGS:
        return raw_ends.get(name, -1)
    return end_tag if end_tag >= 0 and tokens[end_tag].name == name else -1


def _walk(tokens: list[Token], ends: list[int]) -> tuple[list[Token], list[Token]]:
    """As the tokenizer goes: the openers that it tries in vain, and those that lie too deep."""
    vain: list[Token] = []
    deep: list[Token] = []
    quotes_end: set[int] = set()  # where runs of quotes that close another end
    open_ends: list[tuple[int, int]] = []
    depth = skip = 0
    for token, end in zip(tokens, ends, strict=True):
        if end == -2 or token.start < skip or token.end in quotes_end:
            continue
        while open_ends and open_ends[-1][0] <= token.start:
            depth -= open_ends.pop()[1]
        if end == -1:
            vain.append(token)
            continue
        if token.kind == "'":
            quotes_end.add(end)
        elif token.kind == "<" and token.name in OPAQUE_TAGS:
            skip = end
            continue
        weight = _WEIGHTS[token.kind]
        if depth + weight > _DEEPEST:
            deep.append(token)
            continue
        depth += weight
        open_ends.append((end, weight))
    return vain, deep


def _surplus_quotes(text: str, tokens: list[Token]) -> Iterator[Token]:
    """Runs of quotes beyond the most that a line may have."""
    line_end = runs = 0
    for token in tokens:
        if token.kind == "'":
            if token.start >= line_end:
                found = text.find("\n", token.start)
                line_end, runs = found if found >= 0 else len(text), 0
            runs += 1
            if runs > _MOST_QUOTES:
                yield token


def _inside_tags(text: str, tokens: Iterable[Token]) -> Iterator[Token]:
    """What opens in the attributes of a long tag: the tokenizer tries that, too."""
    for start, end, kind, _ in tokens:
        if end - start > _LONGEST_TAG and kind in "</":
            for match in re.compile(r"\{\{+|\[\[").finditer(text, start, end):
                yield Token(*match.span(), "{")


def _limit_headings(text: str, inert: dict[int, int]) -> None:
    start = 0 if text.startswith("=") else text.find("\n=") + 1
    while text.startswith("=", start):
        end = text.find("\n", start)
        line = text[start : end if end >= 0 else len(text)]
        if line.count("=") > _MOST_EQUALS:
            inert[start] = start + len(line) - len(line.lstrip("="))
        start = text.find("\n=", start) + 1 or len(text)


def _silence(openers: Iterable[Token], inert: dict[int, int]) -> None:
    """Take openers their meaning; what would close them is then text by itself."""
    for start, end, kind, _ in openers:
        inert[start] = start + 1 if kind in "<!" else end
