"""Candidates among the parameters of templates; parser functions."""

from __future__ import annotations

import pytest

from wikilint.analysis.template_calls import (
    calls,
    functions,
    has_plain_name,
    parameter_candidates,
)
from wikilint.document import Document
from wikilint.site import Site


def document(text: str) -> Document:
    return Document.parse(text, site=Site.load("wikipedia-en"))


def test_parameters_of_one_name() -> None:
    doc = document(
        "{{a|b=1|b=2}} {{c|d|1=e}} {{cite web|url=x|url=y}} {{f|g=1|G=2}} {{#if:h|i=1|i=2}}"
    )
    found = parameter_candidates(doc).repeated
    assert [template.name for template in found] == ["A", "C", "Cite web"]


def test_parameters_of_one_name_behind_comments() -> None:
    doc = document("{{a|b<!-- c -->=1|b=2}} {{c|d=1|[e<!-- f -->=2}} {{g|h|2=i}} {{j|k|1=l}}")
    found = parameter_candidates(doc)
    assert [template.name for template in found.repeated] == ["A", "J"]
    assert [param.name for param in found.odd] == ["[e"]


@pytest.mark.parametrize("blank", ["\xa0", "\u2007", "\u202f", "\u3000"])
def test_blanks_that_are_none_to_mediawiki(blank: str) -> None:
    found = parameter_candidates(document(f"{{{{a|{blank}b=1|c{blank}d=2|e f=3}}}}"))
    assert [str(param) for param in found.blanks] == [f"{blank}b=1", f"c{blank}d=2"]
    assert found.odd == ()


@pytest.mark.parametrize("name", ["[b", "b]", "<b", "b>", "http://e.org?b", "a b c d e f g h"])
def test_names_that_are_none(name: str) -> None:
    text = f"{{{{x|{'y' * 41}=1|{name}=2|c=3}}}}"
    assert [param.name for param in parameter_candidates(document(text)).odd] == [name]


def test_seven_words_may_be_a_name() -> None:
    text = f"{{{{x|{'y' * 41}=1|a b c d e f g=2}}}}"
    assert parameter_candidates(document(text)).odd == ()


@pytest.mark.parametrize(
    ("value", "cut"),
    [
        ('<span id="b">c</span>', True),
        ("[https://e.org/?b=c d]", True),
        ("''a [https://e.org/?b=c d]''", True),
        ("<span>c</span>", False),
        ("[https://e.org/ d=e]", False),
        ('<ref name="b">[https://e.org/?b=c d]</ref>', False),
        ("[[a=b]]", False),
    ],
)
def test_values_that_mediawiki_cuts(value: str, cut: bool) -> None:
    found = parameter_candidates(
        document(f"{{{{a|{value}}}}} {{{{a|b={value}}}}} {{{{#if:a|{value}}}}}")
    )
    assert [str(param) for param in found.cut] == ([value] if cut else [])


@pytest.mark.parametrize("name", ["{{a}}", "<includeonly>subst:</includeonly>#if:a", "{{{1}}}"])
def test_calls_whose_name_is_made_by_markup(name: str) -> None:
    doc = document(f"{{{{{name}|b=1|b=2|[c=3|\xa0d=4|<i id=e>f</i>}}}}")
    assert parameter_candidates(doc) == ((), (), (), ())


def test_plain_names() -> None:
    (template,) = document("{{a|b<!-- c -->=1|&nbsp;d=2|{{{e}}}=3|''f''=4|5}}").tree.templates
    assert [has_plain_name(p) for p in template.params] == [True, True, False, False, True]


def test_functions_and_nothing_else() -> None:
    doc = document("{{#if:a|b}} {{PAGENAME}} {{c}} {{DEFAULTSORT:d}} {{lc:e}} {{User:f}}")
    assert [function.name for function in functions(doc)] == ["#if", "defaultsort", "lc"]
    assert functions(document("{{a}} {{b}}")) == ()


def test_calls_by_what_is_written() -> None:
    found = calls(document("{{a|1}} {{ a }} {{A}} {{a|{{#if:b|c}}}}"))
    written = {name: [template.start for template in group] for name, group in found.items()}
    assert written == {"a": [0, 22], " a ": [8], "A": [16], "#if:b": [26]}
