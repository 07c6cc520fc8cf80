"""Rules written in YAML: what each kind finds and does, and how faults are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from wikilint import ConfigError, fix_text, lint_text, load_config
from wikilint.analysis import contexts
from wikilint.config import Config
from wikilint.patterns import CONTEXTS


def config_of(tmp_path: Path, pattern: str) -> Config:
    path = tmp_path / "rules.yaml"
    lines = "\n".join(f"    {line}" for line in pattern.strip().splitlines())
    path.write_text(f"patterns:\n  - id: it\n{lines}\n", encoding="utf-8")
    return load_config(path).selecting(select=["local/it"])


FOUND = [
    ("prose: okay\nreplace: OK", "okay [[okay]] <nowiki>okay</nowiki>", ["okay"], None),
    ("prose: okay\nreplace: OK", "so okay", ["okay"], "so OK"),
    (r"prose: {regex: '\b(\d+)pct\b'}" "\nreplace: '\\1 %'", "5pct", ["5pct"], "5 %"),
    ("prose: very\nremove: true", "very big", ["very"], " big"),
    ("prose: okay\nwhere: {inside: quotation}", "okay “okay”", ["okay"], None),
    ("prose: okay\nwhere: {not-inside: [heading]}", "== okay ==\nokay", ["okay"], None),
    ("prose: okay\nwhere: {page-has: '{{Draft}}'}", "okay", [], None),
    ("prose: okay\nwhere: {page-has: '{{Draft}}'}", "{{draft}} okay", ["okay"], None),
    ("prose: okay\nwhere: {page-lacks: {regex: dr.ft}}", "{{draft}} okay", [], None),
    ("raw: '&nbsp;'\nreplace: ' '", "a&nbsp;b", ["&nbsp;"], "a b"),
    ("comment: TODO\nremove: true", "a<!-- TODO: b -->", ["<!-- TODO: b -->"], "a"),
    ("comment: TODO\nreplace: DONE", "a<!-- TODO -->", ["<!-- TODO -->"], "a<!-- DONE -->"),
    (
        "heading: See Also\nreplace: See also",
        "== See Also ==",
        ["== See Also =="],
        "== See also ==",
    ),
    ("heading: A\nwhere: {level: 3}", "== A ==\n=== A ===", ["=== A ==="], None),
    ("heading: {regex: ':$'}\nreplace: ''", "== A: ==", ["== A: =="], "== A =="),
    ("wikilink: Foo bar\nrename-to: Baz", "[[foo_bar|x]]", ["[[foo_bar|x]]"], "[[Baz|x]]"),
    ("wikilink: Foo\nremove: true", "[[Foo|x]] [[Foo]]", ["[[Foo|x]]", "[[Foo]]"], "x Foo"),
    ("wikilink: Foo\nwhere: {content: y}", "[[Foo|x]] [[Foo|y]]", ["[[Foo|y]]"], None),
    (
        "external-link: http://a.example/\nreplace: https://a.example/",
        "[http://a.example/x y]",
        ["http://a.example/x"],
        "[https://a.example/x y]",
    ),
    (
        "external-link: {regex: spam}\nremove: true",
        "[https://spam.example y]",
        ["https://spam.example"],
        "y",
    ),
    ("template: old box\nrename-to: Box", "{{old_box|a}}", ["old_box"], "{{box|a}}"),
    ("template: Box\nset: {x: '1'}", "{{Box|x=2}}", ["Box"], "{{Box|x=1}}"),
    ("template: Box\nset: {x: '1'}", "{{Box|x=1}}", [], None),
    ("template: Box\nremove: true", "a{{Box}}b", ["Box"], "ab"),
    ("template: Box\nparam: x\nremove: true", "{{Box|x=2|y=3}}", ["x=2"], "{{Box|y=3}}"),
    ("template: Box\nparam: x\nrename-to: z", "{{Box|x=2}}", ["x=2"], "{{Box|z=2}}"),
    ("template: Box\nparam: x\nrename-to: z", "{{Box|x=2|z=1}}", ["x=2"], None),
    (
        "template: Box\nparam: x\nwhere: {value: {regex: '^(.+) kg$'}}\nreplace: '\\1'",
        "{{Box|x=2 kg}} {{Box|x=3}}",
        ["x=2 kg"],
        "{{Box|x=2}} {{Box|x=3}}",
    ),
    ("template: Box\nparam: '1'\nremove: true", "{{Box|a|b}}", ["a"], None),
    ("tag: tt\nrename-to: code", "<tt>x</tt>", ["<tt>"], "<code>x</code>"),
    ("tag: span\nattr: lang\nremove: true", '<span lang="x">y</span>', ['<span lang="x">'], None),
    ("tag: div\nset: {class: a}", "<div>y</div>", ["<div>"], '<div class="a">y</div>'),
    ("tag: div\nwhere: {content: z}", "<div>y</div>", [], None),
    ("prose: {regex: '(?<=foo )bar'}\nreplace: x", "bar foo bar", ["bar"], "bar foo x"),
    ("prose: {regex: 'bar(?= (o+))'}\nreplace: '\\1'", "bar oo", ["bar"], "oo oo"),
    ("prose: {regex: 'bar(?=(.))'}\nreplace: '\\1'", "bar[[a]]", ["bar"], "bar[[a]]"),
    ("raw: {regex: '(?<=\\|)a(?=\\|)'}\nreplace: b", "a|a|a", ["a"], "a|b|a"),
    ("prose: {regex: 'colou?r'}\nreplace: color", "color colour", ["colour"], "color color"),
    ("comment: {regex: '(x)-'}\nreplace: '\\1--'", "<!--x->-->", ["<!--x->-->"], "<!--x->-->"),
    (
        "wikilink: {regex: '^(.+) lake$'}\nreplace: '[[Lake \\1]]'",
        "[[Como lake|x]]",
        ["[[Como lake|x]]"],
        "[[Lake Como]]",
    ),
    (
        "wikilink: {regex: '^(.+) lake$'}\nrename-to: 'Lake \\1'",
        "[[Como lake|x]]",
        ["[[Como lake|x]]"],
        "[[Lake Como|x]]",
    ),
    (
        "template: {regex: '^(.+) box$'}\nrename-to: 'Infobox \\1'",
        "{{Lake box|a}}",
        ["Lake box"],
        "{{Infobox Lake|a}}",
    ),
    ("template: {regex: '^(.+) box$'}\nreplace: '\\1'", "{{Sea box|a}}", ["Sea box"], "Sea"),
    ("tag: {regex: '^t(t)$'}\nreplace: '\\1'", "<tt>a</tt>", ["<tt>"], "t"),
    ("tag: {regex: '^bi(g)$'}\nrename-to: '\\1'", "<big>a</big>", ["<big>"], "<g>a</g>"),
    ("template: Box\nset: {x: '1', y: '2'}", "{{Box|z=3}}", ["Box"], "{{Box|z=3|x=1|y=2}}"),
    ("template: Box\nset: {x: '1', y: '2'}", "{{Box|y= }}", ["Box"], "{{Box|y=2 |x=1 }}"),
    ("template: Box\nset: {x: '1', y: '2'}", "{{Box|z= 3|y= }}", ["Box"], "{{Box|z= 3|y= 2|x=1}}"),
    ("template: Box\nset: {x: '1', y: '2'}", "{{Box}}", ["Box"], "{{Box|x=1|y=2}}"),
    (
        "tag: div\nset: {class: a, id: b}",
        "<div lang=c>y</div>",
        ["<div lang=c>"],
        '<div lang=c class="a" id="b">y</div>',
    ),
    ("prose: a\nwhere: {inside: '<new>'}", "a <new>a</new>", ["a"], None),
    ("prose: a\nwhere: {inside: '{{old_box}}'}", "a {{Old box|x=[[b|a]]}}", ["a"], None),
]


@pytest.mark.parametrize(("pattern", "text", "found", "fixed"), FOUND)
def test_a_pattern_finds_and_mends(
    tmp_path: Path, pattern: str, text: str, found: list[str], fixed: str | None
) -> None:
    config = config_of(tmp_path, pattern)
    diagnostics = [d for d in lint_text(text, config=config) if d.rule == "local/it"]
    assert [d.text for d in diagnostics] == found
    assert all(d.fix is None or d.fix.applicability == "unsafe" for d in diagnostics)
    assert fix_text(text, config=config).text == text
    if fixed is not None:
        result = fix_text(text, config=config, unsafe=True)
        assert result.text == fixed
        assert fix_text(fixed, config=config, unsafe=True).text == fixed


@pytest.mark.parametrize(
    ("pattern", "text", "title"),
    [
        (r"prose: {regex: '(\d)pct'}" "\nreplace: '\\1 %'", "5pct", "write “5 %”, not “5pct”"),
        ("heading: {regex: ':$'}\nreplace: ''", "== A: ==", "write “A”, not “A:”"),
        ("wikilink: {regex: '^x(.)'}\nreplace: '\\1'", "[[xy]]", "write “y”, not “xy”"),
        ("template: {regex: '^X(.)'}\nrename-to: '\\1'", "{{Xy}}", "write “y”, not “Xy”"),
        ("comment: a\nreplace: b", "<!-- a c -->", "write “b c”, not “a c”"),
    ],
)
def test_a_title_says_what_is_written(tmp_path: Path, pattern: str, text: str, title: str) -> None:
    (diagnostic,) = lint_text(text, config=config_of(tmp_path, pattern))
    assert (diagnostic.message, diagnostic.fix and diagnostic.fix.title) == (title, title)


def test_the_contexts_are_those_of_prose() -> None:
    names = re.findall(r"^([a-z]+)  +\S", contexts.__doc__ or "", re.MULTILINE)
    assert tuple(names) == CONTEXTS


def test_an_attribute_goes_with_its_blank(tmp_path: Path) -> None:
    config = config_of(tmp_path, "tag: span\nattr: lang\nremove: true")
    text = '<span lang="x" id="a">y</span>'
    assert fix_text(text, config=config, unsafe=True).text == '<span id="a">y</span>'


def test_message_severity_and_safety_are_the_authors(tmp_path: Path) -> None:
    pattern = "prose: okay\nreplace: OK\nmessage: no “{text}”\nseverity: error\nfix: safe"
    (diagnostic,) = lint_text("okay", config=config_of(tmp_path, pattern))
    assert (diagnostic.message, diagnostic.severity) == ("no “okay”", "error")
    assert diagnostic.fix is not None
    assert diagnostic.fix.applicability == "safe"


def test_fix_off_only_reports(tmp_path: Path) -> None:
    config = config_of(tmp_path, "prose: okay\nreplace: OK\nfix: off")
    assert [d.fix for d in lint_text("okay", config=config)] == [None]


def test_a_pattern_is_configured_like_any_rule(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "patterns: [{id: it, prose: okay}]\nrules: {local/it: error}\n", encoding="utf-8"
    )
    (diagnostic,) = lint_text("okay", config=load_config(path))
    assert (diagnostic.rule, diagnostic.severity) == ("local/it", "error")


REFUSED = [
    ("prose: x\nraw: y", "4:5: a pattern has one key that says what to find, not prose and raw"),
    ("prose: x\nreplace: y\nremove: true", "5:5: a pattern has one key that says what to do"),
    ("replace: y", "2:5: a pattern needs one of prose, raw"),
    ("prose: {regex: '(a'}", "3:20: regex: missing )"),
    ("prose: {regex: '(a*)*b'}", "3:20: regex: a repeated group"),
    ("prose: {regex: 'a*'}", "3:12: prose: this matches everywhere"),
    ("prose: [a]", "3:12: expected text or {regex: …}, not a list"),
    ("heading: x\nrename-to: y", "4:5: rename-to cannot be done to heading, only replace"),
    ("prose: x\nparam: y", "4:5: param goes with template, not with prose"),
    ("raw: x\nfix: safe", "4:10: fix: what finds raw source is never safe"),
    ("prose: x\nreplce: y", "4:5: “replce” is not a key of a pattern; did you mean “replace”?"),
    ("heading: x\nwhere: {levl: 3}", "4:13: “levl” is not a key of where; did you mean “level”?"),
    ("heading: x\nwhere: {level: 9}", "4:20: level: expected a number from 1 to 6, not “9”"),
    ("prose: x\ntests: {badd: [x]}", "4:13: “badd” is not a key of tests; did you mean “bad”?"),
    ("prose: {regex: '(x)'}\nreplace: '\\3x'", "4:14: replace: invalid group reference 3"),
    ("prose: {regex: '(x)'}\nreplace: '\\g<y>'", "4:14: replace: unknown group name 'y'"),
    ("tag: {regex: '(x)'}\nattr: y\nrename-to: '\\1'", "5:16: rename-to: no group can be"),
    ("template: {regex: '(x)'}\nparam: y\nreplace: '\\1'", "5:14: replace: no group can be"),
    ("prose: {regex: 'x{99999999999999999999}'}", "3:20: regex: "),
    ("comment: x\nreplace: a-->b", "4:14: replace: “-->” would end the comment"),
    ("prose: x\nwhere: {level: 3}", "4:13: level goes with heading"),
    ("tag: x\nwhere: {value: y}", "4:13: value goes with param or attr"),
    ("prose: x\nwhere: {content: y}", "4:13: content goes with wikilink or tag"),
    (
        "prose: x\nwhere: {inside: qotation}",
        "4:21: expected a context, a tag, {{Template}} or <tag of your wiki>, not “qotation”; "
        "did you mean “quotation”?",
    ),
    ("prose: x\nwhere: {not-inside: [ref, '{{}}']}", "4:31: expected a context"),
    ("prose: x\nseverity: loud", "4:15: severity: expected error, warning, info or off"),
]


@pytest.mark.parametrize(("pattern", "message"), REFUSED)
def test_faults_are_told_with_their_place(tmp_path: Path, pattern: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config_of(tmp_path, pattern)
    assert str(caught.value).startswith(f"{tmp_path / 'rules.yaml'}:{message}")


def test_two_patterns_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(
        "patterns:\n- {id: a, prose: x}\n- {id: a, raw: y}\n- {id: B, raw: y}\n", encoding="utf-8"
    )
    with pytest.raises(ConfigError) as caught:
        load_config(path)
    assert [line.partition("rules.yaml:")[2] for line in str(caught.value).splitlines()] == [
        "3:3: there is a pattern “a” in line 2",
        "4:8: id: expected a name such as see-also-caps",
    ]
