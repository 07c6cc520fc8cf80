from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, Fix, option, rule
from wikilint.analysis.template_calls import calls
from wikilint.edits import rename_template


@dataclass(frozen=True, eq=False, repr=False)
class TemplateAliasOptions:
    """Options of the rule."""

    map: dict[str, str] = option(
        {}, "Redirects of your wiki that the data do not list, to the templates' own names."
    )


@rule(
    "template-alias",
    severity="off",
    scope="enwiki-style",
    options=TemplateAliasOptions,
    fixes=("safe",),
)
def template_alias(doc: Document, options: TemplateAliasOptions) -> Iterator[Finding]:
    """A template is called by a redirect or a shortcut.

    The full name tells a newcomer what the template does. Redirects are no fault, though, and
    edits that only replace them are unwelcome
    ([WP:NOTBROKEN](https://en.wikipedia.org/wiki/Wikipedia:Redirect#NOTBROKEN),
    [WP:COSMETICBOT](https://en.wikipedia.org/wiki/Wikipedia:Bot_policy#Cosmetic_changes)), so the
    rule is off unless you switch it on.

    Only redirects are found that the site's data or the option `map` list; both may be out of
    date. Names with a namespace or `subst:` in front are left alone.

    **Fix.** Safe and cosmetic: the template's own name; its first letter keeps its case.
    """
    title = doc.site.title
    own = {title(alias): name for alias, name in options.map.items()}
    for called, group in calls(doc).items():
        if group[0].kind != "template" or ":" in called or "<" in called:
            continue
        alias = title(called)
        name = own.get(alias, group[0].name)
        if name == alias:
            continue
        for template in group:
            edits = rename_template(template, name)
            fix = Fix(f"write {edits[0].text}", edits, "safe", effect="cosmetic")
            message = f"“{called.strip()}” redirects to “{name}”"
            yield Finding(template.name_span, message, fix)
