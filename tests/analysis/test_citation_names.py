from wikilint import Document, Site
from wikilint.analysis.citation_names import citation_names


def names(text, site="wikipedia-en"):
    return citation_names(Document.parse(text, site=Site.load(site)))


def test_lists_parts_and_numbers():
    found = names("{{cite book|author1=A|given2=B|editor3-last=C|translator=|title=D|vauthors=E}}")
    assert [(name.name, name.kind, name.last, name.number) for name in found] == [
        ("author1", "author", True, 1),
        ("given2", "author", False, 2),
        ("editor3-last", "editor", True, 3),
        ("translator", "translator", True, 1),
    ]


def test_one_for_all_citations():
    (name,) = names("{{cite book|last=A}} {{cite web|last=B}}")
    assert name.name == "last"


def test_numbers_without_end():
    (name,) = names(f"{{{{cite book|last{'7' * 5_000}=A}}}}")
    assert name.number == 777_777_777


def test_without_facts():
    assert names("{{cite book|last=A}}", "mediawiki") == ()
