from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Finding, Fix, rule
from wikilint.analysis.citation_parameters import citation_parameters
from wikilint.analysis.urls import split_url
from wikilint.edits import set_param

_WORKS = ("journal", "magazine", "newspaper", "periodical", "website", "work")
_BEGINNINGS = ("http://", "https://", "//", "www.")


@rule("url-in-work", severity="off", scope="enwiki-style", fixes=("manual",))
def url_in_work(doc: Document) -> Iterator[Finding]:
    """A citation has a web address where the name of a work belongs.

    `website=`, `work=` and their kind are shown as the title of what the page is a part of: *The
    Lake Review*, not *www.lakereview.example*. The address itself is in `url=`. An address with a
    scheme brings a red message
    ([Help:CS1 errors](https://en.wikipedia.org/wiki/Help:CS1_errors#param_has_ext_link)).

    Never reported: names that only look like a domain (*Lakes.com*); values with markup; wrappers
    of citation templates; pages of templates, modules and documentation.

    **Fix.** Manual: the domain without `www.`, which is the name of some sites. Of others only
    they can tell.
    """
    found = citation_parameters(doc)
    names = found.spellings(*_WORKS)
    suspects = (name for name in names if _is_suspect(found.together(name).lower()))
    for entry in (entry for name in suspects for entry in found.entries(name)):
        param = entry.parameter
        start = param.equals + 1
        lead = param.source[start : start + 16].lstrip().lower()
        if not lead.startswith(_BEGINNINGS):
            continue
        value = param.value
        if any(mark in value for mark in "{<[ \n"):
            continue
        url = value if "//" in value else f"//{value}"
        domain = split_url(url).host.removeprefix("www.")
        if "." not in domain:
            continue
        edits = set_param(entry.citation.template, param.name, domain)
        fix = Fix(f"write “{domain}”", edits, "manual")
        message = f"{param.name}= is for the name of the work, not for an address"
        yield Finding(param.value_span, message, alternatives=(fix,))


def _is_suspect(together: str) -> bool:
    return any(beginning in together for beginning in _BEGINNINGS)
