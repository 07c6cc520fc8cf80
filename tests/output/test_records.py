"""The formats for programs: the keys, their order and their values are a promise."""

from __future__ import annotations

import json

from tests.output.made import (
    error,
    failed,
    fixed,
    info,
    printed,
    replacing,
    report,
    run,
    warning,
)
from wikilint.diagnostic import Related

PAGE = "\ufeff😀\r\nTeh, teh\r\n"


def test_a_diagnostic_with_everything() -> None:
    made = report(
        "a ü.wiki",
        PAGE,
        warning(
            "typo",
            2,
            5,
            "“Teh”\n",
            fix=replacing(2, 5, "The"),
            alternatives=(replacing(2, 5, "Te\nh", "manual", "markup"),),
            related=(Related((7, 10), "here, too"),),
        ),
    )
    assert printed("json", run(made)) == (
        '{"version": 1, "diagnostics": [\n'
        '{"path": "a \\u00fc.wiki", "rule": "typo", "severity": "warning", '
        '"message": "\\u201cTeh\\u201d\\n", "start": 4, "end": 7, "line": 2, "column": 1, '
        '"end_line": 2, "end_column": 4, "text": "Teh", "url": null, '
        '"fix": {"title": "write \\u201cThe\\u201d", "applicability": "safe", '
        '"effect": "visible", "edits": [{"start": 4, "end": 7, "text": "The"}]}, '
        '"alternatives": [{"title": "write \\u201cTe\\nh\\u201d", "applicability": "manual", '
        '"effect": "markup", "edits": [{"start": 4, "end": 7, "text": "Te\\r\\nh"}]}], '
        '"related": [{"path": "a \\u00fc.wiki", "start": 9, "end": 12, "line": 2, "column": 6, '
        '"message": "here, too"}]}\n'
        "]}\n"
    )


def test_offsets_are_those_of_the_text_as_given() -> None:
    made = report("a", PAGE, warning("typo", 2, 5, "m"), warning("typo", 7, 10, "m"))
    for found in json.loads(printed("json", run(made)))["diagnostics"]:
        assert PAGE[found["start"] : found["end"]] == found["text"]


def test_several_files_give_one_list_in_order() -> None:
    made = [
        report("a", "x", error("one", 0, 1, "m"), info("two", 0, 1, "m")),
        failed("b", "b: cannot be read: it is gone"),
        report("c", "x", warning("three", 0, 1, "m")),
        report("d", "x"),
    ]
    whole = json.loads(printed("json", run(*made, minimum="info")))
    assert whole["version"] == 1
    assert [(d["path"], d["rule"]) for d in whole["diagnostics"]] == [
        ("a", "one"),
        ("a", "two"),
        ("c", "three"),
    ]
    lines = printed("jsonl", run(*made, minimum="info")).splitlines()
    assert [json.loads(line) for line in lines] == whole["diagnostics"]
    fewer = json.loads(printed("json", run(*made)))["diagnostics"]
    assert [d["rule"] for d in fewer] == ["one", "three"]


def test_nothing_found() -> None:
    assert printed("json", run(report("a", "x"))) == '{"version": 1, "diagnostics": [\n]}\n'
    assert printed("jsonl", run(report("a", "x"))) == ""


def test_what_no_encoding_holds_is_escaped_and_comes_back() -> None:
    made = report("a\udcff", "\ud800\u2028x", error("one", 0, 2, "\udfff \x00 “x”"))
    output = printed("json", run(made))
    assert output.isascii()
    (found,) = json.loads(output)["diagnostics"]
    assert (found["path"], found["message"]) == ("a\udcff", "\udfff \x00 “x”")
    assert found["text"] == "\ud800\u2028"


def test_after_fixing_the_diagnostics_are_those_left() -> None:
    made = fixed("a", "teh x", "longer x", warning("one", 7, 8, "m"))
    (found,) = json.loads(printed("json", run(made, command="fix")))["diagnostics"]
    assert (found["start"], found["text"]) == (7, "x")
