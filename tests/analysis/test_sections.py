import pytest

from wikilint.analysis.sections import Section, section_at, sections
from wikilint.document import Document, Page


def sections_of(text: str) -> tuple[Section, ...]:
    return sections(Document.parse(text))


def test_lead_and_sections() -> None:
    text = "Lead\n== A ==\na\n=== B ===\n==C==\n"
    found = sections_of(text)
    assert [(s.level, s.title, text[s.start : s.end], s.kind) for s in found] == [
        (0, "", "Lead\n", "lead"),
        (2, "A", "== A ==\na\n", "body"),
        (3, "B", "=== B ===\n", "body"),
        (2, "C", "==C==\n", "body"),
    ]
    assert [s.parent for s in found] == [None, None, found[1], None]
    assert found[0].heading is None
    assert found[2].heading is not None
    assert str(found[2].heading) == "=== B ==="


def test_a_page_without_headings_is_all_lead() -> None:
    (lead,) = sections_of("text")
    assert (lead.start, lead.end) == (0, 4)


def test_an_empty_page_has_a_lead() -> None:
    (lead,) = sections_of("")
    assert (lead.start, lead.end) == (0, 0)


def test_a_level_may_be_skipped() -> None:
    _, a, b, c = sections_of("== A ==\n==== B ====\n=== C ===\n")
    assert (b.parent, c.parent) == (a, a)


def test_end_sections_and_what_is_in_them() -> None:
    found = sections_of("== Life ==\n== See  also ==\n== references ==\n=== Books ===\n")
    assert [s.kind for s in found] == ["lead", "body", "end", "end", "end"]


def test_end_sections_are_facts_about_the_language() -> None:
    page = Page(language="de")
    found = sections(Document.parse("== References ==\n", page=page))
    assert [s.kind for s in found] == ["lead", "body"]


@pytest.mark.parametrize(
    "text",
    [
        "== A == b",
        "== A ==\N{NO-BREAK SPACE}",
        "== A == <!-- c --> d",
        "{{x|\n== A ==\n}}",
        "{|\n|\n== A ==\n|}",
        "<ref>\n== A ==\n</ref>",
        "<!--\n== A ==\n-->",
    ],
)
def test_no_section(text: str) -> None:
    assert len(sections_of(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "== A == \t",
        "== A == <!-- c\nd --> <!-- e -->",
        "== A == <!-- c",
        "<div>\n== A ==\n</div>",
        "<noinclude>\n== A ==\n</noinclude>",
    ],
)
def test_section(text: str) -> None:
    assert [s.title for s in sections_of(text)[1:]] == ["A"]


def test_section_at() -> None:
    found = sections_of("Lead\n== A ==\na\n== B ==")
    assert [section_at(found, offset).title for offset in (0, 4, 5, 14, 15, 21)] == [
        "",
        "",
        "A",
        "A",
        "B",
        "B",
    ]
