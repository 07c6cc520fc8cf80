from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.categories import categories, decoded
from wikilint.analysis.namespaces import CATEGORY
from wikilint.analysis.templates import templates
from wikilint.syntax import Template

_NOT_IN_TITLES = frozenset("[]{}|#<>%")


@rule("malformed-category", severity="off", fixes=("safe", "unsafe"))
def malformed_category(doc: Document) -> Iterator[Finding]:
    """A category link is written with surplus blanks, underscores or codes, or in braces.

    `[[ Category : Foo_bar ]]` works, but is found by no search for the category. `{{Category:Foo
    bar}}` does not work: it puts the text of the category's page here. See
    [Help:Category](https://en.wikipedia.org/wiki/Help:Category).

    Never touched: the sort key, in which a leading blank has a meaning; letter case; names that
    templates make; `{{:Category:Foo bar}}`, which is meant to show that page.

    **Fix.** Safe and cosmetic for the link: it leads to the same category. Unsafe for braces.
    """
    for category in categories(doc).links:
        link = category.link
        written = doc.text[link.start + 2 : link.pipe]
        if category.computed or "\n" in written or "#" in decoded(written):
            continue
        prefix, _, name = written.partition(":")
        wanted = f"{_plain(prefix)}:{_plain(_readable(name))}"
        if wanted != written:
            edit = Edit((link.start + 2, link.pipe), wanted)
            fix = Fix(f"write {wanted}", (edit,), "safe", effect="cosmetic")
            yield Finding(edit.span, f"the category is written “{wanted}”", fix)
    names = tuple(f"{name}:" for name in doc.site.namespace_names(CATEGORY)[:1])
    for template in templates(doc).all:
        if template.name.startswith(names):
            yield from _in_braces(template)


def _plain(title: str) -> str:
    return " ".join(title.replace("_", " ").split())


def _readable(name: str) -> str:
    """The name without codes, unless it would hold what no link can."""
    plain = decoded(name)
    return name if not _NOT_IN_TITLES.isdisjoint(plain) else plain


def _in_braces(template: Template) -> Iterator[Finding]:
    start, end = template.span
    inner = template.source[start + 2 : end - 2]
    if inner.lstrip().startswith(":") or "{" in inner or "\n" in inner:
        return
    message = f"“{template.name}” in braces shows the category’s page"
    fix = None
    if len(template.params) < 2 and not any(param.named for param in template.params):
        edits = (Edit((start, start + 2), "[["), Edit((end - 2, end), "]]"))
        fix = Fix("write brackets", edits, "unsafe", reshapes=template.span)
    yield Finding((start, end), message, fix)
