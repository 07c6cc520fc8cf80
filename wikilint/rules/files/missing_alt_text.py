from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Finding, Span, option, rule
from wikilint.analysis.files import File, file_links

_SOUND = frozenset({"flac", "mid", "midi", "mp3", "oga", "opus", "wav"})


@dataclass(frozen=True, eq=False, repr=False)
class MissingAltTextOptions:
    """Options of the rule."""

    empty: Literal["allow", "report"] = option(
        "allow", "An empty `alt=` says that the picture is decoration: `allow` or `report`."
    )


@rule("missing-alt-text", severity="off", scope="any", options=MissingAltTextOptions, fixes=())
def missing_alt_text(doc: Document, options: MissingAltTextOptions) -> Iterator[Finding]:
    """A picture has no alternative text for readers who cannot see it.

    Screen readers and text browsers give `alt=` in its place
    ([MOS:ALT](https://en.wikipedia.org/wiki/MOS:ALT)); a caption seldom says what is to be seen.

    Left alone: a picture without frame that has a caption, which MediaWiki takes as the
    alternative text; sound files; links whose options a template makes; galleries.

    **Fix.** None: a person has to look at the picture.
    """
    for file in file_links(doc):
        if _is_sound(file) or "{" in file.title or (not file.parts and "|" in str(file.node)):
            continue
        alternative = next((p for p in reversed(file.parts) if p.kind == "alt"), None)
        if alternative is not None:
            if not alternative.value and options.empty == "report":
                span = Span(alternative.start, alternative.end)
                yield Finding(span, f"the alternative text of {file.title} is empty")
        elif not _speaks(file):
            yield Finding(file.node.span, f"{file.title} has no alternative text")


def _is_sound(file: File) -> bool:
    return file.title.rpartition(".")[2].lower() in _SOUND


def _speaks(file: File) -> bool:
    """Whether a caption serves, or a template may make the text."""
    if any(part.kind == "made" for part in file.parts):
        return True
    caption = file.caption
    return caption is not None and bool(caption.value) and file.first("format") is None
