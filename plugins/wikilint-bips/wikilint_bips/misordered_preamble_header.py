"""The rule `misordered-preamble-header`."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint_bips.preamble import Header, preamble
from wikilint_bips.process import HEADERS, RENAMED


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    order: tuple[str, ...] = option(HEADERS, "The headers in their order; others may be anywhere.")
    renamed: dict[str, str] = option(RENAMED, "Older names, with those in whose place they stand.")


@rule("misordered-preamble-header", options=Options, fixes=("unsafe",))
def misordered_preamble_header(doc: Document, options: Options) -> Iterator[Finding]:
    """A header of the preamble is out of order.

    BIP 3: “The headers must appear in the following order.” As few headers as possible are
    reported; the fix moves one with all its lines.
    """
    found = preamble(doc)
    if found is None:
        return
    ranks = {name: rank for rank, name in enumerate(options.order)}
    ranks.update({old: ranks[new] for old, new in options.renamed.items() if new in ranks})
    ranked = [header for header in found.headers if header.name in ranks]
    numbers = [ranks[header.name] for header in ranked]
    kept = _longest_rising(numbers)
    for index, header in enumerate(ranked):
        if index in kept:
            continue
        follower = next((ranked[k] for k in sorted(kept) if numbers[k] > numbers[index]), None)
        if follower is None:
            last = ranked[max(kept)]
            yield _finding(doc, header, last.span.end, f"behind “{last.name}:”")
        else:
            yield _finding(doc, header, follower.span.start, f"before “{follower.name}:”")


def _finding(doc: Document, header: Header, target: int, place: str) -> Finding:
    start, end = header.span
    lines = doc.text[start:end]
    if doc.text[target : target + 1] == "\n":
        edits = (Edit((start - 1, end), ""), Edit((target, target), f"\n{lines}"))
    else:
        edits = (Edit((target, target), f"{lines}\n"), Edit((start, end + 1), ""))
    title = f"move it {place}"
    return Finding(header.name_span, f"“{header.name}:” belongs {place}", Fix(title, edits))


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The indexes of a longest part of the sequence that does not fall."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for index, number in enumerate(numbers):
        place = bisect_right(tails, number)
        before.append(ends[place - 1] if place else None)
        tails[place:] = [number, *tails[place + 1 :]]
        ends[place:] = [index, *ends[place + 1 :]]
    kept: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before[at]
    return kept
