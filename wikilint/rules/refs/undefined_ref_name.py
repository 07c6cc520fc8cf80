from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, Related, Severity, option, rule
from wikilint.analysis.namespaces import MODULE, TEMPLATE
from wikilint.analysis.ref_attributes import read_attributes
from wikilint.analysis.references import Reference, References, references

_MOST_SUGGESTIONS, _MOST_NAMES, _LONGEST = 20, 500, 100  # comparing names costs their product


@dataclass(frozen=True, eq=False, repr=False)
class UndefinedRefNameOptions:
    """Options of the rule."""

    defining_templates: tuple[str, ...] = option(
        ("Excerpt", "Infobox", "Population", "Transclude", "Weather"),
        "Templates that may define references: on a page with one whose name holds any of these "
        "words, the finding is a warning.",
    )


@rule(
    "undefined-ref-name", severity="error", scope="any", options=UndefinedRefNameOptions, fixes=()
)
def undefined_ref_name(doc: Document, options: UndefinedRefNameOptions) -> Iterator[Finding]:
    """A reference name is used, but nothing on the page defines it.

    The reader gets a red error instead of a source, mostly because the definition went with a
    paragraph that was deleted or moved, or because the name is misspelt: names are compared byte
    for byte, and in their group. A definition behind its uses is fine, so is one in the reference
    list. See [Help:Cite errors](https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_references_no_text).

    One finding for each name, at its first use. It is a warning where a template on the page may
    bring the definition (`defining-templates`, transcluded pages and sections, modules) or where
    the page is made to be transcluded; templates and modules themselves are left alone. Not
    reported: names that a template makes, uses that a parser function may leave out, the names
    that `{{sfn}}` makes (`FOOTNOTE…`), bare numbers, and names whose definition stands on the
    page but is broken, which is another finding.

    There is no fix; the message names the nearest name that is defined.
    """
    if doc.namespace in (TEMPLATE, MODULE):
        return
    refs = references(doc)
    undefined = [key for key in refs.names if _is_plain(key[1]) and _undefined(refs, *key)]
    if not undefined:
        return
    broken = _broken_names(doc, refs)
    severity = _severity(doc, refs, options)
    defined = [key for key in refs.names if refs.definitions(*key)]
    suggestions = _MOST_SUGGESTIONS
    for group, name in undefined:
        uses = [use for use in _undefined(refs, group, name) if _is_certain(use)]
        if not uses or name in broken:
            continue
        times = f" {len(uses)} times" if len(uses) > 1 else ""
        where = "defined nowhere"
        hint = ""
        if (group, name) in defined:
            where = "its definition belongs to another reference list"
        elif suggestions > 0:
            hint = _hint(group, name, defined)
            suggestions -= 1
        yield Finding(
            uses[0].span,
            f"ref name “{name}” is used{times}, but {where}{hint}",
            severity=severity,
            related=tuple(Related(use.span, f"“{name}” is used here too") for use in uses[1:]),
        )


def _undefined(refs: References, group: str, name: str) -> list[Reference]:
    """The uses whose reference list knows no definition; behind a list Cite begins anew."""
    bearers = refs.named(group, name)
    lists = {bearer.list_index for bearer in bearers if bearer.content_span is not None}
    return [use for use in bearers if use.content_span is None and use.list_index not in lists]


def _is_plain(name: str) -> bool:
    return not name.isdigit() and not name.startswith("FOOTNOTE")


def _is_certain(use: Reference) -> bool:
    return not (use.computed or use.conditional or use.list_defined)


def _severity(doc: Document, refs: References, options: UndefinedRefNameOptions) -> Severity | None:
    """A warning where the definition may come from elsewhere, or with a computed name."""
    if any(r.computed and r.content_span and r.attributes for r in refs.all):
        return "warning"
    if "<includeonly" in doc.text or "<onlyinclude" in doc.text:
        return "warning"
    words = [word.lower() for word in options.defining_templates]
    for template in refs.unknown_definers:
        name = template.name.lower()
        if template.kind == "function" or name.startswith((":", "/")):
            return "warning"
        if any(word in name for word in words):
            return "warning"
    return None


def _broken_names(doc: Document, refs: References) -> set[str]:
    """Names in opening tags that are no tags to the parser: unclosed, badly nested."""
    known = {reference.span.start for reference in refs.all}
    comments = doc.tree.comments
    starts = [comment.start for comment in comments]
    names = set()
    for match in re.finditer(r"<ref\s[^<>]*>", doc.text, re.IGNORECASE):
        at = match.start()
        before = bisect_right(starts, at) - 1
        if at in known or (before >= 0 and at < comments[before].end):
            continue
        attribute = read_attributes(doc.text, at + 4, match.end() - 1).get("name")
        if attribute is not None:
            names.add(attribute.value)
    return names


def _hint(group: str, name: str, defined: list[tuple[str, str]]) -> str:
    for other, known in defined:
        if known == name:
            return f"; group “{other}” has it" if other else "; it is defined outside any group"
    names = [known for other, known in defined if other == group][:_MOST_NAMES]
    folded = {known.casefold(): known for known in names}
    near = folded.get(name.casefold())
    if near is None and len(name) <= _LONGEST:
        from difflib import get_close_matches

        near = next(iter(get_close_matches(name, names, 1, 0.75)), None)
    return f"; did you mean “{near}”?" if near else ""
