import pytest

from wikilint.analysis.archive_urls import archive_day, archive_fault, has_archive_faults
from wikilint.analysis.calendar import Day


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/web/20250102030405/https://example.org",
        "http://web.archive.org/20250102030405/http://example.org",
        "//web.archive.org/web/20250102030405id_/http://example.org",
        "https://WEB.archive.org/web/20250102030405/http://example.org",
        "https://archive.today/20250102030405/http://example.org",
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20250102030405/http://example.org",
    ],
)
def test_stamp(url):
    assert archive_day(url) == Day(2025, 1, 2)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "web.archive.org/web/20250102030405/http://example.org",
        "https://web.archive.org",
        "https://web.archive.org/web/*/http://example.org",
        "https://web.archive.org/web/2025/http://example.org",
        "https://web.archive.org/web/20250102030405",
        "https://web.archive.org/web/20251302030405/http://example.org",
        "https://web.archive.org/web/20250102250405/http://example.org",
        "https://web.archive.org/web/19500102030405/http://example.org",
        "https://example.org/20250102030405/http://example.com",
        "https://www.webcitation.org/6abc",
    ],
)
def test_no_stamp(url):
    assert archive_day(url) is None


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("save/http://example.org", "save"),
        ("web/*/http://example.org", "wildcard"),
        ("*/http://example.org", "wildcard"),
        ("web/2014*/http://example.org", "wildcard"),
        ("web/20140504103000*/http://example.org", "wildcard"),
        ("", "timestamp"),
        ("web/http://example.org", "timestamp"),
        ("web/2014/http://example.org", "timestamp"),
        ("web/201405041030000/http://example.org", "timestamp"),
        ("web/20140504103000", "timestamp"),
        ("web/20141304103000/http://example.org", "timestamp"),
        ("screenshot/20140504103000/http://example.org", "path"),
        ("20140504103000id_/http://example.org", "flag"),
        ("web/20140504103000x/http://example.org", "flag"),
        ("web/20140504103000id_/http://example.org", None),
        ("web/20140504103000/http://example.org", None),
        ("20140504103000/http://example.org", None),
    ],
)
def test_fault(path, fault):
    assert archive_fault(f"https://web.archive.org/{path}") == fault


@pytest.mark.parametrize("url", ["", "https://archive.today/x", "https://example.org/save/"])
def test_other_archives_have_no_fault(url):
    assert archive_fault(url) is None


@pytest.mark.parametrize("day", ["20130101", "20130430", "19961231", "20130228"])
def test_no_fault_is_known_at_once(day):
    url = f"https://web.archive.org/web/{day}235959/http://e.org"
    assert archive_fault(url) is None
    assert not has_archive_faults(f"{url}\0http://e.org\0{url}\0")


@pytest.mark.parametrize("day", ["20130431", "20131301", "20130230", "19951231", "2013"])
def test_a_fault_is_never_missed(day):
    url = f"https://web.archive.org/web/{day}235959/http://e.org"
    assert archive_fault(url) is not None
    assert has_archive_faults(url)
