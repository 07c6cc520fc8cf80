import pytest

from wikilint.analysis.ref_lists import (
    may_bring_a_list,
    place_for_list,
    standing_lists,
)
from wikilint.document import Document
from wikilint.site import Site


def parse(text, site="wikipedia-en"):
    return Document.parse(text, site=Site.load(site))


def test_standing_lists():
    text = "{{reflist}}<noinclude>{{notelist}}</noinclude>{{#if:1|{{reflist|1}}}}"
    text += "{{{1|{{reflist|2}}}}}<div><references /></div><references>a<references /></references>"
    found = [text[slice(*item.span)] for item in standing_lists(parse(text))]
    assert found == ["{{reflist}}", "<references />", "<references>a<references /></references>"]


@pytest.mark.parametrize(
    "text",
    [
        "a<ref>b</ref>¦",
        "a<ref>b</ref>\n¦\n{{A}}\n[[Category:B]]",
        "a<ref>b</ref>\n¦<!-- c -->\n[[Category:B]]",
        "a<ref>b</ref>\n[[:Lake]]\n¦[[Category:B]]",
        "{{A|<ref>b</ref>}}\n¦{{B}}",
        "a<ref>b</ref>\n¦== Maps ==\nc",
        "a<ref>b</ref>\n\n¦== Links ==\nb\n=== Maps ===\nc",
        "a\n== Links ==\nb<ref>c</ref>\n¦=== Maps ===\nd",
        "a\n== Maps ==\nb<ref>c</ref>\nd\n¦",
        "a<ref name=x />\n¦{{reflist|refs=<ref name=x>b</ref>}}",
    ],
)
def test_place_for_a_list(text):
    at = text.index("¦")
    assert place_for_list(parse(text.replace("¦", "")), {"maps"}) == at


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<ref>b</ref>", False),
        ("a{{{1}}}", True),
        ("<onlyinclude>a</onlyinclude>", True),
        ("a{{:Lake}}", True),
        ("a{{#invoke:Lake|b}}", True),
        ("a{{Lake}}", False),
        ("== A ==\n{{Lake}}\n", True),
        ("== A ==\n{{Lake}}\n{{B}}\n[[Category:C]]", True),
        ("== A ==\n{{Lake}}\n\n== B ==\nc", True),
        ("== A ==\n{{Lake}} b\n\n== B ==\nc", False),
        ("== Maps ==\n{{Lake}}", False),
        ("== A ==\n{{Reflist}}", False),
        ("== A ==\n[[Category:C]]", False),
    ],
)
def test_a_list_from_elsewhere(text, expected):
    assert may_bring_a_list(parse(text), {"maps"}) is expected


def test_on_a_wiki_of_which_no_list_templates_are_known():
    assert may_bring_a_list(parse("a{{Lake}}", "mediawiki"), ())
    assert not may_bring_a_list(parse("a", "mediawiki"), ())
