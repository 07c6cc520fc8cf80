"""Text without loss: byte-order marks, line endings, offsets, places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wikilint.diagnostic import Edit
from wikilint.text import LineIndex, SourceText, TextError

ENDINGS = ("\n", "\r\n", "\r")


def pages(*endings: str) -> st.SearchStrategy[str]:
    """Texts with these line endings, with or without a byte-order mark."""
    pieces = st.lists(st.sampled_from(("a", "ñ😀", " ", *endings)), max_size=12).map("".join)
    return st.tuples(st.sampled_from(("", "\ufeff")), pieces).map("".join)


def edits_of(text: str) -> st.SearchStrategy[list[Edit]]:
    """Sorted edits that do not overlap."""
    offsets = st.lists(st.integers(0, len(text)), max_size=8, unique=True).map(sorted)
    texts = st.sampled_from(("", "x", "\n", "y\nz"))

    def pair(numbers: list[int]) -> st.SearchStrategy[list[Edit]]:
        spans = list(zip(numbers[::2], numbers[1::2], strict=False))
        new = st.lists(texts, min_size=len(spans), max_size=len(spans))
        return new.map(lambda t: [Edit(span, s) for span, s in zip(spans, t, strict=True)])

    return offsets.flatmap(pair)


def edited(text: str, edits: list[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.span[0]] + edit.text + text[edit.span[1] :]
    return text


def test_rules_see_neither_byte_order_mark_nor_carriage_returns() -> None:
    source = SourceText("\ufeffa\r\nb\rc\nd\r")
    assert source.text == "a\nb\nc\nd\n"
    assert source.original == "\ufeffa\r\nb\rc\nd\r"


@pytest.mark.parametrize(
    ("original", "outer"),
    [
        ("ab", [0, 1, 2]),
        ("\ufeffab", [1, 2, 3]),
        ("a\r\nb\r\n", [0, 1, 3, 4, 6]),
        ("a\rb\r\n\nc", [0, 1, 2, 3, 5, 6, 7]),
        ("\ufeff\r\n\r\n", [1, 3, 5]),
    ],
)
def test_offsets_lead_back_to_the_text_as_given(original: str, outer: list[int]) -> None:
    source = SourceText(original)
    assert [source.outer(offset) for offset in range(len(source.text) + 1)] == outer


@given(pages(*ENDINGS))
def test_each_character_stands_where_it_is_said_to(original: str) -> None:
    source = SourceText(original)
    for offset, character in enumerate(source.text):
        found = original[source.outer(offset) : source.outer(offset + 1)]
        assert found in (ENDINGS if character == "\n" else (character,))


@given(pages(*ENDINGS))
def test_bytes_are_kept(original: str) -> None:
    data = original.encode()
    assert SourceText.from_bytes(data).to_bytes() == data


def test_a_lone_surrogate_can_stand_in_no_file() -> None:
    with pytest.raises(UnicodeEncodeError):
        SourceText("\ud800").to_bytes()


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b"\xff", (1, 1), "byte 0xff is not valid UTF-8"),
        (b"a\r\nb\xe9c", (2, 2), "byte 0xe9 is not valid UTF-8"),
        (b"\xef\xbb\xbf\xc3\xb1\xc3", (1, 2), "byte 0xc3 is not valid UTF-8"),
        (b"a\rb\nc\n\xf0\x9f", (4, 1), "byte 0xf0 is not valid UTF-8"),
        (b"a\n\0", (2, 1), "the text holds a NUL character"),
        (b"\xef\xbb\xbfab\0c\0", (1, 3), "the text holds a NUL character"),
        (b"a\r\n\0\n\xff", (2, 1), "the text holds a NUL character"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(
    data: bytes, place: tuple[int, int], message: str
) -> None:
    with pytest.raises(TextError) as error:
        SourceText.from_bytes(data)
    assert (error.value.line, error.value.column) == place
    assert error.value.message == str(error.value) == message


@pytest.mark.parametrize(
    ("original", "edit", "expected"),
    [
        pytest.param("a\r\nb", Edit((1, 2), " "), "a b", id="a whole CRLF goes"),
        pytest.param("a\r\nb\nc", Edit((1, 2), "\n\n"), "a\r\n\r\nb\nc", id="the one it replaces"),
        pytest.param("a\r\nb\nc", Edit((4, 4), "\n"), "a\r\nb\n\nc", id="the one before it"),
        pytest.param("a\r\nb\nc", Edit((3, 3), "\n"), "a\r\nb\r\n\nc", id="the one before: CRLF"),
        pytest.param("ab\r\nc\n", Edit((1, 1), "\n"), "a\r\nb\r\nc\n", id="the first behind it"),
        pytest.param("ab\rc", Edit((1, 1), "\n"), "a\rb\rc", id="a lone CR"),
        pytest.param("ab\nc", Edit((1, 1), "\n"), "a\nb\nc", id="LF only"),
        pytest.param("\ufeffab", Edit((0, 0), "x\n"), "\ufeffx\nab", id="behind the mark"),
        pytest.param("a\r\nb", Edit((3, 3), "c"), "a\r\nbc", id="at the end"),
    ],
)
def test_an_inserted_newline_takes_the_ending_of_its_neighbour(
    original: str, edit: Edit, expected: str
) -> None:
    assert SourceText(original).apply([edit]).original == expected


@given(st.data())
def test_edits_change_nothing_else(data: st.DataObject) -> None:
    # CR and LF on one page could meet, and become one ending
    endings = data.draw(st.sampled_from([("\n", "\r\n"), ("\r",)]))
    source = SourceText(data.draw(pages(*endings)))
    edits = data.draw(edits_of(source.text))
    result = source.apply(edits)
    assert result.text == edited(source.text, edits)
    at, at_result = 0, 0
    for edit in map(source.outer_edit, edits):
        kept = source.original[at : edit.span[0]]
        assert result.original[at_result : at_result + len(kept)] == kept
        at, at_result = edit.span[1], at_result + len(kept) + len(edit.text)
    assert result.original[at_result:] == source.original[at:]


def test_overlapping_edits_are_refused() -> None:
    with pytest.raises(ValueError, match="edits overlap at 1"):
        SourceText("abc").apply([Edit((0, 2), "x"), Edit((1, 3), "y")])


@given(pages("\n"))
def test_places_are_those_of_counting(text: str) -> None:
    lines = LineIndex(text)
    for offset in range(len(text) + 1):
        before = text[:offset]
        line, column = before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
        assert lines.position(offset) == (line, column)
        assert lines.line_of(offset) == line
    split = text.split("\n")
    assert len(lines) == len(split)
    assert [text[slice(*lines.line_span(n + 1))] for n in range(len(split))] == split


@pytest.mark.parametrize("line", [-1, 0, 3])
def test_there_is_no_such_line(line: int) -> None:
    with pytest.raises(IndexError):
        LineIndex("a\nb").line_span(line)
