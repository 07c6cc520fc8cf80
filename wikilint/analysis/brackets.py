"""Double brackets and braces, paired, and those that have no partner.

MediaWiki's preprocessor reads from left to right and closes what was opened last; one link that is
not closed therefore breaks the template around it. Here a closing bracket also passes over what is
open inside, so that only the bracket at fault is named. Single brackets count where they begin an
external link.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Literal, NamedTuple, TypeAlias

from wikilint.analysis.page_tags import page_tags
from wikilint.analysis.sections import section_at, sections
from wikilint.document import Document, analysis
from wikilint.syntax import Token

_PAIRED = {"{": "}", "[": "]"}

BracketKind: TypeAlias = Literal["{{", "}}", "[[", "]]", "["]


class LoneBracket(NamedTuple):
    """Brackets without a partner: their place, and which they are."""

    start: int
    end: int
    kind: BracketKind


class _Open:
    """Brackets that wait for their partner. left: how many of them still do.

    brace, bracket: where the innermost of each kind is in the stack, this one included.
    """

    __slots__ = ("brace", "bracket", "end", "kind", "left", "start")

    def __init__(self, token: Token, stack: list[_Open]) -> None:
        self.start, self.end, self.kind, _ = token
        self.left = self.end - self.start
        self.brace = len(stack) if self.kind == "{" else _last(stack, "{")
        self.bracket = len(stack) if self.kind == "[" else _last(stack, "[")


class Brackets(NamedTuple):
    """lone: the brackets without a partner, in the order of the text.

    braces: the spans of what double and triple braces hold, the braces included; simple templates
        without markup in their arguments are not among them.
    """

    lone: tuple[LoneBracket, ...]
    braces: tuple[tuple[int, int], ...]


@analysis
def brackets(doc: Document) -> Brackets:
    """The brackets of a page."""
    text = doc.text
    end = page_tags(doc).end
    found: list[LoneBracket] = []
    pairs: list[tuple[int, int]] = []
    stack: list[_Open] = []
    skip = 0
    for token in doc.scan.tokens:
        if token[2] not in "{[x}]" or token[0] < skip:
            continue
        start, token_end, kind, _ = token
        if start >= end:
            break
        if kind in "{[x":
            stack.append(_Open(token, stack))
        elif stack and kind == _PAIRED.get(stack[-1].kind) and token_end - start == stack[-1].left:
            # two close the two that were opened last, as nearly all do
            if kind == "}":
                pairs.append((stack[-1].start, token_end))
            stack.pop()
            skip = token_end
        elif kind == "}":
            skip = _close_braces(token, text, stack, found, pairs)
        else:
            skip = _close_brackets(token, text, stack, found)
    found += (_lone(entry) for entry in stack)
    return Brackets(tuple(sorted(found)), tuple(pairs))


def _close_braces(
    token: Token,
    text: str,
    stack: list[_Open],
    found: list[LoneBracket],
    pairs: list[tuple[int, int]],
) -> int:
    """Take closing braces as MediaWiki does, three at a time where three are open."""
    start = end = token.start
    while text.startswith("}", end):
        end += 1
    run = end
    while end - start > 1:
        index = _last(stack, "{")
        if index < 0:
            found.append(LoneBracket(start, end, "}}"))
            return run
        found += (_lone(entry) for entry in stack[index + 1 :])
        del stack[index + 1 :]
        opener = stack[index]
        width = 3 if opener.left > 2 and end - start > 2 else 2
        opener.left -= width
        start += width
        pairs.append((opener.start + opener.left, start))
        if opener.left < 2:
            stack.pop()
    return run


def _close_brackets(token: Token, text: str, stack: list[_Open], found: list[LoneBracket]) -> int:
    """Close an external link with one bracket, a wikilink with two."""
    if stack and stack[-1].kind == "x":
        if text.find("\n", stack[-1].start, token.start) < 0:
            stack.pop()
            return token.start + 1
        if token.end - token.start < 2 or _last(stack, "[") < 0:
            return token.start + 1
    if token.end - token.start < 2:
        return 0
    index = _last(stack, "[")
    if index < 0:
        found.append(LoneBracket(token.start, token.end, "]]"))
        return token.end
    found += (_lone(entry) for entry in stack[index + 1 :])
    del stack[index:]
    return token.end


def _last(stack: list[_Open], kind: str) -> int:
    if not stack:
        return -1
    return stack[-1].brace if kind == "{" else stack[-1].bracket


def _lone(entry: _Open) -> LoneBracket:
    if entry.kind == "{":
        return LoneBracket(entry.end - entry.left, entry.end, "{{")
    return LoneBracket(entry.start, entry.end, "[[" if entry.kind == "[" else "[")


def is_only_one_of_its_section(doc: Document, lone: LoneBracket) -> bool:
    """Whether no other bracket of the section is without a partner, so that a repair is plain."""
    section = section_at(sections(doc), lone.start)
    found = brackets(doc).lone
    index = bisect_left(found, lone)
    before = index > 0 and found[index - 1].start >= section.start
    behind = index + 1 < len(found) and found[index + 1].start < section.end
    return not before and not behind
