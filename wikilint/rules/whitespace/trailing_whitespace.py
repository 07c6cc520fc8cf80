from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.blanks import Blanks, blanks, is_wikitext, line_ends, line_start

_ROW_MARKS = ("{|", "|-", "|+", "|}")


@rule("trailing-whitespace", severity="off", scope="any", fixes=("safe",))
def trailing_whitespace(doc: Document) -> Iterator[Finding]:
    """A line ends in blanks.

    Nobody sees them, and they turn up in every comparison of versions. Two pages of three have
    some, so the rule is off unless you switch it on.

    Never touched: `<pre>`, `<nowiki>`, `<poem>`, code and formulas, what a tag that the site does
    not know or that nothing closes holds, comments; arguments without a name and those of parser
    functions, which keep their blanks; lines that begin with a blank, and blank lines behind
    them, which are part of the same box; lines with a signature; pages of programs and styles.

    **Fix.** Safe and cosmetic: the blanks go, the line break stays.
    """
    text = doc.text
    if not (" \n" in text or "\t\n" in text or text[-1:] in (" ", "\t")) or not is_wikitext(doc):
        return
    found = blanks(doc)
    boxed = -1  # where a line ends that is part of an indented box
    for start, end in line_ends(text):
        first = line_start(text, start)
        line = text[first:start]
        if not line and text[first] == " " and (boxed == first or _is_boxed(text, first)):
            boxed = end + 1
        elif _is_free(found, line, start):
            fix = Fix("remove the blanks", (Edit((start, end), ""),), "safe", effect="cosmetic")
            yield Finding((start, end), "blanks at the end of the line", fix)


def _is_boxed(text: str, first: int) -> bool:
    """Whether the line before begins with a blank and holds something."""
    before = line_start(text, first - 1)
    return first > 0 and text[before] == " " and not text[before:first].isspace()


def _is_free(found: Blanks, line: str, start: int) -> bool:
    around = found.around(start)
    content = line.lstrip(" ")
    if around == "markup":
        is_row = content.lstrip(":*# \t").startswith(_ROW_MARKS)
        return is_row and not line.startswith(" ") and not found.in_comment(start)
    if around == "template":
        return content == line or content.startswith(("|", "}", "{{"))
    if around not in {"text", "table"} or (content and content != line):
        return False
    return not found.is_signed(start - len(line))
