from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.blanks import is_wikitext
from wikilint.analysis.transclusion import is_transcluded


@dataclass(frozen=True, eq=False, repr=False)
class UntidyPageEdgeOptions:
    """Options of the rule."""

    final_newline: Literal["any", "always", "never"] = option(
        "any", "A line break at the very end: `any`, `always` (as git wants it), or `never`."
    )


@rule(
    "untidy-page-edge",
    severity="off",
    scope="any",
    options=UntidyPageEdgeOptions,
    fixes=("safe",),
)
def untidy_page_edge(doc: Document, options: UntidyPageEdgeOptions) -> Iterator[Finding]:
    """The page begins or ends with blank lines, or lacks a line break at its end.

    Two blank lines at the start make a gap above the text. At the end MediaWiki cuts off all
    blanks when a page is saved; a page kept in git usually ends with one line break.

    Never touched: the start of templates and of pages that others transclude, where a line break
    may be meant for the page that uses them; a page of blanks only; the blanks before the first
    word of the first line, which make a box.

    **Fix.** Safe and cosmetic: the blank lines go, the line break at the end comes or goes.
    """
    text = doc.text
    if not text or text.isspace() or not is_wikitext(doc):
        return
    if text[0] in " \t\n":
        first = len(text) - len(text.lstrip(" \t\n"))
        start = text.rfind("\n", 0, first) + 1
        if start and not is_transcluded(doc):
            yield _blank_lines(0, start, "start")
    last = len(text.rstrip(" \t\n"))
    tail = text[last:]
    if options.final_newline == "never" and "\n" in tail:
        yield _blank_lines(text.index("\n", last), len(text), "end")
    elif tail.count("\n") > 1 or ("\n" in tail and not tail.endswith("\n")):
        yield _blank_lines(text.index("\n", last) + 1, len(text), "end")
    elif options.final_newline == "always" and "\n" not in tail:
        edit = Edit((len(text), len(text)), "\n")
        fix = Fix("end the last line", (edit,), "safe", effect="cosmetic")
        yield Finding((last - 1, last), "no line break at the end of the page", fix)


def _blank_lines(start: int, end: int, edge: str) -> Finding:
    fix = Fix("remove the blank lines", (Edit((start, end), ""),), "safe", effect="cosmetic")
    return Finding((start, end), f"blank lines at the {edge} of the page", fix)
