"""`site:` as a file of the wiki's own: what it does, and what is said of a faulty one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wikilint import Page, lint_text, load_config
from wikilint.config import ConfigError

ANSWER = {
    "query": {
        "general": {"servername": "wiki.example", "lang": "de"},
        "namespaces": {"6": {"id": 6, "name": "Datei", "canonical": "File"}},
        "extensiontags": ["<pre>", "<nowiki>", "<tabelle>"],
    }
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, name: str, value: object) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    if isinstance(value, bytes):
        path.write_bytes(value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, indent=4)
        path.write_text(text, encoding="utf-8")


def faults(folder: Path, site: object) -> list[str]:
    write(folder, "wiki.json", site)
    write(folder, "rules.yaml", "site: wiki.json\n")
    with pytest.raises(ConfigError) as error:
        load_config("rules.yaml")
    return error.value.messages


def test_an_answer_of_the_wiki_is_a_site(folder: Path) -> None:
    write(folder, "sub/wiki.json", ANSWER)
    write(folder, "sub/rules.yaml", "site: wiki.json\n")
    config = load_config("sub/rules.yaml")
    assert (config.site.name, config.site.language) == ("wiki.example", "de")
    assert config.site.namespace_names(6) == ["Datei", "File"]
    assert Path("sub/wiki.json") in config.files_named
    assert {s.key: (s.value, s.origin) for s in config.settings()}["site"] == (
        "wiki.example",
        "sub/rules.yaml:1:1",
    )


def test_pages_are_read_by_it(folder: Path) -> None:
    write(folder, "wiki.json", ANSWER)
    write(folder, "rules.yaml", "site: wiki.json\n")
    config = load_config("rules.yaml")
    text = "x\n\n<tabelle>a\n"
    (found,) = lint_text(text, config=config)
    assert (found.rule, found.text) == ("unclosed-tag", "<tabelle>")
    assert lint_text(text, config=config, page=Page(site="wiki.example")) == [found]
    assert lint_text(text, config=config, page=config.page("a.wiki"))[0].rule == "unclosed-tag"
    assert [d for d in lint_text(text) if d.rule == "unclosed-tag"] == []


def test_data_made_by_hand_extend_a_shipped_site(folder: Path) -> None:
    write(folder, "wiki.json", {"extends": "wikipedia-de", "templates": {"efn": {"Anm": []}}})
    write(folder, "rules.yaml", "extends: mediawiki\nsite: wiki.json\n")
    site = load_config("rules.yaml").site
    assert (site.name, list(site.family("efn"))) == ("wiki", ["Anm"])
    assert "Internetquelle" in site.family("citation")


@pytest.mark.parametrize(
    ("site", "message"),
    [
        ('{\n "a": 1,\n}', "wiki.json:3:1: not JSON: Expecting property name enclosed in double"),
        (b'{\n "name": "\xe4"\n}', "wiki.json:2:1: not JSON: it is not UTF-8"),
        ("[" * 100_000, "wiki.json:1:1: not JSON that can be read: it is nested too deeply"),
        ("[]", "wiki.json:1:1: expected a map with the data of a site"),
        ('{\n "langage": "de"\n}', "wiki.json:2:13: “langage” is not a key of site data; "
         "did you mean “language”?"),
        ('{\n "namespaces": {\n  "6": ["A", 1]}}', "wiki.json:3:14: expected text, not 1"),
        ('{"query": {\n "general": {\n  "lang": 1}}}', "wiki.json:3:11: expected text, not 1"),
        ("null", "wiki.json:1:1: expected a map with the data of a site"),
        ('{\n "exact": ["zzz"]\n}', "wiki.json:2:12: “zzz” is to be exact, but is not given"),
        ('{\n "namespaces": {"x": ["A"]}\n}', "wiki.json:2:22: “x” is not the number of a"),
        ('{\n "link_trail": "["\n}', "wiki.json:2:16: not a regular expression: "),
        ('{\n "thumbnail_width": ' + "9" * 5000 + "}", "wiki.json:2:21: expected a whole number, "),
        ('{"query": {"magicwords": [\n {"name": "a", "aliases": []}]}}',
         "wiki.json:2:27: expected the ways to write a magic word, not none"),
        ('{"query": {"namespaces": {\n "6": {"id": true}}}}', "wiki.json:2:14: expected a number"),
        ('{"error": {"code": "x"}}', "wiki.json:1:11: the wiki answered with an error: "),
    ],
)  # fmt: skip
def test_a_faulty_file_is_told_with_its_place(folder: Path, site: object, message: str) -> None:
    (told,) = faults(folder, site)
    assert told.startswith(message)


def test_a_file_that_is_not_there(folder: Path) -> None:
    write(folder, "rules.yaml", "\nsite: no.json\n")
    with pytest.raises(ConfigError) as error:
        load_config("rules.yaml")
    assert error.value.messages == [
        "rules.yaml:2:7: no.json cannot be read: No such file or directory"
    ]
