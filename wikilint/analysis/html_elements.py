"""Tags by name; HTML elements that are written as tags and pair; what takes their place.

Either what they hold, or the style that their attributes stand for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from wikilint.diagnostic import Edit
from wikilint.document import Document, analysis
from wikilint.syntax import Attribute, Parameter, Tag

# Marks of which two make markup, so that what stands between them keeps them apart.
_DOUBLES = "'[]{}~_=-|!"
_LINE_MARKS = "*#:;={|!- \n"
# The sizes 1 to 7 of HTML’s “rules for parsing a legacy font size”; signs count from size 3.
_SIZES = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_LONGEST_URL = 500  # characters that are looked through for one
_COLOR = r"#?[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}|[A-Za-z]+"


@analysis
def tags(doc: Document) -> Mapping[str, list[Tag]]:
    """What the tree has that is written as a tag, by name, each name's in the order of the text.

    A page has some hundred tags of ten names, and whoever looks for a name looks at these.
    """
    found: dict[str, list[Tag]] = {}
    for tag in doc.tree.tags:
        if tag.markup is None:
            found.setdefault(tag.name, []).append(tag)
    return found


@analysis
def html_elements(doc: Document) -> Mapping[str, list[Tag]]:
    """The page's elements by name, each name's in the order of the text.

    Tags of extensions are among them, references are not. Left out: what stands between backticks
    or in ``<code>``, where whoever wrote the page shows the tag.
    """
    found: dict[str, list[Tag]] = {}
    text = doc.text
    has_backticks = "`" in text
    shown_until = counted = backticks = 0
    for tag in doc.tree.tags:
        if tag.markup is not None or tag.self_closing:
            continue
        name = tag.name
        if name == "ref" or tag.start < shown_until:
            continue
        if has_backticks:
            line = text.rfind("\n", counted, tag.start) + 1
            backticks = (0 if line else backticks) + text.count("`", line or counted, tag.start)
            counted = tag.start
            if backticks % 2:
                continue
        if name == "code":
            shown_until = tag.end
        found.setdefault(name, []).append(tag)
    return found


def unwrap(doc: Document, tag: Tag) -> tuple[Edit, ...] | None:
    """The edits that leave of an element its contents; None where what then meets makes markup.

    An empty element goes as a whole.
    """
    text = doc.text
    content = tag.content_span
    assert content is not None  # of a pair
    if content.start == content.end:
        return None if _meet(text, tag.start, tag.end) else (Edit(tag.span, ""),)
    if _meet(text, tag.start, content.start) or _meet(text, content.end, tag.end):
        return None
    return (
        Edit((tag.start, content.start), ""),
        Edit((content.end, tag.end), ""),
    )


def _meet(text: str, left: int, right: int) -> bool:
    """Whether the text before one place and behind another make markup or a link when joined."""
    before, behind = text[left - 1 : left], text[right : right + 1]
    if before in ("", "\n"):
        return behind in _LINE_MARKS  # the empty string, at the end of the text, too
    if behind == "":
        return False
    if before == behind and before in _DOUBLES:
        return True
    if behind.isspace() or before.isspace():
        return False
    if before in "<&" or before + behind in ("{|", "|}", "|-", "|+"):
        return True
    if behind in "<[]{}|":
        return False
    word = text[max(left - _LONGEST_URL, 0) : left].split()[-1]
    return (behind.isalpha() and word.endswith("]]")) or "//" in word


def in_unnamed_argument(tag: Tag) -> bool:
    """Whether an equals sign written into the tag would name an argument that has no name."""
    around = next((node for node in tag.ancestors() if isinstance(node, Parameter)), None)
    return around is not None and not around.named


def css_color(doc: Document, value: str) -> str | None:
    """The colour in CSS that a ``color`` or ``bgcolor`` attribute means; None if unclear.

    HTML reads any word as a colour (“rules for parsing a legacy color value”); only those that are
    meant as one are taken.
    """
    value = value.strip()
    if re.fullmatch(_COLOR, value) is None:
        return None
    if value.lower() in doc.site.data["color_names"] or value.startswith("#"):
        return value
    return f"#{value}" if len(value) == 6 and re.search(r"\d", value) else None


def font_declaration(doc: Document, attribute: Attribute) -> str | None:
    """The declaration that ``color``, ``face`` or ``size`` of ``<font>`` stands for; None as above.

    HTML clamps sizes, so that ``12px`` is the largest there is.
    """
    value = attribute.value.strip()
    if attribute.name == "color":
        color = css_color(doc, value)
        return color and f"color:{color}"
    if attribute.name == "face":
        return f"font-family:{value}" if re.fullmatch(r"[A-Za-z][A-Za-z ,-]*", value) else None
    if re.fullmatch(r"[+-]?[0-9]", value) is None:
        return None
    size = int(value) + (3 if value[0] in "+-" else 0)
    return f"font-size:{_SIZES[min(max(size, 1), 7) - 1]}"
