from wikilint.analysis.templates import templates
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
