"""Edits keep the layout of the call they change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint import edits
from wikilint.diagnostic import Edit
from wikilint.syntax import Template, parse
from wikilint.text import SourceText


def apply(text: str, changes: tuple[Edit, ...]) -> str:
    return SourceText(text).apply(changes).text


def template(text: str) -> Template:
    return parse(text).templates[0]


INLINE = "{{cite web |url=u |title=t}}"
GLUED = "{{cite web|url=u|title=t}}"
BLOCK = "{{cite web\n| url   = u\n| title = t\n}}"
LEADING = "{{cite web\n |url=u\n |title=t}}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INLINE, "{{cite web |url=u |title=t |date=d}}"),
        (GLUED, "{{cite web|url=u|title=t|date=d}}"),
        (BLOCK, "{{cite web\n| url   = u\n| title = t\n| date  = d\n}}"),
        (LEADING, "{{cite web\n |url=u\n |title=t\n |date=d}}"),
        ("{{cite web}}", "{{cite web|date=d}}"),
        ("{{cite web |url=u}}", "{{cite web |url=u |date=d}}"),
        ("{{cite web | url = u | title = t }}", "{{cite web | url = u | title = t | date = d }}"),
        ("{{x|a |b}}", "{{x|a |b|date=d}}"),
        ("{{cite web |url=u |date= |title=t}}", "{{cite web |url=u |date=d |title=t}}"),
        ("{{cite web |url=u |date=}}", "{{cite web |url=u |date=d}}"),
        ("{{cite web\n| url = u\n| date =\n}}", "{{cite web\n| url = u\n| date =d\n}}"),
        ("{{cite web\n| url = u\n| date = \n}}", "{{cite web\n| url = u\n| date = d\n}}"),
        ("{{cite web |date=old |url=u}}", "{{cite web |date=d |url=u}}"),
        ("{{cite web |date= old |url=u}}", "{{cite web |date= d |url=u}}"),
        ("{{cite web |date=a |date=b}}", "{{cite web |date=a |date=d}}"),
    ],
)
def test_set_param(text: str, expected: str) -> None:
    assert apply(text, edits.set_param(template(text), "date", "d")) == expected


def test_set_param_goes_behind_the_parameter_that_is_named() -> None:
    call = template("{{cite web |url=u |archive-url=a |title=t}}")
    changes = edits.set_param(call, "archive-date", "d", after=call.get("archive-url"))
    expected = "{{cite web |url=u |archive-url=a |archive-date=d |title=t}}"
    assert apply(str(call), changes) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (INLINE, "url", "{{cite web |title=t}}"),
        (INLINE, "title", "{{cite web |url=u}}"),
        (GLUED, "url", "{{cite web|title=t}}"),
        (BLOCK, "url", "{{cite web\n| title = t\n}}"),
        (BLOCK, "title", "{{cite web\n| url   = u\n}}"),
        ("{{x|a |b=c |d}}", "b", "{{x|a |d}}"),
        ("{{x|a|b}}", "2", "{{x|a}}"),
        ("{{x|b= |c=d}}", "b", "{{x |c=d}}"),
    ],
)
def test_remove_param(text: str, name: str, expected: str) -> None:
    param = template(text).get(name)
    assert param is not None
    assert apply(text, edits.remove_param(param)) == expected


def test_an_unnamed_argument_before_others_is_not_removed() -> None:
    param = template("{{x|a|b}}").get("1")
    assert param is not None
    with pytest.raises(ValueError, match="number 1 would be renumbered"):
        edits.remove_param(param)


@pytest.mark.parametrize(
    ("text", "old", "new", "expected"),
    [
        ("{{x |accessdate=d}}", "accessdate", "access-date", "{{x |access-date=d}}"),
        ("{{x\n| acc   = d\n}}", "acc", "access", "{{x\n| access = d\n}}"),
        ("{{x\n| acc   = d\n}}", "acc", "access-date", "{{x\n| access-date = d\n}}"),
        ("{{x| d }}", "1", "date", "{{x| date=d }}"),
    ],
)
def test_rename_param(text: str, old: str, new: str, expected: str) -> None:
    param = template(text).get(old)
    assert param is not None
    assert apply(text, edits.rename_param(param, new)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{cn|date=x}}", "{{citation needed|date=x}}"),
        ("{{Cn}}", "{{Citation needed}}"),
        ("{{ cn |x}}", "{{ citation needed |x}}"),
    ],
)
def test_rename_template_keeps_the_case_of_the_first_letter(text: str, expected: str) -> None:
    assert apply(text, edits.rename_template(template(text), "Citation needed")) == expected


def test_replace_gives_the_smallest_edits_of_whole_words() -> None:
    text = "x {{cite web|title=The aslyum|url=u}} y"
    node = template(text)
    changed = str(node).replace("aslyum", "asylum").replace("|url=u", "|url=v")
    assert edits.replace(node, changed) == (Edit((23, 29), "asylum"), Edit((34, 35), "v"))
    assert edits.replace(node, str(node)) == ()


def test_replace_works_on_a_changed_copy_of_the_wikicode() -> None:
    text = "a {{x|b=1}} c"
    node = template(text)
    code = node.wikicode
    code.filter_templates()[0].add("b", "2")
    assert apply(text, edits.replace(node, str(code))) == "a {{x|b=2}} c"


@given(st.text(alphabet="ab c|\n", max_size=30), st.text(alphabet="ab c|\n", max_size=30))
def test_difference_turns_one_text_into_the_other(old: str, new: str) -> None:
    changes = edits.difference(old, new)
    assert apply(old, changes) == new
    assert all(old[slice(*edit.span)] != edit.text for edit in changes)


def test_a_huge_difference_is_one_edit() -> None:
    old, new = "a " * 3000 + "x", "b " * 3000 + "x"
    assert edits.difference(old, new) == (Edit((0, 5999), ("b " * 3000)[:-1]),)
