"""The rule `license-mismatch`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, Related, option, rule
from wikilint.analysis import Section, sections
from wikilint_bips.licenses import licenses
from wikilint_bips.preamble import preamble

_WORDS = {
    "AGPL-3.0": "affero",
    "Apache-2.0": "apache",
    "BSD-2-Clause": "bsd 2-clause",
    "BSD-3-Clause": "bsd 3-clause",
    "BSL-1.0": "boost",
    "CC-BY-4.0": "attribution",
    "CC-BY-SA-4.0": "sharealike",
    "CC0-1.0": "cc0",
    "FSFAP": "all permissive",
    "LicenseRef-PD": "public domain",
    "MIT": "mit",
    "MIT-0": "mit no attribution",
    "OPL": "open publication",
    "OPUBL-1.0": "open publication",
    "PD": "public domain",
}


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    sections: tuple[str, ...] = option(
        ("copyright", "license", "licence", "licensing"), "Words in the titles of the sections."
    )
    words: dict[str, str] = option(_WORDS, "Words that all stand where a licence is spoken of.")


@rule("license-mismatch", options=Options, fixes=())
def license_mismatch(doc: Document, options: Options) -> Iterator[Finding]:
    """The copyright section does not speak of a licence that the License header names.

    BIP 3 asks for both, and for their agreement: readers of one would rely on terms that the other
    does not give. A licence that the section alone speaks of is not reported, since it may be that
    of a part, such as the test vectors.
    """
    found = preamble(doc)
    header = found.get("License") if found else None
    if header is None:
        return
    places = [section for section in sections(doc) if _is_about(section, options.sections)]
    text = " ".join(doc.text[_body(section) : section.end] for section in places).lower()
    if not text.strip():
        return
    related = tuple(Related(s.heading.title_span, "the section") for s in places[:1] if s.heading)
    for named in licenses(header):
        words = options.words.get(named.id, "")
        has_id = _has(text, named.id.lower())
        if words and not has_id and not all(_has(text, word) for word in words.split()):
            message = f"the copyright section does not speak of {named.id}"
            yield Finding(named.span, message, related=related)


def _is_about(section: Section, words: tuple[str, ...]) -> bool:
    title = section.title.lower()
    return any(word in title for word in words)


def _body(section: Section) -> int:
    return section.heading.end if section.heading else section.start


def _has(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])", text))
