import pytest

from wikilint.analysis.quotations import quotations
from wikilint.document import Document
from wikilint.site import Site


def quoted(text: str) -> list[str]:
    doc = Document.parse(text, site=Site.load("wikipedia-en"))
    found = quotations(doc)
    return [text[slice(*span)] for span in sorted(found.text + found.footnotes)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a "b c" d "e"', ['"b c"', '"e"']),
        ("a “b “c” d” e", ["“b “c” d”"]),
        ("„a“ «b» « c » »d«", ["„a“", "«b»", "« c »", "»d«"]),
        ("a ‘b’s c’ d's", ["‘b’s c’"]),
        ("a \"b ''c'' [[d|e ‘f’]] g\" h", ["\"b ''c'' [[d|e ‘f’]] g\""]),
        ('a "b [[c|d]] {{e}} f" g', ['"b [[c|d]] {{e}} f"']),
        ('a "b<ref>c "d" e</ref> f" g', ['"b<ref>c "d" e</ref> f"', '"d"']),
        ('"a\nb"', ['"a\nb"']),
        ('"a\n\nb"', []),
        ('"a\n* b"', []),
        ('* "a\n* b"', []),
        ('"a\n== b ==\nc"', []),
        ('{|\n| "a || b"\n|}', []),
        ('a 5" and 6" b', []),
        ('a 5" and "b" c', ['"b"']),
        ('"a and "b" c', ['"b"']),
        ('a" b "c', []),
        ('"' + "a" * 1998 + '"', ['"' + "a" * 1998 + '"']),
        ('"' + "a" * 2001 + '"', []),
        ("it's John’s ’tis", []),
        ('{{x|title="a}} b"', []),
    ],
)
def test_marks_pair(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_what_is_held() -> None:
    text = '"a<ref>b "c"</ref> d" e'
    found = quotations(Document.parse(text))
    assert found.holds(1, footnote=False)
    assert found.holds(text.index("d"), footnote=False)
    assert not found.holds(text.index(" e"), footnote=False)
    assert not found.holds(text.index("b"), footnote=True)
    assert found.holds(text.index("c"), footnote=True)
