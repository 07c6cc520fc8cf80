from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.heading_lines import heading_lines, html_headings, shown_title
from wikilint.syntax import Heading, Tag

_BLANKS = " \t"
_MARKUP = ("", "<", "'", "=")


@rule("empty-heading", severity="warning", scope="any", fixes=("manual",))
def empty_heading(doc: Document) -> Iterator[Finding]:
    """A heading has no text.

    It leaves a gap on the page and a number without a name in the table of contents; MediaWiki's
    Linter calls it [empty-heading](https://www.mediawiki.org/wiki/Help:Lint_errors/empty-heading).
    Comments, line breaks and tags without contents are no text.

    Never reported: templates, images, formulas, which may show something; code.

    **Fix.** Manual: the line goes, and what follows becomes part of the section before.
    """
    for heading in heading_lines(doc).sound:
        first = heading.start + heading.level
        if doc.text[first : first + 2].lstrip(_BLANKS)[:1] in _MARKUP and not _shows(heading):
            end = heading.end + doc.text.startswith("\n", heading.end)
            fix = Fix("remove the heading", (Edit((heading.start, end), ""),), "manual")
            yield Finding(heading.span, "the heading has no text", fix)
    for tag in html_headings(doc):
        if not tag.content.strip():
            fix = Fix("remove the heading", (Edit(tag.span, ""),), "manual")
            yield Finding(tag.span, "the heading has no text", fix)


def _shows(heading: Heading) -> bool:
    """Whether there is text, or a tag that makes some."""
    if shown_title(heading):
        return True
    nodes = (node for top in heading.title_nodes for node in (top, *top.walk()))
    return any(isinstance(n, Tag) and (n.opaque or n.name == "ref") for n in nodes)
