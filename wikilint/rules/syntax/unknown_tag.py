from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis.attributes import is_raw_html
from wikilint.analysis.code_places import is_code
from wikilint.analysis.page_tags import page_tags, tag_names
from wikilint.analysis.ref_attributes import written_attributes
from wikilint.syntax import Token

_LONGEST_LABEL = 300  # code points


@dataclass(frozen=True, eq=False, repr=False)
class UnknownTagOptions:
    """Options of the rule."""

    extra_tags: tuple[str, ...] = option((), "Tags of the wiki's own extensions.")


@rule("unknown-tag", severity="info", scope="any", options=UnknownTagOptions, fixes=("manual",))
def unknown_tag(doc: Document, options: UnknownTagOptions) -> Iterator[Finding]:
    """A tag that MediaWiki does not know and prints as text.

    Links, images, scripts and forms cannot be written in HTML on a wiki:
    `<a href="https://e.org">` and its end tag appear on the page as they stand. So does the tag of
    an extension that the wiki does not have. Name those that it has in `extra-tags`.

    Reported are tags of HTML that have attributes, and tags of any name that have an end tag. Never
    reported: other words in angle brackets, which are placeholders most often; code in `<code>`,
    between backticks or on lines that begin with a blank; pages of raw HTML.

    **Fix.** Manual: `[https://e.org E]` for a link.
    """
    known = doc.site.html_tags | doc.site.extension_tags
    empty_tags = doc.scan.empty_tags
    names = tag_names(doc).union(token.name for token in empty_tags) - known - {""}
    if not names:
        return
    unknown = [token for token in (*doc.scan.tokens, *empty_tags) if token.name in names]
    closers = {token.name: token for token in unknown if token.kind == ">"}  # the last of a name
    foreign = frozenset(doc.site.data["foreign_tags"])
    end = page_tags(doc).end
    if is_raw_html(doc):
        return
    for token in unknown:
        if token.kind == ">" or token.start >= end or token.name in options.extra_tags:
            continue
        closer = closers.get(token.name)
        is_paired = token.kind == "<" and closer is not None and closer.start > token.start
        has_attributes = token.name in foreign and "=" in doc.text[token.start : token.end]
        if not (is_paired or has_attributes) or not _is_tag(doc.text, token):
            continue
        if not is_code(doc, token.start, token.end):
            message = f"MediaWiki knows no <{token.name}> and prints it as text"
            yield Finding((token.start, token.end), message, _link(doc, token))


def _is_tag(text: str, token: Token) -> bool:
    """Whether the name ends where MediaWiki ends it, and no more than attributes follow."""
    at = token.start + 1 + len(token.name)
    rest = text[at : token.end - 1].rstrip("/").strip()
    return text[at] in " \t\n/>" and (not rest or "=" in rest) and token.name[0].isalpha()


def _link(doc: Document, token: Token) -> Fix | None:
    """The wiki's form of a link, where the page's HTML has a plain one."""
    text = doc.text
    if token.name != "a":
        return None
    attributes = written_attributes(text, token.start + 2, token.end - 1)
    address = next((a.value for a in attributes if a.name == "href"), "")
    close = text.find("</", token.end, token.end + _LONGEST_LABEL)
    if close < 0 or text[close : close + 4].lower() != "</a>":
        return None
    label = text[token.end : close]
    if not address.startswith(tuple(doc.site.data["protocols"])) or set(address) & set(" []<>{}|"):
        return None
    if not label.strip() or set(label) & set("[]<>\n"):
        return None
    link = f"[{address} {label.strip()}]"
    edit = Edit((token.start, close + 4), link)
    return Fix(f"write {link}", (edit,), "manual", reshapes=edit.span)
