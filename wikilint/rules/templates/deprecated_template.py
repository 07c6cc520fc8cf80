from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.templates import templates
from wikilint.edits import rename_param, rename_template
from wikilint.syntax import Template


@dataclass(frozen=True, eq=False, repr=False)
class DeprecatedTemplateOptions:
    """Options of the rule."""

    map: dict[str, str] = option(
        {}, "Templates that are not to be used, and those in their place, or `''` for none."
    )
    parameters: dict[str, dict[str, str]] = option(
        {}, "By old template: its parameters with their names in the new one."
    )
    safe: tuple[str, ...] = option((), "Old templates whose replacement needs nobody to look.")


@rule(
    "deprecated-template",
    severity="off",
    scope="configurable",
    options=DeprecatedTemplateOptions,
    fixes=("safe", "unsafe"),
)
def deprecated_template(doc: Document, options: DeprecatedTemplateOptions) -> Iterator[Finding]:
    """A template is called that the wiki has replaced.

    Which those are is for you to say, so without options nothing is found:
    `{map: {Lakebox: Infobox lake}, parameters: {Lakebox: {1: name}}, safe: [Lakebox]}` makes
    `{{Infobox lake|name=Doe}}` of `{{Lakebox|Doe}}`. Parameters that are not listed stay as they
    are. Names are compared as MediaWiki does it.

    **Fix.** Unsafe, or safe for what you list as `safe`: the template is renamed, and its
    parameters with it. None where there is nothing in its place, where it is substituted, where a
    parameter of the new name is there already, or where an unnamed argument would be renumbered.
    """
    title = doc.site.title
    new_names = {title(old): new for old, new in options.map.items()}
    if not new_names:
        return
    params = {title(old): names for old, names in options.parameters.items()}
    safe = {title(old) for old in options.safe}
    for template in templates(doc).all:
        span = template.name_span
        written = doc.text[span.start : span.end]
        old = title(written)
        if old not in new_names:
            old = template.name
        new = new_names.get(old)
        if new is None:
            continue
        if not new:
            yield Finding(span, f"“{old}” is not to be used any more")
            continue
        fix = None
        edits = None if ":" in written else _edits(template, new, params.get(old, {}))
        if edits is not None:
            fix = Fix(f"call {new}", edits, "safe" if old in safe else "unsafe")
        yield Finding(span, f"“{old}” was replaced by “{new}”", fix)


def _edits(template: Template, new: str, names: Mapping[str, str]) -> tuple[Edit, ...] | None:
    taken = {param.name for param in template.params if param.name not in names}
    edits = rename_template(template, new)
    becomes_named = False
    for param in template.params:
        name = names.get(param.name, param.name)
        if name == param.name:
            if becomes_named and not param.named:
                return None
            continue
        if name in taken:
            return None
        taken.add(name)
        becomes_named = becomes_named or not param.named
        edits += rename_param(param, name)
    return edits
