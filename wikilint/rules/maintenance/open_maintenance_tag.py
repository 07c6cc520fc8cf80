from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wikilint import Document, Finding, option, rule
from wikilint.analysis import templates


@dataclass(frozen=True, eq=False, repr=False)
class OpenMaintenanceTagOptions:
    """Options of the rule."""

    groups: tuple[str, ...] = option(
        (),
        "Names of groups that the site's data hold, such as `citation needed`, `dead link` and "
        "`clarify`, or of templates; without any, all groups.",
    )


@rule(
    "open-maintenance-tag",
    severity="off",
    scope="enwiki-style",
    options=OpenMaintenanceTagOptions,
    fixes=(),
)
def open_maintenance_tag(doc: Document, options: OpenMaintenanceTagOptions) -> Iterator[Finding]:
    """A tag asks for a source, a working link or a clearer word, and nobody has answered yet.

    For reviewers who want a list of what a page lacks
    ([WP:TC](https://en.wikipedia.org/wiki/Wikipedia:Template_index/Cleanup)); not for runs over
    many pages. The site's data group the tags.

    **Fix.** None.
    """
    groups = doc.site.data.get("maintenance_groups", {})
    wanted: dict[str, str] = {}
    for group in options.groups or groups:
        names = groups.get(group.lower()) or [doc.site.classify(group)[1]]
        wanted.update(dict.fromkeys(names, group))
    for template in templates(doc).named(*wanted):
        date = template.get("date")
        since = f", since {date.value}" if date is not None and date.value else ""
        yield Finding(template.span, f"open: {wanted[template.name]}{since}")
