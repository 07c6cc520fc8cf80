from __future__ import annotations

from collections.abc import Collection, Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis.heading_lines import heading_lines, shown_title

_MOST_LETTERS = 10
_LONGEST_ACRONYM = 4
_ROMAN = frozenset("IVXLCDM")
_MARKS = ".,:;!?()[]“”‘’'\""
_PROGRAM = frozenset("_{}<>=$")


@rule("all-caps-heading", severity="off", scope="any", fixes=("manual",))
def all_caps_heading(doc: Document) -> Iterator[Finding]:
    """A heading of more than ten letters is typed in capitals.

    Headings are written like sentences, and capitals are hard to read
    ([MOS:ALLCAPS](https://en.wikipedia.org/wiki/MOS:ALLCAPS)); how they look is a matter of the
    skin.

    Never reported: headings whose words may all be acronyms or Roman numerals, names of programs
    (`MAX_SIZE`), scripts without capitals, code.

    **Fix.** Manual, for plain text: a program cannot tell which words are names.
    """
    acronyms: Collection[str] = doc.site.language_data(doc.language).get("capital_words", ())
    for heading in heading_lines(doc).sound:
        if not heading.title.isupper():
            continue
        title = shown_title(heading)
        if sum(map(str.isupper, title)) <= _MOST_LETTERS or not title.isupper():
            continue
        if set(title) & _PROGRAM or not any(_is_word(w, acronyms) for w in title.split()):
            continue
        fix = None
        if title == heading.title:
            edit = Edit(heading.title_span, _sentence(title, acronyms))
            fix = Fix("write it as a sentence", (edit,), "manual")
        yield Finding(heading.title_span, "heading in capitals", fix)


def _is_word(word: str, acronyms: Collection[str]) -> bool:
    """Whether a word in capitals is neither an acronym nor a number."""
    letters = word.strip(_MARKS)
    if len(letters) <= _LONGEST_ACRONYM or letters in acronyms:
        return False
    return letters.isupper() and letters.replace("-", "").isalpha() and not set(letters) <= _ROMAN


def _sentence(title: str, acronyms: Collection[str]) -> str:
    words = (w if w in acronyms or set(w) <= _ROMAN else w.lower() for w in title.split(" "))
    text = " ".join(words)
    return text[:1].upper() + text[1:]
