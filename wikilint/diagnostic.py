"""What rules yield and what users see: plain frozen values without behaviour.

Spans are half-open pairs of code-point offsets. In what a rule makes they count the text that
rules see (`Document.text`); in a `Diagnostic` they count the text as it was given.
"""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from typing import Literal, NamedTuple, TypeAlias, get_args

Severity: TypeAlias = Literal["error", "warning", "info", "off"]
"""error: red text or lost content on the page. warning: a fault. info: worth knowing."""

Applicability: TypeAlias = Literal["safe", "unsafe", "manual"]
"""safe: applied by `fix`. unsafe: applied by `fix --unsafe-fixes`. manual: shown, never applied."""

Effect: TypeAlias = Literal["visible", "administrative", "markup", "cosmetic"]
"""visible: what a reader gets changes. administrative: an error message or tracking category goes.
markup: invalid markup becomes valid. cosmetic: none of these; wikis forbid edits that are only so.
"""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
APPLICABILITIES: tuple[Applicability, ...] = get_args(Applicability)
EFFECTS: tuple[Effect, ...] = get_args(Effect)


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


def _require(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise ValueError(f"{what} must be one of {', '.join(allowed)}, not {value!r}")


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the text in `span` by `text`; an empty span inserts, an empty text deletes."""

    span: tuple[int, int]
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that are made together or not at all.

    title: what the fix does, in the imperative.
    relies_on: spans that the fix read and that must stay as they are for it to be right.
    reshapes: the region whose nodes the fix means to change; by default the smallest node round
        each edit. It may reach as far as the section; a fix that reaches farther is never safe.
    summary: what a page's history should say of it, such as “merged duplicate ref”; fixes with
        the same words are counted together. By default it is made of the rule's name.

    Raises ValueError for an unknown applicability or effect and for a fix without edits.
    """

    title: str
    edits: tuple[Edit, ...]
    applicability: Applicability = "unsafe"
    _: KW_ONLY
    effect: Effect = "visible"
    relies_on: tuple[tuple[int, int], ...] = ()
    reshapes: tuple[int, int] | None = None
    summary: str | None = None

    def __post_init__(self) -> None:
        _require(self.applicability, APPLICABILITIES, "applicability")
        _require(self.effect, EFFECTS, "effect")
        if not self.edits:
            raise ValueError(f"the fix {self.title!r} has no edits")


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of."""

    span: tuple[int, int]
    message: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found at one place.

    severity: where a rule wants another severity than its own for this finding.
    alternatives: manual fixes among which a person chooses.

    Raises ValueError for an unknown severity.
    """

    span: tuple[int, int]
    message: str
    fix: Fix | None = None
    _: KW_ONLY
    severity: Severity | None = None
    alternatives: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()

    def __post_init__(self) -> None:
        if self.severity is not None:
            _require(self.severity, SEVERITIES, "severity")


@dataclass(frozen=True, slots=True)
class RelatedPlace:
    """A related place as the user sees it; offsets count the text as given."""

    start: int
    end: int
    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding as the user sees it: named, placed, with fixes in offsets of the text as given.

    text: the source in the span. url: the rule's documentation, if it has any.
    """

    rule: str
    severity: Severity
    message: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    text: str
    path: str | None = None
    url: str | None = None
    fix: Fix | None = None
    alternatives: tuple[Fix, ...] = ()
    related: tuple[RelatedPlace, ...] = ()
