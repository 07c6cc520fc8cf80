"""The table of `--statistics`."""

from __future__ import annotations

from tests.output.made import info, replacing, report, warning
from wikilint.output.rule_table import RuleTable


def test_every_finding_counts_the_most_frequent_first() -> None:
    safe, unsafe = replacing(0, 1, "a"), replacing(0, 1, "a", "unsafe")
    manual = replacing(0, 1, "a", "manual")
    table = RuleTable()
    table.add(report("a", "xy", *(info("many", 0, 1, "m", fix=safe) for _ in range(1200))))
    table.add(report("b", "xy", warning("z", 0, 1, "m", fix=manual), warning("b", 0, 1, "m")))
    table.add(report("c", "xy", info("many", 0, 1, "m", fix=unsafe)))
    assert list(table.lines()) == [
        "findings   safe  unsafe   files  rule",
        "    1201   1200       1       2  many",
        "       1      0       0       1  b",
        "       1      0       0       1  z",
    ]


def test_nothing_found_is_no_table() -> None:
    table = RuleTable()
    table.add(report("a", "x"))
    assert list(table.lines()) == []
