from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.template_calls import calls
from wikilint.analysis.templates import templates
from wikilint.edits import value_end
from wikilint.syntax import Template


@dataclass(frozen=True, eq=False, repr=False)
class InconsistentTemplateStyleOptions:
    """Options of the rule."""

    case: Literal["majority", "lower", "upper", "off"] = option(
        "majority", "The first letter of a template's name; majority: as most calls of it have it."
    )
    spacing: Literal["majority", "off"] = option(
        "off", "Blanks round the pipes of citations on one line; majority: as most pipes have them."
    )


@rule(
    "inconsistent-template-style",
    severity="off",
    options=InconsistentTemplateStyleOptions,
    fixes=("safe",),
)
def inconsistent_template_style(
    doc: Document, options: InconsistentTemplateStyleOptions
) -> Iterator[Finding]:
    """One template is called by two spellings of its name, or citations differ in their blanks.

    `{{Cite web}}` and `{{cite_web}}` are one template; a page that uses one spelling is easier to
    search and to read. A matter of taste: edits that only do this are unwelcome on many wikis
    ([WP:COSMETICBOT](https://en.wikipedia.org/wiki/Wikipedia:Bot_policy#Cosmetic_changes)), so the
    rule is off unless you switch it on.

    Only the first letter, underscores and runs of blanks count: the rest of a name distinguishes
    templates, and so do redirects. Without a majority nothing is found. A first letter before a
    capital, as in `{{IPA}}`, is never made small. With `spacing`, citations that are written on
    one line and whose arguments all have names are compared, pipe by pipe.

    **Fix.** Safe and cosmetic.
    """
    if options.case != "off":
        yield from _names(doc, options.case)
    if options.spacing == "majority":
        yield from _pipes(doc)


def _names(doc: Document, case: Literal["majority", "lower", "upper"]) -> Iterator[Finding]:
    groups: dict[str, dict[str, list[Template]]] = {}
    for called, found in calls(doc).items():
        if found[0].kind == "template" and not any(mark in called for mark in ":<{"):
            spellings = groups.setdefault(doc.site.title(called), {})
            spellings.setdefault(called.strip(), []).extend(found)
    for title, spellings in groups.items():
        wanted = _majority(Counter({name: len(found) for name, found in spellings.items()}))
        if case != "majority":
            wanted = title if case == "upper" or title[1:2].isupper() else _lowered(title)
        if wanted is None:
            continue
        for written, found in spellings.items():
            if written != wanted:
                yield from (_misspelt(template, written, wanted) for template in found)


def _misspelt(template: Template, written: str, wanted: str) -> Finding:
    edit = Edit(template.name_span, wanted)
    fix = Fix(f"write {wanted}", (edit,), "safe", effect="cosmetic")
    return Finding(template.name_span, f"“{written}” is written “{wanted}” here", fix)


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:]


class _Pipe(NamedTuple):
    """What stands between a value, or the template's name, and the next parameter's name."""

    start: int
    end: int
    written: str


def _pipes(doc: Document) -> Iterator[Finding]:
    found = [pipes for call in templates(doc).family("citation") if (pipes := _pipes_of(call))]
    wanted = _majority(Counter(pipe.written for pipes in found for pipe in pipes))
    if wanted is None:
        return
    for pipes in found:
        wrong = [pipe for pipe in pipes if pipe.written != wanted]
        if wrong:
            edits = tuple(Edit((pipe.start, pipe.end), wanted) for pipe in wrong)
            fix = Fix(f"write “{wanted}”", edits, "safe", effect="cosmetic")
            message = f"“{wrong[0].written}” between parameters is written “{wanted}” here"
            yield Finding((wrong[0].start, wrong[0].end), message, fix)


def _pipes_of(template: Template) -> list[_Pipe]:
    source = template.source
    if "\n" in source[template.start : template.end]:
        return []
    pipes = []
    start = template.name_span.end
    for param in template.params:
        if param.key_span is None:
            return []
        end = param.key_span.start
        pipes.append(_Pipe(start, end, source[start:end]))
        start = value_end(param)
    return pipes


def _majority(counts: Counter[str]) -> str | None:
    """What there is most of; None for a draw."""
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]
