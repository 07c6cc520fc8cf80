import re

import pytest

from wikilint.analysis.prose import Prose, prose
from wikilint.document import Document, Page
from wikilint.site import Site


def document(text: str, *, language: str | None = None) -> Document:
    page = Page(language=language)
    return Document.parse(text, page=page, site=Site.load("wikipedia-en"))


def prose_of(text: str) -> Prose:
    return prose(document(text))


def pieces(text: str) -> list[str]:
    """What is prose, one string for each stretch that nothing interrupts, without outer blanks."""
    return [piece.strip() for piece in prose_of(text).text.split("\0") if piece.strip()]


def contexts_of(text: str, word: str = "word", **options: str) -> set[str]:
    found = prose(document(text, **options))
    at = text.index(word)
    assert found.text[at : at + len(word)] == word
    return set(found.contexts_at(at))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one <!-- two --> three", ["one", "three"]),
        ("one <nowiki>two</nowiki> <pre>three</pre>", ["one"]),
        ("<code>one</code> <kbd>two</kbd> <samp>x</samp> <tt>x</tt> <var>x</var> three", ["three"]),
        ("<syntaxhighlight lang='c'>one</syntaxhighlight><source>two</source>", []),
        ("<math>one</math><chem>two</chem><ce>two</ce><score>three</score>", []),
        ("<timeline>one</timeline><hiero>two</hiero><graph>three</graph>", []),
        ("<imagemap>\nFile:A.png|one\n</imagemap><templatedata>{}</templatedata>", []),
        ('<mapframe text="one">two</mapframe><maplink>three</maplink>', []),
        ('<span title="one">two</span> <ref name="three" group="four" />', ["two"]),
        (
            "see http://e.org/one and [http://e.org/two three four] e.org",
            ["see", "and", "three four", "e.org"],
        ),
        ("[[one]] [[two|three]] [[four#five|six]]s", ["three", "six", "s"]),
        ("[[Category:One|two]] [[:Category:Three|four]] [[:File:A b.png|five]]", ["four", "five"]),
        ("[[File:One two.jpg|thumb|200x100px|link=three|lang=de|left|four five]]", ["four five"]),
        ("[[File:A.jpg|one|upright=1.2|two [[three|four]] five|border]]", ["two", "four", "five"]),
        ("[[File:A.jpg|thumb|alt=one two]] [[Image:B.jpg|300px]]", ["one two"]),
        ("{{one|two|three=four}} {{five}}", []),
        ("{{{one|two three}}} {{{four}}}", ["two three"]),
        ("{{DEFAULTSORT:one two. three}} {{PAGENAME}} {{lc:one two. three}}", []),
        (
            "{{#if:one two. three|one two. three|four five. six|seven}}",
            ["one two. three", "four five. six"],
        ),
        ("__NOTOC__ one __FORCETOC__", ["one"]),
        ("#REDIRECT [[one]] two\nthree", ["three"]),
        ("one <!-- two\nthree", ["one"]),
        ('one <div class="two"> three', ["one", "three"]),
        (':{| class="one"\n|-\n| style="two" | three\n', ["three"]),
        (
            '{| class="one"\n! scope="col" | two !! three\n|- style="four"\n| five || six\n|}',
            ["two", "three", "five", "six"],
        ),
        ("&nbsp;one&eacute;", ["&nbsp;one&eacute;"]),
    ],
)
def test_what_is_prose(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{x|caption=Two words}}", ["Two words"]),
        ("{{x|status=word|note=word}}", []),
        ("{{x|image=Two words|link=Two words|main_article=Two words|bgcolor=Two words}}", []),
        ("{{x|image_caption=Two words|logo alt=Two words}}", ["Two words", "Two words"]),
        ("{{x|front=Two words.JPG|seen=two of a.svg}}", []),
        ("{{x|when=8 December 2024|era=May to June 2020|n=1,200 km 3}}", []),
        ("{{x|look=color: red; margin: 2px}}", []),
        ("{{x|History of the old town}}", []),
        ("{{x|1=History of the old town}}", []),
        ("{{x|It is the old town.}}", ["It is the old town."]),
        (
            "{{x|one two three four five six seven eight}}",
            ["one two three four five six seven eight"],
        ),
        ("{{x|an [[old|new]] town}}", ["an", "new", "town"]),
        ("{{x|status=word<ref>two words</ref>}}", ["two words"]),
        (
            "{{Main|It is the old town.}}{{Start date|one two. three}}{{Cn|reason=Not so.}}",
            [],
        ),
        ("{{Use dmy dates|date=It is May.}}{{Sfn|Old and young.}}{{In use|For an hour.}}", []),
        (
            "{{cite web|title=One|author=Two words|work=Two words|publisher=The X.|url=http://e.org}}",
            ["One"],
        ),
        (
            "{{cite book|chapter=One|title-link=Two words|trans-title=Three|isbn=1}}",
            ["One", "Three"],
        ),
    ],
)
def test_arguments(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("word", {"body"}),
        ("* word", {"body", "list"}),
        ("a\n:word", {"body", "list"}),
        (" word", {"body", "indented"}),
        ("== word ==", {"heading"}),
        ("== word == text", {"body"}),
        ("== word == <!-- c --> ", {"heading"}),
        ("{|\n| word\n|}", {"table"}),
        ("{|\n|+ word\n|}", {"caption"}),
        ('{|\n|+ style="a" | word\n|}', {"caption"}),
        ("[[File:A.jpg|word]]", {"caption"}),
        ("[[File:A.jpg|alt=word|b]]", {"caption"}),
        ("<gallery>\nFile:A.jpg|word\n</gallery>", {"caption"}),
        ("<ref>word</ref>", {"footnote"}),
        ("{{efn|word}}{{refn|a}}", {"footnote"}),
        ("{{#tag:ref|word|name=a}}", {"footnote"}),
        ("<ref>{{cite web|title=word}}</ref>", {"footnote", "title"}),
        ("{{cite web|quote=word}}", {"quote"}),
        ("{{cite web|title=word|language=fr}}", {"title", "language"}),
        ("{{cite web|title=word|language=en-US}}", {"title"}),
        ("{{cite web|title=word|trans-title=a}}", {"title", "language"}),
        ("{{cite web|title=a|trans-title=word|language=fr}}", {"title"}),
        ("{{x|caption=word two}}", {"argument"}),
        ("[[a|word]] [http://e.org b]", {"body", "label"}),
        ("[http://e.org word]", {"body", "label"}),
        ("''word''", {"body", "italic"}),
        ("'''word'''", {"body"}),
        ("''word\nb''", {"body"}),
        ("<i>word\nb</i>", {"body", "italic"}),
        ("{{lang|fr|word}}", {"body", "language"}),
        ('<span lang="fr">word</span>', {"body", "language"}),
        ('<span lang="en-GB">word</span>', {"body"}),
        ("{{sic|word}}", {"body", "verbatim"}),
        ("<blockquote>word</blockquote>", {"body", "quotation"}),
        ("<poem>word</poem>", {"body", "quotation"}),
        ("{{blockquote|word|Author}}", {"body", "quotation"}),
        ('He said "a [[b|word]] c".', {"body", "label", "quotation"}),
        ('"a<ref>word</ref> b"', {"footnote"}),
        ('a<ref>"word"</ref> b', {"footnote", "quotation"}),
    ],
)
def test_contexts(text: str, expected: set[str]) -> None:
    assert contexts_of(text) == expected


def test_language_is_the_pages_own() -> None:
    text = '<span lang="de">word</span>'
    assert contexts_of(text, language="de") == {"body"}


def test_text_has_the_length_of_the_page_and_its_newlines() -> None:
    text = "a {{b}}\n[[c|d]]\n"
    assert prose_of(text).text == "a \0\0\0\0\0\n\0\0\0\0d\0\0\n"


def test_segments() -> None:
    segments = prose_of("a [[b|c]]<ref>d</ref>").segments
    assert [(s.start, s.end, set(s.contexts)) for s in segments] == [
        (0, 2, {"body"}),
        (6, 7, {"body", "label"}),
        (14, 15, {"footnote"}),
    ]
    assert segments[0].block == segments[1].block != segments[2].block


def test_finditer_finds_words_in_prose_only() -> None:
    found = list(prose_of("an okay {{okay}} [[okay|Okay]]").finditer(r"(?i)\bokay\b"))
    assert [(m.span, m.text, m.group(), m.start, m.end) for m in found] == [
        ((3, 7), "okay", "okay", 3, 7),
        ((24, 28), "Okay", "Okay", 24, 28),
    ]
    assert found[1].contexts == {"body", "label"}
    assert found[1].segment.start == 24


def test_finditer_takes_a_compiled_pattern_and_gives_its_groups() -> None:
    (found,) = prose_of("a 12 km b").finditer(re.compile(r"(\d+) (?P<unit>km)( x)?"))
    assert (found.group(1), found.group("unit"), found.group(3)) == ("12", "km", None)


def test_finditer_drops_what_holds_masked_text_and_what_is_empty() -> None:
    found = prose_of("a {{b}} c")
    assert [m.text for m in found.finditer(r"a[^c]*c|c")] == []
    assert [m.text for m in found.finditer(r"x*")] == []


def test_finditer_does_not_run_without_a_literal() -> None:
    found = prose_of("a [[km|b]]")
    assert list(found.finditer(r"(", containing=("km",))) == []  # the pattern is not even compiled
    assert [m.text for m in found.finditer("b", containing=("km", "b"))] == ["b"]


def test_words() -> None:
    found = prose_of("The end—the End's (2nd) ''é''. [[Not|This]]")
    assert found.words == {"the", "end", "s", "nd", "é", "this"}


def test_no_contexts_outside_prose() -> None:
    found = prose_of("{{a}} b")
    assert found.contexts_at(2) == set()
    assert found.segment_at(2) is None
    assert found.segment_at(7) is None


def test_deep_nesting_needs_no_stack() -> None:
    text = "[[a|" * 30 + "word" + "]]" * 30
    assert prose_of(text).text.count("word") == 1
