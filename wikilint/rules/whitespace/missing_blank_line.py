from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.blanks import blanks, is_wikitext, line_start
from wikilint.analysis.files import File, file_links
from wikilint.analysis.sections import ends_its_line
from wikilint.syntax import Tree

# Lines that may leave nothing on the page, or end in a line break that nobody sees in the source:
# with a second one there would be a gap.
_DOUBTFUL = ("{{", "<", "|", "!", "{|", "__", "=", " ", "\t", "-{", "}")
_DOUBTFUL_ENDS = ("noinclude>", "includeonly>", "-->", "__")
_LIST_MARKS = ("*", "#", ":", ";")


@rule("missing-blank-line", severity="off", scope="any", fixes=("safe",))
def missing_blank_line(doc: Document) -> Iterator[Finding]:
    """No blank line stands before a heading, or round a thumbnail on a line of its own.

    The blank line makes the source easier to read
    ([MOS:HEADINGS](https://en.wikipedia.org/wiki/MOS:SECTIONSTYLE)); readers see no difference.

    Left alone: a heading behind a heading; lines of templates, tags, comments, behaviour switches
    and categories, which often belong to what follows (an anchor) and behind which a second line
    break may open a gap; files beside lists, in tables, templates and tags; code.

    **Fix.** Safe and cosmetic: a line break is put in.
    """
    if not is_wikitext(doc):
        return
    yield from _headings(doc)
    if ":" in doc.text and "[[" in doc.text:
        yield from _thumbnails(doc)


def _headings(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for heading in doc.tree.headings:
        at = heading.start
        if at < 2 or text[at - 1] != "\n" or text[at - 2] == "\n":
            continue
        first = line_start(text, at - 1)
        is_table_end = text[first : at - 1].strip() == "|}"
        if not (is_table_end or _is_prose(doc, first, at - 1)):
            continue
        if ends_its_line(text, heading) and blanks(doc).around(at - 1) == "text":
            fix = Fix("insert a blank line", (_line_break(at),), "safe", effect="cosmetic")
            yield Finding(heading.span, "no blank line before the heading", fix)


def _thumbnails(doc: Document) -> Iterator[Finding]:
    text = doc.text
    for file in file_links(doc):
        start, end = file.node.span
        if file.first("format") is None or not _is_floating(file):
            continue
        if (start and text[start - 1] != "\n") or text[end : end + 1] not in ("", "\n"):
            continue
        edits = []
        if start > 1 and _is_running(doc, line_start(text, start - 1), start - 1):
            edits.append(_line_break(start))
        following = text.find("\n", end + 1)
        if _is_running(doc, end + 1, following if following >= 0 else len(text)):
            edits.append(_line_break(end + 1))
        at = start - 1 if start else end
        if edits and type(file.node.parent) is Tree and blanks(doc).around(at) == "text":
            fix = Fix("set it off by blank lines", tuple(edits), "safe", effect="cosmetic")
            yield Finding(file.node.span, "no blank line round the picture", fix)


def _is_floating(file: File) -> bool:
    """Whether it stands apart from the text; a picture without frame is part of a line."""
    shape = file.first("format")
    return shape is not None and shape.name != "frameless"


def _is_running(doc: Document, first: int, end: int) -> bool:
    """Whether a line is running text, in which a file is no link and a list no item."""
    line = doc.text[first:end]
    if line.startswith(("[[", *_LIST_MARKS)) and ":" in line.partition("]]")[0]:
        return False
    return not line.startswith(_LIST_MARKS) and _is_prose(doc, first, end)


def _is_prose(doc: Document, first: int, end: int) -> bool:
    """Whether a line certainly leaves text on the page, and ends where it seems to."""
    line = doc.text[first:end].rstrip(" \t")
    if not line or line.startswith(_DOUBTFUL) or line.endswith(_DOUBTFUL_ENDS):
        return False
    if line.count("}}") != line.count("{{") or line.count("]]") != line.count("[["):
        return False
    if line.startswith("[["):
        target = line[2:].partition("|")[0].partition("]")[0]
        return ":" not in target or any(file.node.start == first for file in file_links(doc))
    return not line.lower().startswith(tuple(doc.site.data["redirect_words"]))


def _line_break(at: int) -> Edit:
    return Edit((at, at), "\n")
