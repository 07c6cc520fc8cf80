from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.list_items import ListItem, list_items
from wikilint.analysis.transclusion import is_transcluded

Style: TypeAlias = Literal["spaced", "majority"]
_BLANKS = (" ", "\t", "\xa0")
# A template or table may bring list markup of its own, which must follow the marker at once.
_KEPT = ("", "\n", "{", "|", "-")


@dataclass(frozen=True, eq=False, repr=False)
class UnspacedListMarkerOptions:
    """Options of the rule."""

    style: Style = option(
        "spaced",
        "`spaced` wants a blank behind each marker; `majority` only on pages where most have one.",
    )


@rule(
    "unspaced-list-marker",
    severity="off",
    scope="any",
    options=UnspacedListMarkerOptions,
    fixes=("safe",),
)
def unspaced_list_marker(doc: Document, options: UnspacedListMarkerOptions) -> Iterator[Finding]:
    """A list item follows its marker without a blank: `*Foo`.

    `* Foo` is easier to read in the source ([Help:List](https://en.wikipedia.org/wiki/Help:List));
    the page is the same.

    Never reported: `:` and `;`, which mostly indent; `#REDIRECT`; items that begin with a
    template or a table; code; pages that are made to be transcluded.

    **Fix.** Safe and cosmetic: a blank is put in.
    """
    if "\n*" not in doc.text and "\n#" not in doc.text and not doc.text.startswith(("*", "#")):
        return
    items = [item for item in list_items(doc) if item.marks[-1] in "*#"]
    unspaced = [item for item in items if not _is_spaced(doc, item)]
    if options.style == "majority" and 2 * len(unspaced) >= len(items):
        return
    if not unspaced or is_transcluded(doc):
        return
    for item in unspaced:
        if doc.text[item.end : item.end + 1] in _KEPT or is_code(doc, item.start, item.end):
            continue
        edit = Edit((item.end, item.end), " ")
        fix = Fix("put in a blank", (edit,), "safe", effect="cosmetic")
        yield Finding((item.start, item.end), f"no blank behind {item.marks}", fix)


def _is_spaced(doc: Document, item: ListItem) -> bool:
    return doc.text.startswith(_BLANKS, item.end)
