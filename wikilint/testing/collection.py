"""YAML cases as pytest items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from wikilint.rule import Rule
from wikilint.testing.cases import Case, CaseError, load_cases
from wikilint.testing.checks import run_case
from wikilint.testing.setting import find_rule


class CasesFile(pytest.File):
    """A file of cases; what is wrong with it is an error of the collection."""

    def collect(self) -> Iterator[CaseItem]:
        """One item per case."""
        try:
            file = load_cases(self.path)
            rule, names = find_rule(file)
        except CaseError as error:
            raise self.CollectError(str(error)) from None
        for case in file.cases:
            item: CaseItem = CaseItem.from_parent(self, name=case.name)
            item.case, item.rule, item.names = case, rule, names
            yield item


class CaseItem(pytest.Item):
    """One case."""

    case: Case
    rule: Rule
    names: Mapping[str, str]

    def runtest(self) -> None:
        """Fail with all that is wrong."""
        failures = run_case(self.rule, self.case, names=self.names)
        if failures:
            pytest.fail("\n\n".join((f"{self.path}:{self.case.line}:", *failures)), pytrace=False)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the case stands."""
        return self.path, self.case.line - 1, f"{self.rule.id}: {self.name}"
