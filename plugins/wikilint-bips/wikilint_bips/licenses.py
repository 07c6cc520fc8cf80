"""SPDX licence expressions of a preamble, as far as BIP 3 needs them read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wikilint import Span
from wikilint_bips.preamble import Header

OPERATORS = ("AND", "OR", "WITH")


class License(NamedTuple):
    """A licence of an expression. alone: whether it can be chosen without any other."""

    id: str
    span: Span
    alone: bool


def licenses(header: Header) -> Iterator[License]:
    """The licences that a header names; further lines are further choices, as in BIP 2."""
    for line in header.values:
        tokens = list(re.finditer(r"[()]|[^\s()]+", line.text))
        words = [token[0] for token in tokens]
        bound = "AND" in words or "WITH" in words
        for token in tokens:
            if token[0] not in (*OPERATORS, "(", ")"):
                start = line.span.start + token.start()
                span = Span(start, start + len(token[0]))
                yield License(token[0], span, not bound or _stands_alone(words, token[0]))


def is_expression(text: str) -> bool:
    """Whether licences and operators alternate; parentheses are not looked at."""
    words = text.replace("(", " ").replace(")", " ").split()
    return len(words) % 2 == 1 and all(
        (word in OPERATORS) == (index % 2 == 1) and word.isascii()
        for index, word in enumerate(words)
    )


def _stands_alone(words: list[str], name: str) -> bool:
    """Whether a licence is one of the choices at the top of the expression."""
    depth = 0
    choice: list[str] = []
    choices = [choice]
    for word in words:
        depth += (word == "(") - (word == ")")
        if word == "OR" and not depth:
            choice = []
            choices.append(choice)
        else:
            choice.append(word)
    return any([part for part in choice if part not in "()"] == [name] for choice in choices)
