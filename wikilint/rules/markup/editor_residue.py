from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.syntax import Attribute, Tag, Text

_DIRECTION = ("mw-content-ltr", "mw-content-rtl")


@dataclass(frozen=True, eq=False, repr=False)
class EditorResidueOptions:
    """Options of the rule."""

    attributes: tuple[str, ...] = option(
        ("contenteditable", "data-cx-*", "data-mw", "data-parsoid", "data-ve-*"),
        "Attributes that editors leave behind; a star at the end stands for anything.",
    )


@rule(
    "editor-residue",
    severity="off",
    scope="any",
    options=EditorResidueOptions,
    fixes=("safe",),
)
def editor_residue(doc: Document, options: EditorResidueOptions) -> Iterator[Finding]:
    """An attribute that a visual editor or a translation tool has left behind.

    VisualEditor and ContentTranslation work on HTML and mark it for themselves:
    `data-cx-weight`, `contenteditable`, `id="mwAQ"`. Text that is copied out of them brings the
    marks along; they say nothing to readers, and MediaWiki drops or ignores them. A class
    `mw-content-ltr` without `lang` and `dir` comes from there, too. Not reported: tags in
    `<nowiki>`, comments and code, identifiers that the page links to, attributes whose value a
    template makes.

    **Fix.** Safe: the attribute goes, the tag and what it holds stay; what is a bare `<span>` then
    is the matter of `redundant-tag`. None for the class, which can turn bullets round.
    """
    names = frozenset(options.attributes)
    stems = tuple(name[:-1] for name in options.attributes if name.endswith("*"))
    for tag in doc.tree.tags:
        for attribute in tag.attributes:
            name = attribute.name
            marked = name in names or name.startswith(stems)
            if (marked and _is_plain(attribute)) or (name == "id" and _is_counted(doc, attribute)):
                message = f"{attribute} was left behind by an editor"
                yield Finding(attribute.span, message, _fix(attribute))
            elif _is_direction(tag, attribute):
                message = f"class {attribute.value} without a language was left behind by an editor"
                yield Finding(attribute.span, message)


def _is_plain(attribute: Attribute) -> bool:
    return all(isinstance(node, Text) for node in attribute.value_nodes or ())


def _is_counted(doc: Document, attribute: Attribute) -> bool:
    """Whether it is one of Parsoid's identifiers, counted in base 64: mwAQ, mwAg … mwBEE.

    A word in small letters is a name that somebody gave.
    """
    value = attribute.value
    counted = re.fullmatch(r"mw(?=[\w-]*[A-Z0-9])[A-Za-z0-9_-]{2,4}", value)
    return counted is not None and f"#{value}" not in doc.text


def _is_direction(tag: Tag, attribute: Attribute) -> bool:
    direction = attribute.name == "class" and attribute.value.strip() in _DIRECTION
    return direction and tag.get("lang") is None and tag.get("dir") is None


def _fix(attribute: Attribute) -> Fix:
    start = len(attribute.source[: attribute.start].rstrip(" "))
    edit = Edit((start, attribute.end), "")
    return Fix(f"remove {attribute.name}", (edit,), "safe", effect="administrative")
