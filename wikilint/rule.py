"""A rule is a value made from one generator function over a whole document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from wikilint.diagnostic import SEVERITIES, Applicability, Finding, Severity

if TYPE_CHECKING:
    from wikilint.document import Document

Scope: TypeAlias = Literal["any", "configurable", "enwiki-style"]
"""any: sound on every wiki. configurable, enwiki-style: a matter of the wiki's house style."""

Ceiling: TypeAlias = Literal["safe", "unsafe", "manual", "off"]
"""The most that a rule's fixes may be, by configuration."""

RuleFunction: TypeAlias = Callable[..., Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One check. Made by `rule`, collected by plugins, run by the engine.

    function: takes the document, and the options where there are any. It is None for what the
        engine itself reports.
    plugin: the name of the plugin that brought the rule, ``local`` for a local file, empty for
        what wikilint ships; the loader sets it.
    fixes: the applicabilities that the rule's fixes can have; None where the author does not say.
    documentation: Markdown; its first line is the summary.
    """

    name: str
    function: RuleFunction | None
    severity: Severity = "warning"
    scope: Scope = "any"
    options: type | None = None
    tags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    url: str | None = None
    fixes: tuple[Applicability, ...] | None = None
    documentation: str = ""
    family: str = ""
    plugin: str = ""

    @property
    def id(self) -> str:
        """The full name, ``plugin/name`` for a rule that does not ship with wikilint."""
        return f"{self.plugin}/{self.name}" if self.plugin else self.name

    @property
    def summary(self) -> str:
        """One line that says what the rule finds."""
        return self.documentation.strip().partition("\n")[0].strip()

    def named(self, plugin: str) -> Rule:
        """The same rule as the loader registers it for a plugin."""
        return replace(self, plugin=plugin)


class ActiveRule(NamedTuple):
    """A rule as it runs: with its options, severity and ceiling.

    capped: the severity was set by the user, so that no finding may be more severe.
    asked: the user named the rule in --select, so that even a cosmetic fix is wanted.
    """

    rule: Rule
    severity: Severity
    options: Any = None
    ceiling: Ceiling = "safe"
    promote: bool = False
    capped: bool = False
    asked: bool = False

    def run(self, doc: Document) -> Iterable[Finding]:
        """The findings on a document; whatever the rule raises comes through."""
        if self.rule.function is None:
            return ()
        if self.rule.options is None:
            return self.rule.function(doc)
        return self.rule.function(doc, self.options)


class Ignore(NamedTuple):
    """A finding that the configuration accepts: of this rule, with this text; None: any."""

    rule: str | None = None
    text: str | None = None


class RuleSet(NamedTuple):
    """What runs over one page.

    names: every name by which any rule, on or off, may be called, with the rule's id.
    ignores: the findings on this page that the configuration accepts.
    partial: not all rules that are on run, as with --select; then a suppression without names
        cannot be called unused.
    """

    active: tuple[ActiveRule, ...]
    names: Mapping[str, str]
    ignores: tuple[Ignore, ...] = ()
    partial: bool = False


class Found(NamedTuple):
    """A finding with the rule it came from and the severity it has by configuration."""

    active: ActiveRule
    severity: Severity
    finding: Finding

    @property
    def order(self) -> tuple[int, int, str]:
        """Position first, then the rule's name."""
        return (*self.finding.span, self.active.rule.id)


def rule(
    name: str,
    *,
    severity: Severity = "warning",
    scope: Scope = "any",
    options: type | None = None,
    tags: Iterable[str] = (),
    aliases: Iterable[str] = (),
    url: str | None = None,
    fixes: Iterable[Applicability] | None = None,
) -> Callable[[RuleFunction], Rule]:
    """Make a rule of a generator function that takes a `Document` and yields findings.

    name: kebab-case; it says what is wrong.
    severity: used where no preset and no configuration speaks; ``off`` for what is opt-in.
    aliases: names that the rule had before. They go on working; where a configuration or the
        command line uses one, a note tells the new name.
    options: a frozen dataclass; the function then takes ``(doc, options)``. Its annotations are
        the schema, `option` gives a field its default and its documentation.
    fixes: the applicabilities that the fixes can have, for documentation; the test kit checks it.

    The docstring is the documentation: a summary line, then why, policy, fix safety.
    Raises ValueError for a name that is not kebab-case, TypeError for options of another kind.
    """
    if not _is_kebab_case(name):
        raise ValueError(f"rule names are kebab-case, which {name!r} is not")
    if severity not in SEVERITIES:
        raise ValueError(f"severity must be one of {', '.join(SEVERITIES)}, not {severity!r}")
    if options is not None and not is_dataclass(options):
        raise TypeError(f"the options of {name} must be a dataclass, not {options!r}")

    def make(function: RuleFunction) -> Rule:
        return Rule(
            name=name,
            function=function,
            severity=severity,
            scope=scope,
            options=options,
            tags=tuple(tags),
            aliases=tuple(aliases),
            url=url,
            fixes=None if fixes is None else tuple(fixes),
            documentation=cleandoc(function.__doc__ or ""),
            family=_family(function.__module__),
        )

    return make


@dataclass(frozen=True, slots=True)
class File:
    """The type of an option that names a file: configuration reads it, rules see its text.

    path: as it is written in the configuration, relative to the configuration's folder.
    """

    path: str
    text: str


def option(default: Any, documentation: str) -> Any:
    """A field of an options dataclass: its default and what it means (Markdown, one line)."""
    metadata = {"documentation": documentation}
    if isinstance(default, dict):
        return field(default_factory=default.copy, metadata=metadata)
    return field(default=default, metadata=metadata)


def _is_kebab_case(name: str) -> bool:
    words = name.split("-")
    letters = "".join(words)
    is_plain = letters.isascii() and letters.isalnum() and letters == letters.lower()
    return is_plain and all(words) and name[0].isalpha()


def _family(module: str) -> str:
    """The family is the folder of a rule's module: ``wikilint.rules.refs.empty_ref`` is `refs`."""
    parts = module.split(".")
    return parts[2] if len(parts) == 4 and parts[:2] == ["wikilint", "rules"] else ""
