"""What BIP 3 says of a proposal's preamble: the defaults of the rules' options.

Source: BIP 3 (“Updated BIP Process”), in force since `IN_FORCE`, with what it keeps of BIP 2.
"""

IN_FORCE = "2026-01-14"
"""The day on which BIP 3 replaced BIP 2; what was numbered before it was written under BIP 2."""

HEADERS = (
    "BIP",
    "Layer",
    "Title",
    "Authors",
    "Editor",
    "Deputies",
    "Discussions-To",
    "Comments-Summary",
    "Comments-URI",
    "Status",
    "Type",
    "Assigned",
    "License",
    "License-Code",
    "Discussion",
    "Version",
    "Requires",
    "Replaces",
    "Proposed-Replacement",
)
"""All headers in their order, with five that only proposals older than BIP 3 have."""

REQUIRED = ("BIP", "Title", "Authors", "Status", "Type", "Assigned", "License")

RENAMED = {
    "Author": "Authors",
    "Created": "Assigned",
    "Post-History": "Discussion",
    "Superseded-By": "Proposed-Replacement",
}
"""Headers of BIP 2 with their names in BIP 3."""

DROPPED = ("Discussions-To", "Editor", "Resolution")
"""Headers of BIP 1 and BIP 2 that have no successor."""

BIP_LISTS = ("Requires", "Replaces", "Proposed-Replacement")
"""Headers whose values are numbers of proposals."""
