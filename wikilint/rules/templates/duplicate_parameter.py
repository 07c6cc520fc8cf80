from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Effect, Finding, Fix, Related, rule
from wikilint.analysis.template_calls import has_plain_name, parameter_candidates
from wikilint.edits import remove_param
from wikilint.syntax import Comment, Parameter, Template

_LONGEST = 40  # characters of a value that a message shows
_MOST = 500  # parameters of a template that is mended: each fix looks at all of them
_DIGITS = "0123456789"


@rule("duplicate-parameter", fixes=("safe", "unsafe", "manual"))
def duplicate_parameter(doc: Document) -> Iterator[Finding]:
    """A template is given one parameter twice.

    Only the last one reaches the template, even if it is empty, and the page is put into a
    tracking category. A number counts as a name: in `{{x|a|1=b}}` the first argument is given
    twice. See [Help:Duplicate
    parameters](https://en.wikipedia.org/wiki/Help:Duplicate_parameters).

    Names are compared as MediaWiki does it: blanks round them and comments do not count, letter
    case does. Never touched: parser functions, names that templates make. Two names of one meaning,
    such as `accessdate` and `access-date`, are for rules that know the template.

    **Fix.** Safe where the lost one is empty or has the same value: it goes. Unsafe where only
    the last one is empty: that goes, and the value before it shows. Where the values differ, a
    person has to choose. A numbered name, such as `last2`, is only mended if no other parameter
    of that number has two values, for then the number may be wrong. AutoWikiBrowser also asks
    that addresses stay as they are; a pipe ends an address anyway.
    """
    for template in parameter_candidates(doc).repeated:
        groups = _groups(template)
        unsure = {_number(name) for name, group in groups.items() if _values(group) > 1}
        for name, group in groups.items():
            yield from _findings(name, group, is_misnumbered=_number(name) in unsure - {""})


def _groups(template: Template) -> dict[str, list[Parameter]]:
    groups: dict[str, list[Parameter]] = {}
    for param in template.params:
        if has_plain_name(param):
            groups.setdefault(param.name, []).append(param)
    return {name: group for name, group in groups.items() if len(group) > 1}


def _number(name: str) -> str:
    return "" if name.isdecimal() else name[len(name.rstrip(_DIGITS)) :]


def _values(group: list[Parameter]) -> int:
    return len({param.value for param in group} - {""})


def _findings(name: str, group: list[Parameter], *, is_misnumbered: bool) -> Iterator[Finding]:
    *lost, winner = group
    values = _values(group)
    related = (Related(winner.span, "this one counts"),)
    for param in lost:
        span = param.key_span or param.value_span
        if param.value == winner.value or not param.value:
            how = " with the same value" if param.value else ", here without a value"
            message = f"“{name}” is given twice{how}"
            fix = None
            if not (is_misnumbered and param.value):
                fix = _removal(param, winner, "remove the one that is lost", "safe")
            yield Finding(span, message, fix, related=related)
        elif not winner.value:
            message = f"“{name}” is given again without a value: “{_short(param)}” is lost"
            fix = None
            if values == 1:
                fix = _removal(winner, param, "remove the empty one", "unsafe", "visible")
            yield Finding(span, message, fix, related=related)
        else:
            first, last = _short(param), _short(winner)
            message = f"“{name}” is given twice: “{last}” counts, “{first}” is lost"
            keep = _removal(param, winner, f"keep “{last}”", "manual")
            swap = _removal(winner, param, f"keep “{first}”", "manual", "visible")
            both = tuple(fix for fix in (keep, swap if len(group) == 2 else None) if fix)
            yield Finding(span, message, alternatives=both, related=related)


def _removal(
    param: Parameter,
    kept: Parameter,
    title: str,
    applicability: Applicability,
    effect: Effect = "administrative",
) -> Fix | None:
    """The fix that removes a parameter.

    None where unnamed ones would change their numbers, or a comment in the name would be lost.
    """
    assert isinstance(param.parent, Template)
    if len(param.parent.params) > _MOST:
        return None
    if any(type(node) is Comment for node in param.key_nodes or ()):
        return None
    try:
        edits = remove_param(param)
    except ValueError:
        return None
    relies_on = ((kept.start, kept.end),)
    return Fix(title, edits, applicability, effect=effect, relies_on=relies_on)


def _short(param: Parameter) -> str:
    value = " ".join(param.value.split())
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
