"""Wiki tables that nothing closes, found by the scan: to the tree they are plain text."""

from __future__ import annotations

from wikilint.analysis.page_tags import page_tags, tokens_by_kind
from wikilint.document import Document, analysis
from wikilint.syntax import Token


@analysis
def unclosed_tables(doc: Document) -> tuple[Token, ...]:
    """The ``{|`` without ``|}``, in the order of the text.

    One that stands right inside another, which MediaWiki drops, is not among them.
    """
    kinds = tokens_by_kind(doc)
    text = doc.text
    end = page_tags(doc).end
    stack: list[Token] = []
    for token in sorted(kinds["|"] + kinds["}|"]):
        if token.kind == "|":
            line = text.rfind("\n", 0, token.start) + 1
            # behind a colon a table begins, not behind another list marker (verified, 1.39)
            if token.start < end and not text.startswith(("{{", "{|}}"), token.start + 1):
                if stack and not text[stack[-1].end : line].partition("\n")[2].strip():
                    continue
                stack.append(token)
        elif token.kind == "}|" and stack and not _ends_template(text, token):
            stack.pop()
    return tuple(stack)


def _ends_template(text: str, token: Token) -> bool:
    """Whether ``|}}`` is an empty argument and the end of a template."""
    return text.startswith("}}", token.start + 1) and not text.startswith("}}}", token.start + 1)
