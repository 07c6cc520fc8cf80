from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Finding, Fix, rule
from wikilint.analysis.html_elements import html_elements, unwrap
from wikilint.analysis.namespaces import MODULE, TEMPLATE
from wikilint.syntax import Parameter, Tag

# Without contents these show nothing and take no room.
_INVISIBLE = ("b", "code", "i", "s", "small", "span", "sub", "sup", "u")
_NO_TEXT = ("blockquote", "center", "div", "gallery", "noinclude", "pre")


@rule("redundant-tag", severity="off", scope="any", fixes=("safe", "unsafe"))
def redundant_tag(doc: Document) -> Iterator[Finding]:
    """Tags without an effect: nothing between them, or a `<span>` that says nothing.

    They are left over when text is deleted or pasted, and `<cite>` straight inside `<ref>` marks
    as a title what is a whole source. Not reported: tags with an attribute, in `<nowiki>`,
    comments and code and on lines that begin with a blank, and templates, where they may be filled
    or keep something apart.

    **Fix.** Safe for empty tags of text (`<small></small>`) and bare spans. Unsafe for empty
    blocks, which may keep a distance, for `<noinclude>`, and for `<cite>`, which may be italic.
    None where the tags keep two things apart that would make markup or a link together, and where
    they are all there is of a template's argument.
    """
    present = html_elements(doc)
    if present.keys().isdisjoint((*_INVISIBLE, *_NO_TEXT, "cite")) or _may_be_filled(doc):
        return
    for name in (*_INVISIBLE, *_NO_TEXT):
        applicability: Applicability = "safe" if name in _INVISIBLE else "unsafe"
        for tag in present.get(name, ()):
            if tag.attributes or _is_indented(doc, tag):
                continue
            if not tag.content:
                yield Finding(
                    tag.span,
                    f"nothing stands between <{name}> and its end tag",
                    _fix(doc, tag, applicability),
                )
            elif name == "span" and tag.content.strip():
                message = "<span> without attributes does nothing"
                yield Finding(tag.opening_span, message, _fix(doc, tag, "safe"))
    for tag in present.get("cite", ()):
        parent = tag.parent
        if not isinstance(parent, Tag) or parent.name != "ref" or tag.attributes:
            continue
        if tag.content and parent.content.strip() == str(tag):
            message = "<cite> says no more than the <ref> around it"
            yield Finding(tag.opening_span, message, _fix(doc, tag, "unsafe"))


def _may_be_filled(doc: Document) -> bool:
    """Whether the page is a template, whose tags stand round arguments or keep marks apart."""
    if doc.namespace in (TEMPLATE, MODULE) or doc.tree.arguments:
        return True
    return "<includeonly" in doc.text or "<onlyinclude" in doc.text


def _is_indented(doc: Document, tag: Tag) -> bool:
    """Whether the line begins with a blank, as those of HTML pages do that are no wikitext."""
    line = doc.text.rfind("\n", 0, tag.start) + 1
    return doc.text.startswith((" ", "\t"), line)


def _fix(doc: Document, tag: Tag, applicability: Applicability) -> Fix | None:
    parent = tag.parent
    if isinstance(parent, Parameter) and parent.value == str(tag) and not tag.content:
        return None
    edits = unwrap(doc, tag)
    return None if edits is None else Fix("remove the tags", edits, applicability, effect="markup")
