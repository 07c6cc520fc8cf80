from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, Related, rule
from wikilint.analysis.page_tags import PageTags, page_tags
from wikilint.analysis.ref_repair import closing_start, read_openings
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Token

# What was meant as the end tag: a slip in its name, the slash behind it or missing, no bracket.
_LONGEST = 2_000  # characters of a footnote on one line; a page may be one line of opening tags
_MEANT = r"</(?:re|rf|ef|red|rer|reg|tef|ret|refs|reff|eref|fer)\s*>|<ref\s*/\s*>|</ref(?![\w>])"


@rule("unclosed-ref", severity="error", scope="any", fixes=("unsafe",))
def unclosed_ref(doc: Document) -> Iterator[Finding]:
    """`<ref>` without `</ref>`, closed by a wrong tag, or opened inside another reference.

    MediaWiki takes all text up to the next `</ref>` for the footnote, or prints the tag where there
    is none; a reference inside a reference gives Cite's error `cite_error_included_ref`. See
    [Help:Cite errors](https://en.wikipedia.org/wiki/Help:Cite_errors/Cite_error_included_ref).

    Never reported: pages that are made to be transcluded; `{{refn}}` and `{{#tag:ref}}`, which may
    hold references; `</ref>` behind an opening tag that `malformed-ref-attribute` finds broken.

    **Fix.** Unsafe, where the end tag is there but mistyped (`</red>`, `<ref/>`, `</ref`), right
    behind the one template that the footnote consists of.
    """
    tags = page_tags(doc)
    faulty = any(t.name == "ref" for t in (*tags.unclosed, *tags.nested, *tags.unopened))
    if not faulty or is_transcluded(doc):
        return
    for token in tags.unclosed:
        if token.name == "ref":
            message = "<ref> is never closed, so MediaWiki prints it as text"
            yield _finding(doc, token, message)
    unopened = [token for token in tags.unopened if token.name == "ref"]
    openings = read_openings(doc) if unopened else ()
    broken = [one for one, fault in openings if fault and not one.is_tag]
    closing_broken = {closing_start(doc.text, opening) for opening in broken}
    after: set[int] = set()  # where end tags of references stand that hold others
    for outer, inner, closer in _swallowed(tags):
        index = bisect_left(unopened, closer.end, key=lambda token: token.start)
        own = unopened[index] if index < len(unopened) else None
        behind = doc.text[closer.end : closer.end + _LONGEST].lower()
        if own is not None and "<ref" not in behind[: own.start - closer.end]:
            after.add(own.start)
            message = "a reference inside a reference: Cite shows an error"
            related = Related((outer.start, outer.end), "the reference around it")
            yield Finding((inner.start, inner.end), message, related=(related,))
        else:
            message = "<ref> is not closed before the next one begins"
            yield _finding(doc, outer, message, inner)
    for token in unopened:
        if token.start not in after and token.start not in closing_broken:
            message = "</ref> closes nothing, so MediaWiki prints it as text"
            yield Finding((token.start, token.end), message)


def _swallowed(tags: PageTags) -> Iterator[tuple[Token, Token, Token]]:
    """Each reference that holds others, with the first of them and the end tag that it takes."""
    own = [token for token in tags.tags if token.name == "ref"]
    starts = [token.start for token in own]
    seen = -1
    for inner in tags.nested:
        if inner.name == "ref":
            index = bisect_left(starts, inner.start)
            if index != seen:
                seen = index
                yield own[index - 1], inner, own[index]


def _finding(doc: Document, token: Token, message: str, behind: Token | None = None) -> Finding:
    text = doc.text
    line_end = text.find("\n", token.end, token.end + _LONGEST)
    end = behind.start if behind else line_end if line_end >= 0 else token.end + _LONGEST
    related = (Related((behind.start, behind.end), "the next one"),) if behind else ()
    found = re.search(_MEANT, text[token.end : end], re.IGNORECASE)
    fix = None
    if found is not None:
        span = (token.end + found.start(), token.end + found.end())
        inside = text[token.end : span[0]].strip()
        start = token.end + text[token.end : span[0]].find("{")
        node = doc.tree.at(start, start + 2) if inside.startswith("{{") else None
        whole = node is not None and str(node) == inside
        message += f"; {found[0]} is no end tag"
        if whole:
            edit = Edit(span, "</ref>")
            fix = Fix("write </ref>", (edit,), reshapes=(token.start, span[1]))
    return Finding((token.start, token.end), message, fix, related=related)
