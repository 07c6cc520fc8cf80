from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Related, rule
from wikilint.analysis.attributes import FILLER, attributed_tags
from wikilint.analysis.code_places import is_code
from wikilint.analysis.transclusion import is_conditional, is_transcluded


@rule("duplicate-id", severity="info", scope="any", fixes=())
def duplicate_id(doc: Document) -> Iterator[Finding]:
    """Two elements have the same `id`.

    A link to `#a` leads to the first of them only, and styles and scripts may miss the other.
    MediaWiki's Linter calls this
    [duplicate-ids](https://www.mediawiki.org/wiki/Help:Lint_errors/duplicate-ids).

    Seen are the ids that are written out; those of headings, and those that a template or an
    extension makes, are not. Never reported: pages that are made to be transcluded, elements that
    a parser function may leave out, code on lines that begin with a blank or between backticks.

    There is no fix: other pages may link to either.
    """
    found: list[tuple[int, int, str]] = []
    for tags in attributed_tags(doc):
        given = next((a for a in reversed(tags.attributes) if a.name == "id"), None)
        if given is not None and given.value and FILLER not in given.value:
            start, end = given.span
            value = given.value.replace(" ", "_")
            found += ((place + start, place + end, value) for place in tags.places)
    if len(found) == len({value for _, _, value in found}) or is_transcluded(doc):
        return
    first: dict[str, tuple[int, int]] = {}
    for start, end, value in sorted(found):
        if is_code(doc, start, end) or is_conditional(doc, start, end):
            continue
        span = first.setdefault(value, (start, end))
        if span[0] != start:
            related = Related(span, "the first of them")
            yield Finding((start, end), f"another element has the id “{value}”", related=(related,))
