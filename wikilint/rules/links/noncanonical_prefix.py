from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.links import Link, is_plain, links, surroundings

_PERSONAL = frozenset({2, 3})  # their names differ by gender in many languages


@rule("noncanonical-prefix", severity="off", scope="any", fixes=("safe", "unsafe"))
def noncanonical_prefix(doc: Document) -> Iterator[Finding]:
    """The prefix of a link is not written as the wiki writes it.

    A namespace in lower case or under another name (`[[category:Foo]]`, `[[Image:x.png]]`), an old
    code of a language (`zh-tw:`), or the prefix of the wiki itself (`[[:en:Foo|…]]` on the English
    Wikipedia). All of them work; searches and programs find the usual form.

    Aliases that the site keeps (on the English Wikipedia `Image:` and `WP:`) only get their
    capitals; so do users' namespaces. Never reported: underscores in a prefix
    (`encoded-link-target`), targets made by templates, links in code.

    **Fix.** Safe and cosmetic where no reader sees the target: files, categories, links with a
    label, links to other languages. Unsafe otherwise.
    """
    for link in links(doc).prefixed:
        node = link.node
        start, end = node.target_span
        start += doc.text.startswith(":", start)
        prefix, _, rest = doc.text[start:end].partition(":")
        edit = _prefix_edit(doc, link, start, prefix, rest)
        if edit is None or not is_plain(node.target_nodes) or "code" in surroundings(doc, node):
            continue
        if edit.text:
            message = f"the wiki writes “{edit.text}:” for “{prefix}:”"
            title = f"write “{edit.text}:”"
        else:
            message, title = f"“{prefix}:” is this wiki’s own prefix", f"remove “{prefix}:”"
        if link.label is None and _is_shown(link, edit):
            fix = Fix(title, (edit,))
        else:
            fix = Fix(title, (edit,), "safe", effect="cosmetic")
        yield Finding((start, start + len(prefix)), message, fix)


def _is_shown(link: Link, edit: Edit) -> bool:
    """Whether a reader sees the target of a link without a label."""
    if link.kind == "foreign":
        return not edit.text or link.target.startswith(":")  # else a link to another language
    return link.kind == "page"


def _prefix_edit(doc: Document, link: Link, start: int, prefix: str, rest: str) -> Edit | None:
    end = start + len(prefix)
    if not rest.strip():
        return None
    if link.namespace:
        name = _canonical(doc, link.namespace, " ".join(prefix.replace("_", " ").split()))
        return None if name is None else Edit((start, end), name)
    if link.kind != "foreign":
        return None
    code = prefix.strip().lower()
    old = doc.site.data.get("old_prefixes", {}).get(code)
    if old is not None:
        return Edit((start, end), old)
    if code not in doc.site.data.get("own_prefixes", ()) or doc.language != doc.site.language:
        return None
    if code == doc.language and link.label is None and not link.target.startswith(":"):
        return None  # a language link, as pages have them that came from another wiki
    # `[[:en:Category:Foo]]` is a link to the category and must not become a member of it
    if doc.site.split_title(rest)[0] or ":" in rest:
        return Edit((start, end + 1), "") if doc.text[start - 1] == ":" else None
    start -= doc.text[start - 1] == ":"
    return Edit((start, end + 1), "")


def _canonical(doc: Document, number: int, name: str) -> str | None:
    """How the wiki writes the name of a namespace; None if it is written so, or may be."""
    names = doc.site.namespace_names(number)
    kept = doc.site.data.get("kept_namespace_names", ())
    for known in names:
        if known.lower() == name.lower() and (known in kept or number in _PERSONAL):
            return None if known == name else known
    return None if name == names[0] else names[0]
