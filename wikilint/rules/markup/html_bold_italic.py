from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Applicability, Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.html_elements import html_elements
from wikilint.analysis.quote_runs import unclosed_quotes
from wikilint.syntax import Heading, Parameter, Tag, Template

_QUOTES = {"b": "'''", "em": "''", "i": "''", "strong": "'''"}
_AS_QUOTES = {"em": "i", "strong": "b"}


@dataclass(frozen=True, eq=False, repr=False)
class HtmlBoldItalicOptions:
    """Options of the rule."""

    semantic: bool = option(False, "Also `<strong>` and `<em>`, which say why they are so.")
    underline: bool = option(False, "Also `<u>`, which readers take for a link.")


@rule(
    "html-bold-italic",
    severity="off",
    scope="any",
    options=HtmlBoldItalicOptions,
    fixes=("safe", "unsafe"),
)
def html_bold_italic(doc: Document, options: HtmlBoldItalicOptions) -> Iterator[Finding]:
    """`<b>` or `<i>` stands where wikitext has `'''` and `''`.

    Both give the same page, and quotes are what everyone writes
    ([Help:Formatting](https://www.mediawiki.org/wiki/Help:Formatting)). Not reported: tags with
    attributes, over several lines, in headings, with an apostrophe or a quote run at one of
    their edges, with bold or italic text round or in them that quotes would end, and on lines
    with an open quote run.

    **Fix.** Safe. Unsafe for `<strong>` and `<em>`, whose meaning is lost, where a template
    stands at an edge, which may end in an apostrophe, and at the edge of a template's argument.
    None for `<u>`: what is meant by it a person has to say.
    """
    names = ["b", "i", *(["strong", "em"] if options.semantic else [])]
    present = html_elements(doc)
    for name in names:
        for tag in present.get(name, ()):
            if _is_plain(doc, tag):
                yield _finding(doc, tag)
    if options.underline:
        for tag in present.get("u", ()):
            yield Finding(tag.opening_span, "<u> looks like a link: write italics, or nothing")


def _finding(doc: Document, tag: Tag) -> Finding:
    quotes = _QUOTES[tag.name]
    closing = tag.closing_span
    assert closing is not None  # of a pair
    edits = (Edit(tag.opening_span, quotes), Edit(closing, quotes))
    applicability: Applicability = "safe" if _is_same(doc, tag) else "unsafe"
    fix = Fix(f"write {quotes}", edits, applicability, effect="cosmetic")
    return Finding(tag.opening_span, f"<{tag.name}> is {quotes} in wikitext", fix)


def _is_plain(doc: Document, tag: Tag) -> bool:
    """Whether quotes pair as the tags do."""
    text, content = doc.text, tag.content
    if tag.attributes or not content.strip() or "\n" in content or "<!--" in content:
        return False
    around = text[tag.start - 1 : tag.start], text[tag.end : tag.end + 1]
    if "'" in (content[0], content[-1], *around):
        return False
    kind = _kind(tag)
    for node in tag.ancestors():
        if isinstance(node, Heading) or (isinstance(node, Tag) and _kind(node) == kind):
            return False
    for node in tag.walk():
        if node is not tag and isinstance(node, Tag) and _kind(node) == kind:
            return False
    unclosed = unclosed_quotes(doc)
    line = text.rfind("\n", 0, tag.start) + 1
    index = bisect_left(unclosed, line, key=lambda run: run.start)
    return index == len(unclosed) or "\n" in text[tag.end : unclosed[index].start]


def _kind(tag: Tag) -> str:
    return _AS_QUOTES.get(tag.name, tag.name)


def _is_same(doc: Document, tag: Tag) -> bool:
    """Whether no template may bring an apostrophe to the quotes."""
    if tag.name in _AS_QUOTES:
        return False
    text, content = doc.text, tag.content
    if "{" in (content[0], text[tag.end : tag.end + 1]):
        return False
    if "}" in (content[-1], text[tag.start - 1 : tag.start]):
        return False
    parent = tag.parent
    if not isinstance(parent, Parameter):
        return not isinstance(parent, Template)
    start, end = parent.value_span
    return start < tag.start and tag.end < end
