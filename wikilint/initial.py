"""What `wikilint init` does: look at the pages of a folder, and begin their `rules.yaml`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from shlex import quote
from statistics import median
from typing import NamedTuple

from wikilint.baseline import DEFAULT_NAME as BASELINE
from wikilint.config import NAMES, find_config
from wikilint.diagnostic import SEVERITIES, Severity
from wikilint.discovery import DEFAULT_INCLUDE, DiscoveryError, Globs, discover
from wikilint.layers import DEFAULT_PRESET
from wikilint.output.counts import counted
from wikilint.request import Options
from wikilint.results import FileReport
from wikilint.runner import ENWIKI_SIGNS, Session
from wikilint.scaffold import create
from wikilint.suppression import FAULTS_OF_THE_RUN
from wikilint.version import __version__

Following = Callable[[Iterable[FileReport]], Iterator[FileReport]]

_ENWIKI = "wikipedia-en"
_NOISIEST = 10
_EXTENSIONS = 8

HOOK = f"""\
# .pre-commit-config.yaml
repos:
  - repo: https://github.com/wikilint/wikilint
    rev: v{__version__}
    hooks:
      - id: wikilint-fix # fixes what is safe to fix; leave it out to only check
      - id: wikilint
"""


@dataclass(slots=True)
class Survey:
    """What is found in the pages of a folder.

    extensions: pages by the end of their names. per_page: findings of each page.
    rules: findings by rule. pages: pages by rule. severities: the gravest by rule.
    enwiki: pages that look like those of the English Wikipedia. errors: what could not be read.
    """

    extensions: Counter[str] = field(default_factory=Counter)
    per_page: list[int] = field(default_factory=list)
    rules: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    severities: dict[str, Severity] = field(default_factory=dict)
    enwiki: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def by_number(self) -> list[tuple[str, int]]:
        """The rules with the number of their findings, the greatest first."""
        return sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))

    @property
    def looks_like_enwiki(self) -> bool:
        """Whether half of the pages do, or more."""
        return self.enwiki * 2 >= len(self.per_page) > 0

    def add(self, report: FileReport) -> None:
        """Count one page."""
        if report.error is not None:
            self.errors.append(report.error)
            return
        self.extensions[_extension(report.path)] += 1
        self.per_page.append(len(report.diagnostics))
        self.rules.update(found.rule for found in report.diagnostics)
        self.pages.update({found.rule for found in report.diagnostics})
        for found in report.diagnostics:
            known = self.severities.setdefault(found.rule, found.severity)
            self.severities[found.rule] = min(known, found.severity, key=SEVERITIES.index)
        text = "" if report.source is None else report.source.text
        self.enwiki += any(sign in text for sign in ENWIKI_SIGNS)


class Begun(NamedTuple):
    """What to print, line by line, and what went wrong."""

    lines: tuple[str, ...]
    failures: tuple[str, ...] = ()


def initialise(folder: Path, jobs: int, following: Following) -> Begun:
    """Look at the pages of a folder, and write a `rules.yaml` where there is none.

    following: gets the reports, to show how far the run has come. Raises FileError if the file
    cannot be written.
    """
    if not folder.is_dir():
        return Begun((), (f"{folder}: no such folder",))
    existing = next((path for name in NAMES if (path := folder / name).exists()), None)
    above = None if existing is not None else find_config(folder)
    preset = None if existing is not None else DEFAULT_PRESET
    survey, failures = _survey(folder, preset, jobs, following)
    if preset is None and failures and not survey.per_page:
        return Begun((), tuple(failures))
    if preset is not None and survey.looks_like_enwiki:
        preset = _ENWIKI
        survey, failures = _survey(folder, preset, jobs, following)
    lines = [*(described(survey) if survey.per_page else _no_pages(folder)), ""]
    if preset is None:
        lines.append(f"{existing} is there already, and is left as it is.")
    else:
        path = folder / NAMES[-1]
        create(path, configuration(survey, preset))
        lines += _written(path, preset, above)
    lines += _next_steps(folder)
    return Begun(tuple(lines), (*failures, *survey.errors))


def _survey(
    folder: Path, preset: str | None, jobs: int, following: Following
) -> tuple[Survey, list[str]]:
    """Check all pages, by a preset or by the configuration that is there."""
    session = Session(Options("check", preset=preset, jobs=jobs, cache=False), [folder])
    survey = Survey()
    with closing(session.reports()) as reports:
        for report in following(reports):
            survey.add(report)
    no_pages = preset is not None and not survey.per_page
    return survey, [] if no_pages else session.log.failures


def described(survey: Survey) -> Iterator[str]:
    """The pages by extension, the findings by rule, how many a page has."""
    yield f"{counted(len(survey.per_page), 'page')}: {_by_extension(survey.extensions)}"
    with_findings = sum(number > 0 for number in survey.per_page)
    yield (
        f"{counted(survey.rules.total(), 'finding')} in {counted(with_findings, 'page')}; "
        f"median per page: {median(survey.per_page):g}"
    )
    if survey.rules:
        yield ""
        width = max(map(len, survey.rules))
        yield f"{'rule':{width}}  severity  findings  pages"
        for rule, number in survey.by_number:
            severity = survey.severities[rule]
            yield f"{rule:{width}}  {severity:8}  {number:8}  {survey.pages[rule]:5}"


def configuration(survey: Survey, preset: str) -> str:
    """The text of a `rules.yaml` in which the noisiest rules stand as comments."""
    lines = [
        f"# Begun by `wikilint init`, from {counted(len(survey.per_page), 'page')}.",
        "# `wikilint rules` lists all rules, `wikilint rule NAME` explains one.",
        f"extends: {preset}",
        f"# baseline: {BASELINE} # once `wikilint check --write-baseline` has written it",
    ]
    noisiest = [item for item in survey.by_number if item[0] not in FAULTS_OF_THE_RUN][:_NOISIEST]
    if noisiest:
        lines += ["rules:", "  # The noisiest; without the “# ” before it, one is switched off."]
        width = max(len(rule) for rule, _ in noisiest)
        for rule, number in noisiest:
            off = f"{rule}: off".ljust(width + len(": off"))
            found = f"{counted(number, 'finding')} in {counted(survey.pages[rule], 'page')}"
            lines.append(f"  # {off} # {found}, {survey.severities[rule]}")
    return "\n".join(lines) + "\n"


def _extension(path: str) -> str:
    """The end of a file's name; all of one that is only that, such as ``.wiki``."""
    _, dot, last = PurePath(path).name.rpartition(".")
    return f".{last}" if dot else "no extension"


def _by_extension(extensions: Counter[str]) -> str:
    named = [f"{extension} {number}" for extension, number in extensions.most_common(_EXTENSIONS)]
    return ", ".join(named + (["…"] if len(named) < len(extensions) else []))


def _no_pages(folder: Path) -> Iterator[str]:
    """Say so, and what files there are that may be pages under another name."""
    yield f"No pages yet ({', '.join(DEFAULT_INCLUDE)})"
    found = discover([folder], lambda here: Globs(here, ("*",)))
    others = Counter(_extension(str(p)) for p in found if not isinstance(p, DiscoveryError))
    if others:
        yield f"Other files: {_by_extension(others)}; `files: {{include: […]}}` makes them pages."


def _written(path: Path, preset: str, above: Path | None) -> Iterator[str]:
    why = "; the pages look like those of the English Wikipedia" if preset == _ENWIKI else ""
    yield f"Wrote {path}, which extends {preset}{why}."
    if above is not None:
        yield f"For the pages below it, it takes the place of {above}."


def _next_steps(folder: Path) -> Iterator[str]:
    where = "" if folder == Path() else f" {quote(str(folder))}"
    yield ""
    yield "To check every commit with pre-commit:"
    yield ""
    yield from HOOK.splitlines()
    yield ""
    yield "To accept what is found now, and hear of new findings only:"
    yield ""
    yield f"wikilint check --write-baseline{where}"
    yield f"baseline: {BASELINE}  # in rules.yaml"
