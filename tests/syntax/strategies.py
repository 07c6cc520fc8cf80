"""Hypothesis strategies for wikitext: a soup of the tokens that parsers trip over."""

from hypothesis import strategies as st

_WORDS = ("a", "Bc", "ñ", "😀", "1", " ", "  ", "\n", "\n\n", "\t", "_", "\xa0", "e\u0301")
_BRACES = ("{{", "}}", "{{{", "}}}", "|", "=", "{{a|b=c}}", "{{#if:x|y}}", "{{{1|}}}", "{", "}")
_LINKS = (
    "[[",
    "]]",
    "[",
    "]",
    "[[a|b]]",
    "[http://a.b c]",
    "[//a]",
    "http://a.b/c?d=e",
    "mailto:a",
)
_LINES = ("\n==", "==\n", "\n= x =\n", "\n*", "\n#:", "\n;", ":", "\n----", "''", "'''", "'''''")
_TABLES = ("\n{|", "\n|-", "\n|", "\n!", "||", "!!", "\n|}", ' class="x" |', "\n|+")
_TAGS = (
    "<ref>",
    '<ref name="x" group = y>',
    "<ref name=x />",
    "</ref>",
    "<br>",
    "<br/>",
    "<br />",
    "</br>",
    "<div id='a' hidden >",
    "</div>",
    "</div >",
    "<b",
    ">",
    "/>",
    "<nowiki>",
    "</nowiki>",
    "<pre>",
    "</pre>",
    "<2 Kb",
    "<li>",
)
_ODD = (
    "<!--",
    "-->",
    "<!-- c -->",
    "&nbsp;",
    "&#65;",
    "&#x1F;",
    "&amp",
    "&",
    ";",
    '"',
    "'",
    "__TOC__",
)

TOKENS = (*_WORDS, *_BRACES, *_LINKS, *_LINES, *_TABLES, *_TAGS, *_ODD)


def wikitext(max_tokens: int = 25) -> st.SearchStrategy[str]:
    """Wikitext of a bounded number of tokens; it may be as broken as it likes."""
    return st.lists(st.sampled_from(TOKENS), max_size=max_tokens).map("".join)
