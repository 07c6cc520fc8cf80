"""The dates of the seed article, worked out by hand: exactly these are wrong."""

from __future__ import annotations

from pathlib import Path

from wikilint.document import Document
from wikilint.rule import ActiveRule, Rule
from wikilint.rules.dates.date_format_mismatch import date_format_mismatch
from wikilint.rules.dates.impossible_date import impossible_date
from wikilint.rules.dates.iso_date import iso_date
from wikilint.site import Site

SEED = Path(__file__).parents[3] / "seeds" / "fall_of_damascus_2024.wiki"

MONTH_FIRST = [
    (47, 308, "April 28, 2023", "28 April 2023"),
    (47, 849, "December 3, 2024", "3 December 2024"),
    (49, 859, "December 12, 2024", "12 December 2024"),
    (49, 1098, "December 12, 2024", "12 December 2024"),
    (102, 125, "December 8, 2024", "8 December 2024"),
]
YEAR_FIRST = [
    (40, 3547, "2024-12-08", "8 December 2024"),
    (40, 3727, "2024-12-08", "8 December 2024"),
    (45, 417, "2018-07-06", "6 July 2018"),
    (45, 598, "2024-12-12", "12 December 2024"),
    (45, 811, "2024-12-12", "12 December 2024"),
    (45, 1297, "2018-09-07", "7 September 2018"),
    (45, 1407, "2024-12-12", "12 December 2024"),
    (47, 518, "2024-12-12", "12 December 2024"),
    (47, 1071, "2024-12-12", "12 December 2024"),
    (47, 1188, "2024-12-09", "9 December 2024"),
    (47, 1401, "2024-12-12", "12 December 2024"),
    (49, 250, "2024-11-04", "4 November 2024"),
    (49, 425, "2024-12-12", "12 December 2024"),
    (49, 1188, "2024-12-11", "11 December 2024"),
    (49, 1515, "2024-12-11", "11 December 2024"),
    (49, 1539, "2024-12-12", "12 December 2024"),
    (52, 1978, "2024-12-01", "1 December 2024"),
    (52, 2152, "2024-12-31", "31 December 2024"),
    (91, 418, "2024-12-09", "9 December 2024"),
    (101, 474, "2024-12-09", "9 December 2024"),
    (101, 668, "2024-12-09", "9 December 2024"),
]


def findings(rule: Rule) -> list[tuple[int, int, str, str]]:
    """Line, column, text, and what a safe, cosmetic fix writes; sorted."""
    text = SEED.read_text(encoding="utf-8")
    doc = Document.parse(text, site=Site.load("wikipedia-en"))
    options = rule.options() if rule.options else None
    found = []
    for finding in ActiveRule(rule, "warning", options).run(doc):
        assert finding.fix is not None
        assert (finding.fix.applicability, finding.fix.effect) == ("safe", "cosmetic")
        (edit,) = finding.fix.edits
        assert edit.span == finding.span
        line, column = doc.lines.position(finding.span[0])
        found.append((line, column, text[slice(*finding.span)], edit.text))
    return sorted(found)


def test_month_first_dates() -> None:
    assert findings(date_format_mismatch) == MONTH_FIRST


def test_year_first_dates() -> None:
    assert findings(iso_date) == YEAR_FIRST


def test_no_date_is_impossible() -> None:
    assert findings(impossible_date) == []
