from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from wikilint import Document, Finding, Fix, Span, rule
from wikilint.analysis.files import File, Part, file_links, meant_option
from wikilint.edits import difference

_FIRST_COUNTS = ("format", "border", "alignment", "vertical alignment")


@rule("invalid-image-option", scope="any", fixes=("safe", "manual"))
def invalid_image_option(doc: Document) -> Iterator[Finding]:
    """A file's option is misspelt, repeated or overridden, or its caption is lost.

    What is no option is a caption to MediaWiki, and of several captions only the last is shown:
    behind `thum` the picture is no thumbnail, of `A tower|in Rome` a reader sees the second half,
    and an empty part at the end hides the caption before it. Of formats and alignments the first
    counts, of sizes the last. Capitals count: `Left` is a caption.
    See [Help:Images](https://www.mediawiki.org/wiki/Help:Images).

    Option words are those of the site and English; words known as options of other languages are
    left alone, and so is each lone word on a page in another language. A caption that merely looks
    like an option is never touched: `Left` as the only caption, `night`, a word of the file's
    name. Nor are options that templates make, and what may come out of conditions.

    **Fix.** Safe where a slip can be read in one way (`thumbnial`, `Right`, `center]`, `200xp`,
    `Alt=`) and another text is the caption; and to take out what has no effect: the second of two
    equal options, a size before another, a bare pipe behind the caption. Manual for a slip that
    stands as the only caption, and for a slip beside an option of the same kind. None for a
    caption that is lost: which text is meant a person must say.
    """
    for file in file_links(doc):
        if file.parts:
            yield from _captions(doc, file)
            yield from _repeated(file)


def _captions(doc: Document, file: File) -> Iterator[Finding]:
    texts = [part for part in file.parts if part.kind in {"text", "empty", "made"}]
    meant = {part: word for part in texts if (word := meant_option(doc, part))}
    captions = [part for part in texts if part.kind == "text" and part not in meant]
    for part, word in meant.items():
        if captions or part is not texts[-1] or _is_alone(file, part):
            yield _misspelt(doc, file, part, word, captions, shown=part is texts[-1])
    if not captions:
        return
    shown = captions[-1]
    for part in captions[:-1]:
        yield Finding(part.span, f"caption “{_short(part)}” is lost: another one follows")
    emptied = texts[texts.index(shown) + 1 :]
    if emptied and all(part.kind == "empty" for part in emptied):
        edits = tuple(part.removal for part in emptied)
        yield Finding(
            Span(emptied[0].pipe, emptied[0].next_pipe),
            f"nothing stands behind this pipe, and so caption “{_short(shown)}” is lost",
            Fix("remove the pipe", edits, "safe", relies_on=(shown.span,)),
        )


def _is_alone(file: File, part: Part) -> bool:
    """Whether the only caption is more likely an option: in small letters, not in the file name."""
    return part.value.islower() and part.value not in file.title.lower()


def _misspelt(
    doc: Document, file: File, part: Part, word: str, captions: list[Part], *, shown: bool
) -> Finding:
    source = doc.text[part.start : part.end]
    others = [other for other in file.parts if other.kind == _kind(doc, word)]
    certain = bool(captions) or not shown
    if shown and part.value != part.value.lower() and "=" not in word:
        certain = False  # “Left” may be what the picture is called
    if any(other.name != word for other in others) or source != part.value:
        certain = False
    edits = (part.removal,) if others and certain else difference(source, word, part.start)
    applicability: Literal["safe", "manual"] = "safe" if certain else "manual"
    return Finding(
        part.span,
        f"“{_short(part)}” is no option: {_name(word)} is meant",
        Fix(f"write {_name(word)}", edits, applicability),
    )


def _kind(doc: Document, word: str) -> str:
    data = doc.site.data
    name, equals, _ = word.partition("=")
    if not equals and word.endswith("px"):
        return "size"
    kind: str = data["file_option_values" if equals else "file_options"][name]
    return kind


def _name(word: str) -> str:
    name, equals, _ = word.partition("=")
    return f"“{name}{equals}”"


def _short(part: Part) -> str:
    text = " ".join(part.value.split())
    return text if len(text) <= 40 else f"{text[:39]}…"


def _repeated(file: File) -> Iterator[Finding]:
    seen: dict[str, Part] = {}
    for part in file.parts:
        if part.kind in {"text", "empty", "made"}:
            continue
        key: str = part.kind
        if part.kind == "format" and part.value:
            continue  # another picture as thumbnail stands beside a format
        if part.kind == "size":
            key += "x" * ("x" in part.value) + "w" * (not part.value.startswith("x"))
        elif part.kind not in _FIRST_COUNTS:
            key = part.name
        first = seen.setdefault(key, part)
        if first is not part:
            yield _second(file, first, part)
            if part.kind not in _FIRST_COUNTS:
                seen[key] = part


def _second(file: File, first: Part, part: Part) -> Finding:
    """Two options of which one counts: the first, or for sizes and texts the last."""
    same = (first.name, first.value) == (part.name, part.value)
    idle, other = (part, first) if same or part.kind in _FIRST_COUNTS else (first, part)
    certain = same or idle is part or idle.kind in {"size", "scale"} or not idle.value
    caption = file.caption
    shown = part.kind == "format" and (caption is None or caption.pipe < part.pipe)
    if shown and caption is None and (not same or part.name in file.title.lower()):
        certain = False  # a reader sees “frame” as the caption
    name = idle.name or f"{idle.value}px"
    message = f"“{name}” is repeated"
    if name != (other.name or f"{other.value}px"):
        message = f"“{name}” has no effect beside “{other.name or f'{other.value}px'}”"
    elif not same:
        message = f"“{name}=” is repeated, and only the last one counts"
    fix = Fix(
        f"remove “{name}”",
        (idle.removal,),
        "safe",
        effect="visible" if shown else "markup",
        relies_on=(other.span,),
    )
    return Finding(idle.span, message, fix if certain else None)
