from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.namespaces import CATEGORY
from wikilint.analysis.slips import is_slip
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Comment, Node, Template, Text, Wikilink

_LONGEST_LINE = 600  # code points; titles have at most 255 bytes


@rule("malformed-redirect", severity="error", scope="any", fixes=("safe", "unsafe"))
def malformed_redirect(doc: Document) -> Iterator[Finding]:
    """A redirect does not redirect, or says more than it has to.

    MediaWiki wants `#REDIRECT [[Target]]` at the very start of the page. With an equals sign,
    single or triple brackets, a blank behind `#`, or text before it, the page is an ordinary one
    with a numbered list. See [Help:Redirects](https://www.mediawiki.org/wiki/Help:Redirects).

    A redirect that works gets an info for a colon or a label, which do nothing, and a warning for
    text behind it, which readers never see; templates and categories belong there.

    **Fix.** Safe for colon and label. Unsafe where the page becomes a redirect: the target is
    read off the line, and a redirect behind templates or comments moves to the start.
    """
    text = doc.text
    words: list[str] = doc.site.data["redirect_words"]
    found = _command().match(text, len(text) - len(text.lstrip()))
    word = found["word"].lower() if found else ""
    if found is None:
        yield from _behind_others(doc, tuple(words))
    elif is_code(doc, *found.span()):
        return
    elif found[0].lower() in words:
        yield from _at_start(doc, found)
    elif any(word == known[1:] or is_slip(word, known[1:]) for known in words):
        line = _line(text, found.start())
        if re.fullmatch(r"\W{0,9}\[\[[^\[\]\n]+\]\][ \t.]*", line[len(found[0]) :]):
            yield _broken(doc, found, f"“{found[0]}” is no redirect to MediaWiki")
    else:
        yield from _behind_others(doc, tuple(words))


@cache
def _command() -> re.Pattern[str]:
    return re.compile(r"#?[ \t]*(?P<word>[^\W\d_]+)")


@cache
def _working() -> re.Pattern[str]:
    """What may follow the word (WikitextContentHandler, verified on 1.39)."""
    return re.compile(
        r"\s*+(?P<colon>:?)\s*+\[\[(?P<target>[^\[\]{}|<>\n]+)(?P<label>\|[^\[\]\n]*)?\]\]"
    )


@cache
def _anywhere(words: tuple[str, ...]) -> re.Pattern[str]:
    """The words at the start of a line; each begins with a mark, which the search can skip to."""
    either = "|".join(
        "".join(f"[{c.lower()}{c.upper()}]" if c.isalpha() else re.escape(c) for c in word)
        for word in words
    )
    return re.compile(rf"(?:{either})(?=\s*:?\s*\[\[)")


def _line(text: str, start: int) -> str:
    return text[start : start + _LONGEST_LINE].partition("\n")[0]


def _at_start(doc: Document, found: re.Match[str]) -> Iterator[Finding]:
    text = doc.text
    working = _working().match(text, found.end())
    if working is None or not working["target"].strip():
        yield _broken(doc, found, "this is no redirect to MediaWiki: a link has to follow")
        return
    if working["colon"]:
        start, end = working.span("colon")
        blank = "" if text[end : end + 1] in (" ", "\n") else " "
        fix = Fix("remove the colon", (Edit((start, end), blank),), "safe", effect="cosmetic")
        yield Finding((start, end), "a redirect needs no colon", fix, severity="info")
    if working["label"]:
        span = working.span("label")
        fix = Fix("remove the label", (Edit(span, ""),), "safe", effect="cosmetic")
        yield Finding(span, "nobody sees the label of a redirect’s link", fix, severity="info")
    for node in doc.tree.nodes:
        if node.end > working.end():
            start = max(node.start, working.end())
            shown = _shown(doc, node, start)
            if shown:
                span = (start + shown.start(), start + shown.end())
                message = "readers never see text behind a redirect"
                yield Finding(span, message, severity="warning")
                return


def _shown(doc: Document, node: Node, start: int) -> re.Match[str] | None:
    """The first line of a node that is neither blank nor about the page."""
    if isinstance(node, (Comment, Template)):
        return None
    if isinstance(node, Wikilink) and (
        doc.site.split_title(node.target)[0] == CATEGORY or ":" in node.target
    ):
        return None
    source = doc.text[start : node.end]
    if isinstance(node, Text):
        source = re.sub(r"__[A-Z]{3,40}__", lambda match: " " * len(match[0]), source)
    return re.search(r"\S[^\n]*", source)


def _broken(doc: Document, found: re.Match[str], message: str) -> Finding:
    """A redirect that does not work, with the repair if its line says where it leads."""
    start = found.start()
    line = _line(doc.text, start)
    rest = line[found.end() - start :]
    target = re.fullmatch(
        r"[\s:=>→-]*+\[*+([^\[\]{}|<>\n]{1,255})(?:\|[^\[\]\n]*+)?\]*+[\s.]*+", rest
    )
    span = (start, start + len(line.rstrip()))
    title = target[1].strip(" \t\"'") if target else ""
    if not title or "//" in title or not any(char.isalnum() for char in title):
        return Finding(span, message)
    new = f"{doc.site.data['redirect_words'][0].upper()} [[{title}]]"
    return Finding(span, message, Fix(f"write {new}", (Edit(span, new),), reshapes=span))


def _behind_others(doc: Document, words: tuple[str, ...]) -> Iterator[Finding]:
    """Redirects that stand on a line of their own, but not at the start of the page."""
    text = doc.text
    for found in _anywhere(words).finditer(text):
        start = found.start()
        node = doc.tree.at(start, start + 1)
        if text[start - 1] != "\n" or node.parent is not doc.tree or isinstance(node, Comment):
            continue
        if is_transcluded(doc):
            return
        line = _line(text, start)
        span = (start, start + len(line.rstrip()))
        fix = None
        before = [node for node in doc.tree.nodes if node.end <= start]
        if all(isinstance(n, (Comment, Template)) or not str(n).strip() for n in before):
            edits = (Edit((0, 0), f"{line.rstrip()}\n"), Edit((start, start + len(line) + 1), ""))
            fix = Fix("move it to the start", edits, reshapes=(0, span[1]))
        yield Finding(span, "a redirect works only at the start of the page", fix)
        return
