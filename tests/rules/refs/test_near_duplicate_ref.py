"""Uniting references loses no parameter behind any mark, whatever the page."""

from hypothesis import given
from hypothesis import strategies as st

from wikilint.analysis.ref_contents import only_citation
from wikilint.analysis.references import references
from wikilint.document import Document
from wikilint.fixer import FixPolicy, fix
from wikilint.rule import ActiveRule, RuleSet
from wikilint.rules.refs.near_duplicate_ref import NearDuplicateRefOptions, near_duplicate_ref
from wikilint.site import Site

SITE = Site.load("wikipedia-en")
RULES = RuleSet(
    (ActiveRule(near_duplicate_ref, "info", NearDuplicateRefOptions()),),
    {"near-duplicate-ref": "near-duplicate-ref"},
)

openings = st.sampled_from(
    ["<ref>", "<ref name=a>", "<ref name='b c'>", '<ref name=":0">', "<ref name=a group=n>"]
)
parameters = st.lists(
    st.sampled_from(
        [
            "|via=X",
            "|via=",
            " | access-date = 1 May 2020",
            "|accessdate=2 June 2020",
            "|access-date=May",
            "|language=en",
            "\n|url-status=live\n",
            "|archive-url=http://archive.is/1|archive-date=2020-05-01",
        ]
    ),
    max_size=3,
    unique=True,
).map("".join)
citations = st.builds(
    "{{{{cite web|url={}|title={}{}}}}}".format,
    st.sampled_from(["http://e.org/a", "https://www.e.org/a/", "http://e.org/b"]),
    st.sampled_from("AB"),
    parameters,
)
references_ = st.builds("{}{}</ref>".format, openings, citations)
pieces = st.one_of(
    references_,
    references_.map("{{{{x|y={}}}}}".format),
    citations.map("{{{{reflist|refs=<ref name=a>{}</ref>}}}}".format),
    st.sampled_from([" text ", "<ref name=a />", "{{r|b c}}", "{{rp|9}}", "<references />"]),
)


def said(doc):
    """What the citation behind every mark says, by parameter, in order; None without one."""
    refs = references(doc)
    marks = []
    for reference in refs.all:
        text = reference
        if reference.name is not None:
            text = next(iter(refs.definitions(reference.group, reference.name)), reference)
        citation = only_citation(doc, text)
        params = citation.params.items() if citation else ()
        marks.append({name: param.value for name, param in params if param.value} or None)
    return marks


@given(st.lists(pieces, max_size=8).map("".join))
def test_uniting_loses_no_parameter(text):
    doc = Document.parse(text, site=SITE)
    result = fix(doc, RULES, FixPolicy(unsafe=True))
    after = Document.parse(result.text, site=SITE)
    for old, new in zip(said(doc), said(after), strict=True):
        assert (old is None) == (new is None)
        if old is None:
            continue
        assert old.keys() <= new.keys()
        changed = {name for name in old if old[name] != new[name]}
        assert changed <= {"access-date", "url"}
        if "access-date" in changed:
            assert (old["access-date"], new["access-date"]) == ("1 May 2020", "2 June 2020")
    assert {d.rule for d in result.diagnostics} <= {"near-duplicate-ref"}
    assert fix(after, RULES, FixPolicy(unsafe=True)).text == result.text
