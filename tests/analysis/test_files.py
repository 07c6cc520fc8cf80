import pytest

from wikilint.analysis.files import file_links, galleries, meant_option
from wikilint.document import Document, Page
from wikilint.site import Site


def parse(text: str, language: str | None = None) -> Document:
    return Document.parse(text, page=Page(language=language), site=Site.load("wikipedia-en"))


def kinds(options: str, language: str | None = None) -> list[tuple[str, str, str]]:
    (file,) = file_links(parse(f"[[File:A.jpg|{options}]]", language))
    return [(part.kind, part.name, part.value) for part in file.parts]


def test_options_are_read_as_mediawiki_reads_them() -> None:
    assert kinds("thumb| left |upright|border|text-top|A [[b|c]] d") == [
        ("format", "thumb", ""),
        ("alignment", "left", ""),
        ("scale", "upright", ""),
        ("border", "border", ""),
        ("vertical alignment", "text-top", ""),
        ("text", "", "A [[b|c]] d"),
    ]


def test_options_with_a_value() -> None:
    assert kinds("alt= a = b |link=|thumb=B.png|upright=.8|upright 1.2|page 3") == [
        ("alt", "alt", "a = b"),
        ("link", "link", ""),
        ("format", "thumb", "B.png"),
        ("scale", "upright", ".8"),
        ("scale", "upright", "1.2"),
        ("page", "page", "3"),
    ]


@pytest.mark.parametrize(
    ("source", "value"),
    [("200px", "200"), ("200x300px", "200x300"), ("x300 px", "x300"), ("20pxpx", "20")],
)
def test_sizes(source: str, value: str) -> None:
    assert kinds(source) == [("size", "", value)]


@pytest.mark.parametrize(
    "source", ["Thumb", "px", "xpx", "200", "200xp", "alt =a", "upright=x", "left side", "=", "!px"]
)
def test_what_is_no_option_is_a_caption(source: str) -> None:
    assert kinds(source) == [("text", "", source)]


@pytest.mark.parametrize(
    "source",
    [
        *("{{{1}}}px", "{{size}}", "{{#if:a|thumb}}", "a{{PAGENAME}}", "mini", "hochkant=1"),
        "<includeonly>thumb</includeonly>",
    ],
)
def test_what_may_become_an_option(source: str) -> None:
    assert kinds(source)[0][0] == "made"


def test_a_caption_with_a_template_is_a_caption() -> None:
    assert kinds("{{circa}} 1910|thumb<!-- a -->") == [
        ("text", "", "{{circa}} 1910"),
        ("format", "thumb", ""),
    ]


def test_lone_words_on_a_page_in_another_language_may_be_options() -> None:
    assert [kind for kind, _, _ in kinds("pohon|pohon besar", "id")] == ["made", "text"]


def test_places() -> None:
    doc = parse("x [[File:A.jpg| thumb |]]")
    (file,) = file_links(doc)
    first, last = file.parts
    assert doc.text[first.start : first.end] == "thumb"
    assert (first.removal.span, first.removal.text) == ((14, 22), "")
    assert (last.kind, last.start, last.end) == ("empty", 23, 23)
    assert file.caption is last
    assert file.first("format") is first
    assert file.first("size") is None


def test_links_that_show_no_file_and_pipes_from_templates() -> None:
    doc = parse("[[:File:A.jpg]] [[a:b|c]] [[Image:A b.jpg]] [[File:C.jpg|a{{!}}b]]")
    assert [(file.title, file.parts) for file in file_links(doc)] == [
        ("A b.jpg", ()),
        ("C.jpg", ()),
    ]


def test_the_lines_of_galleries() -> None:
    doc = parse(
        "<gallery>\nA.jpg|alt=b|c\n<!-- D.jpg\nE.jpg -->\n\nF.jpg <!--\ng\n-->\nH.jpg\n</gallery>"
    )
    found = galleries(doc)
    assert [file.title for file in found] == ["A.jpg", "F.jpg <!--", "H.jpg"]
    assert [part.kind for part in found[0].parts] == ["alt", "text"]


def test_no_gallery() -> None:
    assert galleries(parse("A.jpg|b")) == ()


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        *(("thum", "thumb"), ("thumbnial", "thumbnail"), ("Left", "left"), ("rihgt", "right")),
        *(("center[", "center"), ("ltef", None), ("elft", "left"), ("light", None), ("lift", None)),
        *(("noen", "none"), ("one", None), ("200xp", "200px"), ("20x30 px.", "20x30px")),
        *(("720p", None), ("Alt=a = b", "alt=a = b"), ("alt =a", "alt=a"), ("atl=a", "alt=a")),
        *(("art=a", None), ("uprigth=1.2", "upright=1.2"), ("uprigth=a", None), ("centr", None)),
        *(("a\nb", None), ("x=y", None)),
    ],
)
def test_slips(written: str, meant: str | None) -> None:
    doc = parse(f"[[File:A.jpg|{written}]]")
    assert meant_option(doc, file_links(doc)[0].parts[0]) == meant


def test_an_option_is_no_slip() -> None:
    doc = parse("[[File:A.jpg|thumb]]")
    assert meant_option(doc, file_links(doc)[0].parts[0]) is None
