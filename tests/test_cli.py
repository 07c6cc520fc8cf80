"""The command line as a user meets it: output, errors, exit status."""

from __future__ import annotations

import gc
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wikilint.__main__ import command
from wikilint.cli import main
from wikilint.site.siteinfo import PROPS

RULES = "extends: wikipedia-en\nrules: {typo: {words: {aslyum: asylum}}}\n"


class Wiki:
    """A folder of pages, the current one, and the command line in it."""

    def __init__(self, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        self.folder = folder
        self._captured = capsysbinary

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run(self, *arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        out, err = self._captured.readouterr()
        return status, out.decode(), err.decode()


@pytest.fixture
def wiki(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Wiki:
    monkeypatch.chdir(tmp_path)
    made = Wiki(tmp_path, capsysbinary)
    made.write("rules.yaml", RULES)
    return made


def test_a_clean_page_is_status_0(wiki: Wiki) -> None:
    wiki.write("a.wiki", "Nothing wrong.\n")
    status, _, err = wiki.run("check", "a.wiki")
    assert (status, err) == (0, "")


def test_findings_are_status_1_and_exit_zero_lifts_it(wiki: Wiki) -> None:
    wiki.write("a.wiki", "An aslyum.\n")
    status, out, _ = wiki.run("check", "--format", "concise", "a.wiki")
    assert status == 1
    assert out.startswith("a.wiki:1:4: warning typo: ")
    assert wiki.run("check", "--exit-zero", "a.wiki")[0] == 0


def test_json_has_the_contract_of_the_design(wiki: Wiki) -> None:
    wiki.write("a.wiki", "An aslyum.\n")
    status, out, _ = wiki.run("check", "--format", "json", "a.wiki")
    (found,) = json.loads(out)["diagnostics"]
    assert status == 1
    assert found["path"] == "a.wiki"
    assert (found["rule"], found["severity"], found["text"]) == ("typo", "warning", "aslyum")
    assert [found[k] for k in ("start", "end", "line", "column", "end_line", "end_column")] == [
        3,
        9,
        1,
        4,
        1,
        10,
    ]
    assert found["fix"]["edits"] == [{"start": 3, "end": 9, "text": "asylum"}]
    assert found["fix"]["applicability"] == "safe"


def test_fix_writes_the_file_and_reports_what_is_left(wiki: Wiki) -> None:
    page = wiki.write("a.wiki", b"\xef\xbb\xbfAn aslyum.<ref name='x' />\r\n<references />\r\n")
    status, out, _ = wiki.run("fix", "a.wiki")
    assert status == 1
    assert "undefined-ref-name" in out
    assert page.read_bytes() == b"\xef\xbb\xbfAn asylum.<ref name='x' />\r\n<references />\r\n"


def test_exit_non_zero_on_fix(wiki: Wiki) -> None:
    page = wiki.write("a.wiki", "An aslyum.\n")
    assert wiki.run("fix", "--exit-non-zero-on-fix", "a.wiki")[0] == 1
    assert wiki.run("fix", "--exit-non-zero-on-fix", "a.wiki")[0] == 0
    assert page.read_text() == "An asylum.\n"


def test_fix_diff_writes_nothing(wiki: Wiki) -> None:
    page = wiki.write("a.wiki", "An aslyum.\n")
    _, out, _ = wiki.run("fix", "--diff", "a.wiki")
    assert "-An aslyum.\n+An asylum.\n" in out
    assert page.read_text() == "An aslyum.\n"


def test_standard_input_gives_the_whole_text(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"\xef\xbb\xbfAn aslyum.\r\nNo newline"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    status, out, _ = wiki.run("fix", "--stdin-filename", "a.wiki", "-")
    assert status == 0
    assert out.encode() == data.replace(b"aslyum", b"asylum")


@pytest.mark.usefixtures("wiki")
def test_standard_input_that_cannot_be_read_comes_back_unchanged(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"aslyum\xff")))
    assert main(["fix", "-"]) == 2
    out, err = capsysbinary.readouterr()
    assert out == b"aslyum\xff"
    assert err == b"wikilint: -:1:7: byte 0xff is not valid UTF-8\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "no.wiki"], "no.wiki: no such file or folder"),
        (["check", "empty"], "empty: no wikitext files here"),
        (["check", "--select", "typoo", "a.wiki"], "typoo"),
        (["check", "--preset", "wikipedia-eng", "a.wiki"], "wikipedia-en"),
        (["check", "--format", "jason", "a.wiki"], "json"),
        (["check", "--rules-file", "no_rules.py", "a.wiki"], "no_rules.py"),
        (["check", "--baseline", "no.json", "a.wiki"], "no.json: cannot be read"),
        (["rule", "typoo"], "did you mean “typo”?"),
        (["tree", "no.wiki"], "no.wiki: cannot be read"),
    ],
)
def test_what_goes_wrong_is_one_line_and_status_2(
    wiki: Wiki, arguments: list[str], message: str
) -> None:
    wiki.write("a.wiki", "x\n")
    (wiki.folder / "empty").mkdir()
    status, _, err = wiki.run(*arguments)
    assert status == 2
    assert err.startswith("wikilint: ")
    assert message in err
    assert err.count("\n") == 1


def test_one_bad_file_does_not_cost_the_others(wiki: Wiki) -> None:
    wiki.write("a.wiki", b"\xff")
    wiki.write("b.wiki", "An aslyum.\n")
    status, out, err = wiki.run("check", "--format", "concise", "no.wiki", "a.wiki", "b.wiki")
    assert status == 2
    assert out.startswith("b.wiki:1:4: ")
    assert err == (
        "wikilint: no.wiki: no such file or folder\n"
        "wikilint: a.wiki:1:1: byte 0xff is not valid UTF-8\n"
    )


def test_a_broken_configuration_costs_its_own_folder_only(wiki: Wiki) -> None:
    wiki.write("bad/rules.yaml", "rules:\n  typoo: error\n")
    wiki.write("bad/a.wiki", "An aslyum.\n")
    wiki.write("good.wiki", "An aslyum.\n")
    status, out, err = wiki.run("check", "--format", "concise", "bad/a.wiki", "good.wiki")
    assert status == 2
    assert out.startswith("good.wiki:1:4: ")
    assert "rules.yaml:2:3: " in err
    assert "typo" in err


def test_a_plugin_that_fails_to_import_is_named(wiki: Wiki) -> None:
    wiki.write("rules.yaml", RULES + "plugins: [./broken.py]\n")
    wiki.write("broken.py", "import no_such_module\n")
    wiki.write("a.wiki", "An aslyum.\n")
    status, out, err = wiki.run("check", "--format", "concise", "a.wiki")
    assert status == 2
    assert out.startswith("a.wiki:1:4: ")
    assert "broken.py" in err
    assert "no_such_module" in err


def test_a_crashing_rule_is_status_2_and_verbose_shows_the_traceback(wiki: Wiki) -> None:
    wiki.write(
        "crash.py",
        "from wikilint import rule\n\n@rule('crash')\ndef crash(doc):\n"
        '    """Crash."""\n    yield 1 / 0\n',
    )
    wiki.write("a.wiki", "An aslyum.\n")
    status, out, err = wiki.run(
        "check", "--rules-file", "crash.py", "--verbose", "--format", "concise", "a.wiki"
    )
    assert status == 2
    assert "rule-crash: local/crash crashed: ZeroDivisionError" in out
    assert "typo" in out
    assert "Traceback" in err


def test_a_file_that_becomes_unwritable_is_reported_and_left(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = wiki.write("a.wiki", "An aslyum.\n")
    second = wiki.write("b.wiki", "An aslyum.\n")
    monkeypatch.setattr(os, "access", lambda path, _: Path(path).name != "a.wiki")
    status, _, err = wiki.run("fix", "a.wiki", "b.wiki")
    assert status == 2
    assert err == "wikilint: a.wiki: cannot be written: the file is read-only\n"
    assert first.read_text() == "An aslyum.\n"
    assert second.read_text() == "An asylum.\n"


def test_a_baseline_accepts_old_findings_and_reports_new_ones(wiki: Wiki) -> None:
    page = wiki.write("sub/a.wiki", "An aslyum.\n")
    status, _, err = wiki.run("check", "--write-baseline", "sub")
    assert status == 0
    assert "1 findings are accepted" in err or "1 finding" in err
    wiki.write("rules.yaml", RULES + "baseline: .wikilint-baseline.json\n")
    assert wiki.run("check", "sub")[0] == 0
    page.write_text("New.\nAn aslyum.\nAn aslyum.\n")
    status, out, _ = wiki.run("check", "--format", "concise", "sub")
    assert status == 1
    assert out.startswith("sub/a.wiki:3:4: ")


def test_only_staged_lines_are_judged(wiki: Wiki) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=wiki.folder, check=True)

    git("init", "-q")
    git("config", "user.name", "t")
    git("config", "user.email", "t@example.org")
    page = wiki.write("a.wiki", "An aslyum.\n")
    git("add", ".")
    git("commit", "-qm", "x")
    assert wiki.run("check", "--staged")[0] == 0
    page.write_text("An aslyum.\nAn aslyum.\n")
    assert wiki.run("check", "--staged", "a.wiki")[0] == 0
    status, out, _ = wiki.run("check", "--since", "HEAD", "--format", "concise")
    assert (status, out.count("typo")) == (1, 1)
    git("add", ".")
    status, out, _ = wiki.run("check", "--staged", "--format", "concise")
    assert status == 1
    assert "a.wiki:2:4: " in out
    status, _, err = wiki.run("check", "--since", "no-such-revision", "a.wiki")
    assert status == 2
    assert "no-such-revision" in err


def test_select_switches_on_and_off(wiki: Wiki) -> None:
    wiki.write("a.wiki", 'An aslyum.<ref name="x" />\n<references />\n')
    _, out, _ = wiki.run("check", "--select", "undefined-ref-name", "--format", "concise", "a.wiki")
    assert "typo" not in out
    assert "undefined-ref-name" in out
    _, out, _ = wiki.run("check", "--ignore", "refs", "--format", "concise", "a.wiki")
    assert "undefined-ref-name" not in out


def test_severity_and_strict_decide_what_counts(wiki: Wiki) -> None:
    wiki.write("rules.yaml", RULES.replace("typo: {", "typo: {severity: info, "))
    wiki.write("a.wiki", "An aslyum.\n")
    assert wiki.run("check", "a.wiki")[0] == 0
    assert wiki.run("check", "--strict", "a.wiki")[0] == 1
    status, out, _ = wiki.run("check", "--severity", "info", "a.wiki")
    assert status == 0
    assert "aslyum" in out


def test_cosmetic_only_pages_are_left_alone_and_named(wiki: Wiki) -> None:
    text = (
        "{{Use dmy dates}}\n<ref>{{cite web|url=https://e.org|title=T|date=8 May 2020}}</ref>"
        "<ref>{{cite web|url=https://e.org/2|title=U|date=May 8, 2020}}</ref>\n<references />\n"
    )
    page = wiki.write("a.wiki", text)
    _, out, _ = wiki.run("fix", "a.wiki")
    assert page.read_text() == text
    assert "cosmetic" in out
    wiki.run("fix", "--cosmetic", "always", "a.wiki")
    assert "date=8 May 2020}}</ref>\n" in page.read_text()


def test_without_configuration_the_fitting_preset_is_proposed(wiki: Wiki) -> None:
    (wiki.folder / "rules.yaml").unlink()
    wiki.write("a.wiki", "{{Use dmy dates|date=May 2025}}\nx\n")
    _, _, err = wiki.run("check", "a.wiki")
    assert "--preset wikipedia-en" in err
    assert wiki.run("check", "--quiet", "a.wiki")[2] == ""


def test_output_file(wiki: Wiki) -> None:
    wiki.write("a.wiki", "An aslyum.\n")
    status, out, _ = wiki.run("check", "--format", "json", "--output-file", "out.json", "a.wiki")
    assert (status, out) == (1, "")
    assert json.loads((wiki.folder / "out.json").read_text())["version"] == 1
    status, _, err = wiki.run("check", "--output-file", "no/out.json", "a.wiki")
    assert status == 2
    assert "no/out.json: cannot be written" in err


def test_rules_lists_every_rule(wiki: Wiki) -> None:
    status, out, _ = wiki.run("rules", "--format", "json")
    rules = {rule["id"]: rule for rule in json.loads(out)}
    assert status == 0
    keys = "id aliases severity scope tags family fix enabled summary url options"
    assert list(rules["typo"]) == keys.split()
    assert rules["typo"]["enabled"] is True
    assert rules["typo"]["family"] == "spelling"
    assert "words" in rules["typo"]["options"]
    assert rules["rule-crash"]["family"] == "engine"
    _, text, _ = wiki.run("rules")
    assert len(text.splitlines()) == len(rules)


def test_rule_explains(wiki: Wiki) -> None:
    status, out, _ = wiki.run("rule", "duplicate-ref")
    assert status == 0
    assert out.startswith("duplicate-ref\nseverity warning; ")
    assert "min-length" in out


def test_the_other_listings(wiki: Wiki) -> None:
    assert "* wikipedia-en" in wiki.run("presets")[1]
    assert "loaded     wikilint 0.1.0" in wiki.run("plugins")[1]
    out = wiki.run("config")[1]
    assert "rules.yaml:" in out
    assert "preset wikipedia-en" in out


def test_tree_prints_nodes_with_offsets(wiki: Wiki) -> None:
    wiki.write("a.wiki", "a\n{{cite web|url=u}} [[b]]\n")
    _, out, _ = wiki.run("tree", "--site", "wikipedia-en", "a.wiki:2")
    assert "Template “Cite web” 2-20" in out
    assert "    Text 13-16" in out
    _, out, _ = wiki.run("tree", "--format", "json", "a.wiki")
    assert json.loads(out.splitlines()[1])["start"] == 2


def test_title_and_timings(wiki: Wiki) -> None:
    wiki.write("a.wiki", "An aslyum.\n")
    status, _, err = wiki.run("check", "--title", "Aslyum", "--timings", "a.wiki")
    assert status == 0
    assert " ms  typo" in err


def test_version_and_help_are_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--version", "--help"):
        with pytest.raises(SystemExit) as caught:
            main([option])
        assert caught.value.code == 0
    assert capsys.readouterr().out.startswith("wikilint 0.1.0\nusage: wikilint")


def test_a_usage_error_is_status_2() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--no-such-option"])
    assert caught.value.code == 2


def test_interruption_is_status_130(wiki: Wiki, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("wikilint.runner.Session.reports", interrupt)
    wiki.write("a.wiki", "x\n")
    assert wiki.run("check", "a.wiki")[0] == 130


SLOW = '''
import time
from wikilint import rule

@rule("slow")
def slow(doc):
    """Slow."""
    if "{{hang}}" in doc.text:
        sum(range(10**12))
    if "{{sleep}}" in doc.text:
        time.sleep(60)
    return ()
'''


def test_a_file_that_takes_too_long_is_status_2_and_the_rest_goes_on(wiki: Wiki) -> None:
    wiki.write("slow.py", SLOW)
    wiki.write("a.wiki", "{{hang}}\n" + "x\n" * 128 * 1024)
    wiki.write("b.wiki", "An aslyum.\n")
    arguments = ("check", "--rules-file", "slow.py", "--timeout", "0.2", "--format", "concise")
    status, out, err = wiki.run(*arguments, "a.wiki", "b.wiki")
    assert (status, err) == (2, "")
    slow, typo = out.splitlines()[:2]
    assert slow.startswith("a.wiki:1:1: error timed-out: took longer than 0.2 s")
    assert typo.startswith("b.wiki:1:4: warning typo: ")


@pytest.mark.parametrize("name", ["text", "json", "github", "sarif"])
def test_output_does_not_depend_on_the_number_of_processes(wiki: Wiki, name: str) -> None:
    for number in range(9):
        wiki.write(f"{number}.wiki", f"An aslyum.{'<b>' * number}\n" + "x\n" * 16 * 1024)
    one = wiki.run("check", "--jobs", "1", "--format", name)
    assert one[0] == 1
    assert one == wiki.run("check", "--jobs", "2", "--format", name)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--jobs", "0"], "argument --jobs: expected a whole number from 1 on, not “0”"),
        (["--jobs", "many"], "argument --jobs: expected a whole number from 1 on, not “many”"),
        (["--timeout", "0"], "argument --timeout: expected seconds, more than 0, not “0”"),
        (["--timeout", "nan"], "argument --timeout: expected seconds, more than 0, not “nan”"),
        (["--timeout", "long"], "argument --timeout: expected seconds, more than 0, not “long”"),
    ],
)
def test_bad_limits_are_usage_errors(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", *arguments])
    assert caught.value.code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("padding", ["", "x\n" * 128 * 1024], ids=["here", "in workers"])
def test_ctrl_c_ends_all_processes_and_what_is_done_is_written(wiki: Wiki, padding: str) -> None:
    wiki.write("slow.py", SLOW)
    pages = [wiki.write(f"{name}.wiki", "An aslyum.\n" + padding) for name in "ab"]
    stuck = [wiki.write(f"{name}.wiki", "An aslyum {{sleep}}.\n") for name in "yz"]
    command = (sys.executable, "-m", "wikilint", "fix", "--rules-file", "slow.py", "--jobs", "2")
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        end = time.monotonic() + 20
        while b"aslyum" in pages[-1].read_bytes() and time.monotonic() < end:
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to parent and workers at once
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err == "wikilint: interrupted\n"
    assert "Traceback" not in out
    assert [page.read_text().partition("\n")[0] for page in pages] == ["An asylum."] * 2
    assert [page.read_text() for page in stuck] == ["An aslyum {{sleep}}.\n"] * 2
    assert sorted(path.suffix for path in wiki.folder.iterdir() if path.suffix == ".tmp") == []
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_usage_that_does_not_go_together_is_status_2(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x")))
    wiki.write("a.wiki", "x\n")
    status, _, err = wiki.run("check", "-", "a.wiki")
    assert (status, err) == (2, "wikilint: standard input cannot be mixed with files\n")
    status, _, err = wiki.run("fix", "--diff", "--format", "json", "a.wiki")
    assert (status, err) == (2, "wikilint: --diff prints a diff, not json\n")


def test_a_plugin_that_exits_does_not_end_the_run_as_if_done(wiki: Wiki) -> None:
    wiki.write("leave.py", "import sys\nsys.exit(0)\n")
    wiki.write("a.wiki", "An aslyum.\n")
    status, out, err = wiki.run(
        "check", "--rules-file", "leave.py", "--format", "concise", "a.wiki"
    )
    assert status == 2
    assert "typo" in out
    assert "SystemExit" in err


CRASH = "from wikilint import rule\n\n@rule('crash')\ndef crash(doc):\n    raise ValueError\n"


def test_a_crash_is_never_accepted(wiki: Wiki) -> None:
    wiki.write("crash.py", CRASH)
    wiki.write("a.wiki", "An aslyum.\n")
    assert wiki.run("check", "--write-baseline", "--rules-file", "crash.py", "a.wiki")[0] == 2
    baseline = ("--baseline", ".wikilint-baseline.json")
    status, out, _ = wiki.run("check", *baseline, "--rules-file", "crash.py", "a.wiki")
    assert status == 2
    assert "rule-crash" in out
    assert "typo" not in out


def test_a_baseline_keeps_what_this_run_did_not_judge(wiki: Wiki) -> None:
    wiki.write("a.wiki", "An aslyum.\n")
    wiki.write("b.wiki", 'An aslyum.<ref name="x" />\n<references />\n')
    wiki.run("check", "--write-baseline", "a.wiki")
    wiki.run("check", "--write-baseline", "b.wiki")
    wiki.run("check", "--write-baseline", "--select", "typo", "b.wiki")
    assert wiki.run("check", "--baseline", ".wikilint-baseline.json")[0] == 0


def test_what_a_baseline_accepts_is_not_fixed(wiki: Wiki) -> None:
    page = wiki.write("a.wiki", "An aslyum.\n")
    wiki.run("check", "--write-baseline", "a.wiki")
    assert wiki.run("fix", "--baseline", ".wikilint-baseline.json", "a.wiki")[0] == 0
    assert page.read_text() == "An aslyum.\n"


def test_results_are_kept_beside_the_configuration(wiki: Wiki) -> None:
    """From a quarter of a megabyte on; the second run tells the same."""
    for number in range(300):
        wiki.write(f"pages/{number}.wiki", f"An aslyum, number {number}.\n")
    first = wiki.run("check", "--format", "json", "pages")
    cache = wiki.folder / ".wikilint_cache"
    entries = sum(1 for file in cache.rglob("*") if len(file.parent.name) == 2)
    assert entries == 300
    assert wiki.run("check", "--format", "json", "pages") == first
    assert wiki.run("check", "--format", "json", "--no-cache", "pages") == first
    wiki.write("rules.yaml", RULES.replace("asylum}", "refuge}"))
    assert '"refuge"' in wiki.run("check", "--format", "json", "pages")[1]


def test_a_renamed_page_is_not_new(wiki: Wiki) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=wiki.folder, check=True)

    git("init", "-q")
    git("config", "user.name", "t")
    git("config", "user.email", "t@example.org")
    wiki.write("old.wiki", "An aslyum.\n" * 20)
    git("add", ".")
    git("commit", "-qm", "x")
    git("mv", "old.wiki", "new.wiki")
    (wiki.folder / "new.wiki").write_text("An aslyum.\n" * 21)
    git("add", ".")
    wiki.write("untracked.wiki", "An aslyum.\n")
    status, out, err = wiki.run("check", "--staged", "--format", "concise", ".")
    assert (status, err) == (1, "")
    assert out.count("typo") == 1
    assert out.startswith("new.wiki:")


def test_site_info_turns_an_answer_into_site_data(
    wiki: Wiki, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = '{"query": {"general": {"servername": "wiki.example", "lang": "dé"}}}'
    wiki.write("answer.json", answer)
    status, out, err = wiki.run("site-info", "answer.json")
    assert (status, err) == (0, "")
    assert json.loads(out) == {
        "source": "siteinfo answer answer.json",
        "name": "wiki.example",
        "extends": "mediawiki",
        "language": "dé",
        "host": "wiki.example",
        "exact": [],
    }
    wiki.write("made.json", out)
    wiki.write("rules.yaml", "site: made.json\n")
    assert "wiki.example  # rules.yaml:1:1" in wiki.run("config")[1]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(answer.encode())))
    assert json.loads(wiki.run("site-info", "-")[1])["source"] == "siteinfo answer <stdin>"


def test_site_info_tells_what_is_wrong(wiki: Wiki) -> None:
    wiki.write("answer.json", '{"query": {\n "general": []}}')
    assert wiki.run("site-info", "answer.json") == (
        2,
        "",
        "wikilint: answer.json:2:13: expected a map, not []\n",
    )
    status, out, err = wiki.run("site-info", "no.json")
    assert (status, out) == (2, "")
    assert err == "wikilint: no.json: cannot be read: No such file or directory\n"


def test_fix_prints_an_edit_summary(wiki: Wiki) -> None:
    wiki.write("a.wiki", "An aslyum, an Aslyum.\n")
    _, out, _ = wiki.run("fix", "--summary", "a.wiki")
    assert "edit summary (minor edit): typo Aslyum→Asylum (1), typo aslyum→asylum (1)\n" in out


def test_site_info_says_what_to_ask_a_wiki_for(
    wiki: Wiki, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    with pytest.raises(SystemExit):
        wiki.run("site-info", "--help")
    assert f"siprop={'|'.join(PROPS)}" in "".join(capsysbinary.readouterr().out.decode().split())


def test_the_command_of_a_process_of_its_own_runs_the_command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    thresholds = gc.get_threshold()
    monkeypatch.setattr(sys, "argv", ["wikilint", "rules", "--format", "json"])
    try:
        assert command() == 0
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
    assert json.loads(capsys.readouterr().out)


RENAMED = """
from wikilint import Finding, rule

@rule("new-name", aliases=["old-name"])
def new_name(doc):
    '''Finds the start of a page.'''
    yield Finding((0, 1), "a start")
"""


def test_the_old_name_of_a_rule_works_and_a_note_tells_the_new_one(wiki: Wiki) -> None:
    wiki.write("house.py", RENAMED)
    wiki.write("a.wiki", "Cats.\n")
    config = "plugins: [./house.py]\nrules:\n  old-name: error\nignore: [{rule: local/old-name}]\n"
    wiki.write("rules.yaml", config)
    notes = [
        "wikilint: rules.yaml:3:3: the rule “old-name” is now called “local/new-name”\n",
        "wikilint: rules.yaml:4:17: the rule “local/old-name” is now called “local/new-name”\n",
    ]
    assert wiki.run("check", "a.wiki")[::2] == (0, "".join(notes))
    assert wiki.run("check", "--quiet", "a.wiki")[2] == ""
    wiki.write("rules.yaml", "plugins: [./house.py]\n")
    status, _, err = wiki.run("check", "--extend-select", "old-name", "a.wiki")
    note = "wikilint: --extend-select: the rule “old-name” is now called “local/new-name”\n"
    assert (status, err) == (1, note)
    assert wiki.run("check", "--select", "local/new-name", "a.wiki")[2] == ""
