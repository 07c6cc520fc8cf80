from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wikilint import Applicability, Document, Finding, Fix, Severity, option, rule
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    CitedParameter,
    citation_parameters,
    may_be_given,
)
from wikilint.analysis.slips import one_slip_away
from wikilint.edits import remove_param, rename_param

_YEAR = 365  # days after which a list of names may be out of date
_SHORTEST = 5  # characters: shorter names are one slip away from too many others


@dataclass(frozen=True, eq=False, repr=False)
class UnknownCitationParameterOptions:
    """Options of the rule."""

    extra_parameters: tuple[str, ...] = option((), "Names that your wiki's citations also take.")


@rule(
    "unknown-citation-parameter",
    severity="off",
    scope="enwiki-style",
    options=UnknownCitationParameterOptions,
    fixes=("safe", "manual"),
)
def unknown_citation_parameter(
    doc: Document, options: UnknownCitationParameterOptions
) -> Iterator[Finding]:
    """A citation has a parameter that its template does not know.

    The template shows a red message and drops the value. See [Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#parameter_ignored).

    The known names are those of Module:Citation/CS1 in the month that the data file names. Where
    the run knows the day (`--today`) and the data are older than a year, the finding is a warning
    and says so. A name that some citation template takes is not reported in another one; removed
    names and wrong letter case are reported by `obsolete-citation-parameter` and
    `miscased-citation-parameter`, no-break spaces in one by `malformed-parameter-name`.

    Never touched: wrappers of citation templates, names and citations made by templates, pages of
    templates, modules and documentation.

    **Fix.** Safe if the name is one typing slip (a letter more, less, other or swapped) away from
    exactly one known name, both have five letters or more and the same first letter, and neither
    that parameter nor one that excludes it is used: then it gets that name. Safe, too, for one
    without a value: it goes. A number or a final *s* too many is no slip. Otherwise near names
    are proposed.
    """
    found = citation_parameters(doc)
    facts = found.facts
    if facts is None:
        return
    gone = facts.dropped | facts.date_parts
    for name in found.unknown:
        lowered = name.lower()
        if facts.knows(lowered) or lowered in facts.removed:
            continue
        if lowered in gone or name in options.extra_parameters or "\xa0" in name:
            continue
        near = _near(facts, name)
        age = _age(facts, doc.page.today)
        for entry in found.entries(name):
            yield _finding(facts, entry, near, age, single=found.is_single(entry))


def _near(facts: CitationFacts, name: str) -> list[str]:
    """Known names that are a slip away; the canonical one where several mean the same."""
    if name.isdecimal():
        return []
    near: dict[str, str] = {}
    for known in one_slip_away(name, facts.names):
        canonical = facts.canonical(known)
        if known == canonical or canonical not in near:
            near[canonical] = known
    return list(near.values())


def _age(facts: CitationFacts, today: date | None) -> str | None:
    """What to say of data that are older than a year; None where they are not."""
    if today is None or (today - facts.as_of).days <= _YEAR:
        return None
    return f"as of {facts.as_of:%Y-%m}"


def _finding(
    facts: CitationFacts,
    entry: CitedParameter,
    near: list[str],
    age: str | None,
    *,
    single: bool,
) -> Finding:
    param = entry.parameter
    message = f"{entry.citation.name} knows no parameter “{param.name}”"
    if age:
        message += f" ({age})"
    if near:
        message += f"; is {' or '.join(near)} meant?"
    span = param.key_span
    assert span is not None
    severity: Severity = "warning" if age else "error"
    if not single:
        return Finding(span, message, severity=severity)
    if not param.value:
        title = f"remove {param.name}"
        fix = Fix(title, remove_param(param), "safe", effect="administrative")
        return Finding(span, message, fix, severity=severity)
    if len(near) == 1 and _is_certain(facts, entry, near[0]):
        return Finding(span, message, _renaming(entry, near[0], "safe"), severity=severity)
    alternatives = tuple(_renaming(entry, name, "manual") for name in near)
    return Finding(span, message, severity=severity, alternatives=alternatives)


def _renaming(entry: CitedParameter, name: str, applicability: Applicability) -> Fix:
    edits = rename_param(entry.parameter, name)
    return Fix(f"write {name}", edits, applicability, effect="administrative")


def _is_certain(facts: CitationFacts, entry: CitedParameter, name: str) -> bool:
    written = entry.parameter.name
    if min(len(written), len(name)) < _SHORTEST or written[0].lower() != name[0]:
        return False
    if written.rstrip("s") == name.rstrip("s"):
        return False
    return may_be_given(facts, entry.citation, name)
