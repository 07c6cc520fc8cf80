from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.page_tags import page_tags

_MARK = "<!--"


@rule("unclosed-comment", severity="error", scope="any", fixes=("manual",))
def unclosed_comment(doc: Document) -> Iterator[Finding]:
    """`<!--` without `-->`: the rest of the page is hidden.

    To MediaWiki a comment that nothing closes goes on to the end of the page. Rules that look at
    text read on behind it; their fixes there are not applied.

    **Fix.** Manual: the comment is closed at the end of its line.
    """
    start = page_tags(doc).end
    if start == len(doc.text):
        return
    end = doc.text.find("\n", start)
    end = end if end >= 0 else len(doc.text)
    fix = Fix(
        "close the comment at the end of its line",
        (Edit((end, end), " -->"),),
        "manual",
        reshapes=(start, len(doc.text)),
    )
    yield Finding(
        (start, start + len(_MARK)), "<!-- is never closed: it hides the rest of the page", fix
    )
