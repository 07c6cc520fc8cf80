from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wikilint import Applicability, Document, Finding, Fix, option, rule
from wikilint.analysis.slips import one_slip_away
from wikilint.analysis.template_calls import has_plain_name
from wikilint.analysis.templates import templates
from wikilint.edits import rename_param
from wikilint.syntax import Argument, Parameter, Template

_DIGITS = "0123456789"


@dataclass(frozen=True, eq=False, repr=False)
class UnknownParameterOptions:
    """Options of the rule."""

    templates: dict[str, tuple[str, ...]] = option(
        {}, "By template: the parameters that it knows; `image#` stands for `image1`, `image2` …"
    )
    renames: dict[str, dict[str, str]] = option(
        {}, "By template: parameters that were renamed, with their new names."
    )


@rule(
    "unknown-parameter",
    severity="off",
    scope="configurable",
    options=UnknownParameterOptions,
    fixes=("safe", "manual"),
)
def unknown_parameter(doc: Document, options: UnknownParameterOptions) -> Iterator[Finding]:
    """A template is given a parameter that it does not know.

    The value is lost without a trace, mostly through a slip of the keyboard. What a template
    knows is for you to say, as its documentation does ([Help:TemplateData](
    https://www.mediawiki.org/wiki/Help:TemplateData)); of other templates nothing is reported.
    `{templates: {Infobox lake: [name, depth, "image#"]}, renames: {Infobox lake: {deep: depth}}}`.
    Citations have a rule of their own, `unknown-citation-parameter`.

    Never touched: names that templates make; calls that pass `{{{…}}}` on.

    **Fix.** Safe for a parameter that you list as renamed, if that of the new name is not given.
    Names that are one slip away are proposed.
    """
    known = {doc.site.classify(t)[1]: names for t, names in options.templates.items()}
    renames = {doc.site.classify(t)[1]: names for t, names in options.renames.items()}
    for template in templates(doc).named(*{**known, **renames}):
        if any(type(node) is Argument for node in template.walk()):
            continue
        names = known.get(template.name)
        new_names = renames.get(template.name, {})
        given = Counter(param.name for param in template.params)
        last = max((p.start for p in template.params if not p.named), default=0)
        for param in template.params:
            if param.name in new_names:
                renumbers = not param.named and param.start < last
                yield _renamed(template, param, new_names, None if renumbers else given)
            elif names is not None and has_plain_name(param) and not _knows(names, param.name):
                yield _unknown(template, param, names, given)


def _knows(names: tuple[str, ...], name: str) -> bool:
    stem = name.rstrip(_DIGITS)
    return name in names or (stem != name and f"{stem}#" in names)


def _renamed(
    template: Template,
    param: Parameter,
    new_names: Mapping[str, str],
    given: Counter[str] | None,
) -> Finding:
    """A parameter with a new name; `given` is None where unnamed ones would be renumbered."""
    new = new_names[param.name]
    span = param.key_span or param.value_span
    message = f"{template.name} calls “{param.name}” “{new}” now"
    if given is None or given[param.name] > 1 or new in given:
        return Finding(span, message)
    return Finding(span, message, _renaming(param, new, is_listed=True))


def _unknown(
    template: Template, param: Parameter, names: tuple[str, ...], given: Counter[str]
) -> Finding:
    span = param.key_span or param.value_span
    message = f"{template.name} knows no parameter “{param.name}”"
    near = [n for n in one_slip_away(param.name, names) if n not in given] if param.named else []
    if near:
        message += f"; is {' or '.join(near)} meant?"
    alternatives = tuple(_renaming(param, name, is_listed=False) for name in near)
    return Finding(span, message, alternatives=alternatives)


def _renaming(param: Parameter, name: str, *, is_listed: bool) -> Fix:
    applicability: Applicability = "safe" if is_listed else "manual"
    return Fix(f"write {name}", rename_param(param, name), applicability)
