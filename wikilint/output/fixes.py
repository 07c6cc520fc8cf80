"""What `fix` did to a file, for people: what it applied, and what it left and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wikilint.fixer import AppliedFix, FixResult
from wikilint.output.counts import named
from wikilint.output.printable import one_line
from wikilint.results import FileReport, Run

_LONGEST_SUMMARY = 500  # characters that MediaWiki keeps of one
_LONGEST_PHRASE = 100
_ROOM = 20  # characters of “, and 12345 more”


def fix_lines(run: Run, report: FileReport) -> Iterator[str]:
    """The lines, each with a newline, for one file; none for a file to which nothing was done."""
    result = report.fixed
    if result is None:
        return
    path = one_line(report.path)
    if result.applied and not run.quiet:
        rules = Counter(fix.rule for fix in result.applied)
        yield f"{path}: fixed {named(rules)}{' (cosmetic only)' * (result.effect == 'cosmetic')}\n"
        if run.summary:
            yield summary_line(report.path, result)
    if not run.quiet:
        for skipped in result.skipped:
            yield f"{path}: not fixed: {one_line(skipped.reason)} ({', '.join(skipped.rules)})\n"


def summary_line(path: str, result: FixResult) -> str:
    """The edit summary of a file and whether the edit is minor, as a line of its own."""
    minor = "" if is_minor(result) else "not a "
    return f"{one_line(path)}: edit summary ({minor}minor edit): {edit_summary(result)}\n"


def is_minor(result: FixResult) -> bool:
    """Whether the edit is what wikis call minor: none that anybody would look at or dispute.

    Help:Minor edit asks of one what wikilint asks of a safe fix.
    """
    return all(fix.applicability == "safe" for fix in result.applied)


def edit_summary(result: FixResult) -> str:
    """What a wiki's page history should say of the fixes that were applied.

    Fixes with the same words are counted together. The most substantive come first: what there is
    most of, and last what no reader sees and no rule has words for. What does not fit is counted.
    """
    phrases = Counter(_phrase(fix) for fix in result.applied)
    worth_words = {
        _phrase(fix) for fix in result.applied if fix.summary or fix.effect != "cosmetic"
    }
    ordered = sorted(phrases.items(), key=lambda item: (item[0] not in worth_words, -item[1], item))
    summary, left = "", phrases.total()
    for phrase, number in ordered:
        longer = f"{summary}{', ' if summary else ''}{phrase} ({number})"
        if len(longer) > _LONGEST_SUMMARY - _ROOM:
            return f"{summary}, and {left} more"
        summary, left = longer, left - number
    return summary


def _phrase(fix: AppliedFix) -> str:
    words = fix.summary or f"fixed {fix.rule.rpartition('/')[2].replace('-', ' ')}"
    words = one_line(words)
    return words if len(words) <= _LONGEST_PHRASE else f"{words[: _LONGEST_PHRASE - 1]}…"
