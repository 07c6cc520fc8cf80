"""The rule `inconsistent-bip-spelling`."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from wikilint import Document, Edit, Finding, Fix, option, rule
from wikilint.analysis import prose

_BLANKS = {"BIP 32": " ", "BIP-32": "-", "BIP32": ""}


@dataclass(frozen=True, slots=True)
class Options:
    """Options of the rule."""

    style: Literal["BIP 32", "BIP-32", "BIP32"] = option(
        "BIP 32", "How the text writes a proposal's name; BIP 3 writes “BIP 32”."
    )


@rule("inconsistent-bip-spelling", severity="off", options=Options, fixes=("unsafe",))
def inconsistent_bip_spelling(doc: Document, options: Options) -> Iterator[Finding]:
    """A proposal's name is not written as the others: “BIP 32”, “BIP-32”, “BIP32”.

    The process documents ask for none of these; for communities that want one of them, the rule
    can be switched on. Code, quotations, addresses and link targets are left alone.
    """
    blank = _BLANKS[options.style]
    for match in prose(doc).finditer(
        r"\bBIP[ -]?0*([0-9]+)\b(?![-.]\w|/(?!BIP)\w)", containing=["BIP"]
    ):
        written = doc.text[slice(*match.span)]
        number = match.group(1) or "0"
        wanted = f"BIP{blank}{number}"
        if written != wanted and "quotation" not in match.contexts:
            fix = Fix(f"write {wanted}", (Edit(match.span, wanted),))
            yield Finding(match.span, f"“{written}” is written {wanted} here", fix)
