from __future__ import annotations

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.urls import is_shown, split_url, urls
from wikilint.syntax import ExternalLink

_FEWEST_DOTS = 3  # of a host behind “0-”: www.example.org and the library's


@rule("proxy-url", severity="off", scope="enwiki-style", fixes=("manual",))
def proxy_url(doc: Document) -> Iterator[Finding]:
    """An address leads through the proxy of a library, which asks others for a password.

    A library gives its members access to journals under addresses of its own, such as
    `www-example-org.libproxy.university.example`. For everybody else the source is unreachable,
    although the publisher's address may show at least an abstract. Citations are to name what
    readers can verify ([WP:EXTERNAL](https://en.wikipedia.org/wiki/Wikipedia:External_links)).

    Known are the parts of hosts that the site's data list. Never reported: the sites of such
    programs themselves, nowiki, comments, code.

    **Fix.** Manual, where the address of the publisher can be read off: the host without that of
    the proxy, or the address behind `url=`. Proxies write it in more than one way.
    """
    found = urls(doc)
    # with dots around, a marker may ask for the beginning or the end of a label
    hosts = "." + ".\n.".join(found.by_authority) + "."
    for marker in doc.site.data.get("proxy_hosts", ()):
        if marker not in hosts:
            continue
        for link in found.at([host for host in found.by_host if marker in f".{host}."]):
            if is_shown(doc, link):
                yield from _finding(link, marker)


def _finding(link: ExternalLink, marker: str) -> Iterator[Finding]:
    url = link.url
    parts = split_url(url)
    behind = parts.query.partition("url=")[2]
    before = f".{parts.host}".partition(marker)[0].removeprefix(".")
    if not before and not behind and (marker != ".0-" or parts.host.count(".") < _FEWEST_DOTS):
        return
    message = f"“{parts.host}” is a library’s proxy, closed to other readers"
    direct = ""
    if behind.startswith(("http://", "https://")):
        direct = behind + parts.fragment
    elif host := _publisher(before):
        direct = f"{parts.scheme}{host}{parts.path}{parts.query}{parts.fragment}"
    fixes: tuple[Fix, ...] = ()
    if direct:
        fixes = (Fix(f"write {direct}", (Edit(link.url_span, direct),), "manual"),)
    yield Finding(link.url_span, message, alternatives=fixes)


def _publisher(before: str) -> str:
    """The publisher's host, of what stands before the proxy's; empty if it cannot be read off."""
    label, dot, rest = before.partition(".")
    if "-" in label and label.rpartition("-")[2].isalpha() and "." not in rest:
        # dots have become hyphens, and hyphens two
        return label.replace("--", "\0").replace("-", ".").replace("\0", "-")
    return before if dot else ""
