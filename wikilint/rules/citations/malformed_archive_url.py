from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.archive_urls import ArchiveFault, archive_fault, has_archive_faults
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.syntax import Parameter

_MESSAGES: Mapping[ArchiveFault, str] = {
    "save": "archive address makes a new copy with every visit; name one that exists",
    "wildcard": "archive address lists copies; name one of them",
    "timestamp": "archive address has no whole timestamp (YYYYMMDDhhmmss)",
    "path": "archive address has something else than web/ before its timestamp",
    "flag": "archive address has no proper flag (such as id_) behind its timestamp",
}


@rule("malformed-archive-url", severity="off", scope="enwiki-style", fixes=("manual",))
def malformed_archive_url(doc: Document) -> Iterator[Finding]:
    """An archive address names no certain copy: a wildcard, half a timestamp, the save page.

    Of addresses at web.archive.org, the template wants a timestamp of 14 digits; for anything
    else it shows a red message and drops the archive ([Help:CS1
    errors](https://en.wikipedia.org/wiki/Help:CS1_errors#archive_url)). A list of copies is a
    search result ([WP:ELNO](https://en.wikipedia.org/wiki/WP:ELNO)), and an address with `save/`
    makes each reader's visit archive the page again. Fourteen digits that make no date or time
    are reported, too.

    Never reported: addresses at other archives; those that a template makes; wrappers of citation
    templates; citations made by templates; pages of templates, modules and documentation.

    **Fix.** Manual, where there is a whole timestamp and something wrong round it. Otherwise
    somebody has to look which copy is meant.
    """
    found = citation_parameters(doc)
    for name in found.spellings("archive-url"):
        if not has_archive_faults(found.together(name)):
            continue
        for entry in found.entries(name):
            url = entry.parameter.value
            fault = archive_fault(url)
            if fault is not None and "{{" not in url and "<!--" not in url:
                yield _finding(entry.parameter, fault)


def _finding(param: Parameter, fault: ArchiveFault) -> Finding:
    alternatives: tuple[Fix, ...] = ()
    match = re.search(r"//web\.archive\.org/([^0-9]*([0-9]{14})(?![0-9])[^/]*)/", param.value)
    if match is not None and fault not in {"save", "timestamp"}:
        start, end = match.span(1)
        at = param.value_span.start
        path = f"web/{match[2]}"
        edits = (Edit((at + start, at + end), path),)
        alternatives = (Fix(f"write {path}", edits, "manual", effect="administrative"),)
    return Finding(param.value_span, _MESSAGES[fault], alternatives=alternatives)
