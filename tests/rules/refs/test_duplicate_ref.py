"""Merging references changes no text behind a mark, whatever the page."""

from hypothesis import given
from hypothesis import strategies as st

from wikilint.analysis.ref_contents import normal_content
from wikilint.analysis.references import references
from wikilint.document import Document
from wikilint.fixer import FixPolicy, fix
from wikilint.rule import ActiveRule, RuleSet
from wikilint.rules.refs.duplicate_ref import DuplicateRefOptions, duplicate_ref
from wikilint.site import Site

SITE = Site.load("wikipedia-en")
RULES = RuleSet(
    (ActiveRule(duplicate_ref, "info", DuplicateRefOptions(min_length=1, require_named=False)),),
    {"duplicate-ref": "duplicate-ref"},
)

openings = st.sampled_from(
    [
        "<ref>",
        "<ref name=a>",
        '<ref name="a">',
        "<ref name='b c'>",
        '<ref name=":0">',
        '<ref name="a" group="n">',
        "<ref group=n>",
        '<ref name="">',
        "<ref follow=a>",
    ]
)
contents = st.sampled_from(
    [
        "{{cite web|title=a|url=http://e.org|last=Doe}}",
        "{{Cite web |last1=Doe |url=http://e.org |title=a |via=}}",
        "{{cite web|title=b|last=Doe}}",
        "Lakes of Utopia",
        " Lakes  of Utopia ",
        "",
    ]
)
references_ = st.builds("{}{}</ref>".format, openings, contents)
pieces = st.one_of(
    references_,
    references_.map("{{{{x|y={}}}}}".format),
    st.sampled_from(
        [
            " text ",
            "\n\n",
            "<ref name=a />",
            "<ref name='b c'/>",
            '<ref name="a" group=n />',
            "{{r|a|:0}}",
            "{{rp|9}}",
            "<references />",
            '{{reflist|refs=<ref name="a">Lakes of Utopia</ref>}}',
            "<section begin=s />",
        ]
    ),
)


def parse(text):
    return Document.parse(text, site=SITE)


def shown(doc):
    """What the reader gets at each mark, in order: the group and the text, None without one."""
    refs = references(doc)
    marks = []
    for reference in refs.all:
        text = reference
        if reference.name is not None:
            text = next(iter(refs.definitions(reference.group, reference.name)), reference)
        marks.append((reference.group, normal_content(doc, text) or None))
    return marks


def contents(doc):
    """The distinct texts of the page, by group."""
    return {(r.group, normal_content(doc, r)) for r in references(doc).all if r.content_span}


def undefined(doc):
    refs = references(doc)
    return {key for key in refs.names if not refs.definitions(*key)}


@given(st.lists(pieces, max_size=12).map("".join), st.booleans())
def test_merging_keeps_all_texts(text, unsafe):
    doc = parse(text)
    result = fix(doc, RULES, FixPolicy(unsafe=unsafe))
    after = parse(result.text)
    assert shown(after) == shown(doc)
    assert contents(after) == contents(doc)
    assert undefined(after) <= undefined(doc)
    assert [d.message for d in result.diagnostics if d.rule != "duplicate-ref"] == []
    assert fix(after, RULES, FixPolicy(unsafe=unsafe)).text == result.text
