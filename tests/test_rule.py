"""Rules as values."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import pytest

from wikilint.diagnostic import Finding
from wikilint.document import Document
from wikilint.rule import ActiveRule, Rule, option, rule


@dataclasses.dataclass(frozen=True, slots=True)
class Options:
    word: str = option("a", "The word.")
    pairs: dict[str, str] = option({"b": "c"}, "The pairs.")


@rule("plain-rule", aliases=["old-name"], tags=["t"], fixes=["safe"])
def plain(doc: Document) -> Iterator[Finding]:
    """First line.

    More:
        indented.
    """
    yield Finding((0, len(doc.text)), "m")


@rule("rule-2-with-options", severity="off", scope="enwiki-style", options=Options, url="u")
def with_options(_: Document, options: Options) -> Iterator[Finding]:
    yield Finding((0, 1), options.word)


def test_the_decorator_makes_a_value() -> None:
    assert plain == Rule(
        "plain-rule",
        plain.function,
        severity="warning",
        scope="any",
        aliases=("old-name",),
        tags=("t",),
        fixes=("safe",),
        documentation="First line.\n\nMore:\n    indented.",
    )
    assert plain.summary == "First line."
    assert (with_options.severity, with_options.scope) == ("off", "enwiki-style")
    assert (with_options.options, with_options.url, with_options.fixes) == (Options, "u", None)
    assert (with_options.documentation, with_options.summary) == ("", "")


def test_a_plugins_rule_has_its_name_before_its_own() -> None:
    assert (plain.id, plain.plugin) == ("plain-rule", "")
    named = plain.named("local")
    assert (named.id, named.plugin, named.name) == ("local/plain-rule", "local", "plain-rule")


@pytest.mark.parametrize(
    ("module", "family"),
    [
        ("wikilint.rules.refs.empty_ref", "refs"),
        ("wikilint.rules.refs", ""),
        ("wikilint.rules.refs.a.b", ""),
        ("house.rules.refs.empty_ref", ""),
        ("house_rules", ""),
    ],
)
def test_the_family_is_the_folder(module: str, family: str) -> None:
    def function(_: Document) -> tuple[Finding, ...]:
        return ()

    function.__module__ = module
    assert rule("a")(function).family == family


@pytest.mark.parametrize("name", ["a", "a1", "double-word", "x-2-y"])
def test_names_in_kebab_case(name: str) -> None:
    assert rule(name)(lambda _: ()).name == name


@pytest.mark.parametrize(
    "name", ["", "-", "a-", "-a", "a--b", "A", "a_b", "a b", "1a", "é", "a.b", "a/b", "a\n"]
)
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="kebab-case"):
        rule(name)


def test_an_unknown_severity_is_refused() -> None:
    with pytest.raises(ValueError, match="severity must be one of error, warning, info, off"):
        rule("a", severity="fatal")  # type: ignore[arg-type]


def test_options_must_be_a_dataclass() -> None:
    with pytest.raises(TypeError, match="the options of a must be a dataclass, not <class 'dict'>"):
        rule("a", options=dict)


def run(active: ActiveRule) -> list[Finding]:
    return list(active.run(Document.parse("ab")))


def test_a_rule_takes_its_options_if_it_has_any() -> None:
    assert run(ActiveRule(plain, "warning")) == [Finding((0, 2), "m")]
    assert run(ActiveRule(with_options, "info", Options(word="b"))) == [Finding((0, 1), "b")]


def test_what_the_engine_itself_reports_finds_nothing() -> None:
    assert run(ActiveRule(Rule("a", None), "error")) == []


def test_options_have_defaults_of_their_own_and_documentation() -> None:
    one, other = Options(), Options()
    assert (one.word, one.pairs) == ("a", {"b": "c"})
    assert one.pairs is not other.pairs
    fields: dict[str, Any] = {f.name: f.metadata["documentation"] for f in dataclasses.fields(one)}
    assert fields == {"word": "The word.", "pairs": "The pairs."}
