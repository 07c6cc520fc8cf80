"""What a wiki's citation templates take: parameter names, aliases, roles. Facts, not code.

The English Wikipedia's are those of Module:Citation/CS1, which all its ``{{cite …}}`` share.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal[
    "publication", "access", "title", "quote", "url", "identifier", "language", "free", "other"
]
"""What a value is. publication, access: a date that the module reads, of the source or of the
reader's visit and its archiving. title: of a work or a part of one. free: text that may hold a
date which the module leaves alone. other: all the rest, names above all."""

_MOST_NAMES = 20_000


class GenericTitles(NamedTuple):
    """Titles that a tool put in place of one, in lower case.

    equal: whole titles. begin, contain: what they begin with or contain. maintenance: those of
    `equal` for which the templates show no message.
    """

    equal: frozenset[str]
    begin: tuple[str, ...]
    contain: tuple[str, ...]
    maintenance: frozenset[str]


class GenericNames(NamedTuple):
    """Names of people that are none, in lower case.

    contain: what no real name contains. words: whole words, the first letter small or capital.
    equal: whole names. editor_marks: abbreviations such as “ed”, without stops; editors: a pattern
    for them where they are no part of a name. accepted_link: what the
    target of a link may hold all the same. unlisted: whole names that the templates let pass.
    """

    contain: tuple[str, ...]
    words: tuple[str, ...]
    equal: frozenset[str]
    editor_marks: tuple[str, ...]
    editors: str
    accepted_link: str
    unlisted: frozenset[str]


class NameField(NamedTuple):
    """What a parameter for names of people holds.

    kind: ``author``, ``editor`` … last: a surname or a whole name; otherwise it is a first name.
    """

    kind: str
    last: bool


class CitationFacts:
    """Parameters of citation templates, by their canonical names.

    A canonical name is lower case and hyphenated; a number stands at its end, and 1 is left out:
    ``author1-last`` is ``last``, ``editor2-first`` is ``editor-first2``.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self._aliases: dict[str, str] = data["aliases"]
        self._numbered: dict[str, str] = data["numbered"]
        self._roles: dict[str, Role] = {
            name: role for role, names in data["roles"].items() for name in names
        }
        self._canonical: dict[str, str] = {}

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Canonical names of all parameters that some citation template knows, without numbers."""
        unnumbered = (name.replace("#", "") for name in self._numbered.values())
        return frozenset(self.data["parameters"]).union(unnumbered)

    def knows(self, name: str) -> bool:
        """Whether some citation template takes a parameter of this name, numbered or not."""
        canonical = self.canonical(name)
        return (
            canonical in self.parameters
            or f"{canonical.rstrip('0123456789')}#" in self._numbered
            or canonical in self.data["unconfirmed"]
        )

    @cached_property
    def as_of(self) -> date:
        """The month, on its first day, in which the templates took these parameters."""
        return date.fromisoformat(f"{self.data['as_of']}-01")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All names that work, aliases too; a ``#`` stands where one has a number or none."""
        return (*self.data["parameters"], *self._aliases, *self._numbered)

    def takes(self, template: str, canonical: str) -> bool:
        """Whether a template takes a parameter; some take what others do not.

        True where it is not known: ``{{citation}}`` takes what it is used for.
        """
        owners = self._owners.get(canonical)
        return owners is None or template in owners or template == self.general

    def rivals(self, canonical: str) -> tuple[str, ...]:
        """The parameters of which a citation has one at most, this one among them."""
        stem = canonical.rstrip("0123456789")
        number = canonical[len(stem) :]
        for names in self.data["rivals"]:
            if stem in names:
                return tuple(name + number for name in names)
        return (canonical,)

    def replaced_value(self, canonical: str, value: str) -> str | None:
        """What a value becomes when its parameter takes the place of a removed one.

        None if that cannot be told.
        """
        values: Mapping[str, str] | None = self.data["replaced_values"].get(canonical)
        return value if values is None else values.get(value.lower())

    @property
    def aliases(self) -> Mapping[str, str]:
        """Other names that work, with the canonical ones; without the numbered."""
        return self._aliases

    @property
    def live_values(self) -> tuple[str, ...]:
        """Values by which a citation's title leads to the page itself and not to its archive."""
        return tuple(self.data.get("live_values", ()))

    @property
    def removed(self) -> Mapping[str, str]:
        """Names that no longer work, with those that took their place."""
        removed: Mapping[str, str] = self.data["removed"]
        return removed

    @property
    def date_parts(self) -> frozenset[str]:
        """Names that no longer work and held a part of a date."""
        return frozenset(self.data["date_parts"])

    @property
    def dropped(self) -> frozenset[str]:
        """Names that no longer work, and that no other took the place of."""
        return frozenset(self.data["reported"])

    @cached_property
    def generic_titles(self) -> GenericTitles:
        """Titles that are none."""
        data = self.data["generic_titles"]
        return GenericTitles(
            frozenset(data["equal"]),
            tuple(data["begin"]),
            tuple(data["contain"]),
            frozenset(data["maintenance"]),
        )

    def keywords(self, name: str) -> tuple[str, ...]:
        """The only values that a parameter takes; empty where any value will do."""
        return tuple(self.data["keywords"].get(name, ()))

    def refused(self, name: str) -> tuple[str, ...]:
        """The only values that a parameter does not take; empty where it takes all or few."""
        return tuple(self.data["refused"].get(name, ()))

    @property
    def numbers(self) -> Mapping[str, str]:
        """Parameters that take a number, each with the only word that it takes besides."""
        numbers: Mapping[str, str] = self.data["numbers"]
        return numbers

    @cached_property
    def checked(self) -> tuple[str, ...]:
        """The parameters that do not take every value."""
        return (*self.data["keywords"], *self.data["refused"], *self.data["numbers"])

    @cached_property
    def generic_names(self) -> GenericNames:
        """Names that are none."""
        data = self.data["generic_names"]
        return GenericNames(
            tuple(data["contain"]),
            tuple(data["words"]),
            frozenset(data["equal"]),
            tuple(data["editor_marks"]),
            data["editors"],
            data["accepted_link"],
            frozenset(data["unlisted"]),
        )

    @cached_property
    def name_fields(self) -> Mapping[str, NameField]:
        """The parameters for names of people, without numbers."""
        return {
            name: NameField(kind, part == "last")
            for kind, parts in self.data["name_lists"].items()
            for part, names in parts.items()
            for name in names
        }

    @property
    def name_notes(self) -> tuple[str, ...]:
        """Words that are put in parentheses behind a name, and are no part of it."""
        return tuple(self.data["name_notes"])

    def icon_code(self, template: str) -> str | None:
        """The code of the language that a template is the icon of: ``fr`` for ``Fr icon``.

        Empty for a template that takes codes as its arguments; None for all others.
        """
        icons = self.data["language_icons"]
        if template == icons["template"]:
            return ""
        code = template.removesuffix(icons["suffix"])
        return code.lower() if code != template and 1 < len(code) < 4 else None

    @cached_property
    def unmarked(self) -> tuple[str, ...]:
        """The parameters whose values the templates allow no italics or bold in."""
        return tuple(self.data["unmarked"])

    @property
    def needs_periodical(self) -> Mapping[str, str]:
        """The templates that are only for periodicals, each with its parameter for the name."""
        needs: Mapping[str, str] = self.data["needs_periodical"]
        return needs

    @property
    def of_periodicals(self) -> Collection[str]:
        """The templates whose sources are parts of a work, which has a name of its own."""
        templates: Collection[str] = self.data["of_periodicals"]
        return templates

    @property
    def articles(self) -> Collection[str]:
        """Words in front of a work's name that may be left out, in lower case."""
        articles: Collection[str] = self.data["articles"]
        return articles

    @property
    def general(self) -> str:
        """The template that is for sources of all kinds."""
        name: str = self.data["general"]
        return name

    @cached_property
    def ignored(self) -> Mapping[str, frozenset[str]]:
        """Parameters, each with the templates that know it but pass over its value."""
        return {
            name: frozenset(group["templates"])
            for group in self.data["ignored"]
            for name in group["parameters"]
        }

    @property
    def requires(self) -> Mapping[str, list[str]]:
        """Parameters that are nothing without one of others."""
        requires: Mapping[str, list[str]] = self.data["requires"]
        return requires

    @property
    def owned(self) -> Collection[str]:
        """The parameters that some templates take and others do not."""
        return self._owners.keys()

    @property
    def may_be_years(self) -> Collection[str]:
        """The date parameters that take a year alone, as they are written.

        Empty where it is not known which dates the templates read.
        """
        names: Collection[str] = self.data["may_be_years"]
        return names

    @cached_property
    def names_of_works(self) -> frozenset[str]:
        """The parameters whose titles are names, and often addresses: no prose."""
        return frozenset(self.data["names_of_works"])

    @cached_property
    def works(self) -> tuple[str, ...]:
        """Names of newspapers and magazines that are not those of their publishers, too."""
        return tuple(self.data["works"])

    def canonical(self, name: str) -> str:
        """The canonical name of a parameter; an unknown name is its own."""
        known = self._canonical.get(name)
        if known is None:
            known = self._resolve(name)
            if len(self._canonical) > _MOST_NAMES:  # names made by a hostile page must not pile up
                self._canonical.clear()
            self._canonical[name] = known
        return known

    def role(self, canonical: str) -> Role:
        """What the value of a parameter is, by its canonical name."""
        return self._roles.get(canonical, "other")

    def with_role(self, role: Role) -> tuple[str, ...]:
        """The canonical names of all parameters with a role other than ``other``."""
        return tuple(self.data["roles"][role])

    def is_own_language(self, value: str) -> bool:
        """Whether a value of ``language=`` names nothing but the wiki's own language."""
        own = self.data["language"]
        return all(
            part in own or part.partition("-")[0] in own
            for part in (part.strip().lower() for part in value.split(","))
        )

    def _resolve(self, name: str) -> str:
        alias = self._aliases.get(name)
        if alias is not None:
            return alias
        number = name.strip("abcdefghijklmnopqrstuvwxyz-")
        if not number:
            return self._unnumbered.get(name, name)
        if not (number.isascii() and number.isdecimal()):
            return name
        target = self._numbered.get(name.replace(number, "#", 1))
        if target is None:
            return name
        return target.replace("#", "" if number == "1" else number)

    @cached_property
    def _owners(self) -> Mapping[str, frozenset[str]]:
        owners: dict[str, set[str]] = {}
        for template, names in self.data["own"].items():
            for name in names:
                owners.setdefault(name, set()).add(template)
        return {name: frozenset(templates) for name, templates in owners.items()}

    @cached_property
    def _unnumbered(self) -> dict[str, str]:
        return {
            pattern.replace("#", ""): target.replace("#", "")
            for pattern, target in self._numbered.items()
        }
