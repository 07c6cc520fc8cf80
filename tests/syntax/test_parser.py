"""The tree against mwparserfromhell's own, and what holds for every tree."""

import importlib.util
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import mwparserfromhell
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mwparserfromhell.parser.builder import Builder
from mwparserfromhell.parser.tokenizer import Tokenizer as PythonTokenizer

from tests.syntax.invariants import broken_invariants
from tests.syntax.stock import our_facts, stock_facts
from tests.syntax.strategies import wikitext
from wikilint.syntax import GalleryItem, Node, Text, parse, parser

SEED = Path(__file__).parents[2] / "seeds" / "fall_of_damascus_2024.wiki"

TRAPS = {
    "empty": "",
    "bold and italics": "''a'' '''b''' '''''c'''''",
    "lists": "* a\n# b\n:c\n;d:e\n*#:; f",
    "rule": "a\n----\n-------- b",
    "table": '{| class="x"\n|+ a\n! b !! c\n|-\n| style=d | e || f\n|\n| g\n|}h',
    "table row with attributes": "{|\n|- valign = top\n| a\n|}",
    "table in a table": "{|\n|\n{|\n| a\n|}\n|}",
    "void tags": "a<br>b<br/>c<br />d<hr >e</br>f</br >",
    "invalid closing tag": "</br /> </li>",
    "open list items": "<li>a\n<li>b<dd>c",
    "attributes": "<div a=b c = d e='f g' h=\"i{{j}}\" k l  m = '' n>o</div >",
    "attribute padding": '<ref  name  =  "a"  />b<ref \nname=c\n>d</ref\n>',
    "newline behind a tag's name": "<ref\nname=a>b</ref>c<br\n/>",
    "entity behind a bare link": "http://a.b&#65;!! c",
    "attribute without value and slash": "<ref name/> <br clear />",
    "opaque tags": "<nowiki>{{a}}&amp;</nowiki><pre>''b''</pre><math>c</math>",
    "tag name with markup": "<{{a}}b>c</{{a}}b>",
    "upper case": "<REF Name=A>b</Ref>",
    "external links": "[http://a b ''c''] [http://d] http://e.f/g [//h i] [mailto:j k] news:l",
    "external link without blank": "[http://a.b''c''] [http://a.b[[c]] d] [http://a.b{{!}}c d]",
    "bare external link": "http://a.b/c(d), https://e.f. http://g{{h}}i j",
    "entities": "&nbsp;&amp;&#65;&#x41;&#X41;&bogus;&#; & a;",
    "comments": "a<!---->b<!-- c\nd -->e<!-- f {{g}} -->",
    "headings": "= a =\n== b ==\n=== c == \n====== d ======\n======= e =======\n==''f''<!---->==",
    "heading with more equals signs": "==a===\n===b==\n==",
    "templates": "{{a}}{{ b | c = d |e|f=|=g| = }}{{h|\n i \n}}",
    "numbers as keys": "{{a|b|2=c|d|1=e|f}}",
    "equals in a value": "{{a|b=c=d|{{e|f=g}}=h|<!--i-->j<!--k-->=l}}",
    "template in the name": "{{a{{b}}<!--c-->|d}}",
    "arguments": "{{{a}}}{{{b|}}}{{{c|d|e}}}{{{{{f}}}}}{{{{g}}}}{{{ {{h}}|i}}}",
    "wikilinks": "[[a]][[b|c]][[d|e|f]][[g|]][[ h # i | j ]]k[[File:l.jpg|thumb|[[m]] n]]",
    "unclosed": "{{a|b [[c|d {{{e <ref>f ''g '''h <div [http://i j <!-- k",
    "closers only": "}} ]] }}} </ref> --> |} ] '' |- a",
    "astral and combining": "😀{{😀|é=ñ}}''𝒳''[[\u200ba|\u00a0b]]",
    "blanks of all kinds": "\n\n \t{{a\n|\n b\n=\tc\u00a0\n}}\n\n",
    "gallery": "<gallery mode=packed>\na.jpg|b\nc&amp;d.jpg\n</gallery>e{{f}}",
    "redirect": "#REDIRECT [[a]]",
    "mixed quotes": "''a'''b''c''' '''''d''e''' ''f\ng''",
}


def differences(text: str) -> list[tuple[object, object]]:
    ours = our_facts(parse(text))
    theirs = stock_facts(mwparserfromhell.parse(text))
    pairs = zip(ours, theirs, strict=False)
    found: list[tuple[object, object]] = [(a, b) for a, b in pairs if a != b]
    return found or ([] if len(ours) == len(theirs) else [(len(ours), len(theirs))])


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS.keys())
def test_types_and_places_are_those_of_mwparserfromhell(text: str) -> None:
    assert differences(text) == []


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS.keys())
def test_lists_parents_and_order_hold(text: str) -> None:
    assert broken_invariants(parse(text)) == []


def test_the_seed_article() -> None:
    text = SEED.read_text(encoding="utf-8")
    assert differences(text) == []
    assert broken_invariants(parse(text)) == []


@given(wikitext())
def test_any_text(text: str) -> None:
    assert differences(text) == []
    assert broken_invariants(parse(text)) == []


@given(wikitext(12), st.integers(0, 80), st.integers(0, 6))
def test_the_node_at_any_place(text: str, start: int, width: int) -> None:
    tree = parse(text)
    start = min(start, len(text))
    end = min(start + width, len(text))
    found: Node = tree
    inside: Node | None = tree
    while inside is not None:
        found = inside
        holding = (node for node in found.children() if node.start <= start and end <= node.end)
        inside = next(holding, None)
    assert tree.at(start, end) is found


@given(wikitext(12), wikitext(12))
def test_any_gallery(before: str, inside: str) -> None:
    tree = parse(f"{before}<gallery>{inside}\n</gallery>")
    assert broken_invariants(tree) == []


def shape(text: str) -> list[str]:
    return [f"{type(node).__name__} {node}" for node in parse(text).walk()]


# Where mwparserfromhell's two tokenizers differ: the Python one takes a newline for a part of the
# tag's name, and ends a bare link elsewhere when markup in it is followed by punctuation.
TOKENIZERS_DIFFER = {"newline behind a tag's name", "entity behind a bare link"}


@pytest.mark.parametrize("name", TRAPS)
def test_the_python_tokenizer_gives_the_same_tree(name: str) -> None:
    with_c = our_facts(parse(TRAPS[name]))
    with patch.object(parser, "_Tokenizer", PythonTokenizer):
        with_python = our_facts(parse(TRAPS[name]))
    assert (with_python != with_c) == (name in TOKENIZERS_DIFFER)


@given(wikitext(15))
def test_with_the_python_tokenizer_the_stock_tree_is_met_too(text: str) -> None:
    with patch.object(parser, "_Tokenizer", PythonTokenizer):
        ours = our_facts(parse(text))
        tokens = parser._tokenize(text)
    builder: Any = Builder
    assert ours == stock_facts(builder().build(tokens))


def test_without_the_c_tokenizer_the_python_one_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mwparserfromhell.parser._tokenizer", None)
    assert parser.__file__ is not None
    spec = importlib.util.spec_from_file_location("parser_without_c", parser.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module._Tokenizer is PythonTokenizer


@pytest.mark.parametrize("text", ["a\0b", "a\0", "\0"])
def test_nul_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="the token stream covers"):
        parse(text)


def test_an_unknown_token_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Novelty:
        pass

    monkeypatch.setattr(parser, "_tokenize", lambda _: [Novelty()])
    with pytest.raises(ValueError, match="unknown token Novelty"):
        parse("a")


def test_depth_needs_no_recursion() -> None:
    text = "<b>" * 35 + "x" + "</b>" * 35
    tree = parse(text)
    innermost = tree.at(text.index("x"), text.index("x") + 1)
    assert isinstance(innermost, Text)
    assert sum(1 for _ in innermost.ancestors()) == 36


def test_gallery_captions_are_opened() -> None:
    text = "<gallery mode=packed>\na.jpg|alt=b|c {{d}}&nbsp;\n\n  e&amp;f.png  \n</gallery>"
    tree = parse(text)
    (gallery,) = tree.tags
    assert [(type(node), str(node)) for node in gallery.content_nodes or ()] == [
        (GalleryItem, "a.jpg|alt=b|c {{d}}&nbsp;"),
        (GalleryItem, "  e&amp;f.png  "),
    ]
    assert shape(text) == [
        f"Tag {text}",
        "Text gallery",
        "Attribute mode=packed",
        "Text mode",
        "Text packed",
        "GalleryItem a.jpg|alt=b|c {{d}}&nbsp;",
        "Text alt=b|c ",
        "Template {{d}}",
        "Text d",
        "Entity &nbsp;",
        "GalleryItem   e&amp;f.png  ",
        "Text gallery",
    ]
    assert [str(entity) for entity in tree.entities] == ["&nbsp;"]
    first, second = (node for node in tree.walk() if isinstance(node, GalleryItem))
    assert text[slice(*first.title_span)] == "a.jpg"
    assert text[slice(*second.title_span)] == "e&amp;f.png"
