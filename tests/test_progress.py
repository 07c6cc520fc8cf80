"""The line that tells how far a run has come."""

from __future__ import annotations

import sys

import pytest

from wikilint import progress
from wikilint.progress import Bar
from wikilint.results import FileReport

REPORTS = [FileReport(f"{name}.wiki", None, ()) for name in ("a", "b\x1b[1m", "c")]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_FIRST_SECONDS", 0.0)
    monkeypatch.setattr(progress, "_SECONDS_BETWEEN", 0.0)


def run(bar: Bar) -> list[str]:
    paths = (f"{report.path}\n" for report in bar.following(iter(REPORTS)))
    return list(bar.hidden(paths))


PATHS = [f"{report.path}\n" for report in REPORTS]


def test_short_runs_import_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_progress", None)
    assert run(Bar(wanted=True)) == PATHS


@pytest.mark.usefixtures("at_once")
def test_a_line_that_is_not_wanted_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_progress", None)
    assert run(Bar(wanted=False)) == PATHS


@pytest.mark.usefixtures("at_once")
def test_without_rich_there_is_no_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    assert run(Bar(wanted=True)) == PATHS
    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("at_once")
def test_the_line_counts_files_and_goes_away(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert run(Bar(wanted=True)) == PATHS
    out, err = capsys.readouterr()
    assert out == ""
    assert "1 files" in err
    assert "3 files" in err
    assert "b\\x1b[1m.wiki" in err, "control characters of file names are shown, not obeyed"
    assert err.endswith("\x1b[2K"), "the line is erased"
