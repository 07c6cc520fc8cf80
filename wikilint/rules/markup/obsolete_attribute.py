from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.html_elements import css_color
from wikilint.syntax import Attribute, Tag, Text

_CELLS = ("td", "th")
_BLOCKS = ("caption", "div", "h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "tr")
# Which attributes HTML5 calls obsolete on which elements that MediaWiki allows.
_OBSOLETE = {
    "align": (*_BLOCKS, "hr", "table"),
    "bgcolor": ("table", "tr", *_CELLS),
    "border": ("table",),
    "cellpadding": ("table",),
    "cellspacing": ("table",),
    "clear": ("br",),
    "height": ("table", "tr", *_CELLS),
    "noshade": ("hr",),
    "nowrap": _CELLS,
    "rules": ("table",),
    "size": ("hr",),
    "summary": ("table",),
    "valign": ("tr", *_CELLS),
    "width": ("hr", "table", *_CELLS),
}
# A declaration of the wider property settles the narrower one.
_WIDER = {"background-color": "background"}


@dataclass(frozen=True, eq=False, repr=False)
class ObsoleteAttributeOptions:
    """Options of the rule."""

    classes: dict[str, str] = option(
        {"prettytable": "wikitable"}, "Classes of tables that have another name now."
    )
    clear: str | None = option(
        None, "The template to write for `<br clear=…>`, such as `Clear`; by default a style."
    )


@rule(
    "obsolete-attribute",
    severity="off",
    scope="any",
    options=ObsoleteAttributeOptions,
    fixes=("unsafe",),
)
def obsolete_attribute(doc: Document, options: ObsoleteAttributeOptions) -> Iterator[Finding]:
    """A look is asked for by an attribute instead of a style: `align="center"`, `bgcolor="red"`.

    HTML5 calls these attributes obsolete, and skins for phones and dark screens know only
    styles. Reported are attributes of tables, rows and cells in wiki markup and HTML, of blocks,
    rules and `<br clear=…>`, and classes that have another name now (`prettytable`). Nothing in
    `<nowiki>`, comments and code is touched, and no tag that has the attribute by another right
    (`<li value>`, `<gallery>`).

    **Fix.** Unsafe, as browsers and skins may show the page in another way: the declaration that
    says the same goes into `style`, where a property that is set already stays as it is. None for
    what no single style says (`border`, `cellpadding`, `cellspacing` …), values that are no right
    ones, and those that a template makes.
    """
    for tag in doc.tree.tags:
        if not tag.attributes:
            continue
        name = tag.name
        for attribute in tag.attributes:
            key = attribute.name
            if name in _OBSOLETE.get(key, ()):
                yield _finding(doc, tag, attribute, options)
            elif key == "class" and name == "table":
                yield from _classes(attribute, options)


def _finding(
    doc: Document, tag: Tag, attribute: Attribute, options: ObsoleteAttributeOptions
) -> Finding:
    key = attribute.name
    plain = all(isinstance(node, Text) for node in attribute.value_nodes or ())
    declaration = _declaration(doc, tag.name, attribute) if plain else None
    if declaration is None:
        return Finding(attribute.span, f"the attribute {key} of <{tag.name}> is obsolete")
    if key == "clear" and options.clear is not None and len(tag.attributes) == 1:
        side = declaration.partition(":")[2]
        wanted = f"{{{{{options.clear}{'' if side == 'both' else f'|{side}'}}}}}"
        edits: tuple[Edit, ...] = (Edit(tag.span, wanted),)
    else:
        edits = _styled(tag, attribute, declaration)
        wanted = f'style="{declaration}"'
    message = f"the attribute {key} of <{tag.name}> is obsolete: write {wanted}"
    if not edits:
        return Finding(attribute.span, message)
    fix = Fix(f"write {wanted}", edits, effect="markup", relies_on=(tag.opening_span,))
    return Finding(attribute.span, message, fix)


def _declaration(doc: Document, element: str, attribute: Attribute) -> str | None:
    """The one declaration that says the same as the attribute."""
    key, value = attribute.name, attribute.value.strip().lower()
    if key == "nowrap":
        return "white-space:nowrap"
    if key == "bgcolor":
        color = css_color(doc, attribute.value)
        return color and f"background-color:{color}"
    if key == "valign" and value in ("baseline", "bottom", "middle", "top"):
        return f"vertical-align:{value}"
    if key in ("height", "width") and re.fullmatch(r"[0-9]+(?:px|%)?", value):
        return f"{key}:{value}px" if value.isdigit() else f"{key}:{value}"
    if key == "clear" and value in ("all", "both", "left", "right"):
        return f"clear:{'both' if value == 'all' else value}"
    if key != "align" or element in ("caption", "hr"):
        return None
    if element == "table":
        return {"center": "margin:auto", "left": "float:left", "right": "float:right"}.get(value)
    return f"text-align:{value}" if value in ("center", "justify", "left", "right") else None


def _styled(tag: Tag, attribute: Attribute, declaration: str) -> tuple[Edit, ...]:
    """The edits that move a declaration into the tag's style; none where that is not plain."""
    style = tag.get("style")
    if style is None:
        return (Edit(attribute.span, f'style="{declaration}"'),)
    if style.quotes is None or style.value_span is None:
        return ()
    source = attribute.source
    start = len(source[: attribute.start].rstrip(" "))
    removal = Edit((start, attribute.end), "")
    present = {part.partition(":")[0].strip().lower() for part in style.value.split(";")}
    wanted = declaration.partition(":")[0]
    if wanted in present or _WIDER.get(wanted) in present:
        return (removal,)
    value = style.value.rstrip()
    at = style.value_span.start + len(value)
    mark = "" if not value else " " if value.endswith(";") else "; "
    return (removal, Edit((at, at), f"{mark}{declaration}"))


def _classes(attribute: Attribute, options: ObsoleteAttributeOptions) -> Iterator[Finding]:
    for match in re.finditer(r"[^\s{}|<>]+", attribute.value):
        new = options.classes.get(match[0])
        if new is not None:
            assert attribute.value_span is not None  # it has a value
            at = attribute.value_span.start
            span = (at + match.start(), at + match.end())
            fix = Fix(f"write {new}", (Edit(span, new),), effect="markup")
            yield Finding(span, f"the class {match[0]} is called {new} now", fix)
