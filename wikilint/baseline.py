"""Old findings that a project accepts for now: keyed by path, rule and the text found.

Lines move, so they are no part of the key; how often the same text is accepted in a file is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from wikilint import files
from wikilint.diagnostic import Diagnostic
from wikilint.results import Log
from wikilint.rule import Ignore
from wikilint.suppression import FAULTS_OF_THE_RUN

DEFAULT_NAME = ".wikilint-baseline.json"

Key: TypeAlias = tuple[str, str, str]


class BaselineError(ValueError):
    """A baseline file that cannot be read; the message begins with its path."""


def load(path: Path) -> Counter[Key]:
    """The accepted findings. Raises BaselineError for a file that is missing or malformed."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        entries = data["findings"]
        return Counter({(e["path"], e["rule"], e["text"]): int(e["count"]) for e in entries})
    except OSError as error:
        raise BaselineError(f"{path}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError):
        message = f"{path}: not a baseline; write a new one with --write-baseline"
        raise BaselineError(message) from None


def dump(accepted: Counter[Key]) -> str:
    """The text of a baseline file: one finding a line, sorted, so that diffs stay readable."""
    lines = [
        json.dumps({"path": path, "rule": rule, "text": text, "count": count})
        for (path, rule, text), count in sorted(accepted.items())
    ]
    return '{"version": 1, "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def without(
    diagnostics: Iterable[Diagnostic], path: str, accepted: Counter[Key]
) -> tuple[Diagnostic, ...]:
    """The diagnostics of a file that its baseline does not accept, first come, first accepted."""
    left = accepted.copy()
    kept = []
    for diagnostic in diagnostics:
        key = (path, diagnostic.rule, diagnostic.text)
        if left[key] > 0 and diagnostic.rule not in FAULTS_OF_THE_RUN:
            left[key] -= 1
        else:
            kept.append(diagnostic)
    return tuple(kept)


def keys(diagnostics: Iterable[Diagnostic], path: str) -> Counter[Key]:
    """What accepts all these diagnostics of a file; faults of the run are never accepted."""
    return Counter(
        (path, diagnostic.rule, diagnostic.text)
        for diagnostic in diagnostics
        if diagnostic.rule not in FAULTS_OF_THE_RUN
    )


class Baselines:
    """The baselines of one run: old ones are read once, new ones collected and then written."""

    def __init__(self, log: Log) -> None:
        self._log = log
        self._read: dict[Path, dict[str, Counter[Key]]] = {}
        self._new: dict[Path, Counter[Key]] = {}
        self._judged: dict[Path, set[tuple[str, str]]] = {}  # pages with the rules that ran there

    def without(
        self, file: Path, name: str, diagnostics: Iterable[Diagnostic]
    ) -> tuple[Diagnostic, ...]:
        """The diagnostics of a page that the baseline does not accept; all if it has faults."""
        path = _path_in(file, name)
        return without(diagnostics, path, self._accepted(file, path))

    def ignores(self, file: Path, name: str) -> tuple[Ignore, ...]:
        """What the baseline accepts on a page, as a configuration would."""
        accepted = self._accepted(file, _path_in(file, name))
        return tuple(Ignore(rule, text) for _, rule, text in sorted(accepted))

    def accept(
        self, file: Path, name: str, diagnostics: Iterable[Diagnostic], rules: Iterable[str]
    ) -> None:
        """Put all the diagnostics of a page into a new baseline; `rules` are those that ran."""
        path = _path_in(file, name)
        self._new.setdefault(file, Counter()).update(keys(diagnostics, path))
        self._judged.setdefault(file, set()).update((path, rule) for rule in rules)

    def write(self) -> None:
        """Write the new baselines. What they say of pages and rules that did not run stays."""
        for file, accepted in self._new.items():
            judged = self._judged[file]
            try:
                old = load(file) if file.exists() else Counter()
            except BaselineError:
                old = Counter()  # this is how a broken one is mended
            accepted.update({k: n for k, n in old.items() if k[:2] not in judged})
            try:
                files.write_new(file, dump(accepted).encode())
            except files.FileError as error:
                self._log.fail(str(error))
            else:
                number = accepted.total()
                found = f"{number} finding is" if number == 1 else f"{number} findings are"
                self._log.note(f"{found} accepted in {file}")

    def _accepted(self, file: Path, path: str) -> Counter[Key]:
        if file not in self._read:
            by_page: dict[str, Counter[Key]] = {}
            try:
                for key, number in load(file).items():
                    by_page.setdefault(key[0], Counter())[key] = number
            except BaselineError as error:
                self._log.fail(str(error))
            self._read[file] = by_page
        return self._read[file].get(path, Counter())


def _path_in(file: Path, name: str) -> str:
    """A page's path as a baseline knows it: from the baseline's folder, with slashes."""
    try:
        return Path(name).resolve().relative_to(file.resolve().parent).as_posix()
    except ValueError:
        return Path(name).as_posix()
