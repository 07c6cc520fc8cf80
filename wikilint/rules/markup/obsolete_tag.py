from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Applicability, Document, Edit, Finding, Fix, Span, option, rule
from wikilint.analysis.elements import elements
from wikilint.analysis.html_elements import (
    font_declaration,
    html_elements,
    in_unnamed_argument,
    unwrap,
)
from wikilint.analysis.namespaces import FILE
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import ExternalLink, Node, Tag, Text, Wikilink

_SPAN, _DIV = "span style", "div style"
_MAP = {"big": _SPAN, "center": _DIV, "font": _SPAN, "strike": "s", "tt": "code"}
_STYLES = {"big": "font-size:larger", "center": "text-align:center", "tt": "font-family:monospace"}
# Inside these, text keeps its place whatever element is around it.
_INLINE = frozenset({
    "abbr", "b", "bdi", "big", "br", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
    "nowiki", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u",
    "var", "wbr",
})  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class ObsoleteTagOptions:
    """Options of the rule."""

    tags: tuple[str, ...] = option((), "Only these tags; by default all the site calls obsolete.")
    map: dict[str, str] = option(
        _MAP,
        "What is written instead: `code`, an element; `span style`, one with the look as its "
        "style; `{{mono}}`, a template.",
    )


@rule(
    "obsolete-tag",
    severity="info",
    scope="any",
    options=ObsoleteTagOptions,
    fixes=("safe", "unsafe"),
)
def obsolete_tag(doc: Document, options: ObsoleteTagOptions) -> Iterator[Finding]:
    """A tag that HTML has given up: `<center>`, `<font>`, `<strike>`, `<tt>`.

    HTML5 knows other ways for what they do, and MediaWiki's Linter lists the pages that use them
    ([obsolete-tag](https://www.mediawiki.org/wiki/Help:Lint_errors/obsolete-tag)). On the English
    Wikipedia `<big>` is one of them. Never reported: tags in `<nowiki>`, `<pre>`, `<code>` and
    comments, between backticks, and those whose other half is elsewhere, in a template perhaps.

    **Fix.** Both tags change together and keep their other attributes. Safe where the page looks
    the same: `<strike>` becomes `<s>`, `<font>` and `<big>` on one line of plain text become a
    `<span>` with a style, `<center>` round such text a `<div>`; a `<font>` that says nothing goes.
    Unsafe where it may not (`<code>` for `<tt>`, templates, tables or pictures inside), and where
    a template replaces the tag. None for colours and sizes that are no right ones, for `<span>`
    over more than a line, and where the equals sign would name a template's argument.
    """
    present = html_elements(doc)
    names = [name for name in options.tags or doc.site.data["obsolete_tags"] if name in present]
    faulty = {fault.token.start for fault in elements(doc)} if names else set()
    for name in names:
        for tag in present[name]:
            replacement = options.map.get(name, "")
            fix = None if tag.start in faulty else _fix(doc, tag, replacement)
            wanted = replacement if replacement.startswith("{{") else f"<{replacement}>"
            hint = f": write {wanted}" if replacement else ""
            yield Finding(tag.opening_span, f"<{name}> is obsolete{hint}", fix)


def _fix(doc: Document, tag: Tag, replacement: str) -> Fix | None:
    name, text = tag.name, doc.text
    closing = tag.closing_span
    assert closing is not None  # of a pair
    if not replacement or text[closing.start + 2 : closing.end - 1].strip().lower() != name:
        return None
    if replacement.startswith("{{"):
        return _template(doc, tag, closing, replacement[2:-2])
    element, _, style = replacement.partition(" ")
    if not style:
        opened = Edit((tag.start, tag.start + 1 + len(name)), f"<{element}")
        edits = [opened, Edit(closing, f"</{element}>")]
        safe = (name, element) == ("strike", "s")
        return _made(f"write <{element}>", edits, "safe" if safe else "unsafe")
    if name == "font" and not tag.attributes:
        bare = unwrap(doc, tag)
        return None if bare is None else _made("remove the tags", list(bare), "safe")
    is_block = element == "div"
    if name == "center" and any(isinstance(n, Tag) and n.name == "table" for n in tag.walk()):
        return None  # a style for text would leave the table at the side
    if in_unnamed_argument(tag) or (not is_block and "\n" in tag.content):
        return None
    opening = _styled(doc, tag, element)
    if opening is None:
        return None
    edits = [Edit(tag.opening_span, opening), Edit(closing, f"</{element}>")]
    safe = _is_inline(doc, tag) and is_block == (name == "center") and not is_transcluded(doc)
    return _made(f"write {opening}", edits, "safe" if safe else "unsafe")


def _made(title: str, edits: list[Edit], applicability: Applicability) -> Fix:
    return Fix(title, tuple(edits), applicability, effect="markup")


def _styled(doc: Document, tag: Tag, element: str) -> str | None:
    """The opening tag with the look as its style; None if the look is unclear."""
    declarations: list[str | None] = [_STYLES.get(tag.name, "")]
    kept: list[str] = []
    style = ""
    for attribute in tag.attributes:
        if any(not isinstance(node, Text) for node in attribute.value_nodes or ()):
            return None
        if attribute.name == "style":
            style = attribute.value.strip()
        elif tag.name == "font" and attribute.name in ("color", "face", "size"):
            declarations.append(font_declaration(doc, attribute))
        else:
            kept.append(f" {attribute}")
    if None in declarations or '"' in style:
        return None
    look = "; ".join([part for part in declarations if part] + [style] * bool(style))
    return f'<{element}{"".join(kept)} style="{look}">' if look else None


def _is_inline(doc: Document, tag: Tag) -> bool:
    """Whether all that the element holds is text on one line."""
    return "\n" not in tag.content and all(_is_text(doc, node) for node in tag.content_nodes or ())


def _is_text(doc: Document, node: Node) -> bool:
    if isinstance(node, Wikilink):
        return doc.site.split_title(node.target)[0] != FILE
    if isinstance(node, Tag) and node.name != "ref":
        inline = node.name in _INLINE and (node.markup is None or node.markup.startswith("'"))
        return inline and all(_is_text(doc, child) for child in node.content_nodes or ())
    return isinstance(node, (ExternalLink, Tag)) or not any(True for _ in node.children())


def _template(doc: Document, tag: Tag, closing: Span, name: str) -> Fix | None:
    content = tag.content
    if tag.attributes or "|" in content or not _is_inline(doc, tag):
        return None
    lead = f"{{{{{name}|1=" if "=" in content else f"{{{{{name}|"
    edits = [Edit(tag.opening_span, lead), Edit(closing, "}}")]
    return _made(f"write {{{{{name}}}}}", edits, "unsafe")
