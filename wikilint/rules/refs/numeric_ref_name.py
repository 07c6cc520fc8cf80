from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Related, rule
from wikilint.analysis.code_places import is_raw
from wikilint.analysis.ref_merging import add_name, rename
from wikilint.analysis.ref_names import propose_name
from wikilint.analysis.references import Reference, References, references

_MOST = 50  # references of one name; each has a finding, and each finding the renaming of all


@rule("numeric-ref-name", severity="warning", scope="any", fixes=("unsafe",))
def numeric_ref_name(doc: Document) -> Iterator[Finding]:
    """The name of a reference is a bare number.

    Cite prints an error for it (`cite_error_ref_numeric_key`) and ignores the name, so that
    nothing can reuse the text: numbers clash with the anchors that the footnotes get. The same
    holds for `follow`. A name should say what the source is, such as `Smith 2020`. See
    [Help:Cite errors](https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_ref_numeric_key).

    Names with anything but the digits 0 to 9 are fine, `:0` and `1a` too.

    **Fix.** Unsafe: all references of that name get one that is made of author and year, or of
    site and date. None where the name has no text, or several texts.
    """
    refs = references(doc)
    numbers = [key for key in refs.names if _is_number(key[1])]
    if numbers:
        taken = {name for _, name in refs.names}
        for group, name in numbers:
            yield from _named(doc, refs, refs.named(group, name), taken)
    for reference in refs.all:
        attributes = reference.attributes
        if len(attributes) <= (reference.name is not None):
            continue  # there is none but the name
        for key, attribute in attributes.items():
            is_odd = key == "follow" or (key == "name" and attribute.value == "0")
            if is_odd and _is_number(attribute.value) and not is_raw(doc, reference.span.start):
                yield Finding(attribute.span, _message(key, attribute.value))


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _message(attribute: str, value: str) -> str:
    what = "ref name" if attribute == "name" else f"“{attribute}”"
    return f"{what} “{value}” is a bare number, an error to Cite (cite_error_ref_numeric_key)"


def _named(
    doc: Document, refs: References, bearers: tuple[Reference, ...], taken: set[str]
) -> Iterator[Finding]:
    fix = _renaming(doc, refs, bearers, taken)
    first = bearers[0]
    for bearer in bearers:
        if is_raw(doc, bearer.span.start):
            continue
        name = bearer.name or ""
        related = () if bearer is first else (Related(first.span, f"“{name}” stands here first"),)
        span = bearer.name_span or bearer.span
        yield Finding(span, _message("name", name), fix, related=related)


def _renaming(
    doc: Document, refs: References, bearers: tuple[Reference, ...], taken: set[str]
) -> Fix | None:
    definitions = [bearer for bearer in bearers if bearer.content_span is not None]
    if len(definitions) != 1 or len(bearers) > _MOST or any(bearer.computed for bearer in bearers):
        return None
    definition = definitions[0]
    others = rename(refs, doc.text, definition, new := propose_name(doc, definition, taken))
    if others is None or definition.name_span is None:
        return None
    taken.add(new)
    if definition.kind == "ref":
        own = add_name(doc.text, definition, new)
    else:
        own = Edit(definition.name_span, new)
    return Fix(f"name it “{new}”", (own, *others), "unsafe", effect="administrative")
