from pathlib import Path

import pytest

from wikilint import Config, Page, lint_text, load_config

PROPOSAL = """\
<pre>
  BIP: 9999
  Layer: Applications
  Title: An example
  Authors: A. N. Other <a@example.org>
  Status: Draft
  Type: Specification
  Assigned: 2026-02-01
  License: CC0-1.0 OR MIT
  Discussion: 2026-01-02: https://example.org/thread
  Version: 0.1.0
  Requires: 32, 39
</pre>

==Abstract==

Wallets show <tt>0x01</tt> as in [[bip-0032.mediawiki|BIP 32]]. <img src="bip-9999/a.png"></img>

==Motivation==

There is none.

==Specification==

As above.

==Copyright==

This BIP is under CC0 1.0 Universal or the MIT license.

==Changelog==

* '''0.1.0''' (2026-02-01): First draft.
"""


@pytest.fixture
def config(tmp_path: Path) -> Config:
    path = tmp_path / "rules.yaml"
    path.write_text("plugins: [bips]\nextends: bips\n", encoding="utf-8")
    return load_config(path)


def test_a_proposal_as_it_should_be_has_no_findings(config: Config) -> None:
    assert lint_text(PROPOSAL, config=config, page=Page(path="bip-9999.mediawiki")) == []


def test_the_rules_are_on(config: Config) -> None:
    text = PROPOSAL.replace("Draft", "draft").replace("CC0-1.0 OR ", "")
    found = lint_text(text, config=config, page=Page(path="bip-9998.mediawiki"))
    assert [(d.rule, d.severity, d.text) for d in found] == [
        ("bips/wrong-bip-number", "warning", "9999"),
        ("bips/invalid-preamble-value", "warning", "draft"),
    ]


def test_the_plugin_brings_each_rule_by_the_name_of_its_module() -> None:
    import wikilint_bips

    folder = Path(wikilint_bips.__file__).parent
    shared = {"__init__", "licenses", "links", "preamble", "process"}
    modules = {file.stem for file in folder.glob("*.py")} - shared
    names = [rule.name.replace("-", "_") for rule in wikilint_bips.wikilint_rules()]
    assert sorted(names) == sorted(modules)


def test_each_rule_has_cases_and_stands_in_the_readme() -> None:
    import wikilint_bips

    here = Path(__file__).parent
    readme = (here.parent / "README.md").read_text(encoding="utf-8")
    for rule in wikilint_bips.wikilint_rules():
        assert (here / "rules" / f"{rule.name.replace('-', '_')}.yaml").is_file(), rule.name
        assert f"| `bips/{rule.name}` | {rule.summary.rstrip('.')} |" in readme, rule.name


def test_only_the_public_interface_is_imported() -> None:
    import ast

    import wikilint_bips

    public = {"wikilint", "wikilint.analysis", "wikilint.edits", "wikilint.syntax"}
    for file in Path(wikilint_bips.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wikilint"):
                own = (node.module or "").startswith("wikilint_bips")
                assert own or node.module in public, (file.name, node.module)


def test_the_readme_configures_what_exists(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    blocks = [part.partition("```")[0] for part in readme.split("```yaml\n")[1:]]
    configurations = [block for block in blocks if "plugins: [bips]" in block]
    assert len(configurations) == 2
    for number, block in enumerate(configurations):
        path = tmp_path / f"{number}.yaml"
        path.write_text(block, encoding="utf-8")
        assert load_config(path).presets == ("mediawiki", "bips")
