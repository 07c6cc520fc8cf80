import pytest

from wikilint.analysis.blanks import blanks, inner_runs, is_wikitext, line_ends, line_start
from wikilint.document import Document, Page


@pytest.mark.parametrize(
    ("text", "around"),
    [
        *(("a@b", "text"), ("''a@b''", "text"), ("[[a|b@c]]", "text"), ("== a@b ==", "text")),
        *(("<ref>a@b</ref>", "text"), ("<gallery>\na|b@c\n</gallery>", "text")),
        *(("{|\n|a@b\n|}", "table"), ("<table><tr><td>a@b</td></tr></table>", "table")),
        *(("{{a@b|c}}", "template"), ("{{a|b=c@d}}", "template"), ("{{a|b@c=d}}", "template")),
        *(("{{a|b@c}}", "unnamed"), ("{{a|1=b@c}}", "unnamed"), ("{{#if:a@b|c}}", "unnamed")),
        *(("{{a|b=[[c|{{{d|e@f}}}]]}}", "unnamed"), ("{{a|b={{#if:c|d@e}}}}", "unnamed")),
        *(
            ("[[a@b|c]]", "markup"),
            ("<div title='a@b'>c</div>", "markup"),
            ("<!-- a@b -->", "markup"),
        ),
        *(("[http://a.b/@c d]", "markup"), ("<gallery>\na@b|c\n</gallery>", "markup")),
        *(("<pre>a@b</pre>", "verbatim"), ("<poem>a@b</poem>", "verbatim")),
        *(("<code>''a@b''</code>", "verbatim"), ("<math>a@b</math>", "verbatim")),
        *(("<foo>a@b</foo>", "verbatim"), ("{{a|b=<pre>c@d</pre>}}", "verbatim")),
        *(("<p style='white-space:pre'>a@b</p>", "verbatim"), ("<pre>\na@b", "verbatim")),
        *(("<!-- a@b", "verbatim"), ("<foo>a@b", "text"), ("<pre>a</pre>b@c", "text")),
        ("{| <pre>\n|a@b</pre>c\n", "verbatim"),
    ],
)
def test_what_a_blank_stands_in(text: str, around: str) -> None:
    at = text.index("@")
    doc = Document.parse(text.replace("@", " "))
    assert blanks(doc).around(at) == around


def test_comments() -> None:
    found = blanks(Document.parse("a <!-- b --> c"))
    assert [found.in_comment(at) for at in (0, 2, 11, 12)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("line", "signed"),
    [("a ~~~~", True), ("[[User:A|b]]", True), ("[[user talk:A]]", True), ("[[A]] ~~ b", False)],
)
def test_signatures(line: str, signed: bool) -> None:
    assert blanks(Document.parse(f"a\n{line}\nb")).is_signed(2) is signed


@pytest.mark.parametrize(
    ("title", "wikitext"),
    [(None, True), ("A", True), ("Module:A", False), ("User:A/b.css", False), ("A.js", False)],
)
def test_pages_that_hold_wikitext(title: str | None, wikitext: bool) -> None:
    assert is_wikitext(Document.parse("a", page=Page(title=title))) is wikitext


def test_the_blanks_at_line_ends() -> None:
    assert list(line_ends("a \nb\t \n\n \nc")) == [(1, 2), (4, 6), (8, 9)]
    assert list(line_ends("a\t ")) == [(1, 3)]
    assert list(line_ends("  ")) == [(0, 2)]


def test_runs_inside_lines() -> None:
    assert list(inner_runs("a  b c   \n  d \t e")) == [(1, 3), (13, 16)]
    assert list(inner_runs("  a")) == []


def test_where_a_line_starts() -> None:
    assert [line_start("a\nb", at) for at in (0, 1, 2, 3)] == [0, 0, 2, 2]
