"""`wikilint test`: cases of rules and the inline tests of patterns, without pytest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from wikilint.config import NAMES, ConfigError, load_config
from wikilint.faults import Faults
from wikilint.options import OptionReader, entries
from wikilint.patterns import Pattern, PatternTest, read_patterns
from wikilint.site import Site
from wikilint.testing.cases import Case, CaseError, load_cases
from wikilint.testing.checks import failures_on, observed, run_case
from wikilint.testing.setting import find_rule
from wikilint.yamlmap import Value, read_yaml


class Outcome(NamedTuple):
    """What came of one case. place: ``path:line``. failures: empty if all is well.

    refused: the file itself is not right, so that its cases could not be run.
    """

    place: str
    name: str
    failures: tuple[str, ...]
    refused: bool = False

    @property
    def state(self) -> str:
        """passed, failed or refused."""
        return "refused" if self.refused else "failed" if self.failures else "passed"


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """What a person reads: every failure, and how many there were of each kind."""
    counts = Counter(outcome.state for outcome in outcomes)
    for outcome in outcomes:
        for failure in outcome.failures:
            yield f"{outcome.place}: {outcome.name or outcome.state}: {failure}\n\n"
    refused = f", {counts['refused']} refused" if counts["refused"] else ""
    yield f"{counts['passed']} passed, {counts['failed']} failed{refused}\n"


def run_suite(paths: Iterable[Path]) -> Iterator[Outcome]:
    """Run the cases and patterns of files, and of all YAML files in folders, one after another."""
    for path in paths:
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml"))
            outcomes = [outcome for file in files for outcome in _run(file, asked=False)]
            message = "neither cases of a rule nor patterns"
            yield from outcomes or [Outcome(str(path), "", (message,), refused=True)]
        else:
            yield from _run(path, asked=True)


def _run(path: Path, *, asked: bool) -> Iterator[Outcome]:
    """asked: the file was named, so that it is a fault if there is nothing to run in it."""
    faults = Faults()
    try:
        value = read_yaml(path.read_bytes(), str(path), faults)
        keys = entries(value, faults).keys()
        if keys >= {"rule", "cases"}:
            yield from _cases(path)
        elif "patterns" in keys and (asked or path.name in NAMES):
            faults.raise_any()
            yield from _patterns(path, value)
        elif asked:
            faults.raise_any()
            message = "neither cases of a rule (`rule` and `cases`) nor `patterns`"
            yield Outcome(str(path), "", (message,), refused=True)
    except OSError as error:
        yield Outcome(str(path), "", (f"cannot be read: {error.strerror}",), refused=True)
    except (CaseError, ConfigError) as error:
        yield Outcome(str(path), "", (str(error),), refused=True)


def _cases(path: Path) -> Iterator[Outcome]:
    file = load_cases(path)
    rule, names = find_rule(file)
    for case in file.cases:
        yield Outcome(f"{path}:{case.line}", case.name, tuple(run_case(rule, case, names=names)))


def _patterns(path: Path, value: Value) -> Iterator[Outcome]:
    config = load_config(path)  # whatever is wrong with the file is told here
    faults = Faults()
    read = read_patterns(
        entries(value, faults)["patterns"], OptionReader(path.parent, faults), faults
    )
    for pattern in read:
        for test in pattern.tests:
            case = Case(test.text, page=config.page(), file=path, line=test.place.line)
            name = f"{pattern.rule.name}: {'bad' if test.bad else 'good'}"
            failures = _try(pattern, test, case, config.site)
            yield Outcome(f"{path}:{case.line}", name, tuple(failures))


def _try(pattern: Pattern, test: PatternTest, case: Case, site: Site) -> list[str]:
    if not test.bad:
        return failures_on(site, pattern.rule, case)
    try:
        seen = observed(site, pattern.rule, case)
    except CaseError as error:
        return [str(error)]
    if not seen.at:
        return [f"nothing is found in {test.text!r}"]
    if test.fixed is not None:
        seen = replace(seen, fixed=None if test.fixed == test.text else test.fixed)
    return failures_on(site, pattern.rule, seen)
