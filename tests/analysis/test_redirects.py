import pytest

from wikilint.analysis.redirects import is_redirect
from wikilint.document import Document
from wikilint.site import Site


@pytest.mark.parametrize(
    ("text", "expected"),
    [("#REDIRECT [[a]]", True), ("\n#redirect: [[a]]", True), ("# a [[b]]", False), ("", False)],
)
def test_redirects(text: str, expected: bool) -> None:
    assert is_redirect(Document.parse(text, site=Site.load("wikipedia-en"))) is expected
