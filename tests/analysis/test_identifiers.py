"""Check digits, syntax and writing of identifiers."""

from __future__ import annotations

import sys

import pytest

from wikilint.analysis.identifiers import (
    cleaned,
    doi_fault,
    fault,
    hyphenated,
    isbn_fault,
    issn_fault,
    known_kinds,
)
from wikilint.site import Site

FACTS = Site.load("wikipedia-en").citations


@pytest.mark.parametrize(
    "number",
    ["0-395-19395-8", "0 8044 2957 X", "080442957x", "978-3-16-148410-0", "9791090636071"],
)
def test_right_isbn(number: str) -> None:
    assert isbn_fault(number) is None


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("0-395-19395-7", "its check digit does not fit"),
        ("978-3-16-148410-1", "its check digit does not fit"),
        ("0-395-19395", "it has 9 figures instead of 10 or 13"),
        ("0-395-X9395-8", "an X can only be the last of 10 figures"),
        ("978316148410X", "an X can only be the last of 10 figures"),
        ("9773161484100", "it does not begin with 978 or 979"),
        ("979-0-2600-0043-8", "979-0 is for printed music: it is an ISMN"),
        ("6303824358", "numbers that begin with 630 or 631 are Amazon’s own"),
        ("0–395–19395–8", "it has other marks than figures, X and hyphens"),
        ("٠395193958", "it has other marks than figures, X and hyphens"),
    ],
)
def test_wrong_isbn(number: str, reason: str) -> None:
    assert isbn_fault(number) == reason


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("0317-8471", None),
        ("2434561x", None),
        ("0317-8472", "its check digit does not fit"),
        ("0317-847", "it has 7 figures instead of 8"),
        ("X317-8471", "an X can only be the last figure"),
        ("0317–8471", "it has other marks than figures, X and a hyphen"),
    ],
)
def test_issn(number: str, reason: str | None) -> None:
    assert issn_fault(number) == reason


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("10.1000/182", None),
        ("10.1002/(SICI)1097-0010(199604)70:4<422::AID-X>3.0.CO;2-5", None),
        ("10.100.20/182", None),
        ("doi:10.1000/182", "it does not begin with 10."),
        ("10.1000", "it has no slash and no name behind it"),
        ("10.0123/182", "no publisher has the number 0123"),
        ("10.5555/182", "no publisher has the number 5555"),
        ("10.1000/a b", "it has a blank in it"),
        ("10.1000/1–2", "it has a dash in it; a DOI has hyphens"),
        ("10.1000/182.", "it ends in a punctuation mark"),
        ("10.1000/" + "1" * 300, "it is too long"),
    ],
)
def test_doi(value: str, reason: str | None) -> None:
    assert doi_fault(value, FACTS) == reason


def test_without_data_only_the_syntax_of_a_doi_is_known() -> None:
    assert doi_fault("10.5555/182", None) is None
    assert fault("pmid", "x", None) is None
    assert cleaned("doi", "10.1000/182.", None) == "10.1000/182"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("arxiv", "hep-th/9205027"), ("arxiv", "0706.0001v2"), ("eprint", "1501.00001"),
        ("bibcode", "2020Natur.577...89M"), ("bibcode", "2015arXiv151206696F"), ("pmc", "PMC123"),
        ("pmid", "0012"), ("oclc", "ocn123456789"), ("oclc", "(OCoLC)12345"),
        ("lccn", "sn97149850"), ("lccn", "2008026764"), ("lccn", "89-456"), ("ol", "OL123W"),
        ("zbl", "0001.00001"), ("jstor", "x"),
    ],
)  # fmt: skip
def test_right_forms(kind: str, value: str) -> None:
    assert fault(kind, value, FACTS) is None


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("arxiv", "1413.0001"), ("arxiv", "1501.0001"), ("eprint", "0613.0001"), ("pmid", "12a"),
        ("bibcode", "2020Natur.577...89"), ("bibcode", "2020Na&.r.577...89M"), ("pmc", "0"),
        ("oclc", "ocm123"), ("lccn", "1234567"), ("ol", "123"), ("hdl", "2027"), ("ssrn", "99"),
        ("s2cid", "012"), ("asin", "0395193958"), ("eissn", "0317-8472"),
    ],
)  # fmt: skip
def test_wrong_forms(kind: str, value: str) -> None:
    assert fault(kind, value, FACTS) is not None


@pytest.mark.parametrize(
    ("kind", "value", "right"),
    [
        ("isbn", "ISBN-13: 978–3–16–148410–0", "978-3-16-148410-0"),
        ("isbn", "080442957x", "080442957X"),
        ("isbn", "0-395-19395-8", None),
        ("isbn", "ISBN 0-395-19395-7", None),
        ("issn", "03178471", None),
        ("issn", "ISSN 03178471", "0317-8471"),
        ("eissn", "e-ISSN 2434—561X", "2434-561X"),
        ("doi", "HTTPS://DOI.ORG/10.1000/182", "10.1000/182"),
        ("doi", "https://doi.org/11.1000/182", None),
        ("pmid", "PMID: 12.", "12"),
        ("eprint", "arXiv:1501.00001", "1501.00001"),
        ("jstor", "JSTOR 12", None),
    ],
)
def test_cleaned(kind: str, value: str, right: str | None) -> None:
    assert cleaned(kind, value, FACTS) == right


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("9783161484100", "978-3-16-148410-0"),
        ("0 8044 2957 x", "0-8044-2957-X"),
        ("979-10-90636-07-1", "979-10-90636-07-1"),
        ("9799999999990", None),
    ],
)
def test_hyphens(number: str, right: str | None) -> None:
    assert hyphenated(number) == right


def test_hyphens_need_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "stdnum", None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install 'wikilint\[isbn\]'"):
        hyphenated("9783161484100")


def test_kinds_without_data() -> None:
    assert FACTS is not None
    assert {"isbn", "issn", "eissn", "doi", "pmid", "eprint"} <= set(known_kinds(FACTS))
