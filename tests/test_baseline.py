"""Accepted findings: by path, rule and text, as many as were accepted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from wikilint import baseline
from wikilint.baseline import BaselineError
from wikilint.diagnostic import Diagnostic


def diagnostic(rule: str, text: str, line: int = 1) -> Diagnostic:
    return Diagnostic(rule, "warning", "m", 0, len(text), line, 1, line, 1 + len(text), text)


def test_a_baseline_accepts_as_many_as_it_counts_and_no_line_matters() -> None:
    accepted = Counter({("a.wiki", "typo", "teh"): 2})
    found = [diagnostic("typo", "teh", line) for line in (7, 8, 9)] + [diagnostic("typo", "adn")]
    left = baseline.without(found, "a.wiki", accepted)
    assert [(d.text, d.line) for d in left] == [("teh", 9), ("adn", 1)]
    assert baseline.without(found, "b.wiki", accepted) == tuple(found)


def test_dump_and_load_are_inverse(tmp_path: Path) -> None:
    accepted = baseline.keys(
        [diagnostic("typo", "a\n“b”"), diagnostic("typo", "a\n“b”")], "x y.wiki"
    )
    file = tmp_path / "b.json"
    file.write_text(baseline.dump(accepted), encoding="utf-8")
    assert baseline.load(file) == Counter({("x y.wiki", "typo", "a\n“b”"): 2})


def test_an_empty_baseline_can_be_read_back(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_text(baseline.dump(Counter()), encoding="utf-8")
    assert baseline.load(file) == Counter()


@pytest.mark.parametrize("text", ["", "[]", '{"findings": [{"path": "a"}]}', "{"])
def test_a_broken_baseline_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(BaselineError, match=r"b\.json: not a baseline"):
        baseline.load(file)


def test_a_missing_baseline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match="cannot be read: No such file"):
        baseline.load(tmp_path / "no.json")
