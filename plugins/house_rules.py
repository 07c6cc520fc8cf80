"""A local plugin: one file, no packaging. `plugins: [./plugins/house_rules.py]` switches it on."""

from collections.abc import Iterator

from wikilint import Document, Edit, Finding, Fix, rule
from wikilint.analysis import prose


@rule("okay", tags=("wording",), fixes=("safe",))
def okay(doc: Document) -> Iterator[Finding]:
    """Write “OK”, not “okay”.

    Our house style. The fix is safe: it changes no meaning, and quotations are left alone.
    """
    for match in prose(doc).finditer(r"\bokay\b", containing=["okay"]):
        if "quotation" not in match.contexts:
            fix = Fix("write “OK”", (Edit(match.span, "OK"),), "safe")
            yield Finding(match.span, "write “OK”", fix)
