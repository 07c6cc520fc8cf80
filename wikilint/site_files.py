"""JSON files that say what a wiki is; whatever is wrong with one is told with its place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wikilint.faults import Faults, Place
from wikilint.site import Site, SiteError
from wikilint.site.given import given_site
from wikilint.site.siteinfo import site_data
from wikilint.yamlmap import read_yaml


def read_site(data: bytes, source: str, name: str, faults: Faults) -> Site | None:
    """The site that a file describes; None, which is a fault, if it describes none.

    source: the file, for messages. name: what the site is called if the file does not say it.
    """
    read = _read(data, source, faults)
    try:
        return given_site(read[0], name) if read else None
    except SiteError as error:
        faults.add(_place(data, source, error.path), str(error))
        return None


def converted(data: bytes, source: str, faults: Faults) -> Mapping[str, Any]:
    """Site data from a siteinfo answer; empty, which is a fault, if it is none."""
    read = _read(data, source, faults)
    try:
        return site_data(read[0], f"siteinfo answer {source}") if read else {}
    except SiteError as error:
        faults.add(_place(data, source, error.path), str(error))
        return {}


def _read(data: bytes, source: str, faults: Faults) -> list[object]:
    try:
        # Python refuses thousands of digits; as a float they are of a wrong kind wherever they are
        return [json.loads(data, parse_int=lambda n: int(n) if len(n) < 20 else float(n))]
    except json.JSONDecodeError as error:
        faults.add(Place(source, error.lineno, error.colno), f"not JSON: {error.msg}")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        faults.add(Place(source, line, 1), "not JSON: it is not UTF-8")
    except RecursionError:
        faults.add(Place(source, 1, 1), "not JSON that can be read: it is nested too deeply")
    return []


def _place(data: bytes, source: str, path: tuple[str | int, ...]) -> Place:
    """Where a value stands: JSON is YAML, whose slow reader knows places."""
    value = read_yaml(data, source, Faults())
    for key in path:
        inner = value.data
        if isinstance(inner, dict) and key in inner:
            value = inner[str(key)]
        elif isinstance(inner, list) and isinstance(key, int) and key < len(inner):
            value = inner[key]
        else:
            break
    return value.place
