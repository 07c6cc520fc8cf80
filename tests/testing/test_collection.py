"""The pytest plugin, as authors of plugins meet it."""

from __future__ import annotations

import sys

import pytest

import wikilint.testing

RULES = '''
from wikilint.diagnostic import Edit, Finding, Fix
from wikilint.rule import rule

@rule("okay", aliases=["ok"])
def okay(doc):
    """Write OK."""
    at = doc.text.find("okay")
    if at >= 0:
        span = at, at + 4
        yield Finding(span, "write OK", Fix("write OK", (Edit(span, "OK"),), "safe"))
'''

CASES = """\
rule: {rule}
plugin: ./house_rules.py
cases:
  - bad: "an okay one"
    at: [okay]
    fixed: "an OK one"
    name: in a sentence
  - good: "OK"
"""


@pytest.fixture
def house(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makepyfile(house_rules=RULES)
    return pytester


@pytest.mark.parametrize("name", ["okay", "ok", "local/okay"])
def test_cases_are_run(house: pytest.Pytester, name: str) -> None:
    house.makefile(".yaml", okay=CASES.format(rule=name))
    result = house.runpytest("-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["okay.yaml::in a sentence PASSED*", "*::good in line 8 PASSED*"])


def test_a_failure_shows_the_place_and_the_texts(house: pytest.Pytester) -> None:
    house.makefile(".yml", okay=CASES.format(rule="okay").replace("an OK one", "an Okay one"))
    result = house.runpytest()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*local/okay: in a sentence*",
            "*okay.yml:4:",
            "fixed is not what `fixed` says",
            "    -an Okay one",
            "    +an OK one",
        ]
    )
    assert "Traceback" not in result.stdout.str()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "rule: okey\nplugin: ./house_rules.py\ncases:\n- good: a\n",
            "there is no rule “okey”; did",
        ),
        ("rule: okay\ncases:\n- good: a\n", "*okay.yaml:1:1: there is no rule “okay”"),
        (
            "rule: okay\nplugin: ./x.py\ncases:\n- good: a\n",
            "*okay.yaml:1:1: there is no file*x.py",
        ),
        ("rule: okay\nplugin: x-y\ncases:\n- good: a\n", "no plugin “x-y” is installed"),
        ("rule: okay\ncases:\n- god: a\n", "*okay.yaml:3:3: “god” is not a key of a case*"),
    ],
)
def test_what_cannot_be_run_is_an_error(house: pytest.Pytester, text: str, message: str) -> None:
    house.makefile(".yaml", okay=text)
    result = house.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"*{message}*"])


def test_a_plugin_that_fails_is_an_error(house: pytest.Pytester) -> None:
    house.makepyfile(house_rules="1/0")
    house.makefile(".yaml", okay=CASES.format(rule="okay"))
    result = house.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*okay.yaml:1:1: plugin local: *ZeroDivisionError*"])


def test_files_of_others_are_left_alone(pytester: pytest.Pytester) -> None:
    pytester.makefile(
        ".yaml",
        workflow="on: push\njobs: {}\n",
        broken="rule: [",
        nested="a:\n  rule: x\n  cases: []\n",
        rules="rules:\n- a\ncases: b\n",
    )
    pytester.makefile(".txt", cases="rule: a\ncases:\n- good: a\n")
    (pytester.path / "binary.yaml").write_bytes(b"\xff\xfe\0")
    pytester.runpytest().assert_outcomes()


def test_the_built_in_rules_are_found(pytester: pytest.Pytester) -> None:
    pytester.makefile(".yaml", a="rule: typo\ncases:\n- good: a\n")
    # in a process of its own: the rules' modules would vanish with the test, but not the rules
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_where_there_are_no_cases_nothing_is_loaded(pytester: pytest.Pytester) -> None:
    program = "import sys, wikilint.testing; print(*sys.modules)"
    loaded = pytester.run(sys.executable, "-c", program).stdout.str().split()
    assert "wikilint.testing" in loaded
    assert not {"ruamel.yaml", "wikilint.testing.cases", "wikilint.testing.checks"} & set(loaded)


def test_there_is_nothing_else_in_it() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        wikilint.testing.nonsense  # noqa: B018
    assert sorted(wikilint.testing.__all__) == wikilint.testing.__all__
    for name in wikilint.testing.__all__:
        assert getattr(wikilint.testing, name).__name__ == name
