from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from wikilint import Document, Finding, rule
from wikilint.analysis.citation_names import GenericNames, NameParameter, citation_names
from wikilint.analysis.citation_parameters import (
    CitationFacts,
    citation_parameters,
    without_comments,
)
from wikilint.analysis.citations import Citation

_ADDRESS = ("http://", "https://", "www.")
_MARKS = "[]()'\" \n"


@rule("generic-citation-name", severity="off", scope="enwiki-style", fixes=())
def generic_citation_name(doc: Document) -> Iterator[Finding]:
    """A citation names an author who is none: “Staff”, “News desk”, “Editor”, an address.

    For most of them the template shows a red message, because they get into its metadata as
    names of people ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#generic_name)). “Staff”, “Unknown” and
    the like it lets pass; they are warnings. What counts is in the site's data, as the template
    has it: “policy” anywhere in a name, “editor” as a word, “(ed.)” at the end. To say that no
    author is named, write `<!-- Staff writer -->`.

    Never reported: names in double brackets, `((Policy Exchange))`, which say that they are
    meant; people called so (`|first=Clement |last=Staff`); lists of names (`vauthors`); values
    that templates make; wrappers of citation templates; citations made by templates; pages of
    templates, modules and documentation.

    **Fix.** None: whether the name goes or another belongs there, only the source knows.
    """
    found = citation_parameters(doc)
    names = citation_names(doc)
    facts = found.facts
    if facts is None or not names:
        return
    generic = facts.generic_names
    lowered = "".join([found.together(name.name) for name in names]).lower()
    suspects = _suspects(generic, {value.strip(_MARKS) for value in set(lowered.split("\0"))})
    for name in names if suspects else ():
        for param, written in found.written(name.name):
            if written.strip(_MARKS).lower() not in suspects:
                continue
            value = _plain(written)
            part = _part(generic, value) if value else ""
            span = param.value_span
            if part and part.strip(_MARKS).lower() != value.strip(_MARKS).lower():
                yield Finding(span, f"“{part}” is no part of a name")
            elif part:
                yield Finding(span, f"“{value}” is no name")
            elif _is_unlisted(generic, value):
                citation = found.by_template[param.parent]
                if not _is_called_so(facts, name, citation, value):
                    yield Finding(span, f"“{value}” is no name", severity="warning")


def _suspects(generic: GenericNames, values: set[str]) -> set[str]:
    """Those of the values, in lower case and without marks at their ends, that may be no names."""
    together = "\0".join(values)  # most pages have none of these: so that is known at once
    anywhere = (*generic.contain, *generic.words, "<!--", *_ADDRESS)
    parts = [part for part in anywhere if part in together]
    marked = _marked(generic.editor_marks)
    suspects = (values & generic.unlisted) | (values & generic.equal)
    if parts or marked.search(f"\0{together}\0"):
        suspects |= {
            value
            for value in values
            if any(part in value for part in parts) or marked.search(f"\0{value}\0")
        }
    return suspects


@cache
def _marked(abbreviations: tuple[str, ...]) -> re.Pattern[str]:
    """How a name between two NULs begins or ends if it has a mark."""
    mark = "|".join(map(re.escape, abbreviations))
    return re.compile(rf"\0(?:{mark})[.,;)\]]|[(\[,. ](?:{mark})\.?\0")


def _plain(value: str) -> str:
    """The value without comments; empty where a template makes it or it is said to be meant."""
    value = without_comments(value)
    return "" if "{{" in value or value.startswith("((") else value


def _part(generic: GenericNames, value: str) -> str:
    """What the template takes for no name in a value; empty if all is well."""
    if "[[" in value and generic.accepted_link in value:
        return ""
    lowered = value.lower()
    if value[0].lower() + value[1:] in generic.equal or lowered.startswith(_ADDRESS):
        return value
    match = _editors(generic.editors).search(value) or _words(generic.words).search(value)
    if match is not None:
        return match[0].strip()
    return next((part for part in generic.contain if part in lowered), "")


@cache
def _words(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in words)
    return re.compile(f"(?<![A-Za-z])(?:{forms})(?![A-Za-z])")


@cache
def _editors(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_unlisted(generic: GenericNames, value: str) -> bool:
    return value.strip(_MARKS).lower() in generic.unlisted


def _is_called_so(
    facts: CitationFacts, name: NameParameter, citation: Citation, value: str
) -> bool:
    """Whether the other part of the name makes it one of a person."""
    number = "" if name.number == 1 else str(name.number)
    others = [
        citation.get(f"{stem}{number}")
        for stem, field in facts.name_fields.items()
        if field.kind == name.kind and field.last != name.last
    ]
    other = "".join(others).lower()
    whole = f"{other} {value.lower()}"
    return not name.last or bool(other and whole not in facts.generic_names.unlisted)
