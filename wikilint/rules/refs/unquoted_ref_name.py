from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.ref_repair import read_openings

_MARKS = {"double": '"', "single": "'"}


@dataclass(frozen=True, eq=False, repr=False)
class UnquotedRefNameOptions:
    """Options of the rule."""

    quote: Literal["double", "single"] = option("double", "The quotation marks that a fix adds.")


@rule(
    "unquoted-ref-name",
    severity="off",
    scope="any",
    options=UnquotedRefNameOptions,
    fixes=("safe",),
)
def unquoted_ref_name(doc: Document, options: UnquotedRefNameOptions) -> Iterator[Finding]:
    """The name of a reference stands without quotation marks.

    MediaWiki reads `<ref name=foo>` well, up to the day when somebody adds a blank to the name:
    then the rest becomes an unknown attribute and the footnote an error. The help pages ask for
    quotation marks wherever a name has more than ASCII letters, digits and a few marks. See
    [Help:Footnotes](https://en.wikipedia.org/wiki/Help:Footnotes#WP:REFNAME).

    Not reported: tags in comments, `<nowiki>` and code, names that a template makes, and tags
    with another fault, which `malformed-ref-attribute` reports.

    **Fix.** Safe: Cite sees the same name.
    """
    for opening, fault in read_openings(doc):
        name = opening.get("name")
        if fault or name is None or name.quote or not name.value:
            continue
        raw = doc.text[slice(*name.value_span)]
        if "{" in raw:
            continue
        mark = '"' if "'" in raw else _MARKS[options.quote]
        edit = Edit(name.value_span, f"{mark}{raw}{mark}")
        fix = Fix("quote the name", (edit,), "safe", effect="cosmetic")
        yield Finding(name.value_span, f"ref name without quotation marks: {edit.text}", fix)
