"""The rule `missing-preamble`."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from wikilint import Document, Finding, rule
from wikilint_bips.preamble import preamble


@rule("missing-preamble", fixes=())
def missing_preamble(doc: Document) -> Iterator[Finding]:
    """A proposal does not open with its preamble.

    BIP 3: “Each BIP must begin with” it, and programs that list the proposals read it there. Found
    are a page named like a proposal (`bip-0123.mediawiki`, `bip-some-idea.mediawiki`) without a
    preamble, and text in front of one; comments do not count as text. Other pages of the
    repository, and those in a proposal's own folder, need none.
    """
    found = preamble(doc)
    if found is None:
        if _is_named_like_proposal(doc.page.path):
            yield Finding((0, _line_end(doc.text, 0)), "the proposal has no preamble")
        return
    at = 0
    for comment in doc.tree.comments:
        if doc.text[at : comment.start].strip():
            break
        at = max(at, comment.end) if comment.start < found.tag.start else at
    lead = doc.text[at : found.tag.start]
    if lead.strip():
        start = at + len(lead) - len(lead.lstrip())
        yield Finding((start, _line_end(doc.text, start)), "text stands in front of the preamble")


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _is_named_like_proposal(path: str | None) -> bool:
    if path is None:
        return False
    file = PurePath(path)
    return bool(
        re.fullmatch(r"bip-(?:[0-9]+|[A-Za-z][\w-]*)\.(?:media)?wiki", file.name)
    ) and not re.fullmatch(r"bip-[0-9]+", file.parent.name)
