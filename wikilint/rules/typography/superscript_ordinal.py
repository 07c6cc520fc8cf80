from __future__ import annotations

from collections.abc import Iterator

from wikilint import Applicability, Document, Edit, Finding, Fix, Site, rule
from wikilint.analysis import prose
from wikilint.analysis.code_places import is_raw

_KEPT = frozenset({"language", "quotation", "quote", "verbatim"})


@rule("superscript-ordinal", severity="off", scope="enwiki-style", fixes=("safe", "unsafe"))
def superscript_ordinal(doc: Document) -> Iterator[Finding]:
    """The suffix of an ordinal number is raised: `1<sup>st</sup>`.

    [MOS:ORDINAL](https://en.wikipedia.org/wiki/MOS:ORDINAL) writes “1st”; raised letters spoil the
    distance of lines and are hard to read. Languages that raise them, as French does, have no
    findings, nor have those of which it is not known.

    Never touched: quotations, `quote=`, `{{lang}}`, `{{sic}}`, code, comments, formulas.

    **Fix.** Safe: the same letters, not raised. Unsafe in titles, headings and arguments that do
    not read as prose.
    """
    text = doc.text
    suffixes = Site.language_data(doc.language).get("ordinal_suffixes", ())
    if not suffixes or "<sup" not in text:
        return
    for tag in doc.tree.tags:
        if tag.markup is not None or tag.name != "sup" or tag.content.strip() not in suffixes:
            continue
        start = tag.start
        while text[start - 1 : start].isdecimal():
            start -= 1
        number, suffix = text[start : tag.start], tag.content.strip()
        if not number or text[start - 1 : start].isalpha() or is_raw(doc, tag.start):
            continue
        contexts = prose(doc).contexts_at(tag.open_end)
        if not contexts.isdisjoint(_KEPT):
            continue
        kind: Applicability = "safe"
        if not contexts or not contexts.isdisjoint({"title", "heading"}):
            kind = "unsafe"
        if text[tag.end : tag.end + 1].isalnum():
            kind = "unsafe"
        written = f"{number}{suffix}"
        span = (start, tag.end)
        fix = Fix(f"write “{written}”", (Edit(span, written),), kind)
        yield Finding(span, f"the suffix of “{written}” is raised", fix)
