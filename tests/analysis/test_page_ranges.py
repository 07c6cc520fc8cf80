import pytest

from wikilint.analysis.page_ranges import written_pages


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("5-7", "5–7"),
        ("5 — 7", "5–7"),
        ("350-2", "350–2"),
        ("5,7", "5, 7"),
        ("5-7,9 , 12–14", "5–7, 9, 12–14"),
        ("5", "5"),
    ],
)
def test_written(value, written):
    assert written_pages(value) == written


@pytest.mark.parametrize(
    "value",
    [
        "",
        "7-5",
        "5-5",
        "350-0",
        "1-1000",
        "9, 5",
        "5-9, 8",
        "xi-xv",
        "A1",
        "28,901",
        "5-",
        "5;7",
        "٥",
    ],
)
def test_left_alone(value):
    assert written_pages(value) is None
