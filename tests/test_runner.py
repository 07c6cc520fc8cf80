"""A run over files: in this process and in workers, with rules that hang, crash and die."""

from __future__ import annotations

import os
import pickle
import threading
from pathlib import Path

import pytest

from wikilint import runner, workers
from wikilint.results import FileReport, timed_out
from wikilint.runner import Options, Session

RULES_YAML = "extends: wikipedia-en\nplugins: [./house.py]\nrules: {typo: {words: {teh: the}}}\n"
HOUSE = '''
import os, time
from wikilint import Finding, rule

@rule("acting", severity="info")
def acting(doc):
    """Does what the page says."""
    if "{{pid}}" in doc.text:
        yield Finding((0, 1), str(os.getpid()))
    if "{{loop}}" in doc.text:
        while True:
            pass
    if "{{sleep}}" in doc.text:
        time.sleep(0.3)
    if "{{hang}}" in doc.text:
        sum(range(10**12))
    if "{{die}}" in doc.text:
        os._exit(3)
    if "{{crash}}" in doc.text:
        raise ValueError("no luck")
'''


class Folder:
    """Pages in the current folder, and runs over them."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self._monkeypatch = monkeypatch

    def write(self, **pages: str) -> None:
        for name, text in pages.items():
            (self.path / f"{name}.wiki").write_text(text)

    def texts(self) -> dict[str, str]:
        """All files but the rules, so that temporary ones that were left show, too."""
        files = (path for path in self.path.iterdir() if path.name.endswith((".wiki", ".tmp")))
        return {path.name.removesuffix(".wiki"): path.read_text() for path in files}

    def use_workers(self) -> None:
        """From now on nothing is little enough to be treated in this process."""
        self._monkeypatch.setattr(runner, "LITTLE", 1)

    def session(self, command: str = "check", **options: object) -> Session:
        return Session(Options(command, **options), [Path()])  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "rules.yaml").write_text(RULES_YAML)
    (tmp_path / "house.py").write_text(HOUSE)
    return Folder(tmp_path, monkeypatch)


def told(session: Session) -> dict[str, list[str]]:
    """Rule and line of every diagnostic, or the error, by page."""
    return {
        report.path.removesuffix(".wiki"): [report.error]
        if report.error is not None
        else [f"{d.rule}:{d.line}" for d in report.diagnostics]
        for report in session.reports()
    }


def messages(session: Session) -> list[str]:
    return [d.message for report in session.reports() for d in report.diagnostics]


def test_a_little_is_treated_in_this_process(folder: Folder) -> None:
    folder.write(a="{{pid}}", b="{{pid}}")
    assert messages(folder.session(jobs=2)) == [str(os.getpid())] * 2


def test_much_is_treated_by_workers_one_at_least(folder: Folder) -> None:
    folder.write(a="{{pid}}" + "x\n" * 128 * 1024)
    (pid,) = set(messages(folder.session(jobs=1)))
    assert pid != str(os.getpid())


def test_many_files_are_treated_by_workers(folder: Folder) -> None:
    folder.write(**{f"a{number:03}": "{{pid}}" for number in range(256)})
    assert str(os.getpid()) not in messages(folder.session(jobs=2))


@pytest.mark.parametrize("in_workers", [False, True])
def test_a_rule_that_never_ends_costs_its_file_only(folder: Folder, in_workers: bool) -> None:
    if in_workers:
        folder.use_workers()
    folder.write(a="teh", b="teh {{loop}}", c="teh")
    session = folder.session(timeout=0.2)
    assert told(session) == {"a": ["typo:1"], "b": ["timed-out:1"], "c": ["typo:1"]}


def test_a_deadline_holds_between_rules_where_there_is_no_alarm(folder: Folder) -> None:
    folder.write(a="{{sleep}}", b="teh")
    found: dict[str, list[str]] = {}
    session = folder.session(timeout=0.2)
    thread = threading.Thread(target=lambda: found.update(told(session)))
    thread.start()
    thread.join()
    assert found == {"a": ["timed-out:1"], "b": ["typo:1"]}


def test_c_code_that_hangs_and_workers_that_die_cost_their_files_only(folder: Folder) -> None:
    folder.use_workers()
    folder.write(a="teh", b="{{hang}}", c="{{die}}", d="teh")
    session = folder.session(timeout=0.2, jobs=2)
    assert told(session) == {
        "a": ["typo:1"],
        "b": ["timed-out:1"],
        "c": ["c.wiki: its worker process ended with exit status 3"],
        "d": ["typo:1"],
    }


def test_timed_out_is_an_error_at_the_start_that_nothing_suppresses(folder: Folder) -> None:
    folder.write(a="<!-- wikilint-disable-file -->{{loop}}")
    (report,) = folder.session(timeout=0.2, write_baseline=True).reports()
    assert report == timed_out("a.wiki", 0.2)
    (found,) = report.diagnostics
    assert (found.severity, found.line, found.column) == ("error", 1, 1)
    assert found.message == "took longer than 0.2 s and was given up; --timeout SECONDS allows more"


def test_the_configuration_sets_the_limit_and_the_command_line_another(folder: Folder) -> None:
    (folder.path / "rules.yaml").write_text(RULES_YAML + "timeout: 0.1\n")
    folder.write(a="{{sleep}}")
    assert told(folder.session()) == {"a": ["timed-out:1"]}
    assert told(folder.session(timeout=1e300)) == {"a": []}


def test_fix_writes_what_is_done_and_leaves_no_temporary_file(folder: Folder) -> None:
    folder.use_workers()
    folder.write(a="teh", b="teh {{hang}}", c="teh {{die}}", d="teh")
    session = folder.session("fix", timeout=0.2, jobs=2)
    reports = list(session.reports())
    assert folder.texts() == {"a": "the", "b": "teh {{hang}}", "c": "teh {{die}}", "d": "the"}
    assert [report.changed for report in reports] == [True, False, False, True]


def test_what_was_reported_is_written(folder: Folder) -> None:
    folder.use_workers()
    folder.write(a="teh", b="teh", c="teh {{hang}}")
    reports = folder.session("fix").reports()
    assert next(reports).path == "a.wiki"
    assert folder.texts()["a"] == "the"
    reports.close()
    assert folder.texts()["c"] == "teh {{hang}}"


def test_fix_does_not_write_after_the_deadline(folder: Folder) -> None:
    folder.write(a="teh {{sleep}}")
    session = folder.session("fix", timeout=0.2)
    assert told(session) == {"a": ["timed-out:1"]}
    assert folder.texts() == {"a": "teh {{sleep}}"}


@pytest.mark.parametrize("in_workers", [False, True])
def test_what_workers_tell_reaches_the_run(folder: Folder, in_workers: bool) -> None:
    if in_workers:
        folder.use_workers()
    folder.write(a="{{crash}}", b="{{crash}}")
    session = folder.session(jobs=2)
    assert told(session) == {"a": ["rule-crash:1"], "b": ["rule-crash:1"]}
    crashes = [(path, what) for path, what, _ in session.log.crashes]
    assert crashes == [("a.wiki", "local/acting"), ("b.wiki", "local/acting")]
    assert session.log.crashes[0][2].endswith("ValueError: no luck\n")
    assert session.log.seconds["typo"] > 0
    assert session.log.failures == []


def test_a_failure_is_told_once(folder: Folder) -> None:
    folder.use_workers()
    (folder.path / "rules.yaml").unlink()
    folder.write(a="{{Use dmy dates}}", b="{{Use dmy dates}}")
    session = folder.session(rules_files=(Path("no.py"),), jobs=2)
    assert told(session) == {}
    (failure,) = session.log.failures
    assert "no.py" in failure
    session = folder.session(jobs=2)
    assert told(session) == {"a": [], "b": []}
    assert session.log.notes == [runner.PROPOSAL]


def test_a_baseline_is_the_same_with_workers(folder: Folder) -> None:
    folder.write(a="teh teh", b="teh")
    texts = []
    for in_workers in (False, True):
        if in_workers:
            folder.use_workers()
        session = folder.session(write_baseline=True)
        assert told(session) == {"a": [], "b": []}
        session.write_baselines()
        texts.append((folder.path / ".wikilint-baseline.json").read_text())
    assert texts[0] == texts[1]
    assert '"count": 2' in texts[0]
    session = folder.session(baseline=Path(".wikilint-baseline.json"))
    folder.write(b="teh teh")
    assert told(session) == {"a": [], "b": ["typo:1"]}


def test_a_long_standard_input_is_treated_by_a_worker(folder: Folder) -> None:
    folder.use_workers()
    session = Session(Options("fix", stdin_filename="a.wiki"), [], b"teh\r\n")
    (report,) = session.reports()
    assert (report.path, report.changed, session.output) == ("a.wiki", True, b"the\r\n")
    session = Session(Options("fix", timeout=0.2), [], b"{{hang}}")
    assert told(session) == {"-": ["timed-out:1"]}


def test_a_file_that_vanishes_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "discover", lambda *_, **__: iter([Path("gone.wiki")]))
    (error,) = told(folder.session())["gone"]
    assert error == "gone.wiki: cannot be read: No such file or directory"


def test_a_fault_of_ours_costs_its_file_only(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def diagnose(*_: object) -> list[object]:
        raise RecursionError("too deep")

    monkeypatch.setattr(runner, "diagnose", diagnose)
    folder.write(a="teh")
    session = folder.session()
    assert told(session) == {
        "a": ["a.wiki: internal error: RecursionError: too deep (--verbose shows where)"]
    }
    assert "in diagnose" in session.log.crashes[0][2]


def test_a_worker_that_is_not_forked_loads_the_configuration_anew(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.use_workers()
    monkeypatch.setattr(workers.run, "__kwdefaults__", {"start_method": "spawn"})
    folder.write(a="teh {{pid}}")
    session = folder.session(jobs=1)
    assert told(session) == {"a": ["local/acting:1", "typo:1"]}


def test_a_pickled_session_is_what_it_was_made_from(folder: Folder) -> None:
    folder.write(a="teh")
    session = folder.session()
    assert told(session) == {"a": ["typo:1"]}
    again = pickle.loads(pickle.dumps(session))
    assert (again.options, again.paths) == (session.options, session.paths)
    assert told(again) == {"a": ["typo:1"]}


def test_a_configuration_with_faults_has_no_reports(folder: Folder) -> None:
    (folder.path / "rules.yaml").write_text("rules: {typoo: error}\n")
    session = folder.session()
    assert session.treat(Path("a.wiki")) is None
    assert len(session.log.failures) == 1


def test_reports_do_not_depend_on_the_number_of_workers(folder: Folder) -> None:
    pages = {f"a{n}": f"teh{{{{crash}}}}<ref name=x/>\n{'[[a' * n}" for n in range(12)}
    folder.write(**pages)
    folder.write(no="\0")

    def comparable(report: FileReport) -> tuple[object, ...]:
        return report.path, report.diagnostics, report.error

    def run(jobs: int) -> list[tuple[object, ...]]:
        return [comparable(report) for report in folder.session(jobs=jobs).reports()]

    here = run(1)
    folder.use_workers()
    assert here == run(1) == run(2)
    assert len(here) == 13
