from wikilint.analysis.templates import parameters, templates
from wikilint.document import Document
from wikilint.site import Site

TEXT = (
    "{{#if:{{cn}}|{{PAGENAME}}}} {{cite web|title={{lang|fr|x}}}}{{lc:X}}"
    "<nowiki>{{cn}}</nowiki><!-- {{cn}} -->{{Fact|date=May 2020}} {{citeweb}} {{:Main page}}"
)


def found(text=TEXT, site="wikipedia-en"):
    return templates(Document.parse(text, site=Site.load(site)))


def sources(nodes):
    return [str(node) for node in nodes]


def test_all_are_real_templates_in_the_order_of_the_source():
    assert sources(found().all) == [
        "{{cn}}",
        "{{cite web|title={{lang|fr|x}}}}",
        "{{lang|fr|x}}",
        "{{Fact|date=May 2020}}",
        "{{citeweb}}",
        "{{:Main page}}",
    ]


def test_named():
    assert sources(found().named("Citation needed")) == ["{{cn}}", "{{Fact|date=May 2020}}"]
    assert found().named("Cn") == []
    assert found().named() == []


def test_several_names_are_merged_in_the_order_of_the_source():
    assert sources(found().named("Citation needed", "Cite web", "No such")) == [
        "{{cn}}",
        "{{cite web|title={{lang|fr|x}}}}",
        "{{Fact|date=May 2020}}",
        "{{citeweb}}",
    ]


def test_family():
    assert sources(found("{{cite web}}{{x}}{{Citation}}{{cite book}}").family("citation")) == [
        "{{cite web}}",
        "{{Citation}}",
        "{{cite book}}",
    ]
    assert found().family("bots") == []
    assert found().family("no-such-family") == []
    assert found(site="mediawiki").family("citation") == []


def test_captions_of_galleries_count():
    text = "{{cn}}<gallery>\nA.png|b {{fact}}\n</gallery>{{cn}}"
    assert sources(found(text).named("Citation needed")) == ["{{cn}}", "{{fact}}", "{{cn}}"]


def test_computed_once():
    doc = Document.parse(TEXT, site=Site.load("wikipedia-en"))
    assert templates(doc) is templates(doc)


def named(text):
    return parameters(Document.parse(text, site=Site.load("wikipedia-en")))


def test_parameters_by_name():
    found = named("{{a| b =1|c=2|x}} {{d|b<!-- e -->=3|c=4|y|c={{f|c=5}}}} {{#if:g|b=6}}")
    assert {name: sources(group) for name, group in found.named.items()} == {
        "b": [" b =1", "b<!-- e -->=3"],
        "c": ["c=2", "c=4", "c={{f|c=5}}", "c=5"],
    }
    assert sources(found.unnamed) == ["x", "y"]


def test_templates_with_two_parameters_of_one_name():
    found = named("{{a|b=1|b=2}} {{c|d|1=e}} {{f|g|2=h}} {{i| j=1|j =2}} {{k|l={{k|l=1}}}}")
    assert [template.name for template in found.repeated] == ["A", "C", "I"]
