"""HTML elements that do not pair as they were meant to."""

from __future__ import annotations

import pytest

from wikilint.analysis.elements import elements
from wikilint.document import Document

# (kind, place, place of the partner, what ended it) of each
CASES: dict[str, list[tuple[str, int, int | None, str]]] = {
    "<b>a</b> <ref><i>b</i></ref>": [],
    "<b>a": [("unclosed", 0, None, "page")],
    "a</b>": [("unopened", 1, None, "page")],
    "a</p></br>": [],
    # lines of the page
    "<b>a\nb</b> <span>c\nd</span>": [],
    "<b>a\n\nb</b>": [("misnested", 0, 7, "paragraph")],
    "<i>a\n\nb\n\nc</i>": [("misnested", 0, 10, "paragraph")],
    "<span>a\n\nb</span>": [("unclosed", 0, 10, "paragraph"), ("unopened", 10, 0, "paragraph")],
    "* <b>a\n* b</b>": [("misnested", 2, 10, "list item")],
    "* <span>a\n* b</span>": [("unclosed", 2, 13, "list item"), ("unopened", 13, 2, "list item")],
    "== <i>a ==\nb</i>": [("misnested", 3, 12, "heading")],
    " <code>a\nb</code>": [("misnested", 1, 10, "indented text")],
    "<code>x\n y</code>": [("misnested", 0, 10, "paragraph")],
    "a\n----\n<u>b\n----\nc</u>": [("misnested", 7, 18, "paragraph")],
    "<small>a\n\n<small>b": [("unclosed", 0, None, "paragraph"), ("unclosed", 10, None, "page")],
    "<b>a<!-- x -->\n<!-- y <i> -->\n</b>": [],
    "<!-- x -->\n<b>a\n\n": [("unclosed", 11, None, "paragraph")],
    # blocks of HTML
    "<div>\na\n\n* b\n</div>": [],
    "<div>a": [("unclosed", 0, None, "page")],
    "<div>a</div></div>": [("unopened", 12, None, "page")],
    "<div>\n a <b>c\n</div>": [("unclosed", 9, None, "indented text")],
    "<b><div>a</div></b>": [],
    "<p>a<p>b": [],
    "<p>a<p>b</p>": [("unclosed", 0, None, "p")],
    "<ul><li>a<li>b</ul><dl><dt>c<dd>d</dl>": [],
    "<ul><li><div><li>a</div></ul>": [
        ("unclosed", 8, 18, "list item"),
        ("unopened", 18, 8, "list item"),
    ],
    # crosswise
    "<b><i>a</b></i>": [("misnested", 3, 11, "b")],
    "<b><div>a</b></div>": [("misnested", 0, 9, "div")],
    "<div><b>a</div></b>": [("misnested", 5, 15, "div")],
    "<div><span>a</div></span>": [("misnested", 5, 18, "div")],
    "<span><div>a</span></div>": [
        ("unclosed", 0, None, "page"),
        ("unopened", 12, 0, "page"),
    ],
    "<b><i>a\n\nb</i></b>": [("misnested", 0, 14, "paragraph"), ("misnested", 3, 10, "paragraph")],
    "{|\n| x <b>\n* y</b>\n|}": [("misnested", 7, 14, "list item")],
    "<b></i></b>": [("unopened", 3, None, "page")],
    # tables
    "{|\n| <b>a</b>\n|-\n! <div>\n* b\n</div>\n|}": [],
    "{|\n| <b>a\n| b</b>\n|}": [
        ("unclosed", 5, 13, "table cell"),
        ("unopened", 13, 5, "table cell"),
    ],
    "{|\n| <b>a || b\n|}": [("unclosed", 5, None, "table cell")],
    "{|\n| <div>a || b</div>\n|}": [
        ("unclosed", 5, 16, "table cell"),
        ("unopened", 16, 5, "table cell"),
    ],
    "{|\n! <i>a !! b\n|}": [("unclosed", 5, None, "table cell")],
    "{|\n| <i>a !! b</i>\n|}": [],
    "{|\n| <i>a {{x||}} [[y||z]] <!-- || --> <nowiki>||</nowiki></i>\n|}": [],
    "{|\n|-\n| <s>a\n|-\n| b\n|}": [("unclosed", 8, None, "table cell")],
    "{|\n| <b>\n{|\n| a</b>\n|}\n|}": [
        ("unclosed", 5, None, "table cell"),
        ("unopened", 15, 5, "page"),
    ],
    "|-\n| <b>a\n|}": [("unclosed", 5, None, "page")],
    "<table><tr><td>a<td>b<tr><th>c</table>": [],
    "<table><caption>a<tr><td><div>b</table>": [("unclosed", 25, None, "table")],
    "<table><tr><td><b>a</td></tr></table>": [("unclosed", 15, None, "td")],
    "<td>a</td>": [("unopened", 0, None, "page"), ("unopened", 5, None, "page")],
    "{|\n|a\n<tr><td>b\n|}": [],
    # extensions stand alone
    "<ref><b>a</ref></b>": [("unclosed", 5, None, "</ref>"), ("unopened", 15, None, "page")],
    "<poem><b>a</poem>": [("unclosed", 6, None, "</poem>")],
    # many of one kind: HTML5 carries over three
    "<b><b><b><b>a</b></b></b></b>": [],
    "<u><u><u><u>a": [("unclosed", place, None, "page") for place in (0, 3, 6, 9)],
    # what stands behind the page's end, or in a line that is dropped
    "<b>a <!-- </b>": [("unclosed", 0, None, "page")],
}


@pytest.mark.parametrize("text", CASES)
def test_faults(text: str) -> None:
    found = elements(Document.parse(text))
    shown = [(f.kind, f.token.start, f.partner and f.partner.start, f.ended_by) for f in found]
    assert shown == CASES[text]


@pytest.mark.parametrize(
    "text",
    [
        "{{{1}}}<b>",
        "<noinclude><b></noinclude>",
        "{{#if:x|<b>}}</b>",
        "{{#if:x|<b>|<i>}}a{{#if:x|</b>|</i>}}",
        "<div>\n{{box end}}",
        "{{box start}}\n</div>",
    ],
)
def test_what_may_be_completed_elsewhere(text: str) -> None:
    assert elements(Document.parse(text)) == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{box end}}\n<div>", "unclosed"),
        ("</div>\n{{box start}}", "unopened"),
        ("<b>\n{{box end}}", "unclosed"),
        ("<div>\n{{box}}", "unclosed"),
    ],
)
def test_what_no_template_completes(text: str, kind: str) -> None:
    assert [fault.kind for fault in elements(Document.parse(text))] == [kind]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("<b>a\n\n" * 200, 200),
        ("</b>" * 20_000, 20_000),
        ("<div>" * 200, 200),
        ("<div>" * 2_000, 0),  # deeper than browsers go: undecided
        ("<span>" * 20_000, 0),
        ("{|\n| <s>a\n" + "| <s>b || c\n" * 2_000 + "|}", 2_001),
        ("* <i>a\n" * 200, 200),
        ("<td>a" * 5_000, 5_000),
        ("<li>a\n" * 40_000, 0),  # the last two take minutes if each tag looks at all before it
        ("<li>a</b>\n" * 40_000, 40_000),
    ],
)
def test_hostile_repetition(text: str, faults: int) -> None:
    assert len(elements(Document.parse(text))) == faults


AROUND = [
    "A <b>word</b> and <small>more</small>.\n\n",
    "<div>\n* one\n* <i>two</i>\n</div>\n\n",
    "<ref>A\n\nB</ref> {{t|\n<b>x</b>}}\n\n",
    "== <i>A</i> ==\n: <span>b</span>\n\n",
]


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("text", [text for text in CASES if "{|" not in text])
def test_elements_that_close_simply_change_nothing_around_them(text: str, around: str) -> None:
    start = len(around)
    alone = elements(Document.parse(f"{text}\n\n"))
    found = elements(Document.parse(f"{around}{text}\n\n{around}"))
    placed = [(fault.kind, fault.token.start - start) for fault in found]
    assert placed == [(fault.kind, fault.token.start) for fault in alone]


def test_a_block_that_leaves_its_list_item_is_ended_by_it() -> None:
    found = elements(Document.parse("* a <blockquote>b\n</blockquote>\n"))
    assert [(f.kind, f.token.start, f.ended_by) for f in found] == [
        ("unclosed", 4, "list item"),
        ("unopened", 18, "list item"),
    ]
