import pytest

from wikilint.analysis.ref_clusters import blanks_start, is_attached, ref_clusters
from wikilint.document import Document
from wikilint.site import Site


def parse(text):
    return Document.parse(text, site=Site.load("wikipedia-en"))


def written(text):
    """The clusters of a text, as the page has them."""
    return [text[cluster.start : cluster.end] for cluster in ref_clusters(parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a<ref>x</ref> b<ref name=y />", ["<ref>x</ref>", "<ref name=y />"]),
        ("a<ref>x</ref><ref>y</ref>", ["<ref>x</ref><ref>y</ref>"]),
        ("a<ref>x</ref> \t<ref>y</ref> b", ["<ref>x</ref> \t<ref>y</ref>"]),
        ("a<ref>x</ref>\n<ref>y</ref>", ["<ref>x</ref>", "<ref>y</ref>"]),
        ("a<ref>x</ref>{{rp|9}} <ref>y</ref>", ["<ref>x</ref>{{rp|9}} <ref>y</ref>"]),
        ("a<ref>x</ref>{{rp|9}} {{cn}} b", ["<ref>x</ref>{{rp|9}} {{cn}}"]),
        ("a{{cn}} <ref>x</ref>", ["{{cn}} <ref>x</ref>"]),
        ("a{{cn}}{{rp|9}}<ref>x</ref>", ["{{cn}}{{rp|9}}<ref>x</ref>"]),
        ("a{{clarify|text=b}}<ref>x</ref>", ["<ref>x</ref>"]),
        ("a{{x}}<ref>x</ref>{{x}}", ["<ref>x</ref>"]),
        ("a{{sfn|D|2020}}{{r|x|y}}{{efn|z}}", ["{{sfn|D|2020}}{{r|x|y}}{{efn|z}}"]),
        (
            "a{{efn|b<ref>x</ref>}}<ref>y</ref>",
            ["{{efn|b<ref>x</ref>}}<ref>y</ref>", "<ref>x</ref>"],
        ),
        ("a<!-- <ref>x</ref> --><references><ref name=y>z</ref></references>", []),
    ],
)
def test_clusters(text, expected):
    assert written(text) == expected


def test_what_a_cluster_holds():
    text = "a {{r|x|y}}{{rp|9}}<ref>z</ref>  b"
    (cluster,) = ref_clusters(parse(text))
    assert [reference.name for reference in cluster.references] == ["x", "y", None]
    assert [str(node) for node in cluster.nodes] == ["{{r|x|y}}", "{{rp|9}}", "<ref>z</ref>"]
    assert (cluster.text_end, cluster.start) == (1, 2)
    assert text[cluster.next :] == "b"


@pytest.mark.parametrize(
    ("text", "attached"),
    [
        ("a<ref />", True),
        ("a. <ref />", True),
        ("[[a]]<ref />", True),
        ("[[:File:a.jpg]]<ref />", True),
        ("[[File:a.jpg]]<ref />", False),
        ("[[Category:a]]<ref />", False),
        ("[http://e.org a]<ref />", True),
        ("http://e.org<ref />", False),
        ("''a''<ref />", True),
        ("<small>a</small><ref />", True),
        ("<div>a</div><ref />", False),
        ("a<br /><ref />", False),
        ("{{lang|fr|a}}<ref />", True),
        ("{{x}}<ref />", False),
        ("a&nbsp;<ref />", False),
        ("a<!-- b --><ref />", False),
        ("(<ref />", False),
        ("a – <ref />", False),
        ("* <ref />", False),
        (": <ref />", False),
        ("<ref />", False),
    ],
)
def test_attached(text, attached):
    doc = parse(text.replace("<ref />", "<ref name=x />"))
    assert is_attached(doc, ref_clusters(doc)[0]) is attached


def test_places():
    table, heading, plain = ref_clusters(
        parse("{|\n| a<ref>x</ref>\n|}\n== b<ref>x</ref> ==\n* c<ref>x</ref>")
    )
    assert [table.in_table, heading.in_table, plain.in_table] == [True, False, False]
    assert [table.in_heading, heading.in_heading, plain.in_heading] == [False, True, False]


def test_blanks_start():
    assert [blanks_start("a \t b", offset) for offset in (0, 1, 4)] == [0, 1, 1]
    assert blanks_start("a\n b", 3) == 2
