"""What rules found on a page, kept from one run to the next. Never wrong, at worst missing.

`PageKeys` names a result by all that it depends on; `Cache` keeps results under these names, one
small file for each, so that any number of processes can share a folder without locks. To read one
costs 0.01 ms, as it does from an SQLite file; that would cost 4 ms to import, and has locks.
"""

from __future__ import annotations

import json
import os
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from hashlib import blake2b
from importlib import metadata
from pathlib import Path
from typing import Any, Literal, TypeAlias

from wikilint.config import Config
from wikilint.diagnostic import SEVERITIES, Diagnostic, Edit, Fix, RelatedPlace
from wikilint.document import Page
from wikilint.fixer import FixPolicy
from wikilint.plugins import LOCAL
from wikilint.refusal import StopSigns
from wikilint.rule import Rule, RuleSet
from wikilint.suppression import FAULTS_OF_THE_RUN
from wikilint.version import __version__

DEFAULT_FOLDER = ".wikilint_cache"

SHARD_ENTRIES = 128
SHARD_BYTES = 256 * 1024
"""What each of the 256 subfolders may hold: 32,768 entries and 64 MB in all."""

_ENTRY_BYTES = SHARD_BYTES // 2
_PAYLOAD_BYTES = 64 * _ENTRY_BYTES  # decompressed; a forged entry must not fill the memory
_FORMAT = b"wikilint-cache-2"  # goes into every checksum; raised when the layout of entries changes
_CHECKSUM_BYTES = 16
_KEY_BYTES = 20
_PUTS_PER_PRUNING = 32
_SECONDS_UNTOUCHED = 24 * 60 * 60  # a younger entry does not get a new time when it is read
_HEX_DIGITS = frozenset("0123456789abcdef")
_DISTRIBUTIONS = ("mwparserfromhell", "regex")

_TAG = """\
Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of wikilint: it can be deleted at any time.
# What this file is for: https://bford.info/cachedir/
"""


class Cache:
    """A folder of results. What cannot be read or written is as if it were not there.

    An entry that is damaged, forged for another key or of another version is unknown, and written
    anew. Nothing in the folder can run code. Every so many results that are put, a subfolder is cut
    back to `SHARD_ENTRIES` and `SHARD_BYTES`; what was neither written nor read for longest goes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._puts: dict[str, int] = {}

    def get(self, key: str) -> tuple[Diagnostic, ...] | None:
        """The diagnostics that were put under a key; None if it is unknown."""
        path = os.path.join(self._folder, key[:2], key[2:])
        try:
            with open(path, "rb") as file:
                entry = file.read(_ENTRY_BYTES + 1)
                age = time.time() - os.fstat(file.fileno()).st_mtime
            found = _unpack(key, entry)
        except (OSError, ValueError, TypeError, RecursionError, zlib.error):
            return None
        if age > _SECONDS_UNTOUCHED:
            with suppress(OSError):
                os.utime(path)
        return found

    def put(self, key: str, diagnostics: Sequence[Diagnostic]) -> None:
        """Keep diagnostics under a key, unless they tell of a fault of the run."""
        if any(diagnostic.rule in FAULTS_OF_THE_RUN for diagnostic in diagnostics):
            return
        try:
            entry = _pack(key, diagnostics)
        except (TypeError, ValueError, RecursionError):  # a rule's message need not be a text
            return
        if len(entry) > _ENTRY_BYTES:
            return
        shard = os.path.join(self._folder, key[:2])
        with suppress(OSError):
            self._make_room(shard)
            _write(os.path.join(shard, key[2:]), entry)

    def _make_room(self, shard: str) -> None:
        if not self._puts:
            self._make_folder()
        puts = self._puts.get(shard, 0)
        self._puts[shard] = puts + 1
        if puts % _PUTS_PER_PRUNING == 0:
            os.makedirs(shard, exist_ok=True)
            _prune(shard)

    def _make_folder(self) -> None:
        os.makedirs(self._folder, exist_ok=True)
        if os.listdir(self._folder):  # a folder that holds other things is not ours to mark
            return
        for name, text in (("CACHEDIR.TAG", _TAG), (".gitignore", "*\n")):
            with suppress(FileExistsError), open(os.path.join(self._folder, name), "x") as file:
                file.write(text)


def _write(path: str, entry: bytes) -> None:
    temporary = f"{path}.{os.urandom(8).hex()}"
    try:
        with open(temporary, "xb") as file:
            file.write(entry)
        os.replace(temporary, path)
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)


def _prune(shard: str) -> None:
    """Remove the oldest entries, and temporary files that a killed process left, over the bounds.

    Only files that are named as ours are touched: the folder may be one of the user's.
    """
    entries: list[tuple[int, int, str]] = []
    length = 2 * _KEY_BYTES - len(os.path.basename(shard))
    with suppress(OSError):  # of two processes that prune at once, one is enough
        with os.scandir(shard) as found:
            for entry in found:
                stem = entry.name[:length]
                if len(stem) == length and _HEX_DIGITS.issuperset(stem):
                    status = entry.stat(follow_symlinks=False)
                    entries.append((status.st_mtime_ns, status.st_size, entry.path))
        size = 0
        for number, (_, own_size, path) in enumerate(sorted(entries, reverse=True)):
            size += own_size
            if number >= SHARD_ENTRIES or size > SHARD_BYTES:
                os.unlink(path)


def _checksum(key: str, payload: bytes) -> bytes:
    name = key.encode()
    return blake2b(payload, digest_size=_CHECKSUM_BYTES, key=name, person=_FORMAT).digest()


def _pack(key: str, diagnostics: Iterable[Diagnostic]) -> bytes:
    rows = [_row(diagnostic) for diagnostic in diagnostics]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    payload = zlib.compress(text.encode("utf-8", "surrogatepass"), 1)
    return _checksum(key, payload) + payload


def _unpack(key: str, entry: bytes) -> tuple[Diagnostic, ...]:
    """The diagnostics of an entry. Raises, in many ways, for one that `_pack` did not make."""
    payload = entry[_CHECKSUM_BYTES:]
    if _checksum(key, payload) != entry[:_CHECKSUM_BYTES]:
        raise ValueError("damaged, or of another key or version")
    data = zlib.decompressobj().decompress(payload, _PAYLOAD_BYTES)
    return tuple(map(_diagnostic, _list(json.loads(data.decode("utf-8", "surrogatepass")))))


def _row(item: Diagnostic) -> list[object]:
    place = (item.start, item.end, item.line, item.column, item.end_line, item.end_column)
    return [
        (item.rule, item.severity, item.message, *place, item.text),
        item.path,
        item.url,
        item.fix and _fix_row(item.fix),
        [_fix_row(fix) for fix in item.alternatives],
        [(r.start, r.end, r.line, r.column, r.message) for r in item.related],
    ]


def _fix_row(fix: Fix) -> list[object]:
    edits = [(*edit.span, edit.text) for edit in fix.edits]
    how = (fix.applicability, fix.effect, fix.relies_on, fix.reshapes, fix.summary)
    return [fix.title, edits, *how]


# What follows takes nothing on trust: a checksum tells damage, not who wrote the entry.


def _diagnostic(row: object) -> Diagnostic:
    scalars, path, url, fix, alternatives, related = _list(row)
    _require_types(scalars, (str, str, str, int, int, int, int, int, int, str))
    rule, severity, message, start, end, line, column, end_line, end_column, text = scalars
    _require_span([start, end])
    if severity not in SEVERITIES or min(line, column, end_line, end_column) < 1:
        raise ValueError("no severity, or no place")
    return Diagnostic(
        *(rule, severity, message, start, end, line, column, end_line, end_column, text),
        path=_text_or_none(path),
        url=_text_or_none(url),
        fix=None if fix is None else _fix(fix),
        alternatives=tuple(map(_fix, _list(alternatives))),
        related=tuple(map(_related, _list(related))),
    )


def _fix(row: object) -> Fix:
    title, edits, applicability, effect, relies_on, reshapes, summary = _list(row)
    _require_types([title, applicability, effect], (str, str, str))
    return Fix(
        title,
        tuple(map(_edit, _list(edits))),
        applicability,
        effect=effect,
        relies_on=tuple(map(_require_span, _list(relies_on))),
        reshapes=None if reshapes is None else _require_span(reshapes),
        summary=_text_or_none(summary),
    )


def _edit(row: object) -> Edit:
    start, end, text = _list(row)
    _require_types([text], (str,))
    return Edit(_require_span([start, end]), text)


def _related(row: object) -> RelatedPlace:
    _require_types(row, (int, int, int, int, str))
    start, end, line, column, message = _list(row)
    if min(line, column) < 1:
        raise ValueError("no place")
    return RelatedPlace(*_require_span([start, end]), line, column, message)


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("no list")
    return value


def _text_or_none(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError("no text")
    return value


def _require_types(values: object, types: tuple[type, ...]) -> None:
    if tuple(map(type, _list(values))) != types:
        raise TypeError("values of other types")


def _require_span(pair: object) -> tuple[int, int]:
    _require_types(pair, (int, int))
    start, end = _list(pair)
    if not 0 <= start <= end:
        raise ValueError("no span")
    return start, end


Policy: TypeAlias = StopSigns | FixPolicy
"""What a run does beyond its configuration: for `check` the signs, for `fix` the whole policy."""


class PageKeys:
    """Names of results under one configuration, each made of all that the result depends on.

    That is: the text, the page facts (the day, too, where one is set), the rules with their
    options, the policy, the bytes of every file that the configuration names, and the code: the
    versions of Python, the parser and the plugins, and size and time of every file of wikilint and
    of the plugins' packages, so that nobody who works on a rule sees what it found before. Files
    that a plugin opens by itself are not known here.
    """

    def __init__(self, config: Config, command: Literal["check", "fix"], policy: Policy) -> None:
        self._hash = blake2b(digest_size=_KEY_BYTES)
        for part in _ingredients(config):
            self._hash.update(b"%d " % len(part) + part)
        self._hash.update(_bytes((command, policy)))
        self._rules: dict[int, tuple[RuleSet, bytes]] = {}

    def key(self, data: bytes, page: Page, rules: RuleSet) -> str:
        """The name of the result for a file's bytes; `rules` as `Config.rules_for` gives them.

        The rules are read once: pass the same object again, not an equal one.
        """
        known = self._rules.get(id(rules))
        if known is None:
            parts = rules.active
            content = _bytes((parts, dict(rules.names), rules.ignores, rules.partial))
            known = rules, blake2b(content).digest()  # with the rules, so that the id stays theirs
            self._rules[id(rules)] = known
        result = self._hash.copy()
        facts = _bytes(page)
        result.update(known[1] + b"%d " % len(facts) + facts + data)
        return result.hexdigest()


def _ingredients(config: Config) -> Iterator[bytes]:
    yield _FORMAT
    versions = [(name, _version(name)) for name in _DISTRIBUTIONS]
    yield _bytes((__version__, sys.implementation.cache_tag, versions))
    yield _bytes([(plugin.origin, plugin.version) for plugin in config.registry.loaded])
    yield _bytes(list(_stamps(str(Path(__file__).parent))))
    for package in sorted(set(_packages(config.registry.rules.values()))):
        yield _bytes((package, list(_package_stamps(package))))
    for path in config.files_named:
        yield _bytes(str(path))
        with suppress(OSError):
            yield path.read_bytes()


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def _packages(rules: Iterable[Rule]) -> Iterator[str]:
    """Top-level names of what installed plugins' rules were imported from."""
    for rule in rules:
        module = getattr(rule.function, "__module__", None)
        if rule.plugin not in ("", LOCAL) and module is not None:
            yield module.partition(".")[0]


def _package_stamps(package: str) -> Iterator[tuple[str, int, int]]:
    module = sys.modules.get(package)
    folders = getattr(module, "__path__", None)
    for folder in folders or ():
        yield from _stamps(folder)
    file = getattr(module, "__file__", None)
    if folders is None and file is not None:
        with suppress(OSError):
            status = os.stat(file)
            yield file, status.st_mtime_ns, status.st_size


def _stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Path, time and size of every file in a package; reading them all would cost 6 times more."""
    with suppress(OSError):  # in a zip archive, say: the version must do
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _stamps(entry.path)
            else:
                status = entry.stat()
                yield entry.path, status.st_mtime_ns, status.st_size


def _bytes(value: object) -> bytes:
    return repr(_plain(value)).encode("utf-8", "surrogatepass")


def _plain(value: object) -> object:
    """The value in terms whose `repr` says all and is the same in every process."""
    if isinstance(value, Rule):
        return value.id  # its code has a stamp
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, f.name)) for f in fields(value))]
    if isinstance(value, Mapping):
        return [(_plain(key), _plain(item)) for key, item in value.items()]
    if isinstance(value, set | frozenset):
        return sorted(repr(_plain(item)) for item in value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
