"""The test kit for rule authors: cases of rules as YAML, run by pytest or by `check_cases`.

With wikilint installed, pytest collects every YAML file that is a mapping with the keys `rule` and
`cases`, written in block style. A case::

    rule: okay                  # a rule of wikilint, or, with `plugin`, of a plugin
    plugin: ../house_rules.py   # a file beside this one, or the name of an installed plugin
    cases:
      - bad: "okay then"        # text in which the rule finds something
        at: [okay]              # the source of each finding, in the order of the text
        fixed: "OK then"        # after all safe and unsafe fixes; absent: nothing is fixable
      - good: "OK then"         # text in which it finds nothing

Of a case may also be given `name`, `site`, `preset`, `options`, `page` (`title`, `namespace`,
`language`, `today`); of a bad one `safe` (the text after the safe fixes alone, where they are but
some of the fixes), `left` (the source of what is found after fixing), `message` (a part of the
first message) and `severity` (of each finding). `site`, `preset`, `options` and `page` beside
`rule` hold for all cases of the file.

What nobody has to ask for is tested too: see `run_case`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from wikilint.testing.cases import Case, CaseError, CaseFile, load_cases
    from wikilint.testing.checks import check_cases, run_case

__all__ = ["Case", "CaseError", "CaseFile", "check_cases", "load_cases", "run_case"]


def __getattr__(name: str) -> object:
    # pytest imports this module wherever wikilint is installed: those runs must not pay for it
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from wikilint.testing import cases, checks

    return getattr(cases if hasattr(cases, name) else checks, name)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a YAML file if it holds cases of a rule, and leave alone all others."""
    if file_path.suffix not in (".yaml", ".yml"):
        return None
    lines = file_path.read_bytes().splitlines()
    if not all(any(line.startswith(key) for line in lines) for key in (b"rule:", b"cases:")):
        return None
    from wikilint.testing.collection import CasesFile

    collector: pytest.Collector = CasesFile.from_parent(parent, path=file_path)
    return collector
