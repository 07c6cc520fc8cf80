from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.blanks import blanks, is_wikitext, line_start
from wikilint.analysis.sections import ends_its_line

_RUN = r"\n(?:[ \t]*+\n){2,}"


@dataclass(frozen=True, eq=False, repr=False)
class ExtraBlankLinesOptions:
    """Options of the rule."""

    max: int = option(1, "How many blank lines may stand in a row.")
    before_stub: int = option(2, "How many may stand before a stub template.")


@rule(
    "extra-blank-lines",
    severity="off",
    scope="any",
    options=ExtraBlankLinesOptions,
    fixes=("safe", "unsafe"),
)
def extra_blank_lines(doc: Document, options: ExtraBlankLinesOptions) -> Iterator[Finding]:
    """Two or more blank lines stand in a row.

    Between paragraphs and before a heading MediaWiki makes an empty paragraph of the second one,
    a gap that is seldom wanted. Two before a stub template are the custom of the English
    Wikipedia ([WP:STUBSPACING](https://en.wikipedia.org/wiki/Wikipedia:STUBSPACING)).

    Never touched: code, formulas, `<poem>`, templates with their arguments, tables, comments,
    boxes of lines that begin with a blank, the start of the page (`untidy-page-edge`).

    **Fix.** Safe and cosmetic behind a heading and at the end of the page, where MediaWiki drops
    all of them. Unsafe elsewhere, because the gap closes.
    """
    text = doc.text
    if not is_wikitext(doc):
        return
    found = blanks(doc)
    headings = {h.end for h in doc.tree.headings if ends_its_line(text, h)}
    for match in re.finditer(_RUN, text):
        start, end = match.span()
        first = line_start(text, start)
        if start == 0 or text.isspace() or text[:start].isspace():
            continue
        if text[first] == " " and "\n " in match[0]:
            continue
        allowed = options.max
        if _stub_follows(doc, end):
            allowed = max(allowed, options.before_stub)
        number = match[0].count("\n") - 1
        if number <= allowed or found.around(start) != "text":
            continue
        extra = end
        at = start
        for _ in range(allowed + 1):
            at = text.index("\n", at) + 1
        line = text[first:start].rstrip(" \t")
        is_dropped = first + len(line) in headings or end == len(text)
        fix = Fix(
            "remove the extra lines",
            (Edit((at, extra), ""),),
            "safe" if is_dropped else "unsafe",
            effect="cosmetic" if is_dropped else "visible",
        )
        yield Finding((at, extra), f"{number} blank lines in a row; {allowed} will do", fix)


def _stub_follows(doc: Document, at: int) -> bool:
    suffixes = tuple(doc.site.data.get("stub_suffixes", ()))
    if not suffixes or not doc.text.startswith("{{", at):
        return False
    name = re.match(r"\{\{([^{}|<\n]*+)", doc.text[at : at + 200])
    return name is not None and name[1].strip().lower().endswith(suffixes)
