"""The rule `obsolete-preamble-header`."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint_bips.preamble import Header, preamble
from wikilint_bips.process import DROPPED, RENAMED


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    renamed: dict[str, str] = option(RENAMED, "Older names with the present ones.")
    dropped: tuple[str, ...] = option(DROPPED, "Headers without a successor.")
    empty_summaries: tuple[str, ...] = option(
        ("No comments yet.",), "Values of `Comments-Summary` that say nothing."
    )


@rule("obsolete-preamble-header", options=Options, fixes=("unsafe",))
def obsolete_preamble_header(doc: Document, options: Options) -> Iterator[Finding]:
    """A preamble has a header of an earlier process document.

    BIP 3 renamed four headers of BIP 2 and dropped others. Comments on proposals were given up:
    `Comments-Summary` and `Comments-URI` may stay where there are comments. Where there are none,
    they should go, and are told as `info`.

    The fix gives a header its present name and moves its continuation lines along. It is unsafe:
    the meaning of `Assigned` is narrower than that of `Created`.
    """
    found = preamble(doc)
    if found is None:
        return
    present = {header.name for header in found.headers}
    for header in found.headers:
        name = options.renamed.get(header.name)
        if name is not None:
            fix = None if name in present else _renamed(header, name)
            yield Finding(header.name_span, f"“{header.name}:” is “{name}:” now", fix)
        elif header.name in options.dropped:
            message = f"“{header.name}:” is no header any more"
            yield Finding(header.name_span, message, severity="info")
        elif header.name == "Comments-Summary" and header.value in options.empty_summaries:
            message = "without comments, “Comments-Summary:” and “Comments-URI:” are left out now"
            yield Finding(header.value_span, message, severity="info")


def _renamed(header: Header, name: str) -> Fix:
    edits = [Edit(header.name_span, name)]
    wider = len(name) - len(header.name)
    for line in header.values[1:]:
        at = line.outer.start
        if wider > 0:
            edits.append(Edit((at, at), " " * wider))
        elif wider < 0 and line.span.start - at >= -wider:
            edits.append(Edit((at, at - wider), ""))
    return Fix(f"rename it “{name}:”", tuple(edits))
