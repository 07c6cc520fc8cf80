from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.blanks import blanks, inner_runs, is_wikitext

_STOPS = (".", "!", "?", ":", ";")
_CLOSERS = "'\")]}>”’»*"
_LIST_MARKS = "*#:;"
_MOST_MARKS = 20


@dataclass(frozen=True, eq=False, repr=False)
class RepeatedSpaceOptions:
    """Options of the rule."""

    sentences: bool = option(False, "Whether two blanks behind a sentence are too many.")


@rule("repeated-space", severity="off", scope="any", options=RepeatedSpaceOptions, fixes=("safe",))
def repeated_space(doc: Document, options: RepeatedSpaceOptions) -> Iterator[Finding]:
    """Several blanks stand in a row inside a line.

    Browsers show one. Two blanks behind a sentence are a habit that
    [MOS:DOUBLESPACE](https://en.wikipedia.org/wiki/MOS:DOUBLESPACE) leaves to the writer; switch
    `sentences` on to have them reported, too.

    Never touched: templates and their arguments, tables, tags, link targets, addresses, comments,
    code and formulas, `<poem>`; the beginning of lines, blanks behind a list's marks, at the edges
    of headings and round pipes; lines that begin with a blank or a table's mark, or bear a
    signature.

    **Fix.** Safe and cosmetic: one blank stays.
    """
    text = doc.text
    if ("  " not in text and "\t" not in text) or not is_wikitext(doc):
        return
    found = blanks(doc)
    first = seen = 0  # where the line begins, and how far it was looked at: lines may be long
    for start, end in inner_runs(text):
        if (line_break := text.rfind("\n", seen, start)) >= 0:
            first = line_break + 1
        seen = end
        if text[first] in " \t|!" or not _is_inside(text, first, start, end):
            continue
        if (
            not options.sentences
            and end == start + 2
            and _ends_sentence(text[max(first, start - 8) : start])
        ):
            continue
        if found.around(start) != "text" or found.is_signed(first):
            continue
        fix = Fix("leave one blank", (Edit((start, end), " "),), "safe", effect="cosmetic")
        yield Finding((start, end), f"{end - start} blanks in a row", fix)


def _is_inside(text: str, first: int, start: int, end: int) -> bool:
    """Whether words stand on both sides, and neither a list's mark, a pipe nor a link's edge."""
    if text[start - 1] in "|=" or text[end] in "|=":
        return False
    if text.startswith("[[", start - 2) or text.startswith("]]", end):
        return False
    return start - first > _MOST_MARKS or bool(text[first:start].strip(_LIST_MARKS))


def _ends_sentence(before: str) -> bool:
    if before.endswith(("</ref>", "/>", "}}")):
        return True  # a footnote behind the full stop
    return before.rstrip(_CLOSERS).endswith(_STOPS)
