from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, Span, option, rule
from wikilint.analysis.ref_attributes import read_attributes
from wikilint.analysis.ref_lists import may_bring_a_list, place_for_list
from wikilint.analysis.ref_openings import unclosed_lists
from wikilint.analysis.references import Reference, References, references
from wikilint.analysis.sections import Section, sections
from wikilint.syntax import Tag

_PRINTED = "<references> has neither slash nor closing tag, so the wiki prints it"


@dataclass(frozen=True, eq=False, repr=False)
class MissingReflistOptions:
    """Options of the rule."""

    heading: str = option("References", "Title of the section that holds the reference list.")
    before: tuple[str, ...] = option(
        ("Further reading", "External links"), "Titles of the sections that stand behind it."
    )


@rule(
    "missing-reflist",
    severity="off",
    scope="configurable",
    options=MissingReflistOptions,
    fixes=("unsafe",),
)
def missing_reflist(doc: Document, options: MissingReflistOptions) -> Iterator[Finding]:
    """The page has references, but no reference list; or a group has none.

    MediaWiki puts a list for the references without a group at the very end of the page, below
    navigation boxes and without a heading. For a group it prints an error instead
    (`cite_error_group_refs_without_references`): such a finding is an error. `<references>`
    without a slash or a closing tag is printed. See
    [Help:Footnotes](https://en.wikipedia.org/wiki/Help:Footnotes) and MOS:REFERENCES.

    The finding is at the first reference without a list. Not counted are references that a parser
    function or a transclusion tag may leave out and those in the arguments of a template, which
    may bring a list of its own; talk pages, templates and pages that are transcluded are left
    alone, and so are pages with templates on a wiki of which no list templates are known.

    **Fix.** Unsafe, because heading and place are a choice: the section `heading` with a list,
    ahead of the sections of `before`, else ahead of navigation boxes and categories; only the
    list where the section is there already. A group's list goes ahead of the ungrouped one.
    """
    refs = references(doc)
    if doc.namespace % 2:
        return
    listed = {item.group for item in refs.lists}
    lacking: dict[str, Reference] = {}
    for reference in refs.all:
        if reference.group not in listed and reference.group not in lacking and _counts(reference):
            lacking[reference.group] = reference
    for span in unclosed_lists(doc):
        attributes = read_attributes(doc.text, span.start + len("<references"), span.end - 1)
        group = attributes["group"].value if "group" in attributes else ""
        lacking.pop(group, None)
        yield Finding(span, _PRINTED, _closing(doc.text, span) if group not in listed else None)
    before = {title.lower() for title in options.before}
    if not lacking or may_bring_a_list(doc, before):
        return
    for group, reference in lacking.items():
        if any("{{" in name for name in listed) or "{{" in group:
            continue
        if not group:
            fix = _list_fix(doc, refs, options)
            yield Finding(reference.span, "the page has references, but no reference list", fix)
            continue
        near = [name for name in listed if name.casefold() == group.casefold()]
        hint = f"; there is one for “{near[0]}”" if near else ""
        yield Finding(
            reference.span,
            f"group “{group}” has no reference list{hint}"
            " (cite_error_group_refs_without_references)",
            None if near else _group_fix(doc, refs, group),
            severity="error",
        )


def _counts(reference: Reference) -> bool:
    return not (
        reference.conditional
        or reference.list_defined
        or (reference.computed and not reference.content_span)
        or reference.in_template is not None
    )


def _closing(text: str, tag: Span) -> Fix:
    at = len(text[: tag.end - 1].rstrip())
    return Fix("close the tag", (Edit((at, tag.end), " />"),), "unsafe", reshapes=tag)


def _list_fix(doc: Document, refs: References, options: MissingReflistOptions) -> Fix | None:
    wikitext = _list_text(doc.site.template_redirects("reflist"), "")
    title = options.heading.lower()
    for section in sections(doc):
        if section.heading is not None and section.title.lower() == title:
            return _into_section(section, refs, wikitext)
    at = place_for_list(doc, {name.lower() for name in options.before})
    text = f"== {options.heading} ==\n{wikitext}\n"
    if doc.text[at : at + 1] not in ("", "\n"):
        text += "\n"
    before = doc.text[:at]
    if before and not before.endswith("\n\n"):
        text = ("\n" if before.endswith("\n") else "\n\n") + text
    return Fix("add a reference list", (Edit((at, at), text),), "unsafe")


def _into_section(section: Section, refs: References, wikitext: str) -> Fix | None:
    assert section.heading is not None
    if any(reference.node.start > section.start for reference in refs.all):
        return None
    at = section.heading.end
    return Fix("add a reference list", (Edit((at, at), f"\n{wikitext}"),), "unsafe")


def _group_fix(doc: Document, refs: References, group: str) -> Fix | None:
    ungrouped = next((item for item in reversed(refs.lists) if not item.group), None)
    if ungrouped is None or '"' in group:
        return None
    start = ungrouped.span.start
    if doc.text[start - 1 : start] not in ("", "\n"):
        return None
    templates: Mapping[str, list[str]] = {}
    if not isinstance(ungrouped.node, Tag):
        templates = doc.site.template_redirects("reflist")
    notes: Mapping[str, str] = doc.site.data.get("note_groups", {})
    notelists = doc.site.family("notelist")
    own = next((name for name, of in notes.items() if of == group and name in notelists), None)
    wikitext = f"{{{{{own[:1].lower()}{own[1:]}}}}}" if own else _list_text(templates, group)
    return Fix(
        f"add a list for group “{group}”", (Edit((start, start), f"{wikitext}\n"),), "unsafe"
    )


def _list_text(templates: Mapping[str, list[str]], group: str) -> str:
    if not templates:
        return f'<references group="{group}" />' if group else "<references />"
    name = next(iter(templates))
    name = name[:1].lower() + name[1:]
    return f"{{{{{name}|group={group}}}}}" if group else f"{{{{{name}}}}}"
