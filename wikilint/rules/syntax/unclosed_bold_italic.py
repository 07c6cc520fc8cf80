from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.quote_runs import UnclosedQuotes, unclosed_quotes
from wikilint.syntax import Heading, Parameter, Tag, Wikilink

_NAMES = {2: "italics", 3: "bold text", 5: "bold and italic"}
_MOST_QUOTES = 5  # italics and bold text at once


@dataclass(frozen=True, eq=False, repr=False)
class UnclosedBoldItalicOptions:
    """Options of the rule."""

    stray_apostrophe: bool = option(
        False, "Also report runs of four or of more than five, of which some print as apostrophes."
    )


@rule(
    "unclosed-bold-italic",
    severity="warning",
    scope="any",
    options=UnclosedBoldItalicOptions,
    fixes=("manual",),
)
def unclosed_bold_italic(doc: Document, options: UnclosedBoldItalicOptions) -> Iterator[Finding]:
    """`''` or `'''` has no partner on its line, in its cell or heading.

    MediaWiki ends italics and bold text with the line, the table cell, the link label or the
    argument that they begin in, so all that is left of it is italic or bold. The cause is mostly a
    partner that was forgotten or mistyped, or a quotation that goes on in the next paragraph; in a
    heading MediaWiki's Linter calls it
    [unclosed-quotes-in-heading](https://www.mediawiki.org/wiki/Help:Lint_errors/unclosed-quotes-in-heading).

    Where both kinds are left open on a line, MediaWiki takes one `'''` for an apostrophe and `''`
    ([Help:Formatting](https://www.mediawiki.org/wiki/Help:Formatting)), and nothing is reported.
    Never reported: code (lines that begin with a blank, `<code>`, backticks), and what parser
    functions and parameters may complete.

    **Fix.** Manual: the partner goes where the line ends, which keeps the look and is rarely what
    was meant.
    """
    for unclosed in unclosed_quotes(doc):
        if not is_code(doc, unclosed.start, unclosed.end):
            yield _finding(doc, unclosed)
    if options.stray_apostrophe:
        for token in doc.scan.tokens:
            width = token.end - token.start
            surplus = width - 3 if width == 4 else width - _MOST_QUOTES
            if token.kind == "'" and surplus > 0 and not is_code(doc, token.start, token.end):
                message = f"of {width} apostrophes, MediaWiki prints {surplus}"
                yield Finding((token.start, token.end), message)


def _finding(doc: Document, unclosed: UnclosedQuotes) -> Finding:
    mark = "'" * unclosed.width
    where = _place(unclosed)
    fix = Fix(
        f"close the {_NAMES[unclosed.width]} at the end of the {where}",
        (Edit((unclosed.line_end, unclosed.line_end), mark),),
        "manual",
    )
    message = f"{mark} has no partner in its {where}"
    if doc.text[unclosed.end : unclosed.line_end].strip():
        message += f": all that follows is {_NAMES[unclosed.width]}"
    return Finding((unclosed.start, unclosed.end), message, fix)


def _place(unclosed: UnclosedQuotes) -> str:
    within = unclosed.within
    if isinstance(within, Heading):
        return "heading"
    if isinstance(within, Wikilink):
        return "label"
    if isinstance(within, Parameter):
        return "argument"
    return "cell" if isinstance(within, Tag) and within.markup else "line"
