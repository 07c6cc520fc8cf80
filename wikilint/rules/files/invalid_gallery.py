from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.files import File, Part, galleries, meant_option
from wikilint.analysis.html_elements import tags
from wikilint.analysis.imagemaps import imagemap_faults
from wikilint.analysis.slips import one_slip_away
from wikilint.edits import difference
from wikilint.syntax import Tag

# What a gallery's lines may set; MediaWiki takes all other options for captions.
_OPTIONS = frozenset({"alt", "link", "language", "page"})
_OPEN_TO_ALL = ("data-", "aria-")


@rule("invalid-gallery", scope="any", fixes=("safe", "manual"))
def invalid_gallery(doc: Document) -> Iterator[Finding]:
    """A line of a gallery or image map is one that MediaWiki ignores or cannot read.

    A gallery's line is a file name with a caption. Sizes and formats (`thumb`, `200px`) are
    captions there, of which only the last is shown; a line whose name holds brackets or braces is
    left out; a line that names no file is printed as a heap of words. An image map with one faulty
    line shows an error instead of the picture.
    See [Help:Images](https://www.mediawiki.org/wiki/Help:Images#Rendering_a_gallery_of_images).

    Also found: an unknown mode, attributes one slip away from a known one (`perow`). Never
    touched: comments, lines with templates in the captions' place, captions such as `left`.

    **Fix.** Safe for an option that a later caption overrides, for a format or size in pixels
    behind the caption, a misspelt `alt=`, mode or attribute. Manual for a link in the place of a
    name. None for what names no file.
    """
    for file in galleries(doc):
        fault = _name_fault(doc, file)
        if fault is not None:
            yield fault
        elif file.parts:
            yield from _captions(doc, file)
    for tag in tags(doc).get("gallery", ()):
        yield from _attributes(doc, tag)
    for span, reason in imagemap_faults(doc):
        yield Finding(span, reason)


def _name_fault(doc: Document, file: File) -> Finding | None:
    line = file.node
    text = doc.text
    start, end = line.start, line.end
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    title = file.title
    if not title or any(mark in title for mark in "[]{}<>"):
        fix = None
        source = text[start:end]
        if source.startswith("[[") and source.endswith("]]") and source.count("[[") == 1:
            edits = (Edit((start, start + 2), ""), Edit((end - 2, end), ""))
            fix = Fix("name the file without brackets", edits, "manual")
        return Finding((start, end), "the gallery leaves this line out: it names no file", fix)
    dot = title.rfind(".")
    extension = title[dot + 1 :]
    if dot < 0 or not extension.isalnum() or len(extension) > 5 or extension.isdecimal():
        name = title if len(title) <= 40 else f"{title[:39]}…"
        return Finding((start, end), f"“{name}” is no file name: the gallery prints it")
    return None


def _captions(doc: Document, file: File) -> Iterator[Finding]:
    captions = [part for part in file.parts if part.kind not in _OPTIONS]
    for index, part in enumerate(captions):
        hidden = any(later.kind != "made" for later in captions[index + 1 :])
        if part.kind == "text":
            yield from _text(doc, captions, part, hidden)
        elif part.kind not in {"empty", "made"}:
            behind = any(earlier.kind == "text" for earlier in captions[:index])
            yield from _option(part, hidden, behind)


def _text(doc: Document, captions: list[Part], part: Part, hidden: bool) -> Iterator[Finding]:
    word = meant_option(doc, part)
    source = doc.text[part.start : part.end]
    if word is not None and word.startswith(("alt=", "link=", "lang=", "page=")):
        edits = difference(source, word, part.start)
        fix = Fix(f"write “{word.partition('=')[0]}=”", edits, "safe") if edits else None
        yield Finding(part.span, f"“{part.value}” is no option: {word} is meant", fix)
    elif hidden and any(later.kind == "text" and later.pipe > part.pipe for later in captions):
        yield Finding(part.span, f"caption “{part.value[:40]}” is lost: another one follows")


def _option(part: Part, hidden: bool, behind: bool) -> Iterator[Finding]:
    name = part.name or f"{part.value}px"
    if hidden:
        fix = Fix(f"remove “{name}”", (part.removal,), "safe", effect="markup")
        yield Finding(part.span, f"“{name}” has no effect in a gallery", fix)
    elif behind and part.kind in {"format", "size", "scale"}:
        fix = Fix(f"remove “{name}”", (part.removal,), "safe")
        yield Finding(part.span, f"“{name}” is shown in place of the caption", fix)
    elif behind or part.kind in {"format", "size"}:
        fix = Fix(f"remove “{name}”", (part.removal,), "manual")
        yield Finding(part.span, f"“{name}” is the caption that a reader sees", fix)


def _attributes(doc: Document, tag: Tag) -> Iterator[Finding]:
    data = doc.site.data
    for attribute in tag.attributes:
        name, value = attribute.name.strip(), attribute.value.strip()
        if name == "mode" and value and "{" not in value:
            span = attribute.value_span
            if span is not None and value.lower() not in data["gallery_modes"]:
                meant = one_slip_away(value.lower(), data["gallery_modes"])
                yield _slip(span, f"galleries know no mode “{value}”", meant)
        elif name not in data["gallery_attributes"] and not name.startswith(_OPEN_TO_ALL):
            meant = one_slip_away(name, data["gallery_attributes"])
            if len(meant) == 1 and tag.get(meant[0]) is None:
                yield _slip(attribute.name_span, f"galleries know no attribute “{name}”", meant)


def _slip(span: tuple[int, int], message: str, meant: list[str]) -> Finding:
    if len(meant) != 1:
        return Finding(span, message)
    fix = Fix(f"write “{meant[0]}”", (Edit(span, meant[0]),), "safe")
    return Finding(span, f"{message}: “{meant[0]}” is meant", fix)
