"""Reading cases: what they may say, and how files are refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from wikilint.document import Page
from wikilint.testing import Case, CaseError, CaseFile, load_cases


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "cases.yaml"


def test_all_that_a_case_may_say(file: Path) -> None:
    file.write_text(
        dedent(
            """\
            rule: some-rule
            plugin: ./rules.py
            site: wikipedia-en
            options: {a: 1, b: [x, {c: d}]}
            page: {title: Cairo, today: 2026-01-31}
            cases:
              - bad: "teh teh"
                at: [teh, teh]
                fixed: "the teh"
                safe: "teh the"
                left: [teh]
                message: "the"
                severity: [info, warning]
                name: twice
                options: {a: 2}
                preset: cosmetic
                page: {namespace: 10, language: fr, path: a.wiki}
              - good: |
                  the
              - bad: teh
                at:
                  - teh
                site: mediawiki
            """
        )
    )
    assert load_cases(str(file)) == CaseFile(
        file,
        "some-rule",
        "./rules.py",
        (
            Case(
                "teh teh",
                at=("teh", "teh"),
                fixed="the teh",
                safe="teh the",
                left=("teh",),
                message="the",
                severity=("info", "warning"),
                options={"a": 2, "b": ["x", {"c": "d"}]},
                preset="cosmetic",
                site="wikipedia-en",
                page=Page("Cairo", "a.wiki", 10, None, "fr", date(2026, 1, 31)),
                name="twice",
                file=file,
                line=7,
            ),
            Case(
                "the\n",
                options={"a": 1, "b": ["x", {"c": "d"}]},
                site="wikipedia-en",
                page=Page("Cairo", today=date(2026, 1, 31)),
                name="good in line 18",
                file=file,
                line=18,
            ),
            Case(
                "teh",
                at=("teh",),
                options={"a": 1, "b": ["x", {"c": "d"}]},
                site="mediawiki",
                page=Page("Cairo", today=date(2026, 1, 31)),
                name="bad in line 20",
                file=file,
                line=20,
            ),
        ),
    )


def test_texts_are_plain_strings(file: Path) -> None:
    file.write_text("rule: a\ncases:\n  - bad: |-\n      x\n    at: ['x']\n    fixed: |\n      y\n")
    (case,) = load_cases(file).cases
    assert [type(text) for text in (case.text, case.at[0], case.fixed)] == [str, str, str]
    assert (case.text, case.at, case.fixed) == ("x", ("x",), "y\n")


REFUSED = [
    (
        "[]",
        [
            "1:1: expected a map, not a list",
            "1:1: `rule` must name the rule that is tested",
            "1:1: there are no `cases`",
        ],
    ),
    ("", ["1:1: `rule` must name the rule that is tested", "1:1: there are no `cases`"]),
    ("rule: a\ncases: {}", ["1:1: there are no `cases`", "2:8: expected a list, not a map"]),
    ("cases:\n- good: a", ["1:1: `rule` must name the rule that is tested"]),
    ("rule: [a]\ncases:\n- good: a", ["1:1: `rule` must name", "1:7: rule: expected text"]),
    ("rule: a\ncases: []", ["1:1: there are no `cases`"]),
    (
        "rule: a\ncase: b\ncases:\n- good: c",
        ["2:1: “case” is not a key of a file of cases; did you mean “cases”?"],
    ),
    (
        "rule: a\nsite: 1\ncases:\n- good: c",
        ["2:7: site: expected text, not “1”: put it in quotes"],
    ),
    ("rule: a\noptions: b\ncases:\n- good: c", ["2:10: expected a map, not “b”"]),
    (
        "rule: a\ncases:\n- c",
        ["3:3: expected a map, not “c”", "3:3: a case has either `good` or `bad`"],
    ),
    ("rule: a\ncases:\n- name: c", ["3:3: a case has either `good` or `bad`"]),
    ("rule: a\ncases:\n- good: c\n  bad: d", ["3:3: a case has either `good` or `bad`"]),
    (
        "rule: a\ncases:\n- good: c\n  fixed: c",
        ["4:3: `fixed` is for bad cases"],
    ),
    ("rule: a\ncases:\n- bad: c", ["3:3: `at` must say where the findings are"]),
    ("rule: a\ncases:\n- bad: c\n  at: []", ["4:3: `at` must say where the findings are"]),
    ("rule: a\ncases:\n- bad: c\n  at: c", ["4:7: at: expected a list, not “c”"]),
    ("rule: a\ncases:\n- bad: c\n  at: [1]", ["4:8: at: expected text, not “1”: put it in quotes"]),
    (
        "rule: a\ncases:\n- good: c\n  at: [c]\n  fixed: d",
        ["4:3: `at` is for bad cases", "5:3: `fixed` is for bad cases"],
    ),
    (
        "rule: a\ncases:\n- bad: c\n  at: [c]\n  fixed: c",
        ["5:3: `fixed` is the text of `bad`: leave it out"],
    ),
    (
        "rule: a\ncases:\n- bad: c\n  at: [c]\n  fixed: d\n  safe: d",
        ["6:3: `safe` is the text of `fixed`: leave it out"],
    ),
    ("rule: a\ncases:\n- bad: c\n  at: [c]\n  safe: d", ["5:3: `safe` needs `fixed`"]),
    (
        "rule: a\ncases:\n- bad: c\n  at: [c]\n  severity: [info, info]",
        ["5:3: `severity` must have one entry for each of `at`"],
    ),
    (
        "rule: a\ncases:\n- bad: c\n  at: [c]\n  severity: [fatal]",
        ["5:14: severity: expected error, warning, info or off, not “fatal”"],
    ),
    (
        "rule: a\ncases:\n- bad: c\n  at: [c]\n  att: [c]",
        ["5:3: “att” is not a key of a case; did you mean “at”?"],
    ),
    (
        "rule: a\ncases:\n- good: c\n  page: {titel: d}",
        ["4:10: “titel” is not a key of a page; did you mean “title”?"],
    ),
    (
        "rule: a\ncases:\n- good: c\n  page: {namespace: x, today: 1 May}",
        [
            "4:21: namespace: expected a whole number, not “x”",
            "4:31: today: expected a day such as 2026-01-31",
        ],
    ),
    ("rule: a\npage: {a: b}\ncases:\n- good: c\n- good: d", ["2:8: “a” is not a key of a page"]),
    ("rule: a\ncases:\n- good: c\n- good: d\n- good: c", ["5:3: the same case as in line 3"]),
    (
        "rule: a\ncases:\n- good: 2\n- bad: c",
        [
            "3:9: good: expected text, not “2”: put it in quotes",
            "4:3: `at` must say where the findings are",
        ],
    ),
    ("rule: a\nrule: b\ncases:\n- good: c", ["2:1: “rule” is already in line 1, column 1"]),
    ("rule: a\ncases:\n- good: [", ["3:10: not YAML: "]),
]


@pytest.mark.parametrize(("text", "faults"), REFUSED)
def test_what_is_not_right_is_refused_with_its_line(
    file: Path, text: str, faults: list[str]
) -> None:
    file.write_text(text)
    with pytest.raises(CaseError) as error:
        load_cases(file)
    lines = str(error.value).splitlines()
    assert [line[: len(f"{file}:{f}")] for line, f in zip(lines, faults, strict=True)] == [
        f"{file}:{fault}" for fault in faults
    ]


def test_the_same_text_with_other_options_is_another_case(file: Path) -> None:
    file.write_text(
        "rule: a\ncases:\n- good: c\n- {good: c, options: {d: 1}}\n- {good: c, site: e}\n"
        "- {good: c, preset: f}\n- {good: c, page: {title: g}}\n"
    )
    assert [case.line for case in load_cases(file).cases] == [3, 4, 5, 6, 7]


def test_what_is_no_text_is_refused(file: Path) -> None:
    file.write_bytes(b"rule: \xff\ncases:\n")
    with pytest.raises(CaseError, match=r"cases\.yaml:1:7: byte 0xff is not valid UTF-8"):
        load_cases(file)


def test_a_missing_file_is_an_os_error(file: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_cases(file)
