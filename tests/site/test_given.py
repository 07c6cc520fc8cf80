from __future__ import annotations

from typing import Any

import pytest

from wikilint.site import SiteError
from wikilint.site.given import given_site


def test_site_data_go_on_top_of_a_shipped_site() -> None:
    site = given_site({"extends": "wikipedia-en", "namespaces": {"3000": ["Recipe"]}}, "mine")
    assert (site.name, site.language) == ("mine", "en")
    assert site.split_title("recipe:x") == (3000, "X")
    assert "Cite web" in site.family("citation")
    assert given_site({"language": "fr"}, "mine").classify("if") == ("template", "If")


def test_names() -> None:
    assert given_site({"name": "house"}, "mine").name == "house"
    assert given_site({}, "mine").name == "mine"


def test_exact_lists_replace_those_of_the_site_that_is_extended() -> None:
    data: dict[str, Any] = {"protocols": ["foo:"]}
    assert "https://" in given_site(data, "x").data["protocols"]
    assert given_site({**data, "exact": ["protocols"]}, "x").data["protocols"] == ["foo:"]


@pytest.mark.parametrize(
    ("data", "message", "path"),
    [
        ([], "expected a map with the data of a site", ()),
        ("x", "expected a map with the data of a site", ()),
        ({"namespace": {}}, "“namespace” is not a key of site data; did you mean “namespaces”?",
         ("namespace",)),
        ({"language": 1}, "expected text, not 1", ("language",)),
        ({"capital_links": "yes"}, "expected true or false, not 'yes'", ("capital_links",)),
        ({"namespaces": {"6": "File"}}, "expected a list, not 'File'", ("namespaces", "6")),
        ({"templates": {"efn": {"Note": [1]}}}, "expected text, not 1",
         ("templates", "efn", "Note", 0)),
        ({"extends": "wikipedia-eng"},
         "there is no site “wikipedia-eng”; did you mean “wikipedia-en”?", ("extends",)),
        ({"exact": ["language", "zzz"], "language": "de"},
         "“zzz” is to be exact, but is not given", ("exact", 1)),
        ({"namespaces": {"06": ["A"]}}, "“06” is not the number of a namespace",
         ("namespaces", "06")),
        ({"link_trail": "a{99999999999999999999}"},
         "not a regular expression: the repetition number is too large", ("link_trail",)),
        ({"citations": "citations.xx"}, "no data named 'citations.xx'", ("citations",)),
    ],
)  # fmt: skip
def test_data_that_describe_no_site(data: object, message: str, path: tuple[object, ...]) -> None:
    with pytest.raises(SiteError) as error:
        given_site(data, "x")
    assert (str(error.value), error.value.path) == (message, path)
