from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.namespaces import MODULE
from wikilint.syntax import Tag, Text

_TICKS = "```"
_FENCE = r"(?m)^```[ \t]*([\w+#.-]*)[ \t]*$"
_BACKTICK = r"`([^\s`](?:[^`\n]{0,78}[^\s`])?)`"
_LINK = r"\[(?![^\]]*//)[ ]*([^\[\]\n]*[^\[\]\s])\s*\]\((https?://[^\s()\[\]<>{}|]+)\)"
_STRONG = r"\*\*(?=\w)([^*\n`|\[\]{}<>]*+)(?<=[\w.!?:)])\*\*(?![\w*'/])"
_MOST = 500  # of a kind that are looked at; all on one line would be slow
_LONGEST_LABEL = 300
_SHOWN = 40  # characters of a finding's text in its message
# What would be markup of its own inside `<code>`.
_MARKUP = ("<", ">", "|", "&", "[[", "]]", "{{", "}}", "''", "~~~", "__")


@rule("markdown-syntax", severity="warning", scope="any", fixes=("unsafe",))
def markdown_syntax(doc: Document) -> Iterator[Finding]:
    """Markdown stands where wikitext is meant.

    MediaWiki shows code fences, `[text](https://…)` and `**bold**` as they are, and reads what
    is in a fence as wikitext. Single backticks are shown as well, but many pages use them as marks
    for code, so there is one finding for all of a page, an info.

    Never reported: `<nowiki>`, `<pre>`, `<code>`, comments, lines that begin with a blank, modules;
    `## text`, which is an item of a list; backticks that stand in for quotation marks or letters.

    **Fix.** Unsafe, because the page changes to what was meant: `<syntaxhighlight>` or `<pre>` for
    a fence that is closed, `[https://… text]`, `'''bold'''`, `<code>` for backticks. Backticks
    round markup, and fences that hold such tags, are left.
    """
    if doc.namespace == MODULE:
        return
    fenced: list[tuple[int, int]] = []  # from the opening to the closing fence
    if "`" in doc.text:
        fences = list(_fences(doc))
        fenced = [span for span, _ in fences]
        yield from (finding for _, finding in fences)
        yield from _backticks(doc, fenced)
    yield from _outside(_links(doc), fenced)
    yield from _outside(_bold(doc), fenced)


def _outside(findings: Iterator[Finding], fenced: list[tuple[int, int]]) -> Iterator[Finding]:
    for finding in findings:
        if not any(start <= finding.span[0] < end for start, end in fenced):
            yield finding


def _fences(doc: Document) -> Iterator[tuple[tuple[int, int], Finding]]:
    opening: re.Match[str] | None = None
    for match in re.finditer(_FENCE, doc.text):
        if not _is_text(doc, match.start(), match.start() + len(_TICKS)):
            continue
        if opening is None:
            opening = match
        elif not match[1]:
            yield (opening.start(), match.end()), _fenced(doc.text, opening, match)
            opening = None
    if opening is not None:
        message = f"{opening[0]} opens no code block in wikitext"
        yield opening.span(), Finding(opening.span(), message)


def _fenced(text: str, opening: re.Match[str], closing: re.Match[str]) -> Finding:
    language = opening[1].lower()
    name = "syntaxhighlight" if language else "pre"
    start = f'<{name} lang="{language}">' if language else f"<{name}>"
    fix = None
    if f"</{name}" not in text[opening.end() : closing.start()].lower():
        edits = (Edit(opening.span(), start), Edit(closing.span(), f"</{name}>"))
        fix = Fix(f"write {start}", edits, reshapes=(opening.start(), closing.end()))
    return Finding(opening.span(), f"{opening[0]} opens no code block in wikitext: {start}", fix)


def _backticks(doc: Document, fenced: list[tuple[int, int]]) -> Iterator[Finding]:
    """One finding for all the code between backticks, at the first place."""
    text = doc.text
    places = []
    for match in islice(re.finditer(_BACKTICK, text), _MOST):
        start, end = match.span()
        around = text[start - 1 : start] + text[end : end + 1]
        if any(char.isalnum() or char in "`'\\$" for char in around) or match[1][0] == "'":
            continue
        if any(first <= start < last for first, last in fenced):
            continue
        if _is_text(doc, start, end):
            places.append(match)
    if not places:
        return
    edits: list[Edit] = []
    for match in places:
        if not any(mark in match[1] for mark in _MARKUP):
            start, end = match.span()
            edits += (Edit((start, start + 1), "<code>"), Edit((end - 1, end), "</code>"))
    fix = None
    if edits:
        fix = Fix("write <code>", tuple(edits), reshapes=(places[0].start(), places[-1].end()))
    more = f" (and {len(places) - 1} more on this page)" if len(places) > 1 else ""
    message = f"backticks are shown as they are: <code>{_short(places[0][1])}</code>{more}"
    yield Finding(places[0].span(), message, fix, severity="info")


def _links(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for link in doc.tree.external_links:
        # of one character, for str.endswith with a place takes three times as long
        if link.brackets or text[link.start - 1] != "(" or not text.endswith("](", 0, link.start):
            continue
        start = text.rfind("[", max(link.start - _LONGEST_LABEL, 0), link.start)
        match = re.compile(_LINK).match(text, start) if start >= 0 else None
        if match and text[start - 1 : start] not in ("[", "!") and _is_text(doc, start, start + 1):
            yield _replaced("a link", match.span(), f"[{match[2]} {match[1]}]")


def _bold(doc: Document) -> Iterator[Finding]:
    text = doc.text
    at = text.find("*")  # one character, which is found in no time
    while at >= 0 and (not text.startswith("**", at) or (at and text[at - 1] in "\n*")):
        at = text.find("*", at + 1)  # a list's marker
    if at < 0:
        return
    for match in islice(re.finditer(_STRONG, text), _MOST):
        start, end = match.span()
        before = text[start - 1 : start]
        if before in ("", "\n", " ", "(", ",", '"') and _is_text(doc, end - 1, end):
            yield _replaced("bold text", (start, end), f"'''{match[1]}'''")


def _replaced(what: str, span: tuple[int, int], new: str) -> Finding:
    fix = Fix(f"write {_short(new)}", (Edit(span, new),), reshapes=span)
    return Finding(span, f"{what} of Markdown: {_short(new)}", fix)


def _is_text(doc: Document, start: int, end: int) -> bool:
    """Whether a place is text of the page, not code, a comment or raw contents."""
    node = doc.tree.at(start, end)
    if not isinstance(node, Text) or is_code(doc, start, end):
        return False
    return not any(isinstance(around, Tag) and around.opaque for around in node.ancestors())


def _short(source: str) -> str:
    return source if len(source) <= _SHOWN else source[: _SHOWN - 1] + "…"
