import pytest

from wikilint import Document
from wikilint.analysis.heading_lines import (
    heading_lines,
    html_headings,
    invisible,
    set_level,
    shown_title,
)


def broken(text: str) -> list[tuple[str, str, str, str]]:
    """The broken headings: the line, its opening run, title and closing run."""
    found = heading_lines(Document.parse(text)).broken
    spans = [((b.start, b.end), b.opening, b.title, b.closing) for b in found]
    return [tuple(text[start:end] for start, end in each) for each in spans]  # type: ignore[misc]


def sound(text: str) -> list[str]:
    return [str(heading) for heading in heading_lines(Document.parse(text)).sound]


@pytest.mark.parametrize(
    ("text", "line", "opening", "title", "closing"),
    [
        ("==A=", "==A=", "==", "A", "="),
        ("= A == <!-- b -->", "= A ==", "=", "A", "=="),
        ("== [[A]] ===\nb", "== [[A]] ===", "==", "[[A]]", "==="),
        ("======= A =======", "======= A =======", "=======", "A", "======="),
        ("== A ==b", "== A ==b", "==", "A", "=="),
        ("== A ==\N{NO-BREAK SPACE}", "== A ==\N{NO-BREAK SPACE}", "==", "A", "=="),
        ("a\n== B <!-- c -->", "== B", "==", "B", ""),
        ("a\n\nB ==\n", "B ==", "", "B", "=="),
        ("\N{ZERO WIDTH SPACE}== A ==", "\N{ZERO WIDTH SPACE}== A ==", "==", "A", "=="),
    ],
)
def test_broken(text: str, line: str, opening: str, title: str, closing: str) -> None:
    assert broken(text) == [(line, opening, title, closing)]
    assert sound(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "{{a|\n== B =\n}}",
        "<pre>\n== A =\n</pre>",
        "<pre>\n== A =",
        "<!--\n== A =\n-->",
        " == A =",
        "<code>\n== A =\n</code>",
        "= 5 ==",
        "= 5 kg",
        "====",
        "==",
        "== A.",
        "b\nA ==",
        "a ==\nb",
        "== A ==__TOC__",
        "== A =={{#if:b|}}",
        "== A ==</onlyinclude>",
        "[[a|\n== B\n]]",
    ],
)
def test_not_meant_as_a_heading(text: str) -> None:
    assert broken(text) == []
    assert sound(text) == []


def test_sound() -> None:
    text = "== A == \n=b=\n=== c = d === <!-- e -->\n== ==\n{|\n|\n== F ==\n|}\n{{g|\n== H ==\n}}"
    assert sound(text) == ["== A ==", "=b=", "=== c = d ===", "== ==", "== F ==", "== H =="]
    assert broken(text) == []


def test_what_a_comment_hides() -> None:
    assert sound("== A ==\n<!--\n== B ==\n") == ["== A =="]


def test_the_order_of_broken_headings() -> None:
    found = broken("== A =\n\nB ==\n== C\n== D ===\n")
    assert [title for _, _, title, _ in found] == ["A", "B", "C", "D"]


def test_html_headings() -> None:
    doc = Document.parse("<h2>A</h2>\n<H3 id=b>C</H3>\n<hr>\n<h2>D\n<nowiki><h2>E</h2></nowiki>")
    assert [str(tag) for tag in html_headings(doc)] == ["<h2>A</h2>", "<H3 id=b>C</H3>"]


def test_shown_title() -> None:
    source = (
        "== ''A''  [[b|'''c''']] [[d]] [https://e f]<ref>g</ref> &amp;<!-- h --> {{i}} <u>j</u> =="
    )
    (heading,) = Document.parse(source).tree.headings
    assert shown_title(heading) == "A c d f & {{i}} j"


def test_set_level() -> None:
    (heading,) = Document.parse("a\n==B==").tree.headings
    opening, closing = set_level(heading, 3)
    assert (opening.span, opening.text) == ((2, 4), "===")
    assert (closing.span, closing.text) == ((5, 7), "===")


@pytest.mark.parametrize(
    "rest", ["", " ", "\N{NO-BREAK SPACE}", "&nbsp;", "\N{LEFT-TO-RIGHT MARK} "]
)
def test_invisible(rest: str) -> None:
    assert invisible(rest)


@pytest.mark.parametrize("rest", [".", "<br>", "&amp;"])
def test_visible(rest: str) -> None:
    assert not invisible(rest)
