"""One linear pass over the text itself: brackets, braces, tags, quote runs, comments.

Broken markup is what the tree loses: to the tokenizer, an opener without a closer is plain text.
The guard decides by these tokens what the tokenizer may see, and the analyses of broken markup
(`analysis.elements`, `analysis.brackets`, `analysis.quote_runs`) start from them, so that a page
without a fault costs them little.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from mwparserfromhell.definitions import PARSER_BLACKLIST, SINGLE_ONLY

OPAQUE_TAGS = frozenset(PARSER_BLACKLIST)
"""Tags whose contents the tokenizer takes as they are."""

_NEVER_CLOSED = frozenset(SINGLE_ONLY)
_KINDS = {"braces": "{", "link": "[", "url": "x", "quotes": "'"}


class Token(NamedTuple):
    """A bracket-like token, in code points.

    kind: ``{ [ x < | '`` open, ``} ] > }|`` close. ``x`` is the bracket of an external link, ``<``
        an opening tag, ``>`` an end tag, ``|`` and ``}|`` begin and end a table, ``'`` is a run of
        quotes, ``!`` a comment that nothing closes, ``/`` a tag without contents.
    name: of a tag, in lower case; empty for a tag that does not end.
    """

    start: int
    end: int
    kind: str
    name: str = ""


class Scan(NamedTuple):
    """The tokens of a text, in its order.

    tokens: all that pair. Closed comments and what lies in them are left out, as are the contents
        of tags that the tokenizer does not parse (``<nowiki>``, ``<math>`` …), and links, templates
        and named references that close within themselves and hold no other markup.
    empty_tags: tags that are written as closed in themselves or never have contents (``<b/>``,
        ``<hr>``), except ``<br>``, ``<br/>`` and ``<ref …/>`` in plain form.
    hidden_from: where a comment or ``<nowiki>`` begins that nothing closes; None if none does.
    """

    tokens: list[Token]
    empty_tags: list[Token]
    hidden_from: int | None


@cache
def _pattern() -> re.Pattern[str]:
    """Brackets, braces, tags and quotes, each kind in a group; complete simple constructs in none.

    These always close and cannot swallow another's closer, so that they need not be looked at: on
    articles that leaves half of the matches. Every branch begins with a literal, which lets the
    regex engine skip all other characters; no quantifier can backtrack.
    """
    scheme = r"(?:[A-Za-z]{2,12}:|//)"
    return re.compile(
        r"\{(?:\{(?:(?<!\{\{\{)\w[^\[\]{}<>|\n']*+(?:\|[^\[\]{}<>']*+)?\}\}(?!\})|\{*+(?P<braces>))"
        r"|(?=\|)(?P<table>))"
        rf"|\[(?:\[(?:(?<!\[\[\[)(?!{scheme})[^\[\]{{}}<>|\n']*+(?:\|[^\[\]{{}}<>\n']*+)?\]\](?!\])"
        rf"|(?P<link>))|(?={scheme})(?P<url>))"
        r"|<(?:ref [^\[\]{}<>]*+(?<=/)>|br ?/?>|!--(?P<comment>)"
        r"|/?(?P<tag>[^\s{}\[\]<>|=&'#*;:/!-]++)(?:[^<>]*+>)?)"
        r"|\}(?=\})(?P<brace>)|\](?P<bracket>)|\|(?=\})(?P<table_end>)|''++(?P<quotes>)"
    )


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)


def scan(text: str) -> Scan:
    """Find the tokens of a text."""
    tokens: list[Token] = []
    empty_tags: list[Token] = []
    new, add = tuple.__new__, tokens.append  # half the cost of calling the class
    skip = 0
    no_comment_from = len(text)
    unclosed: set[str] = set()  # names of opaque tags that nothing closes from here on
    hidden_from: int | None = None
    for match in _pattern().finditer(text):
        group = match.lastgroup
        if group is None:
            continue
        start, end = match.span()
        if start < skip:
            continue
        if group == "tag":
            name = match["tag"].lower() if text[end - 1] == ">" else ""
            if text[start + 1] == "/":
                add(new(Token, (start, end, ">", name)))
            elif name and (text[end - 2] == "/" or name in _NEVER_CLOSED):
                empty_tags.append(Token(start, end, "/", name))
            else:
                add(new(Token, (start, end, "<", name)))
                if name in OPAQUE_TAGS and name not in unclosed:
                    closer = _end_tag(name).search(text, end)
                    if closer:
                        skip = closer.start()
                    else:
                        unclosed.add(name)
                        if name == "nowiki" and hidden_from is None:
                            hidden_from = start
        elif group == "brace":  # each place where two or three braces may close
            end = start + (3 if text.startswith("}}}", start) else 2)
            add(new(Token, (start, end, "}", "")))
        elif group == "bracket":  # each place where one or two brackets may close
            end = start + (2 if text.startswith("]]", start) else 1)
            add(new(Token, (start, end, "]", "")))
        elif group == "comment":
            close = text.find("-->", end) if start < no_comment_from else -1
            if close >= 0:
                skip = close + 3
            else:
                no_comment_from = start
                add(Token(start, end, "!"))
                if hidden_from is None:
                    hidden_from = start
        elif group in _KINDS:
            add(new(Token, (start, end, _KINDS[group], "")))
        else:
            line = text.rfind("\n", 0, start) + 1
            if not text[line:start].strip(" \t:"):
                add(Token(start, start + 2, "|" if group == "table" else "}|"))
    return Scan(tokens, empty_tags, hidden_from)
