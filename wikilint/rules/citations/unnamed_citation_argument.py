from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.analysis.citations import Citation
from wikilint.edits import remove_param
from wikilint.syntax import Comment, Parameter

_LONGEST = 40  # characters of the text that a message shows


@rule(
    "unnamed-citation-argument",
    severity="off",
    scope="enwiki-style",
    fixes=("safe", "manual"),
)
def unnamed_citation_argument(doc: Document) -> Iterator[Finding]:
    """A citation has a stray pipe, or text that belongs to no parameter.

    The template drops the text and shows a red message. Often the pipe is part of a title, where
    it is written `{{!}}`, or of an address, where it is `%7C`. See [Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#text_ignored).

    Never touched: wrappers of citation templates, which may take such text; citations made by
    templates; pages of templates, modules and documentation.

    **Fix.** Safe for a pipe with nothing but blanks behind it: the pipe goes. Text, and comments,
    are for a person to place; that the pipe belongs to the value before it is proposed.
    """
    unnamed = citation_parameters(doc).unnamed
    for citation in dict.fromkeys(entry.citation for entry in unnamed):
        params = citation.template.params
        last = max(param.start for param in params if not param.named)
        for before, param in pairwise((None, *params)):
            if param is not None and not param.named:
                yield _finding(citation, before, param, is_last=param.start == last)


def _finding(
    citation: Citation, before: Parameter | None, param: Parameter, *, is_last: bool
) -> Finding:
    pipe = (param.start - 1, param.start)
    if not param.value:
        message = "stray pipe in a citation"
        if not is_last:  # it waits until what follows, which would get another number, is mended
            return Finding(pipe, message)
        edits = remove_param(param)
        fix = Fix("remove the pipe", edits, "safe", effect="administrative")
        return Finding(pipe, message, fix)
    text = "".join(str(node) for node in param.value_nodes if type(node) is not Comment)
    text = " ".join(text.split())
    if not text:
        return Finding(pipe, "stray pipe before a comment in a citation")
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}…"
    message = f"the citation drops “{text}”, which belongs to no parameter"
    return Finding(param.value_span, message, alternatives=_escapes(citation, before, pipe))


def _escapes(
    citation: Citation, before: Parameter | None, pipe: tuple[int, int]
) -> tuple[Fix, ...]:
    """The pipe as a part of the value before it."""
    if before is None or not before.named or not before.value:
        return ()
    text = "%7C" if citation.role_of(before) == "url" else "{{!}}"
    title = f"write the pipe as {text}, a part of {before.name}"
    return (Fix(title, (Edit(pipe, text),), "manual", effect="administrative"),)
