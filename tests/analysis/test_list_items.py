from wikilint import Document
from wikilint.analysis.list_items import list_items, neighbours


def _items(text):
    return [item[:3] for item in list_items(Document.parse(text))]


def test_marks_are_those_at_the_start_of_a_line():
    assert _items("*a\n:* b\n;c:d\ne * f") == [(0, 1, "*"), (3, 5, ":*"), (8, 9, ";")]


def test_a_redirect_is_no_item():
    assert _items("#REDIRECT [[A]]\n# b") == [(16, 17, "#")]


def test_raw_contents_hold_no_items():
    assert _items("<pre>\n* a\n</pre>\n<!--\n* b\n-->\n* c") == [(30, 31, "*")]


def _pairs(text):
    return [(a.start, b.start, lines) for a, b, lines in neighbours(Document.parse(text))]


def test_neighbours_have_only_blank_lines_between_them():
    assert _pairs("* a\n* b\n \n\n* c\nd\n* e") == [(0, 4, 0), (4, 11, 2)]


def test_an_item_may_go_over_several_lines():
    assert _pairs("* {{a\n|b\n}}<ref>\nc</ref>\n\n* d") == [(0, 26, 1)]


def test_each_container_has_lists_of_its_own():
    assert _pairs("{{a|\n* b\n|\n* c}}\n{|\n|\n* d\n|\n* e\n* f\n|}") == [(28, 32, 0)]
