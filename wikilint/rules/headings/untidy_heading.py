from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.heading_lines import heading_lines
from wikilint.syntax import Heading, Tag, Text

Inner: TypeAlias = Literal["any", "majority", "spaced", "tight"]


@dataclass(frozen=True, eq=False, repr=False)
class UntidyHeadingOptions:
    """Options of the rule."""

    inner: Inner = option(
        "any",
        "Blanks inside the equals signs: `any` takes `==A==` and `== A ==`, `majority` wants what "
        "most headings of the page have.",
    )


@rule("untidy-heading", severity="off", scope="any", options=UntidyHeadingOptions, fixes=("safe",))
def untidy_heading(doc: Document, options: UntidyHeadingOptions) -> Iterator[Finding]:
    """A heading has stray blanks, tabs or a line break tag.

    More than one blank inside the equals signs, a blank on one side only, two blanks between
    words, `<br>` at the end: nobody sees it on the page, and whoever searches for the heading in
    the source does not find it. Most pages have both `==A==` and `== A ==`; which is wanted is an
    option ([Help:Section](https://en.wikipedia.org/wiki/Help:Section)).

    Never touched: blanks behind the closing equals signs
    ([trailing-whitespace](trailing-whitespace.md)), no-break spaces, templates, tags, code.

    **Fix.** Safe and cosmetic: page and anchor stay the same.
    """
    headings = heading_lines(doc).sound
    strict = options.inner != "any"
    if not strict and all(map(_looks_tidy, headings)):
        return
    headings = tuple(heading for heading in headings if heading.title)
    wanted = options.inner
    if headings and wanted != "spaced" and wanted != "tight":
        wanted = _majority(headings)
    for heading in headings:
        edits = [*_sides(heading, wanted, strict=strict), *_inside(heading)]
        if edits:
            fix = Fix("tidy the heading", tuple(edits), "safe", effect="cosmetic")
            yield Finding(heading.span, "stray blanks in the heading", fix)


def _looks_tidy(heading: Heading) -> bool:
    """A quick look, which most headings pass."""
    level = heading.level
    inner = heading.source[heading.start + level : heading.end - level]
    if "  " in inner or "\t" in inner or "<" in inner:
        return False
    return (inner[0] == " ") == (inner[-1] == " ")


def _majority(headings: Sequence[Heading]) -> Literal["spaced", "tight"]:
    """What most headings of the page have; of equals, what the first one has."""
    spaced = sum(_blanks(heading)[0] != "" for heading in headings)
    if spaced * 2 == len(headings):
        return "spaced" if _blanks(headings[0])[0] else "tight"
    return "spaced" if spaced * 2 > len(headings) else "tight"


def _blanks(heading: Heading) -> tuple[str, str]:
    """What stands between the equals signs and the title."""
    start, end = heading.title_span
    source, level = heading.source, heading.level
    return source[heading.start + level : start], source[end : heading.end - level]


def _sides(heading: Heading, wanted: str, *, strict: bool) -> Iterator[Edit]:
    before, after = _blanks(heading)
    start, end = heading.title_span
    last = _line_break(heading)
    if last is not None:
        end = heading.title_span.start + len(
            heading.source[heading.title_span.start : last.start].rstrip()
        )
        after = heading.source[end : heading.end - heading.level]
    blank = " " if wanted == "spaced" else ""
    if not strict and (before.strip(" ") == "" and len(before) < 2):
        blank = before if last is not None or before == after or len(after) > 1 else blank
    if before != blank:
        yield Edit((start - len(before), start), blank)
    if after != blank:
        yield Edit((end, end + len(after)), blank)


def _line_break(heading: Heading) -> Tag | None:
    """A line break tag at the end, behind something else."""
    nodes = [n for n in heading.title_nodes if not (isinstance(n, Text) and not str(n).strip())]
    last = nodes[-1] if len(nodes) > 1 else None
    return last if isinstance(last, Tag) and last.name == "br" and not last.attributes else None


def _inside(heading: Heading) -> Iterator[Edit]:
    """Runs of blanks between the words of the title."""
    if "  " not in heading.title and "\t" not in heading.title:
        return
    start, end = heading.title_span
    last = _line_break(heading)
    for node in heading.title_nodes:
        if isinstance(node, Text):
            for match in re.finditer(r"(?: |\t){2,}|\t", str(node)):
                first, after = node.start + match.start(), node.start + match.end()
                if start < first and after < (last.start if last else end):
                    yield Edit((first, after), " ")
