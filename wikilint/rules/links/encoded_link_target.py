from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.entities import html5
from urllib.parse import unquote

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.links import Link, all_links, is_plain, surroundings

_SPECIAL_NAMESPACE = -1
# What would be markup, or be read as a code once more, if it stood there plainly.
_MARKUP = frozenset("#|[]{}<>%\ufffd")


@dataclass(frozen=True, eq=False, repr=False)
class EncodedLinkTargetOptions:
    """Options of the rule."""

    keep_underscores: tuple[str, ...] = option((), "Titles that are known with underscores.")


@rule(
    "encoded-link-target",
    severity="off",
    scope="any",
    options=EncodedLinkTargetOptions,
    fixes=("safe", "unsafe"),
)
def encoded_link_target(doc: Document, options: EncodedLinkTargetOptions) -> Iterator[Finding]:
    """A link's target holds percent codes, underscores, character references or no-break spaces.

    MediaWiki reads `[[A%20b]]`, `[[A_b]]`, `[[A&nbsp;b]]` and `[[A b]]` as one page; copied from
    the address bar, the codes only make the source harder to read, and without a label the reader
    sees them. The rule is off: in git-hosted documentation a link may be a file's name.

    Never reported: codes for characters that are markup or could be read as a code again (`%23`,
    `&#124;`), categories, other wikis, special pages, targets with templates in them, links
    in code, titles that `keep-underscores` names.

    **Fix.** Safe and cosmetic for links with a label and for files; unsafe without a label, for
    the text that a reader sees changes.
    """
    kept = {doc.site.title(title) for title in options.keep_underscores}
    for link in all_links(doc):
        target = link.target
        if "_" not in target and "%" not in target and "&" not in target and "\xa0" not in target:
            continue
        if link.kind in {"category", "foreign"} or link.namespace == _SPECIAL_NAMESPACE:
            continue
        node = link.node
        if not is_plain(node.target_nodes) or doc.site.title(link.page) in kept:
            continue
        plain = _plain(target)
        if plain == target or not plain or "code" in surroundings(doc, node):
            continue
        fix = _fix(link, plain)
        yield Finding(node.target_span, f"the target is encoded: {plain}", fix)


def _fix(link: Link, plain: str) -> Fix:
    edit = Edit(link.node.target_span, plain)
    title = f"write “{plain}”"
    if link.label is None and link.kind != "file":
        return Fix(title, (edit,))
    return Fix(title, (edit,), "safe", effect="cosmetic")


def _plain(target: str) -> str:
    """The target as MediaWiki reads it; codes that must stay codes remain."""
    plain = target
    if "%" in target:
        plain = _percents().sub(lambda match: _unless_markup(match[0], unquote(match[0])), plain)
    if "&" in target:
        plain = _references().sub(
            lambda match: _unless_markup(match[0], _character(match[0])), plain
        )
    if plain != target:
        references = _references().findall(plain)
        if "''" in plain or plain[:1] in {":", "/"} or any(r not in target for r in references):
            return target  # decoded, it would mean something else
    return " ".join(plain.replace("_", " ").replace("\xa0", " ").split())


def _character(reference: str) -> str:
    """What a reference stands for; unlike browsers, MediaWiki takes numbers as they are."""
    name = reference[1:-1]
    if name[0] != "#":
        return html5.get(f"{name};", reference)
    number = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(number) if number <= sys.maxunicode else reference


def _unless_markup(code: str, plain: str) -> str:
    printable = plain.replace("\xa0", " ").isprintable()
    return plain if printable and _MARKUP.isdisjoint(plain) else code


@cache
def _percents() -> re.Pattern[str]:
    return re.compile(r"(?:%[0-9A-Fa-f]{2})+")


@cache
def _references() -> re.Pattern[str]:
    return re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
