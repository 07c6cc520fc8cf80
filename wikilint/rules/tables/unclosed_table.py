from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.tables import unclosed_tables
from wikilint.analysis.transclusion import is_transcluded


@rule("unclosed-table", severity="error", scope="any", fixes=())
def unclosed_table(doc: Document) -> Iterator[Finding]:
    """`{|` without `|}`.

    The rest of the page becomes part of the table's last cell. MediaWiki's Linter calls it
    [missing-end-tag](https://www.mediawiki.org/wiki/Help:Lint_errors/missing-end-tag).

    Never reported: pages that are made to be transcluded, tables that a template behind them may
    end (by its name, such as `{{end}}`), code, tables right inside another (`fostered-content`).

    There is no fix: where the table ends is the author's to say.
    """
    found = unclosed_tables(doc)
    if not found or is_transcluded(doc):
        return
    words = tuple(doc.site.data["closing_template_words"])
    ends = [
        template.start
        for template in doc.tree.templates
        if template.kind == "template" and template.name.lower().endswith(words)
    ]
    last = max(ends, default=-1)
    for token in found:
        if token.start > last and not is_code(doc, token.start, token.end):
            line_end = doc.text.find("\n", token.end)
            end = line_end if line_end >= 0 else len(doc.text)
            yield Finding(
                (token.start, end), "the table is never closed: it takes in the rest of the page"
            )
