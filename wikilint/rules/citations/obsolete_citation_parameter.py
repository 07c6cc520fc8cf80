from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Effect, Finding, Fix, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitedParameter,
    citation_parameters,
    may_be_given,
)
from wikilint.analysis.templates import templates
from wikilint.edits import remove_param, rename_param, set_param
from wikilint.syntax import Template

_NEAR = 100  # characters behind a citation in which a tag belongs to it


@rule(
    "obsolete-citation-parameter",
    severity="off",
    scope="enwiki-style",
    fixes=("safe", "unsafe", "manual"),
)
def obsolete_citation_parameter(doc: Document) -> Iterator[Finding]:
    """A citation has a parameter that its template once knew.

    The template shows a red message, or a category of maintenance, and drops the value: `deadurl`
    became `url-status`, `trans_title` `trans-title`, while `coauthors` has no successor. See
    [Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#parameter_ignored). What took
    whose place is in the site's data.

    `month`, `day` and parts of access dates are reported without a value only: with one, they
    are for `split-citation-date`. Never touched: wrappers of citation templates, names and
    citations made by templates, pages of templates, modules and documentation.

    **Fix.** Safe where one name took the place of another, the data tell what becomes of the
    value (`deadurl=yes` is `url-status=dead`), and the citation has neither the new parameter nor
    one that excludes it; unsafe for the address of a part (`chapterurl`) if the part has no
    title, which is another error. Safe, too, for one without a value: it goes. Other values are
    for a person, and so are two old names of one parameter, and `deadurl=no` where a tag behind the
    citation says that the link is dead.
    """
    found = citation_parameters(doc)
    facts = found.facts
    if facts is None:
        return
    for name in found.unknown:
        lowered = name.lower()
        new = facts.removed.get(lowered)
        parts = lowered in facts.date_parts
        if new is None and not parts and lowered not in facts.dropped:
            continue
        for entry in found.entries(name):
            if not parts or not entry.parameter.value:
                yield _finding(doc, facts, entry, new, single=found.is_single(entry))


def _finding(
    doc: Document, facts: CitationFacts, entry: CitedParameter, new: str | None, *, single: bool
) -> Finding:
    param = entry.parameter
    span = param.key_span
    assert span is not None
    message = f"citations no longer take “{param.name}”"
    if new is not None:
        message += f"; {new} took its place"
    if not single:
        return Finding(span, message)
    if not param.value:
        title = f"remove {param.name}"
        return Finding(
            span, message, Fix(title, remove_param(param), "safe", effect="administrative")
        )
    fix = None if new is None else _replacement(doc, facts, entry, new)
    if fix is not None and fix.applicability == "manual":
        return Finding(span, message, alternatives=(fix,))
    return Finding(span, message, fix)


def _replacement(
    doc: Document, facts: CitationFacts, entry: CitedParameter, new: str
) -> Fix | None:
    citation, param = entry
    if not may_be_given(facts, citation, new) or _is_rivalled(facts, entry, new):
        return None
    value = facts.replaced_value(new, param.value)
    if value is None:
        title = f"write {new}, with a value that it takes"
        return Fix(title, rename_param(param, new), "manual", effect="administrative")
    edits = rename_param(param, new)
    if value != param.value:
        edits += set_param(citation.template, param.name, value)
    part = new.removesuffix("-url")
    untitled = part != new and part in facts.parameters and not citation.get(part)
    # the title then leads to the page instead of the archive, which the page says is dead
    revived = value in facts.live_values and _is_called_dead(doc, citation.template)
    applicability: Applicability = "manual" if revived else "unsafe" if untitled else "safe"
    effect: Effect = "visible" if value in facts.live_values else "administrative"
    return Fix(f"write {new}={value}", edits, applicability, effect=effect)


def _is_rivalled(facts: CitationFacts, entry: CitedParameter, new: str) -> bool:
    """Whether another old name of the citation would become the same parameter, or a rival."""
    rivals = {facts.canonical(name) for name in (new, *facts.rivals(facts.canonical(new)))}
    others = (facts.removed.get(name.lower()) for name in entry.citation.effective
              if name != entry.parameter.name)  # fmt: skip
    return any(other is not None and facts.canonical(other) in rivals for other in others)


def _is_called_dead(doc: Document, template: Template) -> bool:
    """Whether a tag right behind the citation says that its link is dead."""
    behind = doc.text[template.end : template.end + _NEAR].partition("</ref")[0].partition("\n")[0]
    group = doc.site.data.get("maintenance_groups", {}).get("dead link", ())
    return any(
        call.name in group and template.end <= call.start < template.end + len(behind)
        for call in templates(doc).named(*group)
    )
