"""What a run is asked to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from wikilint.fixer import CosmeticPolicy


class Options(NamedTuple):
    """What a run was asked to do; the defaults are those of the command line.

    config, preset: instead of the configuration found upward from each file.
    stdin_filename: the name that standard input goes by, for configuration and messages.
    since: only findings on lines changed since that revision; staged: only on staged lines.
    write: put fixed text into the files; otherwise it is only in the reports.
    cache, cache_dir: whether results are kept, and where; by default beside the configuration.
    jobs: worker processes at most. timeout: seconds for each file, instead of what its
        configuration says.
    """

    command: Literal["check", "fix"]
    config: Path | None = None
    preset: str | None = None
    rules_files: tuple[Path, ...] = ()
    local_plugins: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    force_exclude: bool = False
    title: str | None = None
    today: date | None = None
    stdin_filename: str | None = None
    baseline: Path | None = None
    write_baseline: bool = False
    since: str | None = None
    staged: bool = False
    unsafe: bool = False
    cosmetic: CosmeticPolicy | None = None
    ignore_stop_signs: bool = False
    write: bool = True
    cache: bool = True
    cache_dir: Path | None = None
    jobs: int = 1
    timeout: float | None = None
