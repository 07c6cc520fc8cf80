from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wikilint import Document, Finding, Related, rule
from wikilint.analysis.namespaces import TEMPLATE
from wikilint.analysis.ref_openings import RefOpening
from wikilint.analysis.ref_repair import read_openings, ref_reading
from wikilint.analysis.references import Reference, ReferenceList, References, references
from wikilint.syntax import Parameter, Tag


@rule("invalid-list-defined-ref", severity="error", scope="any", fixes=())
def invalid_list_defined_ref(doc: Document) -> Iterator[Finding]:
    """A reference in the reference list cannot stand there.

    What stands inside `<references>` or `{{reflist|refs=…}}` defines a text that a name in the
    article calls. Cite prints an error under the list, and drops the text, for one without a name
    (`cite_error_references_no_key`), without a text (`cite_error_empty_references_define`), of
    another group than the list's (`cite_error_references_group_mismatch`), with `details`
    (`cite_error_details_unsupported_context`), or that nothing before the list calls
    (`cite_error_references_missing_key`), and for a list in a list
    (`cite_error_included_references`). See
    [Help:List-defined references](https://en.wikipedia.org/wiki/Help:List-defined_references).

    A reference that nothing calls is a warning where something on the page may call it unseen: a
    transcluded page or section, a module, a template that is given the name. Not reported: what
    a parser function may leave out, references inside other notes, names that a template makes.

    There is no fix: to delete a text that nothing calls loses a source.
    """
    refs = references(doc)
    yield from _lists_in_lists(refs)
    if doc.namespace == TEMPLATE or not any(r.list_group is not None for r in refs.all):
        return
    callers = _Callers.of(doc, refs)
    seen: dict[tuple[str, str], Reference] = {}
    for reference in refs.all:
        if reference.list_group is None or reference.conditional or reference.computed:
            continue
        if reference.kind in ("r", "sfn"):
            continue
        fault = _fault(reference)
        if fault:
            yield Finding(reference.span, fault)
        elif reference.name is not None:
            first = seen.setdefault((reference.group, reference.name), reference)
            if first is reference:
                yield from _uncalled(reference, refs, callers)


def _fault(reference: Reference) -> str | None:
    group = reference.group
    if group != reference.list_group:
        mine = f"group “{group}”" if group else "no group"
        its = f"group “{reference.list_group}”" if reference.list_group else "no group"
        return f"{mine}, but the list has {its} (cite_error_references_group_mismatch)"
    if reference.name is None:
        return "a reference in the list needs a name (cite_error_references_no_key)"
    if reference.content_span is None:
        return f"“{reference.name}” has no text (cite_error_empty_references_define)"
    if "details" in reference.attributes:
        return "“details” has no place in the list (cite_error_details_unsupported_context)"
    return None


class _Callers(NamedTuple):
    """Names in broken tags and in arguments of templates; whether more may be called unseen."""

    broken: frozenset[str]
    given: frozenset[str]
    unseen: bool

    @classmethod
    def of(cls, doc: Document, refs: References) -> _Callers:
        known = {reference.node.start for reference in refs.all}
        broken = frozenset(
            name
            for opening, fault in read_openings(doc)
            if fault or opening.span.start not in known
            for name in _names(doc.text, opening)
        )
        unknown = refs.unknown_definers
        given = frozenset(param.value for template in unknown for param in template.params)
        unseen = any(t.kind == "function" or t.name.startswith((":", "/")) for t in unknown)
        computed = any(r.computed and r.name and "{{" in r.name for r in refs.all)
        return cls(broken, given, unseen or computed or "<includeonly" in doc.text)


def _names(text: str, opening: RefOpening) -> tuple[str, str]:
    """The name that a broken tag has, and the one that it was meant to have."""
    reading = ref_reading(text, opening)
    return opening.value("name"), reading.value("name") if reading else ""


def _uncalled(reference: Reference, refs: References, callers: _Callers) -> Iterator[Finding]:
    group, name = reference.group, reference.name or ""
    calls = [r for r in refs.named(group, name) if not r.list_defined]
    if any(r.list_index == reference.list_index for r in calls) or name in callers.broken:
        return
    what = f"nothing calls “{name}”"
    related: tuple[Related, ...] = ()
    if calls:
        what = f"nothing before the list calls “{name}”"
        related = (Related(calls[0].span, "it is called here, in the reach of another list"),)
    elif others := [g for g, n in refs.names if n == name and g != group]:
        what += f" in its group; in group “{others[0]}” there is such a name"
    yield Finding(
        reference.span,
        f"{what} (cite_error_references_missing_key)",
        severity="warning" if callers.unseen or name in callers.given else None,
        related=related,
    )


def _lists_in_lists(refs: References) -> Iterator[Finding]:
    for outer, inner in zip(refs.lists, refs.lists[1:], strict=False):
        if inner.span.end <= outer.span.end and _holds(outer, inner):
            message = "a list in a list (cite_error_included_references)"
            yield Finding(inner.span, message, related=(Related(outer.span, "the outer list"),))


def _holds(outer: ReferenceList, inner: ReferenceList) -> bool:
    """Whether the outer list is a tag, or has the inner one among its references."""
    if isinstance(outer.node, Tag):
        return isinstance(inner.node, Tag)
    param = next((node for node in inner.node.ancestors() if node.parent is outer.node), None)
    return isinstance(param, Parameter) and param.name == "refs"
