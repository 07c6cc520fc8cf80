from __future__ import annotations

import re
from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.code_places import is_code
from wikilint.analysis.namespaces import ARTICLE
from wikilint.analysis.transclusion import is_transcluded
from wikilint.syntax import Attribute, ExternalLink, Parameter, Tag, Template, Wikilink

# Characters that are, or can be part of, markup.
_MARKUP = "[]{}<>|'*#:;=~_&!-/\n\t\\`@"
_INERT = " ,.?()"
# Marks that are complete before the tag, and those that only begin behind it.
_BEFORE, _BEHIND = "'\"]})>", "'\"[{(<"
_LONGEST_LINK = 500
_REACH = 24  # characters round it that are looked at for addresses, entities, numbers


@rule("useless-nowiki", severity="off", scope="any", fixes=("safe", "unsafe"))
def useless_nowiki(doc: Document) -> Iterator[Finding]:
    """`<nowiki>` protects nothing that MediaWiki would take for markup.

    The visual editor puts `<nowiki/>` where text meets a link or quotation marks meet italics, and
    leaves it there when one of the two goes
    ([Wikipedia:VisualEditor](https://en.wikipedia.org/wiki/Help:VisualEditor)).

    Never reported: contents with characters of markup, what stands at the start of a line, code,
    pages that are no articles (they show how wikitext is written) or are made to be transcluded.

    **Fix.** Safe and cosmetic: the contents stay, where they make no markup with what is around
    them. Unsafe behind a link, which letters that follow become part of: `[[a]]<nowiki/>s`.
    """
    if "<nowiki" not in doc.text or doc.namespace != ARTICLE:
        return
    for tag in doc.tree.tags:
        if tag.name != "nowiki" or any(char in _MARKUP for char in tag.content):
            continue
        following = (tag.content + doc.text[tag.end : tag.end + 1])[:1]
        is_linked = doc.text.endswith("]]", 0, tag.start) and following.isalpha()
        if not _is_prose(doc.text, tag) or not (is_linked or _is_harmless(doc.text, tag)):
            continue
        if not is_code(doc, tag.start, tag.end) and not is_transcluded(doc):
            yield _finding(tag, is_linked)


def _finding(tag: Tag, is_linked: bool) -> Finding:
    edits: tuple[Edit, ...] = (Edit(tag.span, ""),)
    if tag.content and tag.closing_span:
        edits = (Edit(tag.opening_span, ""), Edit(tag.closing_span, ""))
    if is_linked:
        fix = Fix("let the link take in the letters", edits)
        return Finding(tag.span, "<nowiki> keeps the letters behind it out of the link", fix)
    fix = Fix("remove the tags", edits, "safe", effect="cosmetic")
    return Finding(tag.span, "<nowiki> protects nothing", fix)


def _is_prose(text: str, tag: Tag) -> bool:
    """Whether it stands in text; in targets, attributes and the like it may hold things apart."""
    before = text[max(tag.start - _LONGEST_LINK, 0) : tag.start].rpartition("\n")[2]
    if type(tag.parent) is not Wikilink and before.count("[") != before.count("]"):
        return False  # without the tag, there might be a link
    for node in tag.ancestors():
        if isinstance(node, (Attribute, ExternalLink, Parameter, Template)):
            return False
        if isinstance(node, Wikilink):
            label = node.label_span
            if label is None or tag.start < label.start:
                return False
    return True


def _is_harmless(text: str, tag: Tag) -> bool:
    """Whether the text round the tags, and in them, is still no markup when it meets."""
    left, right = text[tag.start - 1 : tag.start], text[tag.end : tag.end + 1]
    if left in ("", "\n") or tag.content != tag.content.strip():
        return False
    fine_left, fine_right = _is_inert(left), _is_inert(right)
    if tag.content:
        meets = (fine_left or left in _BEFORE) and (fine_right or right in _BEHIND)
    else:
        meets = (fine_left and (fine_right or right in _BEHIND)) or (fine_right and left in _BEFORE)
    if not meets or (left.isalnum() and right == "["):
        return False
    before = text[max(tag.start - _REACH, 0) : tag.start]
    joined = before + tag.content + text[tag.end : tag.end + _REACH]
    word = before.rpartition(" ")[2]
    if word and word[-1] not in _BEFORE and any(mark in word for mark in "&_/:~"):
        return False
    return re.search(r"ISBN|PMID|RFC", joined) is None


def _is_inert(char: str) -> bool:
    return not char or char.isspace() or char.isalnum() or char in _INERT
