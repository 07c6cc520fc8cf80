"""Sites that a user gives: site data of their own, or what their wiki answered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from wikilint.nearest import did_you_mean
from wikilint.site import DEFAULT_SITE, Site, SiteError, extended, merge
from wikilint.site.siteinfo import is_siteinfo, site_data

_KINDS: dict[type, str] = {
    dict: "a map", list: "a list", str: "text", int: "a whole number", bool: "true or false",
}  # fmt: skip


def given_site(data: object, source: str) -> Site:
    """The site that a value describes: a siteinfo answer, or site data on top of a shipped site.

    source: where the value comes from; also the name of site data that have none. Raises SiteError,
    with the path in the value, for what describes no site.
    """
    if is_siteinfo(data):
        data = site_data(data, source)
    else:
        _check(data, _sample(), ())
    assert isinstance(data, dict)
    whole = extended({"extends": DEFAULT_SITE, "name": source, **data})
    try:
        site = Site(whole)
        _ = site.citations
    except SiteError as error:
        raise SiteError(str(error), ("citations",)) from error
    return site


@cache
def _sample() -> Mapping[str, Any]:
    """All that shipped sites say: a key has the shape that it has in one of them."""
    found: Mapping[str, Any] = {"extends": "", "exact": [""]}
    for name in Site.names():
        found = merge(found, Site.load(name).data)
    return found


def _check(data: object, sample: Mapping[str, Any], path: tuple[str, ...]) -> None:
    if not isinstance(data, dict):
        raise SiteError("expected a map with the data of a site", path)
    for key, value in data.items():
        if key not in sample:
            hint = did_you_mean(key, sample)
            raise SiteError(f"“{key}” is not a key of site data{hint}", (*path, key))
        for place, message in _misfits(value, sample[key], (*path, key)):
            raise SiteError(message, place)
    for index, key in enumerate(data.get("exact", ())):
        if key not in data:
            message = f"“{key}” is to be exact, but is not given{did_you_mean(key, data)}"
            raise SiteError(message, (*path, "exact", index))
    for number in data.get("namespaces", {}):
        if not re.fullmatch("0|-?[1-9][0-9]{0,8}", number):
            message = f"“{number:.60}” is not the number of a namespace"
            raise SiteError(message, (*path, "namespaces", number))
    try:
        re.compile(data.get("link_trail", ""))
    except (re.error, OverflowError, RecursionError) as error:
        message = f"not a regular expression: {error}"
        raise SiteError(message, (*path, "link_trail")) from None
    if "extends" in data and data["extends"] not in Site.names():
        hint = did_you_mean(data["extends"], Site.names())
        raise SiteError(f"there is no site “{data['extends']}”{hint}", (*path, "extends"))


def _misfits(
    value: object, sample: object, path: tuple[str | int, ...]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where a value has not the shape of another, whose first entry stands for all others."""
    if type(value) is not type(sample):
        yield path, f"expected {_KINDS[type(sample)]}, not {value!r:.60}"
    elif isinstance(value, dict) and isinstance(sample, dict) and sample:
        model = next(iter(sample.values()))
        for key, item in value.items():
            yield from _misfits(item, sample.get(key, model), (*path, key))
    elif isinstance(value, list) and isinstance(sample, list) and sample:
        for index, item in enumerate(value):
            yield from _misfits(item, sample[0], (*path, index))
