from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Span, rule
from wikilint.analysis.files import File, Part, file_links

_THUMBNAILS = frozenset({"thumb", "thumbnail"})


@rule("fixed-image-size", severity="off", scope="enwiki-style", fixes=("unsafe",))
def fixed_image_size(doc: Document) -> Iterator[Finding]:
    """A thumbnail has a size in pixels instead of one in proportion to the reader's own.

    Readers choose how large thumbnails are; `upright=1.2` keeps to their choice, `256px` does not
    ([MOS:IMGSIZE](https://en.wikipedia.org/wiki/MOS:IMGSIZE)).

    Only thumbnails are looked at: neither pictures without frame nor galleries, nor thumbnails
    with a picture of their own (`thumb=`), nor sizes that a template makes.

    **Fix.** Unsafe: the layout changes. The factor is the width divided by the wiki's usual width
    of thumbnails, to one decimal; a size of that very width just goes. None for a height alone,
    whose width hangs on the picture, and beside an `upright` that the pixels overrule.
    """
    width = doc.site.data["thumbnail_width"]
    for file in file_links(doc):
        if file.parts and (size := _fixed_size(file)) is not None:
            span = Span(size.start, size.end)
            message = f"“{size.value}px” does not follow the reader’s size: use upright="
            yield Finding(span, message, _fix(doc, file, size, width))


def _fixed_size(file: File) -> Part | None:
    shape = file.first("format")
    if shape is None or shape.name not in _THUMBNAILS or shape.value:
        return None
    return next((part for part in reversed(file.parts) if part.kind == "size"), None)


def _fix(doc: Document, file: File, size: Part, usual: int) -> Fix | None:
    width = size.value.partition("x")[0]
    if not width or file.first("scale") or sum(p.kind == "size" for p in file.parts) > 1:
        return None
    factor = f"{round(int(width[:6]) / usual, 1):.1f}"
    if factor == "1.0":
        return Fix(f"remove {size.value}px", (size.removal,), "unsafe")
    if factor == "0.0" or len(width) > 4:
        return None
    scale = next(name for name, kind in _scales(doc) if kind == "scale")
    edit = Edit((size.start, size.end), f"{scale}={factor}")
    return Fix(f"write {edit.text}", (edit,), "unsafe")


def _scales(doc: Document) -> list[tuple[str, str]]:
    return list(doc.site.data["file_option_values"].items())
