from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, Fix, option, rule
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.edits import remove_param


@dataclass(frozen=True, eq=False, repr=False)
class EmptyCitationParameterOptions:
    """Options of the rule."""

    keep: tuple[str, ...] = option((), "Parameters that may be empty, such as `access-date`.")


@rule(
    "empty-citation-parameter",
    severity="off",
    scope="enwiki-style",
    options=EmptyCitationParameterOptions,
    fixes=("safe",),
)
def empty_citation_parameter(
    doc: Document, options: EmptyCitationParameterOptions
) -> Iterator[Finding]:
    """A citation's parameter has no value.

    It says nothing, and often it is left over from a form that was filled in. Some editors keep
    such parameters as a reminder of what is missing, so the rule is off unless you switch it on.

    A comment is a value: `author=<!--Staff writer-->` tells that there is no name to give. Empty
    parameters that the template does not know make it show an error; they are reported by
    `unknown-citation-parameter` and `obsolete-citation-parameter`. Never touched: `postscript`,
    of which older pages mean that nothing is to follow; wrappers of citation templates; names and
    citations made by templates; pages of templates, modules and documentation.

    Parameters that are given twice are the matter of `duplicate-parameter`.

    **Fix.** Safe and cosmetic: the parameter goes.
    """
    found = citation_parameters(doc)
    if found.facts is None:
        return
    for name in found.parameters:
        known: bool | None = None
        for entry in found.entries(name):
            param = entry.parameter
            if entry.has_value or not found.is_single(entry):
                continue
            if known is None:
                canonical = found.facts.canonical(name)
                kept = canonical == "postscript" or {name, canonical} & set(options.keep)
                known = not kept and found.facts.knows(name)
            if not known:
                break
            span = param.key_span
            assert span is not None
            fix = Fix(f"remove {name}", remove_param(param), "safe", effect="cosmetic")
            yield Finding(span, f"parameter “{name}” has no value", fix)
