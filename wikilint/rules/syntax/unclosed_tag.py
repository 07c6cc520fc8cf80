from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from wikilint import Document, Edit, Finding, Fix, Related, Severity, rule
from wikilint.analysis.elements import elements
from wikilint.analysis.page_tags import page_tags
from wikilint.analysis.slips import is_slip
from wikilint.analysis.transclusion import is_transcluded
from wikilint.analysis.tree_building import ElementFault
from wikilint.syntax import Token

_LONGEST = 60  # the text that a repair puts between two tags


@rule("unclosed-tag", severity="warning", scope="any", fixes=("unsafe", "manual"))
def unclosed_tag(doc: Document) -> Iterator[Finding]:
    """An opening tag has no end tag, or something else ends the element first.

    What `<small>`, `<div>` and their like hold goes on to the end of the page, or, of elements
    that are no blocks, to the end of their paragraph, list item, heading or table cell; an end tag
    that comes later is dropped. An extension's tag without an end tag (`<nowiki>`, `<gallery>`)
    is printed as it stands; that is an error, and so is a formatting tag that is left open more
    than once. MediaWiki's Linter calls these
    [missing-end-tag](https://www.mediawiki.org/wiki/Help:Lint_errors/missing-end-tag) and
    [html5-misnesting](https://www.mediawiki.org/wiki/Help:Lint_errors/html5-misnesting).

    Never reported: tags that may stay open (`<li>`, `<td>`, `<p>` …), pages that are made to be
    transcluded, tags that a parser function may leave out, blocks that a template behind them may
    end. `<ref>` is the matter of `unclosed-ref`.

    **Fix.** Unsafe, where the end tag is there but mistyped and stands on the same line: the tag
    opened a second time (`<sub>2<sub>`), with the slash behind its name (`<b>a<b/>`), or with a
    slip in its name; and for `<references>`, which gets its slash. Manual for a list item: the end
    tag goes to the item's end.
    """
    faults = [fault for fault in elements(doc) if fault.kind == "unclosed"]
    counts = Counter(fault.token.name for fault in faults if fault.partner is None)
    mistyped: set[int] = set()
    for fault, behind in zip(faults, [*faults[1:], None], strict=False):
        token = fault.token
        if token.start in mistyped:
            continue
        wrong = _mistyped(doc, fault, behind)
        if wrong is not None:
            mistyped.add(wrong.start)
        severity: Severity | None = "error" if counts[token.name] > 1 and wrong is None else None
        yield _finding(doc, fault, wrong, severity)
    unclosed = page_tags(doc).unclosed
    if not unclosed or is_transcluded(doc):
        return
    for token in unclosed:
        if token.name != "ref" and _is_meant(doc, token):
            span = (token.start, token.end)
            message = f"<{token.name}> is never closed, so MediaWiki prints it as text"
            fix = None
            if token.name == "references":
                closed = doc.text[token.start : token.end - 1].rstrip() + " />"
                fix = Fix(f"write {closed}", (Edit(span, closed),), reshapes=span)
            yield Finding(span, message, fix, severity="error")


def _finding(
    doc: Document, fault: ElementFault, wrong: Token | None, severity: Severity | None
) -> Finding:
    token, partner = fault.token, fault.partner
    name = token.name
    related: tuple[Related, ...] = ()
    fix = None
    if wrong is not None:
        span = (wrong.start, wrong.end)
        message = f"<{name}> is not closed by {doc.text[wrong.start : wrong.end]}: write </{name}>"
        related = (Related(span, "meant to close it"),)
        edit = Edit(span, f"</{name}>")
        fix = Fix(f"write </{name}>", (edit,), effect="markup", reshapes=(token.start, wrong.end))
    elif partner is not None:
        message = f"<{name}> ends with its {fault.ended_by}; its </{name}> comes too late"
        related = (Related((partner.start, partner.end), "this end tag is dropped"),)
    elif fault.ended_by == "page":
        message = f"<{name}> is never closed"
    elif fault.ended_by == name:
        message = f"<{name}> is not closed before the next one begins"
    elif fault.ended_by.startswith("<"):
        message = f"<{name}> is never closed and ends at {fault.ended_by}"
    elif " " in fault.ended_by or fault.ended_by in ("paragraph", "heading"):
        message = f"<{name}> is never closed in its {fault.ended_by}"
        if fault.ended_by == "list item":
            fix = _close_at_line_end(doc, token)
    else:
        message = f"<{name}> is never closed and ends at </{fault.ended_by}>"
    return Finding((token.start, token.end), message, fix, severity=severity, related=related)


def _mistyped(doc: Document, fault: ElementFault, behind: ElementFault | None) -> Token | None:
    """The one tag behind an opening tag, on its line, that was meant to be its end tag."""
    token = fault.token
    if fault.partner is not None:
        return None
    text = doc.text
    line_end = text.find("\n", token.end)
    end = min(token.end + _LONGEST, line_end if line_end >= 0 else len(text))
    found = [
        other
        for tokens in (doc.scan.tokens, doc.scan.empty_tags)
        for other in _between(tokens, token.end, end)
        if other.kind in "<>/" and other.name
    ]
    found = [other for other in found if other.name == token.name or other.kind != "<"]
    found = [other for other in found if _could_close(doc, token, other, behind)]
    return found[0] if len(found) == 1 else None


def _between(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    first = bisect_right(tokens, start, key=lambda token: token.start)
    return tokens[first : bisect_left(tokens, end, key=lambda token: token.start)]


def _could_close(doc: Document, token: Token, other: Token, behind: ElementFault | None) -> bool:
    if other.kind == "<":
        again = behind is not None and behind.token == other and behind.partner is None
        return again and doc.text[other.start : other.end] == f"<{other.name}>"
    if other.kind == "/":
        return (
            other.name == token.name
            and re.fullmatch(r"<\w+\s*/\s*>", doc.text[other.start : other.end]) is not None
        )
    if other.name in doc.site.html_tags or other.name in doc.site.extension_tags:
        return False
    return is_slip(other.name, token.name)


def _close_at_line_end(doc: Document, token: Token) -> Fix:
    end = doc.text.find("\n", token.end)
    end = end if end >= 0 else len(doc.text)
    edit = Edit((end, end), f"</{token.name}>")
    return Fix(
        f"close <{token.name}> at the end of the list item",
        (edit,),
        "manual",
        effect="markup",
        reshapes=(token.start, end),
    )


def _is_meant(doc: Document, token: Token) -> bool:
    """Whether it is a tag rather than a ``<placeholder>`` that happens to be called like one."""
    source = doc.text[token.start : token.end]
    placeholder = token.name in doc.site.data["placeholder_tags"]
    return "=" in source or (not placeholder and source[1:-1].strip() == token.name)
