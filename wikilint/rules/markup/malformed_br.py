from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from wikilint import Document, Edit, Finding, Fix, Severity, option, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.html_elements import tags
from wikilint.syntax import Tag, Text

Style: TypeAlias = Literal["any", "majority"]
_FORMS = ("<br>", "<br/>", "<br />")


@dataclass(frozen=True, eq=False, repr=False)
class MalformedBrOptions:
    """Options of the rule."""

    style: Style = option(
        "any",
        "`any` takes `<br>`, `<br/>` and `<br />`; `majority` wants the form that the page has "
        "most often.",
    )


@rule("malformed-br", severity="warning", scope="any", options=MalformedBrOptions, fixes=("safe",))
def malformed_br(doc: Document, options: MalformedBrOptions) -> Iterator[Finding]:
    r"""A line break tag is written in a broken form, such as `</br>` or `<br.>`.

    MediaWiki reads `</br>` as a line break, and `<br/ >` too, which is an info only; `<br.>`,
    `<br\>`, `<\br>` and `< br>` are no tags to it and are shown as they are
    ([Help:Line-break handling](https://en.wikipedia.org/wiki/Help:Line-break_handling)). A break
    with attributes is for [obsolete-attribute](obsolete-attribute.md).

    Never reported: `<nowiki>`, `<pre>`, comments, code (lines that begin with a blank, backticks,
    `<code>`).

    **Fix.** Safe: there is one way to read them. Written is the form that the page has most often,
    else `<br>`. With `style: majority` the other right forms follow, which is cosmetic.
    """
    broken = [match.span() for match in _form().finditer(doc.text)]
    if not broken and options.style == "any":
        return
    breaks = tags(doc).get("br", ())
    forms = Counter(form for tag in breaks if (form := str(tag).lower()) in _FORMS)
    wanted = max(_FORMS, key=lambda form: forms[form])
    for start, end in broken:
        if _is_wikitext(doc, start, end) and not is_code(doc, start, end):
            yield _finding(doc, (start, end), wanted)
    if options.style == "majority":
        for tag in breaks:
            if str(tag).lower() in _FORMS and str(tag) != wanted:
                edit = Edit(tag.span, wanted)
                fix = Fix(f"write {wanted}", (edit,), "safe", effect="cosmetic")
                yield Finding(tag.span, f"most line breaks of this page are {wanted}", fix)


def _finding(doc: Document, span: tuple[int, int], wanted: str) -> Finding:
    source = doc.text[slice(*span)]
    is_read = re.match(r"</?br[ \t/>]", source, re.IGNORECASE) is not None
    fault = "is no good form of a line break" if is_read else "is shown as text"
    severity: Severity | None = "info" if is_read and not source.startswith("</") else None
    fix = Fix(
        f"write {wanted}",
        (Edit(span, wanted),),
        "safe",
        effect="markup" if is_read else "visible",
        reshapes=span,
    )
    return Finding(span, f"{source} {fault}: write {wanted}", fix, severity=severity)


@cache
def _form() -> re.Pattern[str]:
    """All that is meant as a line break and has something wrong about it.

    It begins with a literal and cannot backtrack: a page costs as much as it has tags.
    """
    return re.compile(r"<(?!br[ \t]*/?>)[ \t]*+[/\\]?[ \t]*+br[ \t./\\,]*+>", re.IGNORECASE)


def _is_wikitext(doc: Document, start: int, end: int) -> bool:
    node = doc.tree.at(start, end)
    if isinstance(node, Tag) and node.name == "br":
        return True
    opaque = any(isinstance(around, Tag) and around.opaque for around in node.ancestors())
    return isinstance(node, Text) and not opaque
