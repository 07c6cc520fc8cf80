"""The rule `missing-section`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, Severity, option, rule
from wikilint.analysis import sections
from wikilint_bips.preamble import preamble
from wikilint_bips.process import IN_FORCE


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    required: tuple[str, ...] = option(
        ("Abstract", "Motivation", "Copyright"), "Sections that every proposal must have."
    )
    specification: tuple[str, ...] = option(
        ("Specification",), "Sections that those of the type Specification must have, too."
    )
    synonyms: dict[str, str] = option(
        {"License": "Copyright", "Licence": "Copyright", "Licensing": "Copyright"},
        "Other titles, with the sections that they stand for.",
    )
    since: str = option(IN_FORCE, "What was numbered before this day is only told as `info`.")


@rule("missing-section", options=Options, fixes=())
def missing_section(doc: Document, options: Options) -> Iterator[Finding]:
    """A proposal lacks a section that the process document requires.

    BIP 3 requires an abstract, a motivation and a copyright section, and of what can be
    implemented a specification; about the others (Rationale, Backward Compatibility …) the authors
    decide. A heading of any level counts if its title has the word in it: “Detailed
    specification”, “Motivations”. Older proposals are told as `info`.
    """
    found = preamble(doc)
    if found is None:
        return
    required = options.required
    kind = found.get("Type")
    if kind is not None and kind.value == "Specification":
        required += options.specification
    titles = "\n".join(section.title for section in sections(doc)).lower()
    words = {word: name for word, name in options.synonyms.items() if word.lower() in titles}
    severity: Severity | None = "info" if found.is_older_than(options.since) else None
    for name in required:
        if name.lower() not in titles and name not in words.values():
            message = f"there is no section “{name}”"
            yield Finding(found.tag.opening_span, message, severity=severity)
