import pytest

from wikilint.analysis.archive_urls import archive_day
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
