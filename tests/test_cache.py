"""Results from one run to the next: never wrong, at worst missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pytest

from wikilint import cache as module
from wikilint.cache import SHARD_BYTES, SHARD_ENTRIES, Cache, PageKeys, Policy
from wikilint.config import Config, load_config
from wikilint.diagnostic import Diagnostic, Edit, Fix, RelatedPlace
from wikilint.document import Page
from wikilint.fixer import FixPolicy
from wikilint.plugins import LoadedPlugin
from wikilint.refusal import StopSigns
from wikilint.rule import ActiveRule, File, Ignore, Rule

KEY = "ab" + "0123456789abcdef" * 2 + "012345"
OTHER_KEY = "ab" + "f" * 38

PLAIN = Diagnostic("typo", "warning", "“teh”", 1, 4, 1, 2, 1, 5, "teh")
FULL = Diagnostic(
    rule="bips/full",
    severity="info",
    message="two surrogates \ud83d\ude00 are not 😀; a lone one \udcff",
    start=7,
    end=9,
    line=2,
    column=1,
    end_line=3,
    end_column=4,
    text='\ufeff\r\n"\\\x1b\u202e',
    path="a/b é.wiki",
    url="https://example.org/#full",
    fix=Fix(
        "write “a”",
        (Edit((7, 8), "a\r\n\ud800"), Edit((9, 9), "")),
        "safe",
        effect="cosmetic",
        relies_on=((0, 3), (4, 4)),
        reshapes=(0, 20),
    ),
    alternatives=(
        Fix("write “b”", (Edit((7, 9), "b"),), "manual", effect="markup"),
        Fix("write “c”", (Edit((7, 9), "c"),)),
    ),
    related=(RelatedPlace(0, 3, 1, 1, "first \udfff"), RelatedPlace(4, 4, 1, 5, "second")),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def cache(folder: Path) -> Cache:
    return Cache(folder)


def entry_of(folder: Path, key: str = KEY) -> Path:
    return folder / key[:2] / key[2:]


@pytest.mark.parametrize("diagnostics", [(), (PLAIN,), (FULL,), (FULL, PLAIN, FULL)])
def test_what_was_put_comes_back(folder: Path, diagnostics: tuple[Diagnostic, ...]) -> None:
    Cache(folder).put(KEY, diagnostics)
    assert Cache(folder).get(KEY) == diagnostics


def test_spans_come_back_as_tuples(cache: Cache) -> None:
    cache.put(KEY, [FULL])
    found = cache.get(KEY)
    assert found is not None
    assert repr(found) == repr((FULL,))


def test_an_unknown_key_is_unknown_and_makes_no_folder(cache: Cache, folder: Path) -> None:
    assert cache.get(KEY) is None
    assert not folder.exists()


def test_a_later_result_replaces_an_earlier_one_and_leaves_no_other_file(
    cache: Cache, folder: Path
) -> None:
    cache.put(KEY, [PLAIN])
    cache.put(KEY, [FULL])
    assert cache.get(KEY) == (FULL,)
    assert os.listdir(folder / "ab") == [KEY[2:]]


@pytest.mark.parametrize("rule", ["rule-crash", "timed-out", "unstable-fix"])
def test_what_tells_of_the_run_is_not_kept(cache: Cache, rule: str) -> None:
    cache.put(KEY, [PLAIN, replace(PLAIN, rule=rule)])
    assert cache.get(KEY) is None


@pytest.mark.parametrize("message", [b"bytes", None, 7])
def test_what_a_rule_should_not_have_yielded_is_not_kept(cache: Cache, message: Any) -> None:
    cache.put(KEY, [replace(PLAIN, message=message)])
    assert cache.get(KEY) is None


# The folder


def test_the_folder_is_marked_as_a_cache_that_git_ignores(cache: Cache, folder: Path) -> None:
    cache.put(KEY, [])
    assert sorted(os.listdir(folder)) == [".gitignore", "CACHEDIR.TAG", "ab"]
    signature = "Signature: 8a477f597d28d172789f06886806bc55\n"
    assert (folder / "CACHEDIR.TAG").read_text().startswith(signature)
    assert (folder / ".gitignore").read_text() == "*\n"


def test_an_empty_folder_is_marked_one_with_other_files_is_not(tmp_path: Path) -> None:
    empty, used = tmp_path / "empty", tmp_path / "used"
    empty.mkdir()
    used.mkdir()
    (used / "page.wiki").write_text("text")
    Cache(empty).put(KEY, [])
    Cache(used).put(KEY, [])
    assert sorted(os.listdir(empty)) == [".gitignore", "CACHEDIR.TAG", "ab"]
    assert sorted(os.listdir(used)) == ["ab", "page.wiki"]
    assert Cache(used).get(KEY) == ()


def test_folders_above_are_made(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b"
    Cache(deep).put(KEY, [PLAIN])
    assert Cache(deep).get(KEY) == (PLAIN,)


def test_without_a_folder_all_is_unknown(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("not a folder")
    for folder in (file, file / "below"):
        Cache(folder).put(KEY, [PLAIN])
        assert Cache(folder).get(KEY) is None
    assert file.read_text() == "not a folder"


def fail(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("function", ["replace", "makedirs", "listdir", "scandir"])
def test_a_failing_disk_is_no_error(
    cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, function, fail)
        cache.put(KEY, [PLAIN])
    assert cache.get(KEY) in (None, (PLAIN,))
    files = [path.name for path in folder.rglob("*") if path.is_file()]
    assert set(files) <= {"CACHEDIR.TAG", ".gitignore", KEY[2:]}, "no temporary file is left"


def test_an_entry_that_is_still_read_stays_young(cache: Cache, folder: Path) -> None:
    cache.put(KEY, [PLAIN])
    os.utime(entry_of(folder), (1_000_000_000, 1_000_000_000))
    assert cache.get(KEY) == (PLAIN,)
    assert entry_of(folder).stat().st_mtime > 1_500_000_000


def test_an_entry_that_cannot_be_touched_is_read_all_the_same(
    cache: Cache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put(KEY, [PLAIN])
    os.utime(entry_of(folder), (1_000_000_000, 1_000_000_000))
    monkeypatch.setattr(os, "utime", fail)
    assert cache.get(KEY) == (PLAIN,)


# Damage and forgery


def assert_unknown_and_written_anew(folder: Path) -> None:
    cache = Cache(folder)
    assert cache.get(KEY) is None
    cache.put(KEY, [PLAIN])
    assert cache.get(KEY) == (PLAIN,)


def test_an_entry_with_any_byte_changed_is_unknown(cache: Cache, folder: Path) -> None:
    cache.put(KEY, [FULL])
    entry = entry_of(folder)
    good = entry.read_bytes()
    for at in range(len(good)):
        for flipped in (0x01, 0x80, 0xFF):
            entry.write_bytes(good[:at] + bytes([good[at] ^ flipped]) + good[at + 1 :])
            assert cache.get(KEY) is None
    assert_unknown_and_written_anew(folder)


def test_an_entry_cut_or_continued_anywhere_is_unknown(cache: Cache, folder: Path) -> None:
    cache.put(KEY, [FULL])
    entry = entry_of(folder)
    good = entry.read_bytes()
    for bad in [*(good[:at] for at in range(len(good))), good + b"\0", good + good, b"\0" * 4096]:
        entry.write_bytes(bad)
        assert cache.get(KEY) is None
    assert_unknown_and_written_anew(folder)


def test_an_entry_of_another_key_is_unknown(cache: Cache, folder: Path) -> None:
    cache.put(OTHER_KEY, [FULL])
    os.rename(entry_of(folder, OTHER_KEY), entry_of(folder))
    assert_unknown_and_written_anew(folder)


def test_an_entry_of_another_format_is_unknown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, "_FORMAT", b"wikilint-cache-0")
        Cache(folder).put(KEY, [FULL])
    assert_unknown_and_written_anew(folder)


def test_an_entry_without_end_is_not_read_to_its_end(cache: Cache, folder: Path) -> None:
    cache.put(KEY, [PLAIN])
    entry_of(folder).unlink()
    entry_of(folder).symlink_to("/dev/zero")
    assert_unknown_and_written_anew(folder)


def forge(folder: Path, payload: bytes) -> None:
    """Write an entry with a checksum that is right."""
    person = b"wikilint-cache-2"
    checksum = blake2b(payload, digest_size=16, key=KEY.encode(), person=person).digest()
    entry_of(folder).parent.mkdir(parents=True)
    entry_of(folder).write_bytes(checksum + payload)


SCALARS = ["typo", "warning", "m", 1, 4, 1, 2, 1, 5, "teh"]
FIX = ["title", [[1, 4, "the"]], "safe", "visible", [], None, "typo"]
ROW = [SCALARS, "a.wiki", None, FIX, [FIX], [[1, 4, 1, 2, "here"]]]


def with_value(row: list[Any], path: tuple[int, ...], value: Any) -> list[Any]:
    """A copy of nested lists with one value replaced."""
    at, *rest = path
    inner = with_value(row[at], tuple(rest), value) if rest else value
    return [*row[:at], inner, *row[at + 1 :]]


def test_a_forged_entry_of_the_right_shape_is_read(folder: Path) -> None:
    forge(folder, zlib.compress(json.dumps([ROW]).encode()))
    fix = Fix("title", (Edit((1, 4), "the"),), "safe", summary="typo")
    assert Cache(folder).get(KEY) == (
        replace(
            PLAIN,
            message="m",
            path="a.wiki",
            fix=fix,
            alternatives=(fix,),
            related=(RelatedPlace(1, 4, 1, 2, "here"),),
        ),
    )


@pytest.mark.parametrize("value", [None, True, 1.0, "text", -1, {}, [], [[]], ["a", "b", "c"]])
@pytest.mark.parametrize(
    "path",
    [
        *((0, at) for at in range(10)),
        *((3, at) for at in (0, 1, 2, 3, 4)),
        *((4, 0, at) for at in range(4)),
        *((3, 1, 0, at) for at in range(3)),
        *((5, 0, at) for at in range(5)),
        *((0,), (3,), (4,), (5,), (3, 1, 0), (4, 0), (5, 0)),
    ],
    ids=lambda path: ".".join(map(str, path)),
)
def test_values_of_other_types_are_refused(
    folder: Path, path: tuple[int, ...], value: object
) -> None:
    forged = with_value(ROW, path, value)
    forge(folder, zlib.compress(json.dumps([forged]).encode()))
    found = Cache(folder).get(KEY)
    if found is not None:  # it is of the right type there: then no other value can have come of it
        Cache(folder).put(KEY, found)
        kept = entry_of(folder).read_bytes()[16:]
        assert json.loads(zlib.decompress(kept)) == [forged]
        assert {type(item) for item in forged[0]} == {str, int}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *(((1,), 7), ((2,), []), ((3, 5), [4, 1]), ((3, 5), [1]), ((3, 4), [[1, "2"]])),
        *(((0, 1), "fatal"), ((0, 3), 5), ((0, 5), 0), ((0, 8), 0), ((5, 0, 2), 0)),
        *(((3, 2), "sure"), ((3, 3), "none"), ((3, 1), []), ((3, 1, 0, 1), 0), ((5, 0, 0), 9)),
    ],
)
def test_values_that_cannot_be_are_refused(
    folder: Path, path: tuple[int, ...], value: object
) -> None:
    forge(folder, zlib.compress(json.dumps([with_value(ROW, path, value)]).encode()))
    assert_unknown_and_written_anew(folder)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"not compressed",
        zlib.compress(b"not JSON"),
        zlib.compress(b"\xff\xfe"),
        zlib.compress(b"{}"),
        zlib.compress(b"null"),
        zlib.compress(b"[1]"),
        zlib.compress(b"[[]]"),
        zlib.compress(b"[" * 100_000),
        zlib.compress(b"[" + b"9" * 10_000 + b"]"),
        zlib.compress(b" " * 20_000_000 + b"[]"),
    ],
    ids=lambda payload: payload[:8].hex(),
)
def test_other_payloads_are_refused(folder: Path, payload: bytes) -> None:
    forge(folder, payload)
    assert_unknown_and_written_anew(folder)


# Bounds


def keys_in_one_shard(count: int) -> list[str]:
    return [f"ab{number:038x}" for number in range(count)]


def test_the_oldest_entries_go_first(folder: Path) -> None:
    keys = keys_in_one_shard(SHARD_ENTRIES + 40)
    cache = Cache(folder)
    for age, key in enumerate(reversed(keys)):
        cache.put(key, [])
        os.utime(entry_of(folder, key), (1_500_000_000 - age, 1_500_000_000 - age))
    Cache(folder).put(OTHER_KEY, [PLAIN])
    left = set(os.listdir(folder / "ab"))
    assert left == {key[2:] for key in (*keys[-SHARD_ENTRIES:], OTHER_KEY)}
    assert len(left) == SHARD_ENTRIES + 1


def test_one_long_run_stays_within_bounds(folder: Path) -> None:
    cache = Cache(folder)
    for key in keys_in_one_shard(3 * SHARD_ENTRIES):
        cache.put(key, [])
    assert SHARD_ENTRIES <= len(os.listdir(folder / "ab")) < SHARD_ENTRIES + 33


def test_the_size_is_bounded_too(folder: Path) -> None:
    noise = [replace(PLAIN, text=os.urandom(20_000).hex())]
    cache = Cache(folder)
    for key in keys_in_one_shard(40):
        cache.put(key, noise)
    Cache(folder).put(OTHER_KEY, noise)
    files = list((folder / "ab").iterdir())
    assert sum(file.stat().st_size for file in files[1:]) <= SHARD_BYTES
    assert len(files) > 5
    assert Cache(folder).get(OTHER_KEY) == tuple(noise)


def test_an_entry_that_would_fill_half_a_shard_is_not_kept(cache: Cache) -> None:
    cache.put(KEY, [replace(PLAIN, text=os.urandom(SHARD_BYTES).hex())])
    assert cache.get(KEY) is None


def test_pruning_spares_what_is_not_ours(folder: Path) -> None:
    (folder / "ab").mkdir(parents=True)
    mine = folder / "ab" / "page.wiki"
    mine.write_bytes(b"x" * SHARD_BYTES * 2)
    os.utime(mine, (1, 1))
    Cache(folder).put(KEY, [PLAIN])
    assert mine.exists()


def test_temporary_files_of_killed_processes_go_with_the_oldest(folder: Path) -> None:
    cache = Cache(folder)
    keys = keys_in_one_shard(SHARD_ENTRIES)
    for key in keys:
        cache.put(key, [])
    stray = folder / "ab" / f"{keys[0][2:]}.0011223344556677"
    stray.write_bytes(b"half")
    os.utime(stray, (1, 1))
    Cache(folder).put(KEY, [])
    assert not stray.exists()


# Several processes

WRITER = """
import sys, time
from pathlib import Path
from wikilint.cache import Cache
from wikilint.diagnostic import Diagnostic
folder, mark, keys = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
text = mark * 3000
stop = time.monotonic() + 0.5
seen = set()
while time.monotonic() < stop:
    cache = Cache(folder)
    for key in keys:
        cache.put(key, [Diagnostic("r", "info", "m", 0, 3000, 1, 1, 1, 3001, text)])
        found = cache.get(key)
        assert found is not None
        seen.add(found[0].text[:1] + str(len(set(found[0].text))))
print(sorted(seen))
"""


def test_two_processes_share_a_folder(folder: Path) -> None:
    keys = [*keys_in_one_shard(20), *(f"{n:02x}" + "0" * 38 for n in range(5))]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(folder), mark, *keys],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for mark in "xy"
    ]
    outputs = [process.communicate(timeout=60) for process in processes]
    assert [error for _, error in outputs] == ["", ""]
    assert {output for output, _ in outputs} <= {"['x1', 'y1']\n", "['x1']\n", "['y1']\n"}
    assert all(Cache(folder).get(key) is not None for key in keys)
    assert {path.name for path in (folder / "ab").iterdir()} == {key[2:] for key in keys[:20]}


# Keys


@pytest.fixture
def config(tmp_path: Path) -> Config:
    (tmp_path / "rules.yaml").write_text("rules: {typo: {words: {teh: the}}}\n")
    return load_config(tmp_path / "rules.yaml")


PAGE = Page("Title", "a.wiki", None, "mediawiki", "en")


def key(
    config: Config,
    *,
    command: Literal["check", "fix"] = "check",
    policy: Policy | None = None,
    data: bytes = b"text",
    page: Page = PAGE,
) -> str:
    keys = PageKeys(config, command, StopSigns() if policy is None else policy)
    return keys.key(data, page, config.rules_for(page.path))


def test_a_key_names_a_file(config: Config, cache: Cache) -> None:
    name = key(config)
    assert len(name) == 40
    assert set(name) <= set("0123456789abcdef")
    cache.put(name, [PLAIN])
    assert cache.get(name) == (PLAIN,)


def test_equal_ingredients_give_equal_keys(config: Config, tmp_path: Path) -> None:
    again = load_config(tmp_path / "rules.yaml")
    assert key(config) == key(again)
    keys = PageKeys(config, "check", StopSigns())
    rules = config.rules_for("a.wiki")
    assert keys.key(b"text", PAGE, rules) == keys.key(b"text", PAGE, rules) == key(config)


def test_keys_are_the_same_in_every_process(config: Config, tmp_path: Path) -> None:
    program = (
        "import sys; from wikilint.cache import *; from wikilint.config import load_config\n"
        "config = load_config(sys.argv[1]); keys = PageKeys(config, 'check', StopSigns())\n"
        "page = Page('Title', 'a.wiki', None, 'mediawiki', 'en')\n"
        "print(keys.key(b'text', page, config.rules_for('a.wiki')))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "rules.yaml")]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert run.stdout.strip() == key(config)


@pytest.mark.parametrize(
    "page",
    [
        replace(PAGE, title="Other"),
        replace(PAGE, path="b.wiki"),
        replace(PAGE, namespace=0),
        replace(PAGE, site="wikipedia-en"),
        replace(PAGE, language="de"),
        replace(PAGE, today=date(2026, 1, 31)),
    ],
)
def test_every_page_fact_counts(config: Config, page: Page) -> None:
    assert key(config, page=page) != key(config)


def test_the_text_counts_and_so_does_where_it_begins(config: Config) -> None:
    assert key(config, data=b"text\n") != key(config)
    assert key(config, data=b"") != key(config)
    assert key(config, data=b"\xef\xbb\xbftext") != key(config)


def test_the_command_and_its_policy_count(config: Config) -> None:
    policies = [
        FixPolicy(),
        FixPolicy(unsafe=True),
        FixPolicy(cosmetic="never"),
        FixPolicy(stop_signs=StopSigns("MyBot")),
        FixPolicy(stop_signs=StopSigns(batch=False)),
    ]
    found = [key(config, command="fix", policy=policy) for policy in policies]
    found += [key(config), key(config, policy=StopSigns(batch=False))]
    found += [key(config, command="fix")]
    assert len(set(found)) == 8


@dataclass(frozen=True)
class Options:
    """Options as a plugin may have them, with what no configuration can set."""

    words: dict[str, str]
    file: File
    names: frozenset[str] = frozenset({"b", "a"})


OPTIONS = Options({"teh": "the"}, File("w.tsv", "words"))


@pytest.mark.parametrize(
    "change",
    [
        {"severity": "info"},
        {"options": None},
        {"options": replace(OPTIONS, words={"teh": "thé"})},
        {"options": replace(OPTIONS, file=File("w.tsv", "other words"))},
        {"options": replace(OPTIONS, names=frozenset({"c"}))},
        {"ceiling": "off"},
        {"promote": True},
        {"capped": True},
        {"asked": True},
        {"rule": Rule("other", None)},
    ],
)
def test_how_a_rule_runs_counts(config: Config, change: dict[str, Any]) -> None:
    active = ActiveRule(Rule("one", None), "warning", OPTIONS)
    rules = config.rules_for()._replace(active=(active,))
    changed = rules._replace(active=(active._replace(**change),))
    keys = PageKeys(config, "check", StopSigns())
    assert keys.key(b"", PAGE, rules) != keys.key(b"", PAGE, changed)


def test_which_rules_run_and_what_is_accepted_counts(config: Config) -> None:
    rules = config.rules_for()
    keys = PageKeys(config, "check", StopSigns())
    sets = [
        rules,
        rules._replace(active=rules.active[1:]),
        rules._replace(ignores=(Ignore("typo", "teh"),)),
        rules._replace(ignores=(Ignore("typo"),)),
        rules._replace(names={**rules.names, "alias": "typo"}),
        rules._replace(partial=True),
    ]
    assert len({keys.key(b"", PAGE, each) for each in sets}) == len(sets)


def test_per_file_settings_and_selection_count(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("per-file: {b.wiki: {rules: {typo: off}}}\n")
    config = load_config(tmp_path / "rules.yaml")
    keys = PageKeys(config, "check", StopSigns())
    paths = [str(tmp_path / name) for name in ("a.wiki", "b.wiki")]
    found = {keys.key(b"", PAGE, config.rules_for(path)) for path in paths}
    selected = config.selecting(ignore=["typo"])
    found.add(PageKeys(selected, "check", StopSigns()).key(b"", PAGE, selected.rules_for()))
    assert len(found) == 3


def changes(make: Callable[[], str], change: Callable[[], object]) -> bool:
    before = make()
    change()
    return make() != before


def test_the_bytes_of_every_file_that_the_configuration_names_count(tmp_path: Path) -> None:
    texts = {
        "rules.yaml": "extends: ./lower.yaml\nplugins: [./house.py]\n",
        "lower.yaml": "language: en\n",
        "house.py": "from wikilint import rule\n@rule('house')\ndef house(doc): return ()\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)

    def make() -> str:
        return key(load_config(tmp_path / "rules.yaml"))

    for name, text in texts.items():
        assert changes(make, partial((tmp_path / name).write_text, f"{text}\n"))
    assert not changes(make, lambda: (tmp_path / "other.py").write_text(""))
    config = load_config(tmp_path / "rules.yaml")
    assert changes(lambda: key(config), (tmp_path / "house.py").unlink)


def test_versions_count(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    real = metadata.version

    def newer(distribution: str) -> Callable[[str], str]:
        return lambda name: "99.1" if name == distribution else real(name)

    for target, name, value in (
        (metadata, "version", newer("mwparserfromhell")),
        (metadata, "version", newer("regex")),
        (module, "__version__", "99.1"),
        (sys.implementation, "cache_tag", "cpython-399"),
    ):
        with monkeypatch.context() as patch:
            assert changes(lambda: key(config), partial(patch.setattr, target, name, value))
    old, new = (LoadedPlugin("bips", version, "wikilint-bips", 1) for version in ("1.0", "1.1"))
    config.registry.loaded.append(old)
    assert changes(lambda: key(config), lambda: config.registry.loaded.__setitem__(-1, new))


def test_a_change_in_our_own_code_counts(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "package"
    (package / "rules").mkdir(parents=True)
    (package / "cache.py").write_text("")
    rule = package / "rules" / "okay.py"
    monkeypatch.setattr(module, "__file__", str(package / "cache.py"))

    def make() -> str:
        return key(config)

    assert changes(make, lambda: rule.write_text("one"))
    os.utime(rule, (1, 1))
    assert changes(make, lambda: os.utime(rule, (2, 2)))

    def edit_within_the_same_second() -> None:
        rule.write_text("three")
        os.utime(rule, (2, 2))

    assert changes(make, edit_within_the_same_second)
    (package / "__pycache__").mkdir()
    assert not changes(make, lambda: (package / "__pycache__" / "okay.pyc").write_bytes(b"x"))
    assert not changes(make, (package / ".wikilint_cache").mkdir)


@pytest.mark.parametrize("file", ["__init__.py", "inner/words.json", None])
def test_a_change_in_a_plugins_code_counts(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str | None
) -> None:
    name = "fake_cached_plugin"
    changed = tmp_path / f"{name}.py" if file is None else tmp_path / name / file
    for path in {changed, tmp_path / name / "__init__.py"} if file else {changed}:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{}")
    imported = ModuleType(name)
    imported.__file__ = str(changed)
    if file:
        imported.__path__ = [str(tmp_path / name)]
    monkeypatch.setitem(sys.modules, name, imported)

    def find(_: object) -> tuple[()]:
        return ()

    find.__module__ = f"{name}.rules" if file else name
    config.registry.rules["fake/x"] = Rule("x", find, plugin="fake")
    assert changes(lambda: key(config), lambda: changed.write_text("{'longer': 1}"))


def test_a_rule_without_a_module_is_no_error(config: Config) -> None:
    before = key(config)
    config.registry.rules["fake/x"] = Rule("x", None, plugin="fake")
    config.registry.rules["fake/y"] = Rule("y", lambda _: (), plugin="fake")
    assert len(key(config)) == len(before)
