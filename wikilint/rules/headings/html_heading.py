from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.heading_lines import html_headings
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Tag, Tree

_LOOKS = frozenset({"align", "class", "style"})


@rule("html-heading", severity="off", scope="any", fixes=("safe", "unsafe"))
def html_heading(doc: Document) -> Iterator[Finding]:
    """A heading is written with `<h2>` … `<h6>` instead of equals signs.

    The page looks the same, but only headings in wikitext have a link that edits their section
    ([Help:Section](https://en.wikipedia.org/wiki/Help:Section)). `<h1>` is the matter of
    [level-one-heading](level-one-heading.md).

    Never reported: code, headings in templates' arguments.

    **Fix.** Safe and cosmetic for a heading without attributes that stands alone on its line;
    unsafe if there are attributes of looks, which are lost, or templates, whose line breaks the
    heading would not survive, and on pages made to be included in others, where an edit link
    would lead elsewhere. None for one with an anchor of its own (`id`), inside other markup, or
    over more than one line.
    """
    for tag in html_headings(doc):
        if tag.name != "h1" and not _is_argument(tag):
            level = int(tag.name[1])
            yield Finding(tag.span, f"write {'=' * level} for <{tag.name}>", _fix(doc, tag, level))


def _is_argument(tag: Tag) -> bool:
    return any(not isinstance(node, (Tag, Tree)) for node in tag.ancestors())


def _fix(doc: Document, tag: Tag, level: int) -> Fix | None:
    text, content = doc.text, tag.content.strip()
    line_end = text.find("\n", tag.end)
    behind = text[tag.end : line_end if line_end >= 0 else len(text)]
    is_alone = (tag.start == 0 or text[tag.start - 1] == "\n") and not behind.strip(" \t")
    if not is_alone or "\n" in str(tag) or not content or not isinstance(tag.parent, Tree):
        return None
    if content[0] == "=" or content[-1] == "=" or {a.name for a in tag.attributes} - _LOOKS:
        return None
    run = "=" * level
    closing = tag.closing_span
    assert closing is not None
    first = text.index(content, tag.open_end)
    edits = (
        Edit((tag.start, first), f"{run} "),
        Edit((first + len(content), closing.end), f" {run}"),
    )
    title = f"write it with {run}"
    if tag.attributes or "{{" in content or is_transcluded(doc):
        return Fix(title, edits, reshapes=tag.span)
    return Fix(title, edits, "safe", effect="cosmetic", reshapes=tag.span)
