from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.brackets import LoneBracket, brackets, is_only_one_of_its_section
from wikilint.analysis.code_places import is_code
from wikilint.analysis.urls import end_on_next_line

_LABEL = r"[^\[\]{}<>\n]+"
_LONGEST = 2_000  # characters of a link; looking further takes long on a page of one line


@rule("unbalanced-brackets", severity="error", scope="any", fixes=("unsafe", "manual"))
def unbalanced_brackets(doc: Document) -> Iterator[Finding]:
    """Brackets of a link are opened or closed without a partner.

    The link is printed as source. One that is not closed also breaks the template around it.

    Single brackets are prose (`[sic]`, intervals), except before an address. Never reported: code
    (lines that begin with a blank, backticks, `<code>`), raw contents, closing brackets on a line
    that has as many opening ones, links that `malformed-external-link` joins again.

    **Fix.** Unsafe, for a single bracket where two are wanted (`[[Foo]`, `[Foo]]`) round a plain
    title, and for an external link that nothing closes before its footnote ends, if nothing else
    is unbalanced in the section.
    """
    line, is_even = Span(0, -1), False
    for lone in brackets(doc).lone:
        if lone.kind in ("{{", "}}") or is_code(doc, lone.start, lone.end):
            continue
        if lone.kind == "[[":
            yield _opened(doc, lone)
        elif lone.kind == "[":
            yield from _external(doc, lone)
        else:
            if lone.start > line.end:
                line = Span(*doc.lines.line_span(doc.lines.line_of(lone.start)))
                is_even = doc.text.count("[", *line) == doc.text.count("]", *line)
            if not is_even:
                yield _closed(doc, lone, line.start)


def _opened(doc: Document, lone: LoneBracket) -> Finding:
    link = re.compile(rf"\[\[{_LABEL}\](?!\])").match(doc.text, lone.start)
    if link is None:
        return Finding((lone.start, lone.end), "[[ is never closed")
    at = link.end()
    message = f"{link[0]} ends with a single bracket"
    return Finding((lone.start, at), message, _add(doc, lone, at, "]", (lone.start, at)))


def _closed(doc: Document, lone: LoneBracket, line: int) -> Finding:
    text = doc.text
    at = text.rfind("[", max(line, lone.start - _LONGEST), lone.start)
    title = re.compile(rf"\[(?!\w*:?//){_LABEL}\]\]").match(text, max(at, 0), lone.end)
    if at < 0 or title is None or text[at - 1 : at] == "[":
        return Finding((lone.start, lone.end), "]] closes nothing")
    fix = _add(doc, lone, at, "[", (at, lone.end))
    return Finding((at, lone.end), f"{title[0]} begins with a single bracket", fix)


def _external(doc: Document, lone: LoneBracket) -> Iterator[Finding]:
    text = doc.text
    protocols = tuple(doc.site.data["protocols"])
    if not text[lone.end : lone.end + 20].lower().startswith(protocols):
        return
    url = re.compile(r"\[[^\s\[\]<>{}\"]*").match(text, lone.start)
    assert url is not None  # it begins with the bracket
    if text.startswith("{", url.end()):  # templates make the address, or the bracket behind it
        return
    if end_on_next_line(text, url.end()) >= 0:
        return
    line_end = text.find("\n", lone.end, lone.end + _LONGEST)
    note_end = text.find("</ref>", lone.end, line_end if line_end >= 0 else lone.end + _LONGEST)
    fix = None
    if note_end >= 0:
        inside = text[lone.end : note_end]
        if not any(mark in inside for mark in "[]{}<>"):
            at = lone.end + len(inside.rstrip())
            fix = _add(doc, lone, at, "]", (lone.start, note_end))
    yield Finding(url.span(), f"the external link {url[0]} is not closed on its line", fix)


def _add(
    doc: Document, lone: LoneBracket, at: int, bracket: str, reshapes: tuple[int, int]
) -> Fix | None:
    if not is_only_one_of_its_section(doc, lone):
        return None
    return Fix("add the missing bracket", (Edit((at, at), bracket),), reshapes=reshapes)
