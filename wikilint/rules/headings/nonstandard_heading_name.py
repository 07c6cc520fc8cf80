from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from wikilint import Document, Edit, Finding, Fix, Site, option, rule
from wikilint.analysis import sections


@dataclass(frozen=True, eq=False, repr=False)
class NonstandardHeadingNameOptions:
    """Options of the rule."""

    names: dict[str, str] = option(
        {}, "Your own names of sections, wrong to right: `{Weblinks: External links}`."
    )


@rule(
    "nonstandard-heading-name",
    severity="off",
    scope="enwiki-style",
    options=NonstandardHeadingNameOptions,
    fixes=("unsafe",),
)
def nonstandard_heading_name(
    doc: Document, options: NonstandardHeadingNameOptions
) -> Iterator[Finding]:
    """A standard section's name is misspelt or has the wrong capitals.

    `== Referrences ==`, `== See Also ==`: readers and programs look for these sections by their
    names ([MOS:ORDER](https://en.wikipedia.org/wiki/MOS:ORDER),
    [MOS:SECTIONCAPS](https://en.wikipedia.org/wiki/MOS:SECTIONCAPS)). The names and the slips in
    them are facts about the language; of a language that is not known, nothing is reported but
    your own `names`.

    **Fix.** Unsafe: the anchor changes, and with it where links from other pages lead.
    """
    known = _names(doc.language)
    names = {_key(wrong): right for wrong, right in options.names.items()}
    for section in sections(doc):
        if section.heading is None:
            continue
        key = _key(section.title)
        right = names.get(key) or known.get(key)
        if right is None or right == " ".join(section.title.split()):
            continue
        span = section.heading.title_span
        fix = Fix(f"write “{right}”", (Edit(span, right),))
        yield Finding(span, f"this section is called “{right}”", fix)


def _key(title: str) -> str:
    """A title apart from capitals, blanks and a colon at its end."""
    return " ".join(title.rstrip(": ").split()).casefold()


@cache
def _names(language: str) -> Mapping[str, str]:
    """The standard names of a language by their keys and by those of slips in them."""
    data: Mapping[str, list[str]] = Site.language_data(language).get("standard_headings", {})
    return {_key(name): right for right, slips in data.items() for name in (right, *slips)}
