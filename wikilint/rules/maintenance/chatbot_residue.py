from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.code_places import is_raw
from wikilint.analysis.date_values import other_date_values

_ARGUMENT = "utm_source="
_BEFORE, _BEHIND = 32, 120  # characters of a mark round what it is found by
_VALUE_ENDS = frozenset("&#|]}<> \n\t\"'")


@rule("chatbot-residue", severity="warning", fixes=())
def chatbot_residue(doc: Document) -> Iterator[Finding]:
    """A trace that a chatbot left in pasted text or in an address.

    Text that a chatbot wrote may be invented, its sources too: whoever reviews it has to check
    every sentence ([WP:AISIGNS](https://en.wikipedia.org/wiki/Wikipedia:Signs_of_AI_writing)). The
    traces are marks of citations that were lost when the text was pasted (`turn0search0`,
    `oaicite`), dates and addresses to be filled in (`2025-XX-XX`, `INSERT_SOURCE_URL`), and the
    argument that tells a site who sent the reader (`utm_source=chatgpt.com`).

    Never reported: code, comments, nowiki; a date to be filled in outside citations. An address
    with such an argument alone says that a source was found with a chatbot, not that the text is
    one's.

    **Fix.** None: the traces are evidence for other editors.
    """
    last = -1
    for start, end, message in sorted({*_marks(doc), *_arguments(doc), *_dates(doc)}):
        if start >= last and not is_raw(doc, start):
            yield Finding((start, end), message)
            last = end


def _marks(doc: Document) -> Iterator[tuple[int, int, str]]:
    for literal, pattern in doc.site.data["chatbot_marks"].items():
        for start, end in _places(doc.text, literal, pattern):
            yield start, end, f"“{doc.text[start:end]}” is a mark that chatbots leave"


def _dates(doc: Document) -> Iterator[tuple[int, int, str]]:
    pattern = doc.site.data["chatbot_placeholder_date"]
    for value in other_date_values(doc):
        if re.fullmatch(pattern, value.text):
            yield *value.span, f"“{value.text}” is a date to be filled in"


def _places(text: str, literal: str, pattern: str) -> Iterator[tuple[int, int]]:
    """Where a pattern matches round a literal that is part of it."""
    at = text.find(literal)
    while at >= 0:
        end = at + len(literal)
        matches = re.compile(pattern).finditer(text, max(0, at - _BEFORE), end + _BEHIND)
        for match in matches:
            if match.start() <= at < match.end():
                yield match.span()
                end = match.end()
        at = text.find(literal, end)


def _arguments(doc: Document) -> Iterator[tuple[int, int, str]]:
    text = doc.text
    sources = frozenset(doc.site.data["chatbot_sources"])
    at = text.find(_ARGUMENT)
    while at >= 0:
        start = end = at + len(_ARGUMENT)
        while end < len(text) and text[end] not in _VALUE_ENDS:
            end += 1
        host = text[start:end].lower().split(".")
        names = host[:-1] or host
        # “gemini” alone is a network for advertisements
        chatbot = next((name for name in names if name in sources and host != ["gemini"]), None)
        if chatbot and text[at - 1 : at] in {"?", "&", ";"}:
            yield at, end, f"“{text[at:end]}” tells that {chatbot} led to the source"
        at = text.find(_ARGUMENT, end)
