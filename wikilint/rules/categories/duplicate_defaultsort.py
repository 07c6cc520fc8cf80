from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wikilint import Document, Finding, Fix, Related, rule
from wikilint.analysis.categories import DefaultSort, categories, without


@rule("duplicate-defaultsort", severity="error", fixes=("safe", "manual"))
def duplicate_defaultsort(doc: Document) -> Iterator[Finding]:
    """A page has more than one default sort key.

    The last one counts. If they differ, the page shows a warning in red
    ([Help:Magic words](https://www.mediawiki.org/wiki/Help:Magic_words#DEFAULTSORT)); if they are
    equal, only editors are misled, and the finding is a warning.

    Not looked at: keys that templates make, or with `noerror` or `noreplace` behind them; empty
    ones, which have no effect; what a template's argument, a parser function, `<noinclude>` and
    its kind may leave out.

    **Fix.** Safe for equal keys: the later one goes. Otherwise a person has to choose.
    """
    found = [d for d in categories(doc).default_sorts if d.key and not d.conditional]
    if len(found) < 2 or not all(default.plain for default in found):
        return
    is_one = len({default.key for default in found}) == 1
    for before, default in pairwise(found):
        if is_one:
            yield _same(doc, default, found[0])
        elif default.key != before.key:
            yield _other(doc, default, before)


def _same(doc: Document, default: DefaultSort, first: DefaultSort) -> Finding:
    span = default.template.span
    kept = first.template.span
    fix = Fix(
        "remove it",
        (without(doc, default.template),),
        "safe",
        effect="administrative",
        relies_on=(kept,),
    )
    message = f"the default sort key “{default.key}” is given twice"
    related = (Related(kept, "it is given here, too"),)
    return Finding(span, message, fix, severity="warning", related=related)


def _other(doc: Document, default: DefaultSort, before: DefaultSort) -> Finding:
    message = f"the default sort key “{default.key}” overrides “{before.key}”"
    alternatives = tuple(
        Fix(f"keep “{kept.key}”", (without(doc, gone.template),), "manual")
        for kept, gone in ((default, before), (before, default))
    )
    related = (Related(before.template.span, "the key before it"),)
    return Finding(default.template.span, message, alternatives=alternatives, related=related)
