"""The data files say what they are, and do not contradict themselves."""

import json
import re
from importlib import resources

import pytest

from wikilint.site import Site

FILES = sorted(
    file.name
    for file in resources.files("wikilint.site").joinpath("data").iterdir()
    if file.name.endswith(".json")
)
SITES = ["mediawiki", "wikipedia-de", "wikipedia-en"]


@pytest.fixture(params=SITES)
def site(request):
    return Site.load(request.param)


@pytest.mark.parametrize("name", FILES)
def test_source_and_date(name):
    text = resources.files("wikilint.site").joinpath("data", name).read_text(encoding="utf-8")
    assert re.search(r"collected \d{4}-\d\d$", json.loads(text)["source"])


def families_of(site):
    return [
        (name, family) for family, templates in site.data["templates"].items() for name in templates
    ]


def test_names_and_redirects_are_canonical(site):
    for name, _ in families_of(site):
        assert site.title(name) == name
        assert site.classify(name) == ("template", name)
    for family in site.data["templates"]:
        for name, redirects in site.template_redirects(family).items():
            for redirect in redirects:
                assert site.title(redirect) == redirect
                assert site.classify(redirect) == ("template", name)


def test_each_template_is_in_one_family(site):
    families = families_of(site)
    assert len({name for name, _ in families}) == len(families), families


def test_each_redirect_leads_to_one_template(site):
    redirects = [
        redirect
        for family in site.data["templates"]
        for names in site.template_redirects(family).values()
        for redirect in names
    ]
    assert sorted(set(redirects)) == sorted(redirects)
    assert not set(redirects) & {name for name, _ in families_of(site)}


def test_each_namespace_name_means_one(site):
    names = [name.lower() for names in site.data["namespaces"].values() for name in names]
    assert sorted(set(names)) == sorted(names)


def test_magic_words_are_written_as_they_are_compared(site):
    for key in ("functions", "variables", "switches", "extension_tags", "html_tags"):
        assert site.data[key] == [name.lower() for name in site.data[key]]
    for key in ("exact_functions", "exact_variables", "exact_switches"):
        assert site.data[key] == [name.upper() for name in site.data[key]]
    exact = {name.lower() for name in site.data["exact_functions"]}
    assert not exact & set(site.data["functions"])


@pytest.mark.parametrize("key", ["void_tags", "open_tags", "obsolete_tags"])
def test_kinds_of_tags_are_tags(site, key):
    assert set(site.data[key]) <= site.html_tags


def test_void_tags_are_not_left_open(site):
    assert not site.void_tags & set(site.data["open_tags"])


def test_link_trail(site):
    assert re.fullmatch(site.data["link_trail"], "able")
    assert not re.match(site.data["link_trail"], "1")


def test_date_formats_agree_with_their_families():
    site = Site.load("wikipedia-en")
    formats = site.data["page_date_formats"]
    for form in ("dmy", "mdy"):
        named = {title for title, value in formats.items() if value == form}
        (canonical,) = site.family(f"use-{form}-dates")
        assert {site.classify(title)[1] for title in named} == {canonical}
        assert named == {canonical, *site.template_redirects(f"use-{form}-dates")[canonical]}


def test_note_groups_are_of_notes():
    site = Site.load("wikipedia-en")
    assert set(site.data["note_groups"]) == site.family("efn") | site.family("notelist")


def test_months():
    english = Site.language_data("en")
    assert [month[:3] for month in english["months"]] == english["short_months"]
    assert len(english["months"]) == 12
    for name, number in english["other_months"].items():
        assert name not in english["months"] + english["short_months"]
        assert english["months"][number - 1].startswith(name)
