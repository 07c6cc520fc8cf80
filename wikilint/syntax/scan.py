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

from mwparserfromhell.definitions import is_parsable, is_single_only


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
    """Brackets, braces, tags and quotes; complete simple constructs are swallowed whole.

    What is swallowed always closes and cannot swallow another's closer, so that it need not be
    looked at: on articles that leaves a fifth of the tokens. Every branch begins with a literal,
    which lets the regex engine skip all other characters; no quantifier can backtrack.
    """
    scheme = r"(?:[A-Za-z]{2,12}:|//)"
    return re.compile(
        r"\{(?:\{(?:(?<!\{\{\{)\w[^\[\]{}<>|\n']*+(?:\|[^\[\]{}<>']*+)?\}\}(?!\})|\{*+)|(?=\|))"
        rf"|\[(?:\[(?:(?<!\[\[\[)(?!{scheme})[^\[\]{{}}<>|\n']*+(?:\|[^\[\]{{}}<>\n']*+)?\]\](?!\])|)"
        rf"|(?={scheme}))"
        r"|<(?:ref [^\[\]{}<>]*+(?<=/)>|br ?/?>|!--"
        r"|(?P<close>/?)(?P<name>[^\s{}\[\]<>|=&'#*;:/!-]++)(?:(?P<rest>[^<>]*+)(?P<done>>))?)"
        r"|\}(?=\})|\]|\|(?=\})|''++"
    )


@cache
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)


def scan(text: str) -> Scan:
    """Find the tokens of a text."""
    tokens: list[Token] = []
    empty_tags: list[Token] = []
    add = tokens.append
    skip = 0
    no_comment_from = len(text)
    unclosed: set[str] = set()  # names of opaque tags that nothing closes from here on
    hidden_from: int | None = None
    for match in _pattern().finditer(text):
        start, end = match.span()
        kind = text[start]
        if (kind in "{[" and end - start > 3 and text[end - 1] in "}]") or start < skip:
            continue
        if kind == "<":
            name = match["name"]
            if name is not None:
                name = name.lower() if match["done"] else ""
                if match["close"]:
                    add(Token(start, end, ">", name))
                elif name and (match["rest"].endswith("/") or is_single_only(name)):
                    empty_tags.append(Token(start, end, "/", name))
                else:
                    add(Token(start, end, "<", name))
                    if name and not is_parsable(name) and name not in unclosed:
                        closer = _end_tag(name).search(text, end)
                        if closer:
                            skip = closer.start()
                        else:
                            unclosed.add(name)
                            if name == "nowiki" and hidden_from is None:
                                hidden_from = start
            elif end - start == 4 and text[start + 1] == "!":
                close = text.find("-->", end) if start < no_comment_from else -1
                if close >= 0:
                    skip = close + 3
                else:
                    no_comment_from = start
                    add(Token(start, end, "!"))
                    if hidden_from is None:
                        hidden_from = start
        elif kind == "[" and end - start == 1:
            add(Token(start, end, "x"))
        elif kind == "|" or (kind == "{" and end - start == 1):
            line = text.rfind("\n", 0, start) + 1
            if not text[line:start].strip(" \t:"):
                add(Token(start, start + 2, "|" if kind == "{" else "}|"))
        elif kind == "}":  # each place where two or three braces may close
            add(Token(start, start + (3 if text.startswith("}}}", start) else 2), kind))
        elif kind == "]":  # each place where one or two brackets may close
            add(Token(start, start + (2 if text.startswith("]]", start) else 1), kind))
        else:
            add(Token(start, end, kind))
    return Scan(tokens, empty_tags, hidden_from)
