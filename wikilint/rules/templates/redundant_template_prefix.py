from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.namespaces import ARTICLE, TEMPLATE
from wikilint.analysis.template_calls import calls
from wikilint.syntax import Template

_SUBSTITUTIONS = frozenset({"subst", "safesubst"})


@rule("redundant-template-prefix", severity="off", fixes=("safe",))
def redundant_template_prefix(doc: Document) -> Iterator[Finding]:
    """A template is called with its namespace spelt out, or with `msg:`.

    `{{Template:Lake}}` and `{{Lake}}` are the same call. See
    [Help:Template](https://en.wikipedia.org/wiki/Help:Template#Usage_syntax).

    Never touched: a name that means something else without its namespace (a magic word, a name
    with a colon, a subpage), names that other templates make. `msg:` is left alone outside
    articles, where pages explain it.

    **Fix.** Safe and cosmetic: the prefix goes.
    """
    for called, group in calls(doc).items():
        if ":" in called and group[0].kind == "template":
            for template in group:
                yield from _findings(doc, template)


def _findings(doc: Document, template: Template) -> Iterator[Finding]:
    site = doc.site
    start, end = template.name_span
    prefix, _, bare = doc.text[start:end].partition(":")
    if prefix.strip().lower() in _SUBSTITUTIONS:
        start += len(prefix) + 1
        prefix, _, bare = bare.partition(":")
    is_namespace = bool(prefix.strip()) and site.split_title(f"{prefix}:x")[0] == TEMPLATE
    is_modifier = prefix.lower() == "msg" and _is_article(doc)
    bare = bare.lstrip()
    if not bare or not (is_namespace or is_modifier) or any(mark in bare for mark in "{<"):
        return
    if bare.startswith(("/", "#")) or (":" in bare and not is_modifier):
        return
    if site.classify(bare) != ("template", template.name):
        return
    lead = len(prefix) - len(prefix.lstrip())
    edit = Edit((start + lead, end - len(bare)), "")
    message = f"“{prefix.strip()}:” goes without saying in a call of “{bare}”"
    fix = Fix(f"call it {bare}", (edit,), "safe", effect="cosmetic")
    yield Finding((start + lead, start + len(prefix) + 1), message, fix)


def _is_article(doc: Document) -> bool:
    return doc.namespace == ARTICLE and not (doc.page.title or "").endswith("/doc")
