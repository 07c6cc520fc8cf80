import pytest

from wikilint.analysis.imagemaps import imagemap_faults
from wikilint.document import Document

FIRST = "File:A.jpg|x\n"


@pytest.mark.parametrize(
    "line",
    [
        *("rect 0 0 1 1 [[A]]", "rect 0 0 1 1 9 [[A]]", "poly -1 2 3.5 4 [//example.org a]", "# a"),
        *("default [[A]]", "DESC none", "rect {{a}} [[A]]", "", "<!-- a -->"),
    ],
)
def test_lines_that_imagemap_reads(line: str) -> None:
    assert imagemap_faults(Document.parse(f"<imagemap>\n{FIRST}{line}\n</imagemap>")) == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("rect 0 0 1 [[A]]", "rect takes 4 numbers"),
        ("circle 0 0 a [[A]]", "a coordinate of circle is no number"),
        ("poly [[A]]", "poly takes pairs of coordinates"),
        ("oval 1 1 1 [[A]]", "image maps know no shape “oval”: default, rect, circle or poly"),
        ("[[A]]", "image maps know no shape “[[a]]”: default, rect, circle or poly"),
        ("rect 0 0 1 1", "the line of an image map has no link"),
    ],
)
def test_lines_that_it_does_not(line: str, reason: str) -> None:
    doc = Document.parse(f"x <imagemap>\n{FIRST}  {line} \n</imagemap>")
    (fault,) = imagemap_faults(doc)
    assert (doc.text[slice(*fault.span)], fault.reason) == (line, reason)


def test_the_first_line_names_the_file() -> None:
    doc = Document.parse("<imagemap>\n# a\nA.jpg|x\n</imagemap><imagemap>Datei:A.jpg</imagemap>")
    assert [doc.text[slice(*fault.span)] for fault in imagemap_faults(doc)] == ["A.jpg|x"]
