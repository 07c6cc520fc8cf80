import pytest

from wikilint.analysis.slips import is_slip, one_slip_away

KNOWN = ["title", "time", "access-date", "editor#-link", "editor-link#", "last#", "url"]


@pytest.mark.parametrize("written", ["titel", "titl", "tittle", "tutle", "itle", "titlee"])
def test_slips(written):
    assert is_slip(written, "title")


@pytest.mark.parametrize("written", ["title", "titel2", "title2", "tle", "leitt", "tetil", ""])
def test_no_slips(written):
    assert not is_slip(written, "title")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("titel", ["title"]),
        ("tile", ["title", "time"]),
        ("access_date", ["access-date"]),
        ("editor2link", ["editor2-link"]),
        ("editor-linc", ["editor-link"]),
        ("lastt", ["last"]),
        ("lats3", ["last3"]),
        ("title2", []),
        ("consulté le", []),
        ("a1b2", []),
        ("", []),
    ],
)
def test_one_slip_away(name, found):
    assert one_slip_away(name, KNOWN) == found
