from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wikilint import Document, Finding, option, rule
from wikilint.analysis.html_elements import tags
from wikilint.analysis.namespaces import ARTICLE, TEMPLATE
from wikilint.analysis.template_calls import calls, functions
from wikilint.syntax import Argument, Node, Tag

_INCLUSION = frozenset({"noinclude", "includeonly", "onlyinclude"})


@dataclass(frozen=True, eq=False, repr=False)
class TemplateCodeInArticleOptions:
    """Options of the rule."""

    functions: tuple[str, ...] = option(
        ("#if", "#ifeq", "#switch", "#ifexist"), "Parser functions that have no place in articles."
    )


@rule(
    "template-code-in-article",
    severity="off",
    options=TemplateCodeInArticleOptions,
    fixes=(),
)
def template_code_in_article(
    doc: Document, options: TemplateCodeInArticleOptions
) -> Iterator[Finding]:
    """Code of a template stands in an article, or where it is never run.

    `{{{1}}}` shows as it is, `{{#if:…}}` always gives the same and keeps others from editing the
    sentence; they are left over when a template is substituted or copied
    ([Help:Substitution](https://en.wikipedia.org/wiki/Help:Substitution)). `{{subst:…}}` in a
    footnote or a gallery is printed instead of run, on any page. `<noinclude>` and
    `<includeonly>` in a page that is known to be an article are an info.

    Where the page's title is not known the findings are infos.

    Never reported: other namespaces than the articles'; pages that are made to be included in
    others, with `<onlyinclude>`, or with `<noinclude>` or `<includeonly>` and code; what is in
    code, comments, `<nowiki>` and formulas.

    **Fix.** None: what the code would have given is not on the page.
    """
    yield from _substitutions(doc)
    if doc.namespace != ARTICLE:
        return
    code = [*_arguments(doc), *_functions(doc, options.functions)]
    tags = [] if doc.page.title is None and not code else _inclusion(doc)
    if not tags:
        for finding in code:  # without a title it may well be a template
            yield finding if doc.page.title else replace(finding, severity="info")
    elif not code and all(tag.name != "onlyinclude" for tag in tags):
        for tag in tags:
            yield Finding(tag.opening_span, f"<{tag.name}> in an article", severity="info")


def _substitutions(doc: Document) -> Iterator[Finding]:
    if doc.namespace == TEMPLATE:
        return
    for called, group in calls(doc).items():
        if not called.lstrip().startswith("subst:"):
            continue
        for template in group:
            tags = [node.name for node in template.ancestors() if isinstance(node, Tag)]
            inner = next((name for name in tags if name in doc.site.extension_tags), None)
            if inner is not None:
                start = template.name_span.start
                message = f"“subst:” has no effect in <{inner}>"
                yield Finding((start, start + len("subst:")), message)


def _arguments(doc: Document) -> Iterator[Finding]:
    for argument in doc.tree.arguments:
        if not any(type(outer) is Argument for outer in argument.ancestors()):
            message = f"“{_short(argument)}” is a template’s parameter; it has no value here"
            yield Finding(argument.span, message)


def _functions(doc: Document, names: tuple[str, ...]) -> Iterator[Finding]:
    """The outermost calls of these parser functions."""
    seen: set[Node] = set()
    for template in functions(doc):
        if template.name in names:
            seen.add(template)
            start = template.name_span.start
            end = doc.text.find(":", start, template.name_end)
            if end > start and seen.isdisjoint(template.ancestors()):
                yield Finding((start, end), f"“{template.name}” in an article")


def _inclusion(doc: Document) -> list[Tag]:
    found = [tag for name in _INCLUSION for tag in tags(doc).get(name, ())]
    return sorted(found, key=lambda tag: tag.start)


def _short(node: Node) -> str:
    text = " ".join(str(node).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
